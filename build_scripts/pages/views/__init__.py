"""Hold what templates ask about stories and sources, and how words are marked, cited and addressed."""
