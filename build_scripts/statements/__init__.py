"""Find the statements of an English article, their speakers, and the refusals to comment.

Entry: `statements.find_statements.find_statements`.
"""
