"""Limits of the size of a site and its search index."""

from pathlib import Path

import pytest

from build_scripts.models.problems import Problem
from build_scripts.site_build.size_limits import SiteSize, SizeLimits, find_size_problems, measure_site
from tests.helpers.files import write

SMALL = SizeLimits(max_site_bytes=300, warn_site_bytes=200, max_index_bytes=60, warn_index_bytes=40)
LARGE = {
    "small": (100, 10, []),
    "a large site": (201, 10, [("warning", "the site has 0 kB; above 0 kB it is not published")]),
    "too large a site": (301, 10, [("error", "the site has 0 kB, and 0 kB is the most")]),
    "a large index": (
        100,
        41,
        [("warning", "the search index has 0 kB; above 0 kB it is not published")],
    ),
    "too large an index": (100, 61, [("error", "the search index has 0 kB, and 0 kB is the most")]),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_site_that_is_too_large_is_refused(name: str, tmp_path: Path) -> None:
    total, index, expected = LARGE[name]
    write(tmp_path, "index.html", "x" * (total - index - 1))
    write(tmp_path, "more/index.html", "y")
    write(tmp_path, "search/search_index.json", "z" * index)
    size = measure_site(tmp_path)
    assert size == SiteSize(2, total, index)
    assert [(p.severity, p.message) for p in find_size_problems(size, SMALL)] == expected
    assert list(find_size_problems(size)) == []
    assert all(isinstance(p, Problem) and p.fix for p in find_size_problems(size, SMALL))


def test_a_size_is_one_line() -> None:
    assert str(SiteSize(1204, 27_340_000, 1_900_000)) == "1,204 pages, 27.3 MB; search index 1.9 MB."
    assert str(SiteSize(1, 0, 0)) == "1 page, 0 kB; search index 0 kB."
