"""Read from a capture its headline, byline, date, dateline, outlet, agencies and language."""
