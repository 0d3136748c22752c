"""Label every line of a capture as part of the article or as boilerplate, with the rule that decided.

Entry: `cleaning.clean.label_capture_lines`.
"""
