"""Normalize plain text, and find its sentences, parses, quotations and dates for the stages above.

Entries: `text.normalize.normalize_text`, `text.sentences.split_sentences` and `text.parser.load_parser`.
"""
