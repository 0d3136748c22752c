"""Compare the articles of a story: the points that they report, their differences, and the timeline.

Entry: `compare.compare_with_curation`.
"""
