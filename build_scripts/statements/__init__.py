"""Find who said what in an English article, and who declined to comment.

Entry: `statements.find_statements.find_statements`.
"""
