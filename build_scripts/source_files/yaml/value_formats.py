"""What single values under `sources/` may be: names in addresses, dates, web addresses.

The patterns are written so that Python and ECMAScript read them alike: JSON Schemas hold them, too.
"""

from __future__ import annotations

import re
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
SITE_ADDRESS_PATTERN = (
    r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?"  # an address that the site's own paths can follow
)
WHOLE_NUMBER_PATTERN = "[1-9][0-9]{0,8}"
WIKIDATA_ITEM_PATTERN = "Q[0-9]+"

IDENTIFIER = re.compile(IDENTIFIER_PATTERN, re.ASCII)
# Names that Windows keeps for its devices, with whatever ending: no disk there can hold such a file.
WINDOWS_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def is_valid_date(text: str) -> bool:
    """Tell whether a text is an ISO 8601 date that exists, with or without a time."""
    match = re.fullmatch(DATE_PATTERN, text)
    if not match:
        return False
    try:
        date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


def is_valid_web_address(text: str) -> bool:
    """Tell whether a text is an http(s) address that is safe to link to and that builders can parse."""
    if not re.fullmatch(ADDRESS_PATTERN, text) or len(text) > MAX_ADDRESS_LENGTH or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (port is None or port > 0) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) is not None
