"""Call the command line in a folder, and read the text and the offsets that it prints."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from build_scripts.commands.main import main

HERALD = "sources/harbour-talks/strelsau-herald.txt"
POST = "sources/harbour-talks/zenda-post.txt"
PAMPHLET = "sources/harbour-talks/pamphlet.txt"
BODY = (
    "The harbour of Strelsau was closed on Monday, said Jane Roe, and nobody knew when it would open again."
)
ODD = "\r\n\r\n".join(
    ("\ufeffHarbour closed \u202e\u2028now", "By Zoë \x1b[31mRoe", BODY, f"[/b] \U0001f6a2 {BODY}", "")
)
PAGE = f"""<html lang="en"><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>
{"".join(f"<p>{BODY} It was the day number {n}.</p>" for n in range(5))}</article></body></html>"""


class Call:
    """Calls the command line in a folder, within this process, where the parser is loaded already."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, folder: Path, *arguments: str, code: int = 0) -> Result:
        self.monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == code, result.output
        return result


def text_of(found: Mapping[str, Any], folder: Path) -> str:
    """Return the text that the offsets in an object of `analyse --json` refer to."""
    if "text" in found:
        text: str = found["text"]
        return text
    text = (folder / found["path"]).read_bytes().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")
