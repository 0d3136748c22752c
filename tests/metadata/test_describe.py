import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cleaning.clean import extract_article_paragraphs, label_capture_lines
from build_scripts.cleaning.word_lists import load_cleaning_words
from build_scripts.metadata.byline import list_byline_candidates
from build_scripts.metadata.describe import extract_text_metadata
from build_scripts.metadata.headline import list_headline_candidates
from build_scripts.metadata.publication_date import list_publication_date_candidates
from build_scripts.metadata.word_lists import load_metadata_words
from build_scripts.models import Metadata, Span
from tests.helpers.paths import read_cases

CASES = read_cases("metadata")
CLEANING_WORDS, METADATA_WORDS = load_cleaning_words(), load_metadata_words()
HEADLINE = "Strelsau council lowers the harbour tolls"
ARTICLE = (
    "The council of Strelsau lowered the tolls of its harbour on Tuesday, and ship owners welcomed the step.",
    "The owners had asked for lower tolls since the second harbour was opened, five years ago, in Hentzau.",
    "What the council will do about the debt of the harbour is to be seen when it meets again in the autumn.",
)


def extract(above=(), below_headline=(), body=(), after=(), headline=HEADLINE) -> tuple[str, Metadata]:
    title = [*above, "", headline, *below_headline] if headline else list(above)
    paragraphs = [line for paragraph in (*ARTICLE, *body) for line in ("", paragraph)]
    text = "\n".join([*title, *paragraphs, "", *after])
    lines = label_capture_lines(text, CLEANING_WORDS)
    return text, extract_text_metadata(text, lines, extract_article_paragraphs(text, lines), METADATA_WORDS)


@pytest.mark.parametrize(("line", "published"), CASES["published"])
def test_the_date_of_publication(line, published):
    text, stated = extract(below_headline=[line])
    assert (stated.published.value if stated.published else None) == published
    if stated.published:
        assert stated.published.evidence.extract(text) in line


@pytest.mark.parametrize(("line", "published", "updated"), CASES["updated"])
def test_the_last_change_is_separate_from_the_publication(line, published, updated):
    text, stated = extract(below_headline=[line])
    assert (stated.published.value, stated.updated.value if stated.updated else None) == (published, updated)
    assert all(fact.evidence.extract(text) in line for fact in (stated.published, stated.updated) if fact)
    assert stated.is_dated_by_last_change == (published == updated)


@pytest.mark.parametrize(("opening", "place"), CASES["dateline"])
def test_the_dateline(opening, place):
    text = "\n".join([HEADLINE, "", opening, *(x for p in ARTICLE for x in ("", p))])
    lines = label_capture_lines(text, CLEANING_WORDS)
    stated = extract_text_metadata(
        text, lines, extract_article_paragraphs(text, lines), METADATA_WORDS
    ).dateline
    assert (stated.value if stated else None) == place
    assert stated is None or stated.evidence.extract(text) == place


def test_every_weight_belongs_to_a_feature_and_every_feature_has_one():
    text, stated = extract(above=[HEADLINE], below_headline=["By Jane Roe", "4 May 2021"])
    lines = label_capture_lines(text, CLEANING_WORDS)
    head = stated.headline.evidence
    offered = {
        "headline": (
            list_headline_candidates(text, lines, METADATA_WORDS),
            METADATA_WORDS.headline_weights,
        ),
        "dates": (
            list_publication_date_candidates(text, lines, head, "en", METADATA_WORDS),
            METADATA_WORDS.date_weights,
        ),
        "byline": (list_byline_candidates(text, lines, head, METADATA_WORDS), METADATA_WORDS.byline_weights),
    }
    for candidates, weights in offered.values():
        assert {*candidates[0].features, "none"} == set(weights)


@pytest.mark.parametrize(("line", "names"), CASES["byline"])
def test_the_byline(line, names):
    text, stated = extract(below_headline=[line])
    assert (list(stated.byline.value) if stated.byline else None) == names
    if stated.byline:
        assert all(name in stated.byline.evidence.extract(text) for name in names)


@pytest.mark.parametrize("case", CASES["outlet"], ids=str)
def test_the_outlet_where_the_page_names_itself(case):
    text, stated = extract(
        above=[case["above"]] if "above" in case else [],
        below_headline=[case["byline"]] if "byline" in case else [],
        body=[case["body"]] if "body" in case else [],
        after=[case["below"]] if "below" in case else [],
    )
    assert (stated.outlet.value if stated.outlet else None) == case["outlet"]
    if stated.outlet:
        assert stated.outlet.evidence.extract(text) == case["outlet"]


@pytest.mark.parametrize("case", CASES["agencies"], ids=str)
def test_the_agencies_credited(case):
    text, stated = extract(
        below_headline=[case["caption"]] if "caption" in case else [],
        body=[case["body"]] if "body" in case else [],
        after=[case["after"]] if "after" in case else [],
    )
    assert [[agency.name, agency.role] for agency in stated.agencies] == case["agencies"]
    assert all(agency.evidence.extract(text) for agency in stated.agencies)


def test_an_agency_in_another_story_after_the_article_is_not_credited():
    feed = ["News Feed", "1:50 PM", "", "Reuters reported on Monday that a lighthouse fell.", "2:50 PM"]
    assert extract(after=feed)[1].agencies == ()


@pytest.mark.parametrize("case", CASES["headline"], ids=str)
def test_the_headline(case):
    stated = extract(above=case["lines"], headline=None)[1]
    assert (stated.headline.value if stated.headline else None) == case["headline"]


def test_an_article_alone_states_nothing_but_its_language():
    assert extract(headline=None)[1] == Metadata(language="en")


LINES = st.sampled_from(
    [
        *ARTICLE,
        HEADLINE,
        "By Jane Roe",
        "Von Jane Roe am 4.5.2021",
        "4 May 2021",
        "Updated 04/05/21",
        "STRELSAU, May 4 (AP) - " + ARTICLE[0],
        "© 2021 The Zenda Post",
        "Jane Roe 3 hours ago",
        "",
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(st.one_of(LINES, st.text(max_size=60))).map("\n".join)))
def test_any_text_has_metadata_with_evidence_inside_it(text):
    lines = label_capture_lines(text, CLEANING_WORDS)
    stated = extract_text_metadata(text, lines, extract_article_paragraphs(text, lines), METADATA_WORDS)
    facts = (
        stated.headline,
        stated.byline,
        stated.published,
        stated.updated,
        stated.dateline,
        stated.outlet,
        *stated.agencies,
    )
    for fact in (stated.headline, stated.dateline, stated.outlet):
        assert fact is None or fact.value == fact.evidence.extract(text)
    if stated.byline:
        assert all(name in stated.byline.evidence.extract(text) for name in stated.byline.value)
    assert all(
        isinstance(fact.evidence, Span) and 0 <= fact.evidence.start < fact.evidence.end <= len(text)
        for fact in facts
        if fact is not None
    )
