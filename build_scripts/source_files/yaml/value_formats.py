"""Define the formats of single values under `sources/`: identifiers, dates, web addresses.

The patterns mean the same in Python and in ECMAScript, because the JSON Schemas contain them too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

IDENTIFIER_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
MAX_IDENTIFIER_LENGTH = 80
DATE_PATTERN = (
    "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?)?)?"
)
_UNSAFE = "\\s<>\"'`{}|\\\\^\\x00-\\x20\\x7f"
ADDRESS_PATTERN = f"[Hh][Tt][Tt][Pp][Ss]?://[^/?#@{_UNSAFE}]+(?:[/?#][^{_UNSAFE}]*)?"
MAX_ADDRESS_LENGTH = 2_000
SITE_ADDRESS_PATTERN = r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?"  # no query or fragment: paths are appended
WHOLE_NUMBER_PATTERN = "[1-9][0-9]{0,8}"
WIKIDATA_ITEM_PATTERN = "Q[0-9]+"
SOURCE_REFERENCE_PATTERN = f"{IDENTIFIER_PATTERN}(?:@[0-9A-Fa-f]{{8,64}})?"

IDENTIFIER = re.compile(IDENTIFIER_PATTERN, re.ASCII)
# Device names, which Windows allows for no file, with any ending.
WINDOWS_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)

_FILE_ENDING = re.compile(r"\.(?:txt|html?|md|ya?ml)$", re.IGNORECASE)


def find_identifier_fault(
    name: str, *, is_file_name: bool = True, reserved: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return the fault of an id and how to fix it, or None if it is valid.

    An id becomes part of an address; if `is_file_name`, also of a path, which every system must allow.
    `reserved` are ids whose addresses other pages have.
    """
    if not IDENTIFIER.fullmatch(name):
        ending = ", and leave out the file's ending" if _FILE_ENDING.search(name) else ""
        return f"'{name}' is not a valid id", f"use a-z, 0-9 and single hyphens{ending}"
    if is_file_name and name in WINDOWS_DEVICE_NAMES:
        return f"'{name}' is a reserved name on Windows", "choose another name"
    if len(name) > MAX_IDENTIFIER_LENGTH:
        return f"the name has {len(name)} characters", f"use at most {MAX_IDENTIFIER_LENGTH}"
    if name in reserved:
        return f"'{name}' is the address of another page", "choose another name"
    return None


def is_valid_date(text: str) -> bool:
    """Return whether a text is an existing ISO 8601 date, with or without a time."""
    match = re.fullmatch(DATE_PATTERN, text)
    if not match:
        return False
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


def is_valid_web_address(text: str) -> bool:
    """Return whether a text is an http(s) address that is safe to link to and that MkDocs can parse."""
    if not re.fullmatch(ADDRESS_PATTERN, text) or len(text) > MAX_ADDRESS_LENGTH or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (port is None or port > 0) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) is not None
