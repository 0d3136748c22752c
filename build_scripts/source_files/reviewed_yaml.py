"""Read `reviewed:` of a `story.yml`: the sources that the editor has read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.source_files.yaml.validator import MappingValidator
from build_scripts.source_files.yaml.value_formats import SOURCE_REFERENCE_PATTERN

_REFERENCE = re.compile(SOURCE_REFERENCE_PATTERN, re.ASCII)
SHOWN_HASH_DIGITS = 8
"""Digits of a capture's SHA-256 that a reference needs at least, and that messages propose."""


@dataclass(frozen=True, slots=True)
class ReviewedSource:
    """A source that the editor has read; `capture` is the start of its capture's SHA-256, if given."""

    id: str
    capture: str | None
    line: int


@dataclass(frozen=True, slots=True)
class ReviewedSources:
    """The list under `reviewed`, and the line of that key's value."""

    line: int
    entries: tuple[ReviewedSource, ...]


def read_reviewed_sources(mapping: MappingValidator) -> ReviewedSources | None:
    """Return the list under `reviewed`, without its faulty entries; None if there is no such key."""
    node = mapping.get("reviewed")
    if node is None:
        return None
    entries: dict[str, ReviewedSource] = {}
    for item, text in mapping.texts_with_nodes("reviewed"):
        name, _, digits = text.partition("@")
        if not _REFERENCE.fullmatch(text):
            message = f"'{text}' is not a valid id, alone or with `@` and the start of a hash"
            fix = "write it like zenda-post or zenda-post@1a2b3c4d, with at least 8 digits"
            mapping.add_problem(item, "reviewed", message, fix)
        elif name in entries:
            mapping.add_problem(item, "reviewed", f"'{name}' is listed twice", "keep one of the two")
        else:
            entries[name] = ReviewedSource(name, digits.lower() or None, item.line)
    return ReviewedSources(node.line, tuple(entries.values()))


def format_source_reference(source: str, sha256: str) -> str:
    """Return a source's id with the start of its capture's hash, as it is written under `reviewed`."""
    return f"{source}@{sha256[:SHOWN_HASH_DIGITS]}"
