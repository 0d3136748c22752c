"""Names of people who are not followed, and proposals to follow them.

Entry: `people.not_followed.find_names.find_unlisted_names` for one article, `proposals.propose_actors` for
several.
"""
