"""Measure a built site, and refuse one that a host would refuse or a reader would wait too long for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models.problems import Problem
from build_scripts.site_build import clean_search_index as search_index

MEGABYTE = 1_000_000  # as hosts count


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes above which a site is warned of or refused.

    GitHub Pages publishes at most 1 GB. A browser fetches the whole search index before its first hit.
    """

    site: int = 900 * MEGABYTE
    large_site: int = 500 * MEGABYTE
    index: int = 30 * MEGABYTE
    large_index: int = 10 * MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Size:
    """What a site holds: its pages, and the bytes of all its files and of the search index among them."""

    pages: int
    site: int
    index: int

    def __str__(self) -> str:
        """Return the one line that a build ends with."""
        pages = "1 page" if self.pages == 1 else f"{self.pages:,} pages"
        return f"{pages}, {_shown(self.site)}; search index {_shown(self.index)}."


def measure(site: Path) -> Size:
    """Return the size of the site in a folder."""
    pages = total = 0
    for file in site.rglob("*"):
        if file.is_file():
            pages += file.suffix == ".html"
            total += file.stat().st_size
    index = site / search_index.INDEX
    return Size(pages, total, index.stat().st_size if index.is_file() else 0)


def problems(size: Size, limits: Limits = LIMITS) -> Iterator[Problem]:
    """Yield an error for what is too large, and a warning for what soon will be."""
    for what, number, limit, large, mend in (
        (
            "the site",
            size.site,
            limits.site,
            limits.large_site,
            "take files out of docs/, or divide it in two",
        ),
        ("the search index", size.index, limits.index, limits.large_index, "divide the publication in two"),
    ):
        if number > limit:
            told = f"{what} has {_shown(number)}, and {_shown(limit)} is the most"
            yield Problem("site", None, None, told, mend)
        elif number > large:
            told = f"{what} has {_shown(number)}; above {_shown(limit)} it is not published"
            yield Problem("site", None, None, told, mend, "warning")


def _shown(number: int) -> str:
    return f"{number / MEGABYTE:,.1f} MB" if number >= MEGABYTE else f"{number / 1000:,.0f} kB"
