"""Read from a capture its headline, byline, dates, dateline, outlet, agencies and language.

Entry: `metadata.describe.extract_text_metadata`.
"""
