"""Test that nothing that pages are made from has a word that the rights do not permit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import (
    ActorProposal,
    Article,
    Capture,
    DatedFact,
    Line,
    LineKind,
    LineOverride,
    Mention,
    Metadata,
    NameOccurrence,
    Paragraph,
    Point,
    PointCell,
    Rights,
    Sentence,
    SentenceFeatures,
    SharedWording,
    Sidecar,
    Silence,
    Span,
    StatedFact,
    Statement,
    Story,
    UnlistedName,
)
from build_scripts.rights.permitted_words import (
    REDACTION_CHARACTER,
    find_permitted_words,
    find_redaction_character_problem,
    redact_text,
)
from build_scripts.rights.redact import RedactedStory, redact_article, redact_story
from tests.helpers import stories

MODES = ("full", "excerpt", "link", None)
HEADLINE = "Headline aword0word"


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def all_strings(value: Any) -> Iterator[str]:
    """Yield every string that can be reached from a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from all_strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from all_strings(pair)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from all_strings(one)


@st.composite
def articles(draw: st.DrawFn, letter: str) -> Article:
    """Return an article of words that no other text has, with findings of all kinds anywhere in it."""
    lengths = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))
    numbers = iter(range(100))
    sentences = [" ".join(f"{letter}word{next(numbers)}word" for _ in range(length)) for length in lengths]
    gaps = [draw(st.sampled_from([" ", "\n\n", "\t", "\n\nheading" + letter + "\n\n"])) for _ in sentences]
    text = "".join(sentence + gap for sentence, gap in zip(sentences, gaps, strict=True))
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(start, start + len(s)) for start, s in zip(starts, sentences, strict=True)]

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def some(most: int = 2) -> range:
        return range(draw(st.integers(0, most)))

    def name() -> str:
        return draw(st.sampled_from([*text.split(), *sentences, "he", "Jane Roe", ""]))

    dateline = span()
    return Article(
        letter,
        Capture(f"sources/talks/{letter}.txt", text, "0" * 64, "utf-8"),
        Sidecar(
            rights=draw(st.sampled_from([Rights(mode) for mode in MODES] + [None])),
            drop=tuple(LineOverride(1, name()) for _ in some()),
        ),
        Metadata(
            headline=StatedFact(HEADLINE, "sidecar"),
            dateline=StatedFact(dateline.extract(text), draw(st.sampled_from([dateline, "markup"]))),
        ),
        tuple(Line(n, s, LineKind.BODY, f"a line with “{s.extract(text)}”") for n, s in enumerate(spans, 1)),
        tuple(Paragraph(s) for s in spans),
        tuple(Sentence(s, SentenceFeatures((s.extract(text),), (s.extract(text),))) for s in spans),
        tuple(Mention(s, s, "jane", "name") for s in (span() for _ in some())),
        tuple(Statement((span(),), "direct", None, span(), name(), chain=(span(),)) for _ in some()),
        tuple(Silence(s, s, s, name()) for s in (span() for _ in some())),
        unlisted_names=tuple(UnlistedName(span(), None, (span(),), frozenset()) for _ in some()),
    )


@st.composite
def whole_stories(draw: st.DrawFn) -> Story:
    both = [draw(articles(letter)) for letter in "ab"]
    points = []
    for number in range(draw(st.integers(0, 2))):
        cells = [
            PointCell(a.id, (draw(st.sampled_from(a.sentence_spans)),))
            for a in draw(st.lists(st.sampled_from(both), min_size=1, unique_by=lambda a: a.id))
        ]
        label = draw(st.sampled_from([None, "A label"]))
        anchor = (cells[0].source, cells[0].spans[0])
        coverage = "one" if len(cells) == 1 else "all"
        points.append(Point(f"p{number}", label, anchor, coverage, tuple(cells)))
    firsts = [(a, a.sentence_spans[0]) for a in both]
    occurrences = tuple(
        NameOccurrence(a.id, s, s.extract(a.text))
        for a in both
        for s in draw(st.lists(st.sampled_from(a.sentence_spans), max_size=2))
    )
    named_in = {occurrence.source for occurrence in occurrences}
    title_words = [word for a in both if a.id in named_in for word in a.text.split()]
    named = ActorProposal(occurrences, job_title=draw(st.sampled_from([None, *title_words])))
    (one, span), (other, other_span) = firsts
    return replace(
        stories.story(both, points, {"a": "A", "b": "B"}),
        timeline=tuple(
            DatedFact(a.id, s, s, "2031", f"“{s.extract(a.text)}” is a year", "words") for a, s in firsts
        ),
        proposals=(named,) if occurrences else (),
        shared_wordings=(SharedWording(((one.id, span), (other.id, other_span)), (span, other_span), 1),),
    )


def shown_by_hand(story: Story, article: Article, shown: str = "") -> set[str]:
    """Return the words of an article that may be shown, found in another way: by looking at each sentence."""
    mode = article.sidecar.rights.mode if article.sidecar.rights else None
    if mode == "full":
        return words_of(article.text)
    for sentence in article.sentence_spans if mode == "excerpt" else ():
        spoken = [s for statement in article.statements for s in statement.spans]
        spoken += [silence.span for silence in article.silences]
        pointed = any(
            (len(point.cells) > 1 or point.label) and cell.source == article.id and sentence in cell.spans
            for point in story.points
            for cell in point.cells
        )
        if pointed or any(s.start < sentence.end and sentence.start < s.end for s in spoken):
            shown += f" {sentence.extract(article.text)}"
    return words_of(shown)


@given(whole_stories())
def test_no_string_holds_a_word_that_may_not_be_shown(story: Story) -> None:
    redacted = redact_story(story)
    hidden = {
        word
        for article in story.articles
        for word in words_of(article.text) - shown_by_hand(story, article, HEADLINE)
    }
    assert [text for text in all_strings(redacted) if words_of(text) & hidden] == []


@given(whole_stories())
def test_offsets_white_space_and_permitted_words_stay(story: Story) -> None:
    redacted = redact_story(story)
    for article, left in zip(story.articles, redacted.story.articles, strict=True):
        assert [c for c in left.text if c.isspace()] == [c for c in article.text if c.isspace()]
        assert [c.isspace() for c in left.text] == [c.isspace() for c in article.text]
        assert {*article.text, REDACTION_CHARACTER} >= {*left.text}
        assert words_of(left.text) == shown_by_hand(story, article)
        assert (left.sentence_spans, left.paragraphs) == (article.sentence_spans, article.paragraphs)
        if article.sidecar.rights and article.sidecar.rights.mode == "full":
            assert left is article


@given(whole_stories())
def test_a_span_may_be_shown_where_all_its_words_are(story: Story) -> None:
    for article in story.articles:
        permitted = redact_story(story).permitted_words[article.id]
        shown = shown_by_hand(story, article)
        for sentence in article.sentence_spans:
            words = words_of(sentence.extract(article.text))
            assert permitted.may_show(sentence) == (words <= shown) == (sentence in permitted.sentences)
        whole = Span(0, len(article.text))
        assert permitted.may_show(whole) == (words_of(article.text) <= shown)


# --- values that repeat words ---


def said_by(name: str, sentences: list[str], mode: str = "excerpt") -> Article:
    """Return an article whose last sentence is a statement."""
    article = stories.article("post", sentences, mode)
    return replace(
        article, statements=(Statement(article.sentence_spans[-1:], "indirect", None, None, name),)
    )


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Jane Roe", ""),  # only in the first sentence, which is not shown
        ("the queen", "the queen"),
        ("The  Queen", "The  Queen"),
        ("he", ""),  # a part of "she"
        ("she", "she"),
    ],
)
def test_a_speaker_is_named_only_in_words_that_are_shown(name: str, left: str) -> None:
    article = said_by(name, ["Jane Roe wore galoshes.", "The queen left, she said."])
    redacted = redact_article(article, find_permitted_words(article, ()))
    assert [s.speaker_text for s in redacted.statements] == [left]


def test_a_name_may_be_that_of_the_headline() -> None:
    article = replace(
        said_by("Jane Roe", ["It rained.", "The queen left."]),
        metadata=Metadata(headline=StatedFact("Questions for Jane Roe", "sidecar")),
    )
    redacted = redact_article(article, find_permitted_words(article, ()))
    assert redacted.statements == article.statements


def redacted_name(modes: tuple[str, str]) -> tuple[RedactedStory, tuple[Article, Article]]:
    one = said_by("she", ["Rolf Novak sang.", "Rolf Novak left."], modes[0])
    other = replace(stories.article("mail", ["Rolf Novak slept."], modes[1]), id="mail")
    places = [(one, 0), (one, 1), (other, 0)]
    occurrences = tuple(
        NameOccurrence(a.id, Span(a.sentence_spans[n].start, a.sentence_spans[n].start + 10), "Rolf Novak")
        for a, n in places
    )
    named = ActorProposal(occurrences, job_title="Harbour Master")
    story = replace(stories.story([one, other], [], {"post": "A", "mail": "B"}), proposals=(named,))
    return redact_story(story), (one, other)


def test_a_proposed_name_is_written_only_where_it_may_be_shown() -> None:
    redacted, _ = redacted_name(("excerpt", "link"))
    (proposal,) = redacted.story.proposals
    hidden = f"{REDACTION_CHARACTER * 4} {REDACTION_CHARACTER * 5}"
    assert [place.written_form for place in proposal.occurrences] == [hidden, "Rolf Novak", hidden]
    assert proposal.job_title is None


def test_a_name_that_may_be_shown_nowhere_is_not_proposed() -> None:
    redacted, _ = redacted_name(("link", "link"))
    assert redacted.story.proposals == ()


def test_a_job_title_stays_if_all_sources_of_the_name_are_shown_in_full() -> None:
    redacted, _ = redacted_name(("full", "full"))
    assert redacted.story.proposals[0].job_title == "Harbour Master"
    redacted, _ = redacted_name(("full", "excerpt"))
    assert redacted.story.proposals[0].job_title is None


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_the_date_of_publication_stays_in_the_words_of_the_capture(mode: str) -> None:
    article = stories.article("post", ["Published on 4 May.", "The queen left."], mode)
    span = stories.span_of(article, "4 May")
    article = replace(article, metadata=Metadata(published=StatedFact("2031-05-04", span)))
    redacted = redact_article(article, find_permitted_words(article, ()))
    assert words_of(redacted.text) == {"4", "may"}


# --- the text itself ---


def test_permitted_spans_may_overlap_and_come_in_any_order() -> None:
    text = "one two three four"
    left = redact_text(text, [Span(8, 13), Span(0, 5), Span(2, 7), Span(4, 5)])
    assert left == f"one two three {REDACTION_CHARACTER * 4}"
    assert redact_text(text, []) == re.sub("[a-z]", REDACTION_CHARACTER, text)


def test_a_capture_that_holds_the_redaction_character_has_a_problem() -> None:
    capture = Capture("sources/talks/post.txt", f"a\nb{REDACTION_CHARACTER}\n", "0" * 64, "utf-8")
    problem = find_redaction_character_problem(capture)
    assert problem is not None
    assert (problem.path, problem.line) == ("sources/talks/post.txt", 2)
    assert "U+FDE7" in problem.message
    assert find_redaction_character_problem(replace(capture, text="a\nb\n")) is None
