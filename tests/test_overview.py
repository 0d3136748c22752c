"""The picture of who reports what says the same as the points."""

import re

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.publishing.overview import BETWEEN, BLOCK, GAP, overview
from build_scripts.publishing.story_view import StoryView
from tests.stories import article, cell, point, view

NAMES = ("herald", "post", "gazette", "wire")


@st.composite
def stories(draw: st.DrawFn) -> StoryView:
    """Draw a story: who reports each point, and whether it differs."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    reporters = draw(st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), max_size=12))
    articles = {name: article(name, [f"The goat numbered {n:02}." for n in range(12)]) for name in names}
    points = []
    for number, some in enumerate(reporters):
        cells = [cell(articles[name], f"The goat numbered {number:02}.") for name in names if name in some]
        differs = ("figures",) if len(some) > 1 and draw(st.booleans()) else ()
        points.append(point(f"goat-{number:02}", cells, len(names), differs))
    return view(list(articles.values()), points, dict(zip(NAMES, "ABCD", strict=True)))


@given(stories())
def test_the_numbers_are_those_of_the_points(story: StoryView) -> None:
    picture = overview(story)
    points = story.story.points
    if picture is None:
        assert points == ()
        return
    assert picture.points == len(points)
    assert [row.source for row in picture.rows] == list(story.sources)
    for row in picture.rows:
        mine = [p for p in points if p.cell(row.source.id)]
        assert row.reported == len(mine)
        assert row.differing == sum(bool(p.differs) for p in mine)
        assert row.only == sum(p.coverage == "one" for p in mine)
        assert len(row.shapes) == len(points)


@given(stories())
def test_every_point_is_drawn_once_in_each_row(story: StoryView) -> None:
    picture = overview(story)
    if picture is None:
        return
    for row in picture.rows:
        drawn = [
            int(x)
            for shape in ("differs", "reports", "absent")
            for x in re.findall(r"M(\d+) (?:0|16.5)h", picture.path(row, shape))
        ]
        assert sorted(drawn) == list(picture.places)
    assert picture.width == picture.places[-1] + BLOCK


@given(stories())
def test_groups_stand_apart_and_hold_all_points(story: StoryView) -> None:
    picture = overview(story)
    if picture is None:
        return
    places = list(picture.places)
    for stretch in picture.stretches:
        mine = [places.pop(0) for _ in range(stretch.number)]
        assert mine == list(range(stretch.start, stretch.start + stretch.width, BLOCK + GAP))
    assert places == []
    for before, after in zip(picture.stretches, picture.stretches[1:], strict=False):
        assert after.start - (before.start + before.width) == BETWEEN


def test_what_all_some_and_one_report_stand_together_and_differing_points_among_them() -> None:
    articles = [article(name, ["One.", "Two.", "Three.", "Four."]) for name in NAMES]
    wanted = (("One.", 1, ()), ("Two.", 3, ()), ("Three.", 4, ()), ("Four.", 2, ("figures",)))
    points = [point(s[:-1], [cell(a, s) for a in articles[:n]], 4, d) for s, n, d in wanted]
    picture = overview(view(articles, points, dict(zip(NAMES, "ABCD", strict=True))))
    assert picture is not None
    assert [(stretch.group, stretch.number) for stretch in picture.stretches] == [
        ("all", 1),
        ("some", 2),
        ("one", 1),
    ]
    assert [row.shapes for row in picture.rows] == [
        ("reports", "reports", "differs", "reports"),
        ("reports", "reports", "differs", "absent"),
        ("reports", "reports", "absent", "absent"),
        ("reports", "absent", "absent", "absent"),
    ]
