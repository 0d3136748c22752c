"""Add a source to the publication, or start a new publication, by writing files under `sources/`.

Entries: `add_source.add_source` and `new_publication.create_publication`.
"""
