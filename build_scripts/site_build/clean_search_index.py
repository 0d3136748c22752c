"""Remove hidden characters from the search index, so that readers find words by the letters they see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.storage.write_files import replace_file
from build_scripts.text.hidden_characters import replace_idle_characters

SEARCH_INDEX_PATH = Path("search", "search_index.json")


def clean_search_index(site: Path) -> None:
    """Remove hidden characters, such as soft hyphens, from a built site's search index.

    Pages keep them, as the capture has them, but no reader types them.
    """
    path = site / SEARCH_INDEX_PATH
    if path.is_file():
        index = json.loads(path.read_text("utf-8"))
        cleaned = _remove_hidden(index)
        if cleaned != index:
            replace_file(path, json.dumps(cleaned, sort_keys=True, separators=(",", ":")).encode())


def _remove_hidden(value: Any) -> Any:
    """Return a JSON value without hidden characters in its strings."""
    if isinstance(value, str):
        # Joiners, variation selectors and direction marks with a use stay: results need them to look right.
        return replace_idle_characters(value, lambda _: "").replace("\u00ad", "")
    if isinstance(value, list):
        return [_remove_hidden(item) for item in value]
    return {key: _remove_hidden(item) for key, item in value.items()} if isinstance(value, dict) else value
