"""Builds that are killed, starved and disturbed: the last good site must stand, and the next build work."""
