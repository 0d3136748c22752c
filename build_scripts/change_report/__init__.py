"""Change report."""
