"""Name a new source, and say where a better name would give it a better address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.views.addresses import make_article_address
from build_scripts.pipeline.clean_capture import CleanedCapture
from build_scripts.source_files.entries.propose_source_id import propose_better_name, propose_source_name
from build_scripts.source_files.read_sources import RawStory
from build_scripts.source_files.yaml.value_formats import find_identifier_fault
from build_scripts.source_files.yaml_files import RESERVED_SOURCES


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a source can be named after: its page, the address that it was fetched from, its file's name.

    `used` are the ids that the story's sources have or had.
    """

    cleaned: CleanedCapture
    address: str | None
    file_stem: str | None
    used: frozenset[str]


def list_used_names(story: RawStory | None, folder: Path) -> frozenset[str]:
    """Return the ids that the sources of a story in a folder have or had."""
    files = folder.iterdir() if folder.is_dir() else ()
    listed = story.file.sources if story else ()
    return frozenset((*(one.id for one in listed), *(file.name.partition(".")[0].lower() for file in files)))


def choose_source_name(requested: str | None, facts: NameFacts) -> str:
    """Return the id of a new source: the requested one, or one made of its outlet, headline or file name.

    Raises UserError if the requested one can't be an id, or is taken.
    """
    if requested is None:
        return propose_source_name(facts.cleaned.metadata, facts.address, facts.file_stem, facts.used)
    fault = find_identifier_fault(requested, reserved=RESERVED_SOURCES)
    if fault is None and requested in facts.used:
        fault = (f"'{requested}' is taken in this story", "choose another, or leave it out")
    if fault is not None:
        raise UserError(Problem("--name", None, None, *fault))
    return requested


def find_name_warnings(requested: str | None, facts: NameFacts, capture: Path) -> Iterator[Problem]:
    """Yield a warning with a better name if a source was named after its file, or after nothing."""
    cleaned = facts.cleaned
    opening = next((p.span.extract(cleaned.capture.text) for p in cleaned.paragraphs), "")
    better = propose_better_name(cleaned.metadata, facts.address, opening, facts.used)
    if requested is None and better is not None:
        address = make_article_address(capture.parent.name, capture.stem)
        message = f"no outlet or headline is known to name it by, and its address will be {address} for ever"
        fix = f"remove it, and add it again with --name and the outlet's name, or with --name {better}"
        yield Problem(capture.as_posix(), None, None, message, fix, "warning")
