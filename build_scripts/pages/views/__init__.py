"""Compute the values that templates print of stories and sources; mark, quote and address their words."""
