"""Propose the file name of a new source, and compose its sidecar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from typing import Literal
from urllib.parse import urlsplit

from build_scripts.models import Metadata
from build_scripts.source_files.entries.edit_story_list import STORY_FILE_DEPTH, format_yaml_scalar
from build_scripts.source_files.yaml.json_schemas import compose_schema_comment
from build_scripts.source_files.yaml.value_formats import WINDOWS_DEVICE_NAMES
from build_scripts.source_files.yaml_files import RESERVED_SOURCES

CaptureSuffix = Literal[".txt", ".html"]

DEFAULT_SOURCE_NAME = "source"
MIN_HEADLINE_LETTERS = 3  # a headline in another script may leave only digits
MAX_NAME_LENGTH = 40  # characters of a name made from an outlet, address or headline
HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
HTML_START_BYTES = 4_096  # the first bytes of a file, in which the start of a page is looked for
MAX_SECOND_LEVEL_LETTERS = 3  # letters of "co" or "com" in "example.co.uk"
# Letters that Unicode does not decompose into a plain letter and a mark.
LETTER_REPLACEMENTS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)
SIDECAR_HINTS = {
    "headline": '"…"',
    "byline": '["…"]',
    "published": "{date}   # as precisely as known, with the time if it is stated",
    "outlet": '"…"',
    "source_url": "https://…",
    "captured": "{date}   # when the page was copied",
}
SIDECAR_INTRODUCTION = (
    "# Facts that the capture does not state. Every key is optional: leave out unknown facts."
)


def choose_capture_suffix(data: bytes, hint: str = "") -> CaptureSuffix:
    """Return the ending for a capture: `.html` if its name (`hint`) or its first bytes are a page's."""
    if hint.lower().endswith((".html", ".htm", ".xhtml")):
        return ".html"
    return ".html" if HTML_START.match(data[:HTML_START_BYTES].removeprefix(b"\xef\xbb\xbf")) else ".txt"


def propose_source_name(
    metadata: Metadata, address: str | None, file: str | None, taken: Iterable[str]
) -> str:
    """Return an unused id for a source, which becomes part of its address.

    It is made from the first of these that yields one: the outlet, the host of the address, the headline, the
    name of the file. `taken` are the ids that the story has or had.
    """
    first = _make_stated_name(metadata, address) or make_slug(file or "") or DEFAULT_SOURCE_NAME
    return _make_unused_name(first, taken)


def propose_better_name(
    metadata: Metadata, address: str | None, opening: str, taken: Iterable[str]
) -> str | None:
    """Return an unused id for a source that was named after its file, from the article's first words.

    Return None if the source is named after its outlet, address or headline, or if the words give no id.
    """
    if _make_stated_name(metadata, address):
        return None
    words = _make_slug_of_words(opening)
    return _make_unused_name(words, taken) if words else None


def _make_stated_name(metadata: Metadata, address: str | None) -> str:
    """Return the id that the outlet, the host of the address or the headline gives; "" if none does."""
    candidates = (
        make_slug(metadata.outlet.value).removeprefix("the-") if metadata.outlet else "",
        make_slug(_site_name(address)) if address else "",
        _make_slug_of_words(metadata.headline.value) if metadata.headline else "",
    )
    return next(filter(None, candidates), "")


def _make_slug_of_words(words: str) -> str:
    slug = make_slug(words)
    return slug if len(re.sub(r"[^a-z]", "", slug)) >= MIN_HEADLINE_LETTERS else ""


def _make_unused_name(first: str, taken: Iterable[str]) -> str:
    return make_unused_id(first, {*taken, *RESERVED_SOURCES, *WINDOWS_DEVICE_NAMES})


def make_unused_id(first: str, taken: Container[str]) -> str:
    """Return the first unused one of "herald", "herald-2", "herald-3" and so on, for `first` "herald"."""
    number, chosen = 1, first
    while chosen in taken:
        number += 1
        chosen = f"{first}-{number}"
    return chosen


def make_slug(words: str) -> str:
    """Return words as part of an address: a-z, 0-9 and single hyphens; "" if no character remains."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(LETTER_REPLACEMENTS))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’").casefold()
    found = "-".join(re.findall(r"[a-z0-9]+", letters))
    if len(found) <= MAX_NAME_LENGTH:
        return found
    return found[: MAX_NAME_LENGTH + 1].rpartition("-")[0] or found[:MAX_NAME_LENGTH]


def _site_name(address: str) -> str:
    """Return the site's name in a host: "herald" of "www.herald.co.uk"; "" for an IP address."""
    host = urlsplit(address).hostname or ""
    labels = host.removeprefix("www.").split(".")
    if labels[-1].isdigit() or ":" in host:
        return ""
    country = len(labels[-1]) == 2
    rest = labels[:-1] or labels
    if country and len(rest) > 1 and len(rest[-1]) <= MAX_SECOND_LEVEL_LETTERS:
        rest = rest[:-1]
    return rest[-1]


def compose_sidecar(
    metadata: Metadata,
    address: str | None,
    captured: str | None,
    *,
    stated: str | None = None,
    example_date: str,
) -> str | None:
    """Return the text of a source's sidecar, or None if it would be empty.

    It gives only facts that the capture does not contain: `address`, from which it was fetched, and
    `captured`, the day of that. Unknown facts are comments to fill in. No words of the capture are in it.
    `stated` is the address that a saved page states itself, `example_date` the date in these comments
    (ISO 8601).
    """
    facts = {
        "headline": metadata.headline,
        "byline": metadata.byline,
        "published": metadata.published,
        "outlet": metadata.outlet,
        "source_url": address or stated,
        "captured": captured,
    }
    missing = [key for key, value in facts.items() if value is None]
    if not missing and address is None and captured is None:
        return None
    lines = [compose_schema_comment("sidecar", STORY_FILE_DEPTH).rstrip(), SIDECAR_INTRODUCTION]
    if address is not None:
        lines.append(f"source_url: {format_yaml_scalar(address)}")
    if captured is not None:
        lines.append(f"captured: {captured}")
    lines += [f"# {key}: {SIDECAR_HINTS[key].format(date=example_date)}" for key in missing]
    if metadata.headline is None and metadata.outlet is None:
        lines.append('# label: "…"   # a name for a source without outlet and headline')
    lines.append("# rights: {mode: excerpt, holder: …, basis: quotation}   # default: the publication's own")
    return "\n".join(lines) + "\n"
