"""The picture of a story: what it shows, what it leaves out, and that it is the same everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from PIL import Image

from build_scripts.pages.exports.story_picture import describe_story_picture, draw_story_picture
from tests.helpers.paths import TOP, read_cases

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
TITLE = slice(126, 456)
"""The rows of the title, between the lines above and below it."""
LONG = {
    "many words": "Harbour talks in Strelsau go on until the morning " * 12,
    "one word": "W" * 400,
    "long words": " ".join(["Donaudampfschiffahrtsgesellschaft" * 2] * 4),
}
PLACES, PAPERS = ("Strelsau", "Zenda", "Hofbau", "Tarlenheim", "Hentzau"), ("Gazette", "Mirror", "Echo")
NAMES = [f"The {place} {paper}" for paper in PAPERS for place in PLACES]
DRAW = """
import hashlib, sys
from build_scripts.pages.exports.story_picture import draw_story_picture
print(hashlib.sha256(draw_story_picture(sys.argv[1], sys.argv[2], sys.argv[3:])).hexdigest())
"""


def look(*words: Any) -> np.ndarray:
    """Return the brightness of each pixel of a picture, as Pillow reads it."""
    with Image.open(io.BytesIO(draw_story_picture(*words))) as image:
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
        return np.asarray(image.convert("L"))


def inked_rows(pixels: np.ndarray) -> np.ndarray:
    return np.flatnonzero((pixels < 255).any(axis=1))


@pytest.mark.parametrize("case", read_cases("story_pictures"), ids=lambda case: case["title"])
def test_words_that_look_alike_give_the_same_picture(case: dict[str, Any]) -> None:
    assert draw_story_picture(*case["one"]) == draw_story_picture(*case["other"])


def test_each_of_its_words_is_in_the_picture() -> None:
    words = ["The Reader", "Harbour talks", ("The Post", "The Herald")]
    pictures = {draw_story_picture(*words)}
    for place, other in enumerate(("The Writer", "Harbour walks", ("The Post", "The Mail"))):
        pictures.add(draw_story_picture(*words[:place], other, *words[place + 1 :]))
    assert len(pictures) == 4


@pytest.mark.parametrize("title", LONG.values(), ids=LONG)
def test_a_long_title_stays_in_its_place(title: str) -> None:
    pixels, empty = look("The Reader", title, ["The Post"]), look("The Reader", "", ["The Post"])
    differing = np.argwhere(pixels != empty)
    (top, left), (bottom, right) = differing.min(axis=0), differing.max(axis=0)
    assert TITLE.start <= top
    assert bottom < TITLE.stop
    assert left >= MARGIN - 4
    assert right < WIDTH - MARGIN


def test_a_longer_title_is_smaller() -> None:
    def line_height(title: str) -> int:
        rows = inked_rows(look("The Reader", title, [])[TITLE])
        return int(np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)[0].size)

    assert line_height("HARBOUR TALKS " * 20) < line_height("HARBOUR TALKS")


@pytest.mark.parametrize("titles", [("A" * 300, "Harbour talks"), ("", "")])
def test_names_and_the_publication_keep_the_margins(titles: tuple[str, str]) -> None:
    pixels = look(*titles, NAMES)
    below_the_bar = pixels[12:]
    assert (below_the_bar[:, : MARGIN - 4] == 255).all()
    assert (below_the_bar[:, WIDTH - MARGIN :] == 255).all()
    assert (pixels[HEIGHT - 24 :] == 255).all()


def test_names_without_room_are_only_counted() -> None:
    shown = draw_story_picture("The Reader", "Talks", [*NAMES, "The Ruritanian"])
    assert shown == draw_story_picture("The Reader", "Talks", [*NAMES, "The Elphberg"])
    assert shown != draw_story_picture("The Reader", "Talks", ["The Ruritanian", *NAMES])


@pytest.mark.parametrize(
    "place", [{"LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}]
)
def test_another_process_with_another_locale_draws_the_same_bytes(place: dict[str, str]) -> None:
    words = "The Reader", "Ťažké rokovania — Переговоры, “Συνομιλίες”", "The Iłża Post", "The Herald"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", DRAW, *words],
        env={**os.environ, **place},
        cwd=TOP,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    title, story, *names = words
    assert done.stdout.strip() == hashlib.sha256(draw_story_picture(title, story, names)).hexdigest()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["The Post", "The Herald"], "Talks. 2 sources: The Post, The Herald"),
        (["The Post", "The Post", None], "Talks. 3 sources: The Post and 1 more"),
        ([None], "Talks. 1 source"),
        ([], "Talks. 0 sources"),
    ],
)
def test_the_picture_is_told_in_words(names: list[str | None], words: str) -> None:
    assert describe_story_picture("Talks", names) == words
