"""Statements and silences: tables of cases, the example of each cue, and properties of any text."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.models import Actor, Role, Span
from build_scripts.people.mentions import find_mentions
from build_scripts.people.name_forms import build_name_index, load_name_words
from build_scripts.statements.cue_words import load_cue_words
from build_scripts.statements.find_statements import find_statements
from build_scripts.statements.hedges import find_sentence_hedges
from build_scripts.text.parser import load_parser
from build_scripts.text.quotations import find_quotations
from build_scripts.text.sentences import load_abbreviations, split_sentences
from tests.helpers.paths import read_cases

STATEMENTS = read_cases("statements")
SILENCES = read_cases("declined_to_comment")
ACTORS = (
    Actor("roe", "Jane Roe", (), (Role("President", "Ruritania"),), ("harbour office",)),
    Actor("velaro", "Osric Velaro"),
    Actor("roh", "Roh Min-ho"),
)
NAMES = load_name_words()
ENDS = load_abbreviations()
CUES = load_cue_words()


@pytest.fixture(scope="module")
def parser():
    return load_parser()


def find(text, parser):
    """Return the statements and the silences of a text."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"\S[^\n]*", text))
    spans = tuple(s for p in paragraphs for s in split_sentences(text, p, ENDS))
    mentions = find_mentions(text, paragraphs, build_name_index(ACTORS, NAMES), NAMES)
    return find_statements(text, paragraphs, spans, mentions, ACTORS, parser.parse(text, spans), CUES)


def shown(text, statement):
    return {
        "spans": [s.extract(text) for s in statement.spans],
        "kind": statement.kind,
        "cue": statement.cue and statement.cue.extract(text),
        "words": statement.speaker and statement.speaker.extract(text),
        "speaker": statement.speaker_text,
        "actor": statement.actor,
        "office_of": statement.office_of,
        "chain": [c.extract(text) for c in statement.chain],
        "hedges": [h.extract(text) for h in statement.hedges],
    }


def shown_silence(text, silence):
    return {
        "span": silence.span.extract(text),
        "cue": silence.cue.extract(text),
        "speaker": silence.speaker_text,
        "actor": silence.actor,
        "office_of": silence.office_of,
    }


def compare(expected, found):
    assert len(found) == len(expected), found
    for wanted, got in zip(expected, found, strict=True):
        assert {key: got[key] for key in wanted} == wanted


def expect_weakness(case):
    """Return a case; one with a known `weakness` is expected to fail."""
    marks = [pytest.mark.xfail(strict=True, reason=case["weakness"])] if "weakness" in case else []
    return pytest.param(case, id=case["name"], marks=marks)


@pytest.mark.parametrize("case", [expect_weakness(c) for c in STATEMENTS])
def test_statements(case, parser):
    text = case["text"]
    found, silent = find(text, parser)
    compare(case["statements"], [shown(text, s) for s in found])
    if "silences" in case:
        compare(case["silences"], [shown_silence(text, s) for s in silent])


@pytest.mark.parametrize("case", SILENCES, ids=lambda c: c["name"])
def test_silences(case, parser):
    text = case["text"]
    compare(case["silences"], [shown_silence(text, s) for s in find(text, parser)[1]])


@pytest.mark.parametrize("cue", list(CUES.verbs.values()), ids=lambda c: c.lemma)
def test_every_verb_reports_its_example(cue, parser):
    found, _ = find(cue.example, parser)
    assert [s.speaker_text.lower() for s in found] in (
        [["jane roe"], ["the court"], ["the study"], ["the poll"], ["the statement"]]
    ), found


@pytest.mark.parametrize(
    "cue", [*CUES.attribution_phrases, *CUES.speech_nouns.values()], ids=lambda c: " ".join(c.words)
)
def test_every_noun_and_phrase_reports_its_example(cue, parser):
    found, _ = find(cue.example, parser)
    assert [s.actor for s in found] == ["roe"]
    assert " ".join(cue.words) in found[0].cue.extract(cue.example).lower()


@pytest.mark.parametrize("cue", list(CUES.negated_verbs.values()), ids=lambda c: c.lemma)
def test_every_silence_is_found_in_its_example(cue, parser):
    assert len(find(cue.example, parser)[1]) == 1


@pytest.mark.parametrize("example", [*(a.example for a in CUES.silent_adjectives), *CUES.silence_examples])
def test_every_other_silence_is_found_in_its_example(example, parser):
    (silence,) = find(example, parser)[1]
    assert silence.speaker_text.lower() in ("the minister", "the ministry")


@pytest.mark.parametrize("hedge", CUES.hedge_phrases, ids=lambda h: " ".join(h.words))
def test_every_hedge_is_found_in_its_example(hedge):
    found = find_sentence_hedges(hedge.example, Span(0, len(hedge.example)), CUES)
    assert len(found) == 1
    assert " ".join(hedge.words) in found[0].extract(hedge.example).lower()


def test_was_said_to_somebody_is_no_hedge():
    text = "This was said to reporters."
    assert find_sentence_hedges(text, Span(0, len(text)), CUES) == ()


WORDS = [
    "Jane Roe",
    "Velaro",
    "he",
    "said",
    "that",
    "“",
    "”",
    '"',
    ",",
    ".",
    "according to",
    "the office",
    "did not comment",
]
FURTHER = [
    "it rains",
    "with",
    "commenting",
    "\n",
    "― ",
    "''",
    "«",
    "wrote:",
    "\nROE: Do I?",
    "\nQ: Why?",
    "\nA: We",
    "as",
    "put it",
    "reported, citing",
    "“No comment,”",
    "denounced it as",
    "reportedly",
]
PROSE = st.lists(st.sampled_from([*WORDS, *FURTHER]), max_size=25).map(" ".join)


@settings(max_examples=60)
@given(st.text(max_size=200) | PROSE)
def test_every_span_lies_in_the_text_in_order_and_no_content_is_shared(parser, text):
    found, silent = find(text, parser)
    for statement in found:
        pieces = statement.spans
        assert all(0 <= s.start < s.end <= len(text) for s in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        others = (*statement.chain, *statement.hedges, statement.cue, statement.speaker)
        assert all(0 <= s.start < s.end <= len(text) for s in others if s is not None)
        assert statement.speaker_text
    assert all(0 <= s.span.start < s.span.end <= len(text) for s in silent)
    content = sorted(s for f in found for s in f.spans)
    assert all(a.end <= b.start for a, b in pairwise(content))


def test_a_sentence_too_long_to_be_prose_is_not_parsed(parser):
    text = "Jane Roe said " + "that it rains and " * 10_000
    span = Span(0, len(text))
    assert parser.parse(text, (span,)).find_tree(span) is None
    assert find(text, parser) == ((), ())


def test_tokens_map_to_the_text(parser):
    text = "One.\nJane\N{NO-BREAK SPACE}Roe said ''no way''."
    span = Span(5, len(text))
    tree = parser.parse(text, (span,)).find_tree(span)
    assert all(t.text == t.span.extract(text) or not t.text.isalnum() for t in tree.tokens)


def test_a_quotation_is_never_cut_in_two(parser):
    text = "Jane Roe said “the harbour, which she built, was closed.”"
    marks = find_quotations(text, (Span(0, len(text)),))
    assert [s.spans[-1].end for s in find(text, parser)[0]] == [marks[0].end]
