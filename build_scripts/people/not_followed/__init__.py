"""Find the names of people who are not followed, and propose to follow them.

Entries: `people.not_followed.find_names.find_unlisted_names` for one article, `proposals.propose_actors` for
several.
"""
