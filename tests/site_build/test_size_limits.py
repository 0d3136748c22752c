"""The size that a site and its search index may have."""

from pathlib import Path

import pytest

from build_scripts.models.problems import Problem
from build_scripts.site_build import size_limits as sizes
from tests.helpers.files import write

SMALL = sizes.Limits(site=300, large_site=200, index=60, large_index=40)
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
    size = sizes.measure(tmp_path)
    assert size == sizes.Size(2, total, index)
    assert [(p.severity, p.what) for p in sizes.problems(size, SMALL)] == expected
    assert list(sizes.problems(size)) == []
    assert all(isinstance(p, Problem) and p.mend for p in sizes.problems(size, SMALL))


def test_a_size_is_one_line() -> None:
    assert str(sizes.Size(1204, 27_340_000, 1_900_000)) == "1,204 pages, 27.3 MB; search index 1.9 MB."
    assert str(sizes.Size(1, 0, 0)) == "1 page, 0 kB; search index 0 kB."
