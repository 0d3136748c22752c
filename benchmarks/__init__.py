"""Measure the project's accuracy on public corpora, and its speed; README.md says on what and how."""
