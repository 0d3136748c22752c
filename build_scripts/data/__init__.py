"""Word lists and fitted weights that the stages need, as YAML, apart from the code that uses them."""
