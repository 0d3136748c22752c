"""Measure a built site, and refuse one that a host would refuse or a reader would wait too long for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models.problems import Problem
from build_scripts.site_build.clean_search_index import SEARCH_INDEX_PATH

MEGABYTE = 1_000_000  # as hosts count


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """Bytes above which a site is warned of or refused.

    GitHub Pages publishes at most 1 GB. A browser fetches the whole search index before its first hit.
    """

    max_site_bytes: int = 900 * MEGABYTE
    warn_site_bytes: int = 500 * MEGABYTE
    max_index_bytes: int = 30 * MEGABYTE
    warn_index_bytes: int = 10 * MEGABYTE


DEFAULT_SIZE_LIMITS = SizeLimits()


@dataclass(frozen=True, slots=True)
class SiteSize:
    """What a site holds: its pages, and the bytes of all its files and of the search index among them."""

    page_count: int
    site_bytes: int
    index_bytes: int

    def __str__(self) -> str:
        """Return the one line that a build ends with."""
        pages = "1 page" if self.page_count == 1 else f"{self.page_count:,} pages"
        return f"{pages}, {_shown(self.site_bytes)}; search index {_shown(self.index_bytes)}."


def measure_site(site: Path) -> SiteSize:
    """Return the size of the site in a folder."""
    pages = total = 0
    for file in site.rglob("*"):
        if file.is_file():
            pages += file.suffix == ".html"
            total += file.stat().st_size
    index = site / SEARCH_INDEX_PATH
    return SiteSize(pages, total, index.stat().st_size if index.is_file() else 0)


def find_size_problems(size: SiteSize, limits: SizeLimits = DEFAULT_SIZE_LIMITS) -> Iterator[Problem]:
    """Yield an error for what is too large, and a warning for what soon will be."""
    for what, number, limit, large, mend in (
        (
            "the site",
            size.site_bytes,
            limits.max_site_bytes,
            limits.warn_site_bytes,
            "take files out of docs/, or divide it in two",
        ),
        (
            "the search index",
            size.index_bytes,
            limits.max_index_bytes,
            limits.warn_index_bytes,
            "divide the publication in two",
        ),
    ):
        if number > limit:
            told = f"{what} has {_shown(number)}, and {_shown(limit)} is the most"
            yield Problem("site", None, None, told, mend)
        elif number > large:
            told = f"{what} has {_shown(number)}; above {_shown(limit)} it is not published"
            yield Problem("site", None, None, told, mend, "warning")


def _shown(number: int) -> str:
    return f"{number / MEGABYTE:,.1f} MB" if number >= MEGABYTE else f"{number / 1000:,.0f} kB"
