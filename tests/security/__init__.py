"""Hostile input: a table of payloads and fields, one publication made of them, and a reader for each sink."""
