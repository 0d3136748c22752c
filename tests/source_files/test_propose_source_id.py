"""Names that are proposed for a source, and the text of its sidecar."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Metadata, StatedFact
from build_scripts.source_files.entries.propose_source_id import (
    MAX_NAME_LENGTH,
    choose_capture_suffix,
    compose_sidecar,
    propose_source_name,
)
from build_scripts.source_files.yaml.value_formats import IDENTIFIER
from build_scripts.source_files.yaml_files import RESERVED_SOURCES, parse_sidecar_file

STATED = st.one_of(st.none(), st.text(max_size=80).map(lambda words: StatedFact(words, "sidecar")))


@given(STATED, STATED, st.one_of(st.none(), st.text(max_size=20)), st.lists(st.text("abc-2", max_size=4)))
def test_any_name_is_an_address_and_is_not_taken(outlet, headline, file, taken):
    metadata = Metadata(outlet=outlet, headline=headline)
    first = propose_source_name(metadata, None, file, taken)
    second = propose_source_name(metadata, None, file, [*taken, first])
    third = propose_source_name(metadata, None, file, [*taken, first, second])
    for name in (first, second, third):
        assert IDENTIFIER.fullmatch(name)
        assert len(name) <= MAX_NAME_LENGTH + 4
        assert name not in (*taken, *RESERVED_SOURCES)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    ("outlet", "address", "headline", "file", "name"),
    [
        ("The Strelsau Herald", "https://x.example.org/", "Ferry", "page", "strelsau-herald"),
        ("Fährmann’s Größe", None, None, None, "fahrmanns-grosse"),
        ("朝の新聞", "https://www.zenda-post.co.uk/a", "Ferry", "page", "zenda-post"),
        (None, "https://news.zenda.example/a", "Ferry", "page", "zenda"),
        (None, "http://127.0.0.1:80/a", "Łódź: a “ferry”?", "page", "lodz-a-ferry"),
        (
            None,
            None,
            "The ferry of Hentzau stays in the harbour for a week",
            None,
            "the-ferry-of-hentzau-stays-in-the",
        ),
        (None, None, "港の第二埠頭", "Page (1)", "page-1"),
        (None, None, "항구, 2035년까지", "Page", "page"),
        (None, None, None, "港", "source"),
        ("Comparison", None, None, None, "comparison-2"),
        ("x" * 90, None, None, None, "x" * 40),
    ],
)
def test_a_name_comes_from_the_first_of_these_that_gives_one(outlet, address, headline, file, name):
    metadata = Metadata(
        outlet=StatedFact(outlet, "sidecar") if outlet else None,
        headline=StatedFact(headline, "sidecar") if headline else None,
    )
    assert propose_source_name(metadata, address, file, []) == name


@pytest.mark.parametrize(
    ("data", "hint", "suffix"),
    [
        (b"Ferry", "", ".txt"),
        (b"Ferry", "a.HTM", ".html"),
        (b"\xef\xbb\xbf\n <!-- saved -->\n<!DOCTYPE html><p>", "a.txt", ".html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "", ".html"),
        (b"<p>of a forum</p>", "", ".txt"),
        (b"In <html> there is", "a", ".txt"),
    ],
)
def test_a_saved_page_is_told_from_a_pasted_one(data, hint, suffix):
    assert choose_capture_suffix(data, hint) == suffix


@given(st.sets(st.sampled_from(["headline", "byline", "published", "outlet"])), st.booleans(), st.booleans())
def test_a_sidecar_is_read_without_fault_and_so_are_its_hints_once_filled_in(stated, address, captured):
    metadata = Metadata(**dict.fromkeys(stated, StatedFact("x", "sidecar")))
    text = compose_sidecar(
        metadata,
        "https://example.org/?a=1&b=2" if address else None,
        "2031-05-05" if captured else None,
        example_date="2031-03",
    )
    value, problems = parse_sidecar_file(text, "a.yml")
    assert problems == ()
    assert (value.source_url, value.captured) == (
        "https://example.org/?a=1&b=2" if address else None,
        "2031-05-05" if captured else None,
    )
    filled = re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE).replace(
        "https://…", "https://example.org/"
    )
    assert parse_sidecar_file(filled, "a.yml")[1] == ()
