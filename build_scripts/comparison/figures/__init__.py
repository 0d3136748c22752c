"""Find the figures of a sentence and compare their sizes.

Entry: `figures.find_figures`.
"""
