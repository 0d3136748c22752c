"""The folders that tests read, and the tables of cases."""

from pathlib import Path
from typing import Any

import yaml

TOP = Path(__file__).resolve().parents[2]
CASES = TOP / "tests" / "cases"
DATA = TOP / "tests" / "data"
INVENTED = DATA / "invented_publication" / "sources"
EXTREME = DATA / "extreme_publication" / "sources"


def read_cases(name: str, loader: Any = yaml.SafeLoader) -> Any:
    """Return a table of `tests/cases`. With `yaml.BaseLoader`, every value is text."""
    return yaml.load((CASES / f"{name}.yml").read_text("utf-8"), loader)
