"""Let readers find words by the letters they see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.text.hidden_characters import replace_idle_characters

SEARCH_INDEX_PATH = Path("search", "search_index.json")


def clean_search_index(site: Path) -> None:
    """Leave what isn't seen (soft hyphens and the like) out of a built site's search index.

    Pages show the capture's words with every such character in them, and nobody types them.
    """
    path = site / SEARCH_INDEX_PATH
    if path.is_file():
        index = json.loads(path.read_text("utf-8"))
        mended = _typed(index)
        if mended != index:
            path.write_text(json.dumps(mended, sort_keys=True, separators=(",", ":")), "utf-8")


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        # Joiners, variation selectors and marks of direction that do their work stay: results are shown.
        return replace_idle_characters(value, lambda _: "").replace("\u00ad", "")
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return {key: _typed(one) for key, one in value.items()} if isinstance(value, dict) else value
