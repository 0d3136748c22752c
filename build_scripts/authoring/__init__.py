"""Write what a person asks for into `sources/`.

Entries: `add_source.add_source` and `new_publication.create_publication`.
"""
