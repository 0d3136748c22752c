"""What `corrections.yml` may say: what the publication itself had wrong, and what it says now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from build_scripts.models import SiteCorrection
from build_scripts.models.problems import Problem
from build_scripts.source_files.yaml.did_you_mean import suggest_name
from build_scripts.source_files.yaml.validator import MappingValidator

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PAGE = re.compile(r"/?((?:[a-z0-9-]+/)*)")


def read_site_corrections(wrapper: MappingValidator) -> tuple[SiteCorrection, ...]:
    """Return the entries of a form that has them under `corrections`; a faulty one is noted and left out."""
    return tuple(entry for form in wrapper.mappings("corrections") if (entry := _amendment(form)) is not None)


def find_stale_site_corrections(
    amendments: Collection[SiteCorrection], stories: Mapping[str, Collection[str]], path: str
) -> Iterator[Problem]:
    """Yield a warning for each entry about a story or source that isn't there; `stories` have their sources.

    It is no error: what was corrected stays listed when its story goes.
    """
    for entry in amendments:
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


def _amendment(form: MappingValidator) -> SiteCorrection | None:
    date, was, now = form.date("date"), form.text("was"), form.text("now")
    story = form.identifier("story") if form.get("story") else None
    source = form.identifier("source") if form.get("source") else None
    page, change = form.text("page"), form.address("change")
    form.report_unknown_keys()
    if date is not None and not _DAY.fullmatch(date):
        form.add_problem(
            form.get("date") or form.node, "date", f"'{date}' is not one day", "write 2024-11-27"
        )
        date = None
    if source is not None and story is None:
        form.add_problem(
            form.get("source") or form.node, "source", "stands without its story", "add `story: …`"
        )
        return None
    if (story is None) == (page is None):
        what = "stands beside `story`" if page else "nothing says where it was wrong"
        mend = "keep the one that was wrong" if page else "add `story: …`, or `page: …` for any other page"
        form.add_problem(form.get("page") or form.node, "page", what, mend)
        return None
    place = _PAGE.fullmatch(page) if page is not None else None
    if page is not None and place is None:
        mend = "write what follows the site's own address, like /actors/jane-roe/"
        form.add_problem(
            form.get("page") or form.node, "page", f"'{page}' is not the address of a page", mend
        )
        return None
    if date is None or was is None or now is None:
        return None
    return SiteCorrection(date, was, now, story, source, place[1] if place else None, change, form.node.line)
