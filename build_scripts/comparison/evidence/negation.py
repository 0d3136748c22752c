"""Find where one sentence says of a thing what another says it isn't: only where the words are plain.

Plain is: a negation right before a word ("did not sign", "isn't open", "no sailors were killed") that the
other sentence has without one, and otherwise much the same words in both clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.comparison.figures.what_is_counted import WORD
from build_scripts.comparison.figures.what_is_measured import stem_word
from build_scripts.models import Span
from build_scripts.text.package_data import load_words

# Of the telling words of the negated clause so many must stand in the other sentence: a share, and at least
# a number beside the negated word.
LEAST_SHARED_PART = 0.6
FEWEST_SHARED_STEMS = 2
# Words before a word among which a negation of it stands.
NEGATION_REACH = 4
CLAUSE_BOUNDARY = re.compile(
    r"[,;:()“”\"]| (?=(?:but|although|while|because|which|who|whereas)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NegationWords:
    """Negation in English (`words/denials.yml`), and filler words (`words/figures.yml`)."""

    pattern: re.Pattern[str]
    negators: frozenset[str]
    inconclusive_words: frozenset[str]
    limiting_words: frozenset[str]
    uninformative_words: frozenset[str]


def load_negation_words() -> NegationWords:
    """Return what the package's data files know of negation."""
    data, units = load_words("denials")["negation"], load_words("figures")
    auxiliaries, adverbs = "|".join(data["auxiliaries"]), "|".join(data["adverbs"])
    # "Did not (yet) sign", "isn't open", "never signed", "no sailors were killed", "nobody was killed".
    verb = rf"(?:(?:{auxiliaries})(?:n['’]t| not| never)|cannot|never)(?: (?:{adverbs}))*"
    nobody = rf"(?:no (?:[^\W\d_]+ ){{1,2}}|nobody |no one |none )(?:{auxiliaries})(?: been)?"
    return NegationWords(
        pattern=re.compile(rf"\b(?:{verb}|{nobody}) (?P<word>[^\W\d_]+)", re.IGNORECASE),
        negators=frozenset(data["negators"]),
        inconclusive_words=frozenset(data["passed"]),
        limiting_words=frozenset(data["limiting"]),
        uninformative_words=frozenset(
            (*units["stops"], *units["fillers"], *data["auxiliaries"], *data["adverbs"])
        ),
    )


@dataclass(frozen=True, slots=True)
class Negation:
    """Where a sentence negates a word (`span` in it), its stem, and those of its clause's other words."""

    span: Span
    negated_stem: str
    context_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceClaims:
    """A sentence's words in small letters, their stems, and what it negates."""

    words: tuple[str, ...]
    stems: frozenset[str]
    negations: tuple[Negation, ...]


def has_negation(sentence: str, known: NegationWords) -> bool:
    """Tell whether a sentence negates anything."""
    return known.pattern.search(sentence) is not None


def read_sentence_claims(sentence: str, known: NegationWords) -> SentenceClaims:
    """Return what a sentence says and negates."""
    words = tuple(_words(sentence))
    return SentenceClaims(words, frozenset(map(stem_word, words)), tuple(_negated(sentence, known)))


def find_contradiction(mine: SentenceClaims, its: SentenceClaims, known: NegationWords) -> Span | None:
    """Return where a sentence negates what another affirms, as a span of the first; None if it doesn't."""
    for negation in mine.negations:
        if negation.negated_stem not in its.stems:
            continue
        shared = len(negation.context_stems & its.stems)
        if shared < FEWEST_SHARED_STEMS or shared < LEAST_SHARED_PART * len(negation.context_stems):
            continue
        if _affirmed(negation.negated_stem, its.words, known):
            return negation.span
    return None


def _negated(sentence: str, known: NegationWords) -> Iterator[Negation]:
    for match in known.pattern.finditer(sentence):
        word = match["word"].casefold()
        words = list(_words(_clause(sentence, match)))
        if word not in known.inconclusive_words and known.limiting_words.isdisjoint(words):
            telling = {
                stem_word(w) for w in words if w not in known.uninformative_words and w not in known.negators
            }
            yield Negation(Span(*match.span()), stem_word(word), frozenset(telling - {stem_word(word)}))


def _affirmed(denied: str, words: Sequence[str], known: NegationWords) -> bool:
    """Tell whether a word stands among others without a negation, a limit or a condition near it."""
    places = [place for place, word in enumerate(words) if stem_word(word) == denied]
    return bool(places) and all(
        known.limiting_words.isdisjoint(words[:place])
        and known.negators.isdisjoint(words[max(0, place - NEGATION_REACH) : place])
        for place in places
    )


def _clause(text: str, match: re.Match[str]) -> str:
    """Return the clause in which a negation stands."""
    start = max((cut.end() for cut in CLAUSE_BOUNDARY.finditer(text, 0, match.start())), default=0)
    end = next((cut.start() for cut in CLAUSE_BOUNDARY.finditer(text, match.end())), len(text))
    return text[start:end]


def _words(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match[0].casefold().replace("’", "'")
        yield "not" if word.endswith("n't") else word
