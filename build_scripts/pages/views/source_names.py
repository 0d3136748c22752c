"""Name the sources of a story so that two articles of one outlet can be told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from build_scripts.models import Article
from build_scripts.text.format_values import format_date


def name_source(article: Article) -> str:
    """Return the name of a source: its outlet, the publication's label, or words for one without any."""
    if not article.is_read and article.metadata.outlet is None:
        return article.sidecar.label or "Unread source"
    outlet = article.metadata.outlet
    given = outlet.value if outlet else article.sidecar.label
    return given or ("Outlet not stated" if article.metadata.headline else "Unnamed source")


def name_sources_apart(articles: Sequence[Article]) -> Mapping[str, str]:
    """Return a name for each article of a story, by its id; no two are the same.

    Articles of one name differ by when they were published, else by the agency that they credit, else by a
    number in their order.
    """
    namesakes: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        namesakes[name_source(article)].append(article)
    names: dict[str, str] = {}
    for name, group in namesakes.items():
        marks = [""] if len(group) == 1 else _find_marks(group)
        names |= {a.id: f"{name} ({mark})" if mark else name for a, mark in zip(group, marks, strict=True)}
    return {article.id: names[article.id] for article in articles}


def _find_marks(group: Sequence[Article]) -> list[str]:
    """Return for each article what tells it apart from the others of its name."""
    for find in _MARKS:
        marks = [find(article) or "" for article in group]
        if all(marks) and len(set(marks)) == len(marks):
            return marks
    return [str(number) for number, _ in enumerate(group, 1)]


def _find_time(article: Article) -> str | None:
    published = article.metadata.published
    return format_date(published.value) if published else None


def _find_agency(article: Article) -> str | None:
    agencies = dict.fromkeys(agency.name for agency in article.metadata.agencies)
    return " and ".join(agencies) or None


_MARKS: tuple[Callable[[Article], str | None], ...] = (_find_time, _find_agency)
