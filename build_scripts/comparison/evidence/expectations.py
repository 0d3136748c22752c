"""Find what a sentence says is still to come ("is expected to receive"), and what it says has happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from build_scripts.comparison.evidence.synonyms import Synonyms
from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import WORD, join_alternatives, stem_word


@dataclass(frozen=True, slots=True)
class ExpectationWords:
    """The pattern of an expectation with its verb; verbs that say too little (`words/expectations.yml`)."""

    pattern: re.Pattern[str]
    light_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExpectedAct:
    """An act that is still to come: the verb's stem, and the span of the words that say so, with the verb."""

    verb: str
    span: Span


def load_expectation_words() -> ExpectationWords:
    """Return the words by which English text says that something is still to come."""
    data = load_words("expectations")
    return ExpectationWords(
        re.compile(
            rf"\b(?:{join_alternatives(data['phrases'])}) (?:(?:{join_alternatives(data['adverbs'])}) )*"
            r"(?P<verb>[^\W\d_]+)\b",
            re.IGNORECASE,
        ),
        frozenset(data["light"]),
    )


def find_expected_acts(text: str, span: Span, words: ExpectationWords) -> Iterator[ExpectedAct]:
    """Yield what a sentence (`span` of `text`) says is still to come, in order."""
    for match in words.pattern.finditer(text, *span):
        verb = match["verb"].casefold()
        if verb not in words.light_verbs:
            yield ExpectedAct(verb, Span(*match.span()))


def has_happened(
    act: ExpectedAct,
    text: str,
    span: Span,
    expected: Sequence[ExpectedAct],
    lemmas: Collection[str],
    synonyms: Synonyms,
) -> bool:
    """Return whether a sentence (`span` of `text`) reports an act as done: "received", "has sent".

    `expected` are the acts that the sentence itself says are still to come, `lemmas` its words' base forms
    with synonyms merged. A verb counts as done in a form in "-ed", or in another than its base form.
    """
    stem = stem_word(act.verb)
    written: Counter[str] = Counter()
    for match in WORD.finditer(text, *span):
        word = match.group().casefold()
        written[synonyms.find_head(word)] += 1
        inside = any(one.span.covers(Span(*match.span())) for one in expected)
        if not inside and word.endswith("ed") and stem_word(word) == stem:
            return True
    head = synonyms.find_head(act.verb)
    return Counter(lemmas)[head] > written[head]
