"""Report what a change to `sources/` does to the publication, in Markdown for a pull request.

Entry: `change_report.report.build_change_report`.
"""
