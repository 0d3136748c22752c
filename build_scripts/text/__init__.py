"""Plain text for the stages above: normalized characters, sentences, parses, quotations and dates.

Entry: `text.normalize.normalize_text`, `text.sentences.split_sentences` and `text.parser.load_parser`.
"""
