"""Knowledge of the language that the stages need, as YAML, apart from the code that uses it."""
