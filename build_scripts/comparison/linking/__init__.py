"""Link sentences of different sources that report the same, and explain the links.

Entry: `link_sentences.link_sentences`.
"""
