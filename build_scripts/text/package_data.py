"""Read the data files that ship with the package."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def load(name: str) -> Any:
    """Return the parsed content of `data/<name>.yml`.

    Each stage turns it into its own frozen value once, and is handed that value from then on.
    """
    text = resources.files("build_scripts.data").joinpath(f"{name}.yml").read_text("utf-8")
    return yaml.safe_load(text)
