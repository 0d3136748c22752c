"""Pictures of the site: one for each kind of page, two small ones for the README, errors of one line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers.browser import NO_BROWSER
from tests.helpers.paths import TOP
from tests.helpers.pictures import KINDS, kinds, take_all, take_for_readme

MOST_BYTES = 400_000


def webp_size(path: Path) -> tuple[int, int]:
    """Return the width and height that the head of an extended WebP file states."""
    head = path.read_bytes()[:30]
    assert (head[:4], head[8:16]) == (b"RIFF", b"WEBPVP8X")
    return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1


def test_a_page_of_each_kind_is_found(invented_site: Path) -> None:
    found = kinds(invented_site)
    assert set(found) == set(KINDS)
    assert len(set(found.values())) == len(KINDS)
    assert found["front"] == ""
    assert found["article"].count("/") == 3
    assert not found["article"].endswith(("/comparison/", "/timeline/"))


@pytest.mark.browser
def test_the_readme_gets_a_front_page_and_a_sentence(
    invented_site: Path, browser: Browser, tmp_path: Path
) -> None:
    front, sentence = take_for_readme(browser, invented_site, tmp_path / "pictures")
    assert webp_size(front) == (1800, 1920)
    assert webp_size(sentence) == (585, 1266)


@pytest.mark.browser
def test_every_kind_of_page_is_shown_light_and_dark(
    invented_site: Path, browser: Browser, tmp_path: Path
) -> None:
    written = take_all(browser, invented_site, tmp_path, widths=(390,))
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert {path.name for path in written} == {
        f"{name}-390-{scheme}.png" for name in (*KINDS, "arrival", "search") for scheme in ("light", "dark")
    }
    light, dark = (tmp_path / f"front-390-{scheme}.png" for scheme in ("light", "dark"))
    assert light.read_bytes() != dark.read_bytes()


def test_the_readme_shows_two_pictures_with_words_for_those_who_do_not_see_them() -> None:
    text = (TOP / "README.md").read_text("utf-8")
    shown = {path: words for words, path in re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", text)}
    shown |= dict(re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', text))
    assert sorted(shown) == [".github/pictures/front.webp", ".github/pictures/sentence.webp"]
    assert all(len(words) > 80 for words in shown.values())
    assert sum((TOP / path).stat().st_size for path in shown) <= MOST_BYTES


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        pytest.param({"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": "none"}, NO_BROWSER, id="no browser"),
        pytest.param({}, "holds no story; build the site first", id="no site", marks=pytest.mark.browser),
    ],
)
def test_a_fault_is_one_line(environment: dict[str, str], message: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.helpers.pictures", str(tmp_path)],
        cwd=TOP,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("parallax: no pictures: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
