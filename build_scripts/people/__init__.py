"""Find the mentions of listed actors in an article, by name, job title or pronoun.

Entries: `people.mentions.find_mentions`, then `people.coreference.find_coreferences`.
"""
