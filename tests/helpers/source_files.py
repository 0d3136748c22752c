"""Write the files of a case of `source_files.yml` into the current folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.helpers.paths import read_cases

DATA = read_cases("source_files")


def lay_out(case: Mapping[str, Any]) -> None:
    """Write the common files and those of the case: text, bytes as hexadecimal digits, symbolic links."""
    for name, text in {**DATA["base"], **case.get("files", {})}.items():
        if text is not None:
            put(name, text.encode())
    for name, digits in case.get("hex", {}).items():
        put(name, bytes.fromhex(str(digits)))
    for name, target in case.get("links", {}).items():
        Path(name).symlink_to(target)


def put(name: str, data: bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
