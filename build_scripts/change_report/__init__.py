"""Report the effects of a change to `sources/` on the publication, in Markdown for a pull request.

Entry: `change_report.report.build_change_report`.
"""
