"""Kill, starve and disturb builds: the last good site must stay whole, and the next build must succeed."""
