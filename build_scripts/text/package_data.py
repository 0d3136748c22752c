"""Read the word lists, fitted weights and fonts that ship with the package (`build_scripts/data`)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


def load_words(name: str) -> Any:
    """Return the parsed content of `data/words/<name>.yml`, a word list edited by hand.

    Each stage builds a frozen value from it once and passes that value on.
    """
    return _load("words", name)


def load_weights(name: str) -> Mapping[str, float]:
    """Return the weight of each feature in `data/weights/<name>.yml`, which a benchmark fits and writes."""
    return MappingProxyType(
        {str(feature): float(weight) for feature, weight in _load("weights", name).items()}
    )


def load_font_file(name: str) -> bytes:
    """Return the content of `data/fonts/<name>.ttf`."""
    return resources.files("build_scripts.data").joinpath("fonts", f"{name}.ttf").read_bytes()


def _load(folder: str, name: str) -> Any:
    file = resources.files("build_scripts.data").joinpath(folder, f"{name}.yml")
    return yaml.safe_load(file.read_text("utf-8"))
