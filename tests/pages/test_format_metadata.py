"""Test bylines, credits and dates of publication in words."""

import pytest
from markupsafe import Markup

from build_scripts.models import AgencyCredit, Metadata, Span, StatedFact
from build_scripts.pages.views.format_metadata import (
    format_agencies,
    format_byline,
    format_publication_date,
    format_update_date,
    has_clock_without_zone,
)
from tests.helpers.source_views import source, unescaped


@pytest.mark.parametrize(
    ("published", "missing"),
    [
        (None, False),
        ("2031-03-12", False),
        ("2031-03-12T18:05", True),
        ("2031-03-12T18:05Z", False),
        ("2031-03-12T18:05+02:00", False),
        ("2031-03-12T18:05-02:00", False),
    ],
)
def test_a_clock_without_a_zone(published: str | None, missing: bool) -> None:
    stated = StatedFact(published, "sidecar") if published else None
    assert has_clock_without_zone(stated) is missing


@pytest.mark.parametrize(
    ("names", "words"),
    [((), None), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_bylines(names: tuple[str, ...], words: str | None) -> None:
    assert format_byline(source(Metadata(byline=StatedFact(names, "sidecar") if names else None))) == words


def test_agencies_are_named_with_what_they_are_credited_for() -> None:
    credits = (
        AgencyCredit("Reuters", "photograph", "sidecar"),
        AgencyCredit("AFP", "text", "sidecar"),
        AgencyCredit("Reuters", "text", "sidecar"),
        AgencyCredit("Reuters", "text", "sidecar"),
    )
    words = format_agencies(source(Metadata(agencies=credits)))
    assert words == "Reuters (for a photograph, in the text); AFP (in the text)"
    assert format_agencies(source()) is None


def test_the_date_of_publication_stands_in_the_words_of_the_capture() -> None:
    metadata = Metadata(published=StatedFact("2031-03-12", Span(4, 11)))
    shown = format_publication_date(source(metadata))
    assert isinstance(shown, Markup)
    assert unescaped(shown) == "harbour"
    assert (
        format_publication_date(source(Metadata(published=StatedFact("2031-03-12", "sidecar"))))
        == "12 March 2031"
    )


@pytest.mark.parametrize(
    ("published", "updated", "shown"),
    [
        (None, "2031-03-12", "12 March 2031"),
        ("2031-03-12", "2031-03-13", "13 March 2031"),
        ("2031-03-12", "2031-03-12T18:05", "12 March 2031, 18:05"),
        ("2031-03-12T18:05", "2031-03-12T18:06", "12 March 2031, 18:06"),
        ("2031-03-12T18:05+02:00", "2031-03-12T17:00Z", "12 March 2031, 17:00Z"),
        ("2031-03-13T00:30+09:00", "2031-03-12T16:00Z", "12 March 2031, 16:00Z"),
        ("2031-03-12T18:05+02:00", "2031-03-12T16:05Z", None),
        ("2031-03-12T18:05", "2031-03-12T18:05", None),
        ("2031-03-12T18:05", "2031-03-12T18:05Z", None),
        ("2031-03-12T18:05Z", "2031-03-12", None),
        ("2031-03-12", "2031-03-12", None),
        ("2031-03-12", "2031-03-11T20:00", None),
        ("2031-03-12", None, None),
    ],
)
def test_the_last_change_is_shown_where_the_markup_has_one(
    published: str | None, updated: str | None, shown: str | None
) -> None:
    first, last = (StatedFact(date, "markup") if date else None for date in (published, updated))
    assert format_update_date(source(Metadata(published=first, updated=last))) == shown


def test_the_last_change_stands_in_the_words_of_the_capture_even_on_the_same_day() -> None:
    metadata = Metadata(
        published=StatedFact("2031-03-12", "markup"), updated=StatedFact("2031-03-12", Span(4, 11))
    )
    shown = format_update_date(source(metadata))
    assert isinstance(shown, Markup)
    assert unescaped(shown) == "harbour"
