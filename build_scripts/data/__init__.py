"""Word lists, fitted weights and fonts that the stages need, apart from the code that uses them."""
