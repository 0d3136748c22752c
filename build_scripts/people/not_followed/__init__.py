"""Not followed."""
