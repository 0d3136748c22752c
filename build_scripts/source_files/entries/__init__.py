"""Compose the text that is written or pasted into the YAML files under `sources/`.

Entries: `compose_sidecar` and `propose_source_name` (`propose_source_id`), `append_listed_source`
(`edit_story_list`), `compose_new_actor_entries` (`actor_entries`) and `compose_point_entries`
(`point_entries`).
"""
