"""What front pages say of who publishes them, when they were changed, and what an editor has checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from build_scripts.models import Publication, Story
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from tests.helpers import stories
from tests.helpers.paths import read_cases

HERALD = stories.article("herald", ["Forty ships lie in the harbour.", "Fog delays the ferry."])


def tale(name: str, checked: Sequence[str] = ()) -> Story:
    """Return a story of two points, of which an editor has checked these."""
    points = [
        stories.point(id_, [stories.cell(HERALD, sentence)], 1)
        for id_, sentence in (("ships", "Forty ships lie in the harbour."), ("fog", "Fog delays the ferry."))
    ]
    made = stories.story([HERALD], points, {"herald": "A"})
    return replace(made, id=name, checked_points=frozenset(checked))


def trust_line_of(page: str, told: Sequence[Story], changed: int = 0, **stated: str) -> tuple[str, list[str]]:
    """Return the words and the links of the trust line on a page."""
    nothing = dict.fromkeys(("standfirst", "owner", "contact", "corrections_contact"))
    publication = Publication(title="The Reader", actors=(), stories=tuple(told), **{**nothing, **stated})
    files = generate_site_files(
        publication, SiteSettings("https://reader.example.org/", commit_timestamp=changed)
    )
    document = html.document_fromstring(files[f"{page}index.md"].decode().partition("\n---\n")[2])
    (line,) = (p for p in document.iter("p") if "ublishe" in p.text_content())
    return " ".join(line.text_content().split()), [link.get("href", "") for link in line.iter("a")]


@pytest.mark.parametrize("case", read_cases("trust_line"), ids=lambda case: case["title"])
def test_a_front_page_says_who_publishes_it_and_how_far_it_is_checked(case: dict[str, Any]) -> None:
    told = [tale("talks", case.get("checked", ()))]
    line, links = trust_line_of("", told, case.get("changed", 0), **case["publication"])
    assert (line, links) == (case["line"], [case["link"]] if "link" in case else [])


def test_of_several_stories_the_front_page_counts_all_and_each_story_its_own() -> None:
    told = [tale("talks", ["fog"]), tale("tolls", ["fog", "ships"])]
    for page, count in (("", "3 of 4"), ("stories/talks/", "1 of 2"), ("stories/tolls/", "2 of 2")):
        assert trust_line_of(page, told)[0].endswith(f"{count} points checked by an editor")


def test_a_story_without_points_has_none_to_check() -> None:
    line, _ = trust_line_of("", [replace(tale("talks"), points=())], owner="Rudolf Tarl")
    assert line == "Published by Rudolf Tarl · Contact not stated · Day of the last change not known"
