"""Let readers find words by the letters they see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from build_scripts.storage.write_files import replace_file

SEARCH_INDEX_PATH = Path("search", "search_index.json")
# A soft hyphen, blanks without width, and what would turn the direction of a result. Joiners and marks of
# direction stay: results show them at work.
_UNTYPED = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def clean_search_index(site: Path) -> None:
    """Leave what isn't seen (soft hyphens and the like) out of a built site's search index.

    Pages show the capture's words with every such character in them, and nobody types them.
    """
    path = site / SEARCH_INDEX_PATH
    if path.is_file():
        index = json.loads(path.read_text("utf-8"))
        mended = _typed(index)
        if mended != index:
            replace_file(path, json.dumps(mended, sort_keys=True, separators=(",", ":")).encode())


def _typed(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_UNTYPED)
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return {key: _typed(one) for key, one in value.items()} if isinstance(value, dict) else value
