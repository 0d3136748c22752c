"""Run all stages in order: from the files that were read to a publication, or to single articles.

Entries: `assemble_publication.assemble_publication` and `load_articles.ArticleLoader`.
"""
