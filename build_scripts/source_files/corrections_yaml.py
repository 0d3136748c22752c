"""Read the entries of `corrections.yml`: corrected mistakes of the site itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from build_scripts.models import SiteCorrection
from build_scripts.models.problems import Problem
from build_scripts.source_files.yaml.did_you_mean import suggest_name
from build_scripts.source_files.yaml.validator import MappingValidator

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PAGE = re.compile(r"/?((?:[a-z0-9-]+/)*)")


def read_site_corrections(file_mapping: MappingValidator) -> tuple[SiteCorrection, ...]:
    """Return the entries under `corrections`; an invalid one is recorded as a problem and left out."""
    entries = map(_read_correction, file_mapping.mappings("corrections"))
    return tuple(correction for correction in entries if correction is not None)


def find_stale_site_corrections(
    corrections: Collection[SiteCorrection], stories: Mapping[str, Collection[str]], path: str
) -> Iterator[Problem]:
    """Yield a warning for each correction of a story or source that doesn't exist.

    `stories` maps the ids of stories to those of their sources. It is not an error: a correction stays listed
    after its story was removed.
    """
    for entry in corrections:
        if entry.story is None:
            continue
        field, name, names = "story", entry.story, tuple(stories)
        if entry.story in stories and entry.source is not None:
            field, name, names = "source", entry.source, tuple(stories[entry.story])
        if name in names:
            continue
        message = f"there is no {field} '{name}'"
        fix = suggest_name(name, names, f"correct the name, or keep the entry if the {field} was removed")
        yield Problem(path, entry.written_at, f"corrections.{field}", message, fix, "warning")


def _read_correction(entry: MappingValidator) -> SiteCorrection | None:
    """Return the correction of an entry, or None if the entry is invalid."""
    date, was, now = _read_day(entry), entry.text("was"), entry.text("now")
    story = entry.identifier("story") if entry.get("story") else None
    source = entry.identifier("source") if entry.get("source") else None
    page, change = entry.text("page"), entry.address("change")
    entry.report_unknown_keys()
    if not _names_one_place(entry, story, source, page):
        return None
    page_match = _PAGE.fullmatch(page) if page is not None else None
    if page is not None and page_match is None:
        message = f"'{page}' is not the address of a page on this site"
        fix = "write the part after the site's own address, like /actors/jane-roe/"
        entry.add_problem(entry.get("page") or entry.node, "page", message, fix)
        return None
    if date is None or was is None or now is None:
        return None
    path = page_match[1] if page_match else None
    return SiteCorrection(date, was, now, story, source, path, change, entry.node.line)


def _read_day(entry: MappingValidator) -> str | None:
    date = entry.date("date")
    if date is None or _DAY.fullmatch(date):
        return date
    message, fix = f"'{date}' is not a single day", "write it like 2024-11-27"
    entry.add_problem(entry.get("date") or entry.node, "date", message, fix)
    return None


def _names_one_place(
    entry: MappingValidator, story: str | None, source: str | None, page: str | None
) -> bool:
    """Return whether the entry names either a story, perhaps with a source, or a page; else add a problem."""
    if source is not None and story is None:
        fix = "add `story: …`"
        entry.add_problem(entry.get("source") or entry.node, "source", "`story` is missing", fix)
    elif story is not None and page is not None:
        fix = "keep the one with the mistake"
        entry.add_problem(entry.get("page") or entry.node, "page", "`story` and `page` are both given", fix)
    elif story is None and page is None:
        fix = "add `story: …`, or `page: …` for any other page"
        entry.add_problem(entry.node, "page", "neither `story` nor `page` is given", fix)
    else:
        return True
    return False
