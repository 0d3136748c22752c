"""Read and validate everything under `sources/`, and compose entries for its files.

Entry: `source_files.read_sources.read_sources`.
"""
