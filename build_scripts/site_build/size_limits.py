"""Measure a built site, and find out whether it is too large for a host or its search index for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_scripts.models.problems import Problem
from build_scripts.site_build.search_index import SEARCH_INDEX_PATH

MEGABYTE = 1_000_000  # as hosts count


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """Bytes above which a build warns or fails.

    GitHub Pages publishes at most 1 GB. A browser loads the whole search index before its first result.
    """

    max_site_bytes: int = 900 * MEGABYTE
    warn_site_bytes: int = 500 * MEGABYTE
    max_index_bytes: int = 30 * MEGABYTE
    warn_index_bytes: int = 10 * MEGABYTE


DEFAULT_SIZE_LIMITS = SizeLimits()


@dataclass(frozen=True, slots=True)
class SiteSize:
    """A site's number of pages, the bytes of all its files, and those of its search index."""

    page_count: int
    site_bytes: int
    index_bytes: int

    def __str__(self) -> str:
        """Return the one line that a build ends with."""
        pages = "1 page" if self.page_count == 1 else f"{self.page_count:,} pages"
        return f"{pages}, {_format_bytes(self.site_bytes)}; search index {_format_bytes(self.index_bytes)}."


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
    """Yield an error for a site or index that is too large, and a warning for one that soon will be."""
    for name, number, limit, warning_limit, fix in (
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
            message = f"{name} has {_format_bytes(number)}, and {_format_bytes(limit)} is the most"
            yield Problem("site", None, None, message, fix)
        elif number > warning_limit:
            message = f"{name} has {_format_bytes(number)}; above {_format_bytes(limit)} it is not published"
            yield Problem("site", None, None, message, fix, "warning")


def _format_bytes(number: int) -> str:
    return f"{number / MEGABYTE:,.1f} MB" if number >= MEGABYTE else f"{number / 1000:,.0f} kB"
