"""Find the differences between the cells of a point: figures, attributions, hedges and denials.

Entry: `cell_differences.compare_cells`.
"""
