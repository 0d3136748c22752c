"""Turn captured files (pasted text, saved pages, Markdown) into the text and facts that they contain.

Entries: `captures.decode.decode_capture_with_warnings`, `captures.html.parse_html_capture` and
`captures.markdown.parse_markdown_capture`.
"""
