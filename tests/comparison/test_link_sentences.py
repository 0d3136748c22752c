"""Which sentences are linked, by which evidence, and which clause is marked. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import growth
from build_scripts.comparison import compare as comparing
from build_scripts.comparison.evidence import sentence_evidence as evidence
from build_scripts.comparison.evidence.tfidf import of_terms
from build_scripts.comparison.linking.extra_evidence import CONFIDENT, POSSIBLE, SILENCE_FLOOR, VOICE_FLOOR
from build_scripts.comparison.linking.score import scored
from build_scripts.models import Actor, Article, Sentence, Sidecar, Span, Units
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.text import sentence_features as units
from tests.helpers.build_articles import build_article

KNOWN = comparing.knowledge()
ACTORS = (
    Actor("jane-roe", "Jane Roe", aliases=("Roe",)),
    Actor("rudolf-hentzau", "Rudolf Hentzau", aliases=("Hentzau",)),
)


def read(tools: assembling.Tools, name: str, text: str) -> Article:
    cleaned = analysis.clean(text.encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
    return analysis.article(name, cleaned, ACTORS, tools.article)


def linked(*articles: Article, possible: bool = False) -> set[frozenset[str]]:
    """Return the first words of the sentences of each point that several sources report."""
    texts = {article.id: article.text for article in articles}
    points = comparing.compare(articles, knowledge=KNOWN, possible=possible)
    return {
        frozenset(" ".join(s.of(texts[c.source]).split()[:3]) for c in point.cells for s in c.spans)
        for point in points
        if len(point.cells) > 1
    }


# --- evidence beside the words --------------------------------------------------------------------

HOPED = "{} said the fishermen of Zenda would soon sail past the lighthouse again."
EXPRESSED = "Before supper {} expressed hope that boats from Zenda can soon leave for the lighthouse."
ELSEWHERE = "A band played waltzes until dawn."


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Jane Roe", "Roe", True),
        ("Jane Roe", "Rudolf Hentzau", False),
        ("Michael Strogoff", "Strogoff", True),
        ("Michael Strogoff", "Michael Sapt", False),
        ("Officials", "officials", False),
    ],
)
def test_the_same_speaker_on_both_sides_makes_a_link(
    tools: assembling.Tools, one: str, other: str, together: bool
) -> None:
    herald = read(tools, "herald", f"{HOPED.format(one)} {ELSEWHERE}")
    post = read(tools, "post", f"{EXPRESSED.format(other)} Nobody slept in the capital that week.")
    assert bool(linked(herald, post)) is together


def test_of_what_a_speaker_says_only_what_is_each_others_likest_is_linked(tools: assembling.Tools) -> None:
    herald = read(tools, "herald", HOPED.format("Jane Roe"))
    also = "Roe also said that a lighthouse in Zenda needs candles, oil and two good clocks."
    both = f"{EXPRESSED.format('Roe')} {also}"
    (found,) = linked(herald, read(tools, "post", both))
    assert len(found) == 2


def test_the_same_speaker_with_nothing_else_in_common_makes_no_link(tools: assembling.Tools) -> None:
    herald = read(tools, "herald", f"Jane Roe said the city had not been asked. {ELSEWHERE}")
    post = read(tools, "post", "Jane Roe told reporters that the city had lost two million crowns since May.")
    assert not linked(herald, post)


@pytest.mark.parametrize(
    ("unsaid", "together"),
    [("on when the tolls would rise", True), ("on the health of the king", False)],
)
def test_silences_about_the_same_matter_make_a_link(
    tools: assembling.Tools, unsaid: str, together: bool
) -> None:
    herald = read(
        tools, "herald", f"The harbour ministry did not clarify whether the tolls may double. {ELSEWHERE}"
    )
    post = read(tools, "post", f"Neither the harbour master nor his clerks commented {unsaid}.")
    assert bool(linked(herald, post)) is together


# --- length ----------------------------------------------------------------------------------------


def test_half_of_their_words_in_common_makes_long_sentences_more_alike_than_short_ones() -> None:
    short = ("Fire", "storm"), ("Fire", "thieves")
    common = ("king", "harbour", "treaty", "ships", "fog")
    long = (*common, "bread", "rain", "oil", "wind", "tolls"), (*common, "wax", "tar", "rope", "sail", "hemp")
    space = of_terms([*short, *long])
    assert space is not None
    space.grow(4)
    of_short, of_long = space.among([0, 2], [1, 3])
    # By the cosine itself they would be equally alike.
    assert 0 < 1.2 * of_short < of_long
    # What is held is what is compared: both ways of asking give the same.
    assert space.cosines(3)[2, 0] == pytest.approx(of_long)


# --- rivals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("The mill of Zenda burned down.", "The mill of Strelsau burned down.", True),
        ("The mill of Zenda burned down.", "The old mill burned down.", False),
        ("The mill of Zenda burned down.", "The mill of Zenda burned down near Strelsau.", False),
        ("The mill of Zenda burned down.", "The mill of Tarlenheim burned down.", False),
    ],
)
def test_two_sentences_are_set_apart_by_names_that_a_story_keeps_apart(
    tools: assembling.Tools, one: str, other: str, apart: bool
) -> None:
    both = "Zenda is far. Zenda is old. Zenda is cold. Strelsau is near. Strelsau is new. Strelsau is warm."
    articles = read(tools, "herald", f"{one} {both}"), read(tools, "post", other)
    (found,) = [scores for _, scores in scored([evidence.read(article, KNOWN) for article in articles])]
    assert bool(found.apart[0, 0]) is apart
    against = [reason.adds for reason in found.evidence(0, 0) if reason.why == "rivals"]
    assert against == [POSSIBLE - CONFIDENT] * apart


# --- what the parse gives -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "Roe met the king there, signed the treaty with him and agreed to share maps with Zenda.",
            ["Roe met the king there", "signed the treaty with him", "agreed to share maps with Zenda"],
        ),
        (
            "While the mayor did not address the tolls, most traders believe that they will rise.",
            ["While the mayor did not address the tolls", "that they will rise"],
        ),
        ("Seven ships left the bay.", []),
        ("…", []),
    ],
)
def test_clauses(tools: assembling.Tools, sentence: str, clauses: list[str]) -> None:
    assert tools.article.parser is not None
    whole = Span(0, len(sentence))
    tree = tools.article.parser.parse(sentence, (whole,)).of(whole)
    assert tree is not None
    found = units.of(tree)
    assert [clause.of(sentence) for clause in found.clauses] == clauses


def test_words_are_base_forms_and_bonds_tell_what_depends_on_what(tools: assembling.Tools) -> None:
    article = read(tools, "herald", "The\u00ad ministers had met two \u200benvoys.")
    found = article.sentences[0].units
    assert found is not None
    assert found.words == ("minister", "meet", "envoy")
    assert {"meet>minister", "meet>envoy", "envoy>two"} <= set(found.bonds)


def test_a_text_in_another_language_has_no_units(tools: assembling.Tools) -> None:
    text = "Der Hafen bleibt bis zum Sommer geschlossen, weil die Brücke gebaut wird. Das sagte der Minister."
    assert {sentence.units for sentence in read(tools, "blatt", text).sentences} == {None}


# --- the part of a sentence that reports the point ----------------------------------------------------


def test_the_clause_with_the_silence_is_marked(tools: assembling.Tools) -> None:
    herald = read(tools, "herald", "The harbour ministry did not clarify whether the tolls may double.")
    post = read(
        tools,
        "post",
        "While the harbour ministry did not address the tolls, traders from Zenda to Tarlenheim believe that "
        "bread and candles will be dearer by the winter.",
    )
    (point,) = comparing.compare((herald, post), knowledge=KNOWN)
    assert [[part.of(post.text) for part in cell.parts] for cell in point.cells] == [
        [],
        ["While the harbour ministry did not address the tolls"],
    ]


WORDS = st.sampled_from(
    [
        "king",
        "harbour",
        "treaty",
        "ships",
        "fog",
        "12",
        "signed",
        "left",
        "Strelsau",
        "Zenda",
        "rain",
        "Jane",
        "said",
    ]
)
SENTENCES = st.lists(WORDS, min_size=2, max_size=8).map(lambda words: f"The {' '.join(words)} was.")
TEXTS = st.lists(SENTENCES, min_size=0, max_size=4).map(" ".join)


def with_units(article: Article) -> Article:
    """Give an article units that a parse might have given."""
    made = []
    for sentence in article.sentence_spans:
        words = sentence.of(article.text).casefold().rstrip(".").split()
        half = sentence.start + sentence.of(article.text).index(" ", 6)
        bonds = tuple(f"{one}>{other}" for one, other in pairwise(words))
        made.append(
            Sentence(
                sentence,
                Units(
                    tuple(words),
                    bonds,
                    (Span(sentence.start, half), Span(half + 1, sentence.end - 1)),
                    names=tuple(word for word in words if word in ("strelsau", "zenda", "jane")),
                ),
            )
        )
    return replace(article, sentences=tuple(made))


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.booleans())
def test_with_units_too_a_new_source_changes_no_link_and_parts_lie_in_their_cells(
    texts: list[str], added: str, possible: bool
) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    new = with_units(build_article("added", added))
    before = comparing.compare(articles, knowledge=KNOWN, possible=possible)
    after = {p.id: p for p in comparing.compare([*articles, new], knowledge=KNOWN, possible=possible)}
    for point in before:
        assert [(c.source, c.spans) for c in after[point.id].cells if c.source != "added"] == [
            (c.source, c.spans) for c in point.cells
        ]
    for point in after.values():
        for cell in point.cells:
            assert len(cell.parts) <= len(cell.spans)
            assert all(any(s.covers(part) and s != part for s in cell.spans) for part in cell.parts)
            assert not cell.parts or len(point.cells) > 1


# --- why -------------------------------------------------------------------------------------------


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_reasons_add_up_and_every_link_of_a_point_is_explained(texts: list[str]) -> None:
    articles = [with_units(build_article(f"s{number}", text)) for number, text in enumerate(texts)]
    found = comparing.explain(articles, knowledge=KNOWN)
    for pair in (*found.links, *found.nearest):
        assert pair.score == pytest.approx(sum(reason.adds for reason in pair.reasons), abs=1e-4)
    for link in found.links:
        assert link.level == ("confident" if link.score >= CONFIDENT else "possible")
        assert link.score >= POSSIBLE > VOICE_FLOOR > SILENCE_FLOOR
    confident = {name for link in found.links if link.score >= CONFIDENT for name in (link.one, link.other)}
    assert confident.isdisjoint(pair.one for pair in found.nearest)
    together = {
        (cell.source, span)
        for point in comparing.compare(articles, knowledge=KNOWN)
        if len(point.cells) > 1
        for cell in point.cells
        for span in cell.spans
    }
    assert together == confident


# --- the story that grows for the benchmark ----------------------------------------------------------


def test_the_invented_story_grows_and_has_points_of_several_sources() -> None:
    assert growth.story(3)[:2] == growth.story(2)
    points = comparing.compare(growth.story(3), knowledge=KNOWN)
    assert any(len(point.cells) > 1 for point in points)
    assert any(len(point.cells) == 1 for point in points)
