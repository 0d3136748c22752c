"""Mentions of listed actors in an article, by name, job title or pronoun.

Entry: `people.mentions.find_mentions`, then `people.coreference.find_coreferences`.
"""
