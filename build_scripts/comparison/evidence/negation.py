"""Find contradictions: one sentence negates a claim of another. Only plain cases are found.

A case is plain if a negation is right before a word ("did not sign", "isn't open", "no sailors were
killed"), the other sentence has the word without a negation, and the clauses share most other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import WORD, stem_word

# Of the content words of the negated clause, besides the negated word, the other sentence must have at least
# this share and this number.
LEAST_SHARED_PART = 0.6
FEWEST_SHARED_STEMS = 2
# A negator negates a word that follows it within this many words.
NEGATION_REACH = 4
CLAUSE_BOUNDARY = re.compile(
    r"[,;:()“”\"]| (?=(?:but|although|while|because|which|who|whereas)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Negation in English (`words/denials.yml`), and filler words (`words/figures.yml`).

    A negation of one of the `inconclusive_words` ("not only") says little; after one of the `limiting_words`
    a negation limits rather than denies ("not before Friday").
    """

    pattern: re.Pattern[str]
    negators: frozenset[str]
    inconclusive_words: frozenset[str]
    limiting_words: frozenset[str]
    uninformative_words: frozenset[str]


def load_negation_words() -> NegationWords:
    """Return the words of English negation."""
    data, figure_words = load_words("denials")["negation"], load_words("figures")
    auxiliaries, adverbs = "|".join(data["auxiliaries"]), "|".join(data["adverbs"])
    # "Did not (yet) sign", "isn't open", "never signed", "no sailors were killed", "nobody was killed".
    verb = rf"(?:(?:{auxiliaries})(?:n['’]t| not| never)|cannot|never)(?: (?:{adverbs}))*"
    subject = rf"(?:no (?:[^\W\d_]+ ){{1,2}}|nobody |no one |none )(?:{auxiliaries})(?: been)?"
    return NegationWords(
        pattern=re.compile(rf"\b(?:{verb}|{subject}) (?P<word>[^\W\d_]+)", re.IGNORECASE),
        negators=frozenset(data["negators"]),
        inconclusive_words=frozenset(data["passed"]),
        limiting_words=frozenset(data["limiting"]),
        uninformative_words=frozenset(
            (*figure_words["stops"], *figure_words["fillers"], *data["auxiliaries"], *data["adverbs"])
        ),
    )


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation and the negated word (`span`, from the sentence's start), and the stems of its clause.

    `negated_stem` is the stem of the negated word, `context_stems` those of the other content words.
    """

    span: Span
    negated_stem: str
    context_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceClaims:
    """A sentence's words, casefolded, their stems, and its negations."""

    words: tuple[str, ...]
    stems: frozenset[str]
    negations: tuple[Negation, ...]


def has_negation(sentence: str, negation_words: NegationWords) -> bool:
    """Return whether a sentence negates anything."""
    return negation_words.pattern.search(sentence) is not None


def read_sentence_claims(sentence: str, negation_words: NegationWords) -> SentenceClaims:
    """Return the words and the negations of a sentence."""
    words = tuple(_find_words(sentence))
    negations = tuple(_find_negations(sentence, negation_words))
    return SentenceClaims(words, frozenset(map(stem_word, words)), negations)


def find_contradiction(
    denying: SentenceClaims, affirming: SentenceClaims, negation_words: NegationWords
) -> Span | None:
    """Return the span of a sentence that negates a claim of the other sentence, or None."""
    for negation in denying.negations:
        if negation.negated_stem not in affirming.stems:
            continue
        shared = len(negation.context_stems & affirming.stems)
        if shared < FEWEST_SHARED_STEMS or shared < LEAST_SHARED_PART * len(negation.context_stems):
            continue
        if _is_affirmed(negation.negated_stem, affirming.words, negation_words):
            return negation.span
    return None


def _find_negations(sentence: str, negation_words: NegationWords) -> Iterator[Negation]:
    for match in negation_words.pattern.finditer(sentence):
        negated = match["word"].casefold()
        words = list(_find_words(_find_clause(sentence, match)))
        if negated in negation_words.inconclusive_words:
            continue
        if negation_words.limiting_words.isdisjoint(words):
            ignored = negation_words.uninformative_words | negation_words.negators
            stems = {stem_word(word) for word in words if word not in ignored}
            yield Negation(Span(*match.span()), stem_word(negated), frozenset(stems - {stem_word(negated)}))


def _is_affirmed(stem: str, words: Sequence[str], negation_words: NegationWords) -> bool:
    """Return whether a stem is among the words, each time without a negation, limit or condition near it."""
    places = [place for place, word in enumerate(words) if stem_word(word) == stem]
    return bool(places) and all(
        negation_words.limiting_words.isdisjoint(words[:place])
        and negation_words.negators.isdisjoint(words[max(0, place - NEGATION_REACH) : place])
        for place in places
    )


def _find_clause(sentence: str, negation: re.Match[str]) -> str:
    """Return the clause that contains a negation."""
    start = max((cut.end() for cut in CLAUSE_BOUNDARY.finditer(sentence, 0, negation.start())), default=0)
    end = next((cut.start() for cut in CLAUSE_BOUNDARY.finditer(sentence, negation.end())), len(sentence))
    return sentence[start:end]


def _find_words(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match[0].casefold().replace("’", "'")
        yield "not" if word.endswith("n't") else word
