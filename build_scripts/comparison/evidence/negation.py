"""Find where one sentence says of a thing what another says it isn't: only where the words are plain.

Plain is: a negation right before a word ("did not sign", "isn't open", "no sailors were killed") that the
other sentence has without one, and otherwise much the same words in both clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_scripts.comparison.figures.what_is_counted import WORD
from build_scripts.comparison.figures.what_is_measured import stem
from build_scripts.models import Span
from build_scripts.text.package_data import load

# Of the telling words of the negated clause so many must stand in the other sentence: a share, and at least
# a number beside the negated word.
SHARED = 0.6
LEAST = 2
# Words before a word among which a negation of it stands.
REACH = 4
CLAUSE = re.compile(r"[,;:()“”\"]| (?=(?:but|although|while|because|which|who|whereas)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NegationKnowledge:
    """How English negates (`data/denials.yml`), and the words that tell nothing (`data/units.yml`)."""

    pattern: re.Pattern[str]
    negators: frozenset[str]
    passed: frozenset[str]
    limiting: frozenset[str]
    plain: frozenset[str]


def knowledge() -> NegationKnowledge:
    """Return what the package's data files know of negation."""
    data, units = load("denials")["negation"], load("units")
    auxiliaries, adverbs = "|".join(data["auxiliaries"]), "|".join(data["adverbs"])
    # "Did not (yet) sign", "isn't open", "never signed", "no sailors were killed", "nobody was killed".
    verb = rf"(?:(?:{auxiliaries})(?:n['’]t| not| never)|cannot|never)(?: (?:{adverbs}))*"
    nobody = rf"(?:no (?:[^\W\d_]+ ){{1,2}}|nobody |no one |none )(?:{auxiliaries})(?: been)?"
    return NegationKnowledge(
        pattern=re.compile(rf"\b(?:{verb}|{nobody}) (?P<word>[^\W\d_]+)", re.IGNORECASE),
        negators=frozenset(data["negators"]),
        passed=frozenset(data["passed"]),
        limiting=frozenset(data["limiting"]),
        plain=frozenset((*units["stops"], *units["fillers"], *data["auxiliaries"], *data["adverbs"])),
    )


@dataclass(frozen=True, slots=True)
class Negation:
    """Where a sentence negates a word (`span` in it), its stem, and those of its clause's other words."""

    span: Span
    denied: str
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claims:
    """A sentence's words in small letters, their stems, and what it negates."""

    words: tuple[str, ...]
    stems: frozenset[str]
    negated: tuple[Negation, ...]


def negates(sentence: str, known: NegationKnowledge) -> bool:
    """Tell whether a sentence negates anything."""
    return known.pattern.search(sentence) is not None


def claims(sentence: str, known: NegationKnowledge) -> Claims:
    """Return what a sentence says and negates."""
    words = tuple(_words(sentence))
    return Claims(words, frozenset(map(stem, words)), tuple(_negated(sentence, known)))


def contradicted(mine: Claims, its: Claims, known: NegationKnowledge) -> Span | None:
    """Return where a sentence negates what another affirms, as a span of the first; None if it doesn't."""
    for negation in mine.negated:
        if negation.denied not in its.stems:
            continue
        shared = len(negation.telling & its.stems)
        if shared < LEAST or shared < SHARED * len(negation.telling):
            continue
        if _affirmed(negation.denied, its.words, known):
            return negation.span
    return None


def _negated(sentence: str, known: NegationKnowledge) -> Iterator[Negation]:
    for match in known.pattern.finditer(sentence):
        word = match["word"].casefold()
        words = list(_words(_clause(sentence, match)))
        if word not in known.passed and known.limiting.isdisjoint(words):
            telling = {stem(w) for w in words if w not in known.plain and w not in known.negators}
            yield Negation(Span(*match.span()), stem(word), frozenset(telling - {stem(word)}))


def _affirmed(denied: str, words: Sequence[str], known: NegationKnowledge) -> bool:
    """Tell whether a word stands among others without a negation, a limit or a condition near it."""
    places = [place for place, word in enumerate(words) if stem(word) == denied]
    return bool(places) and all(
        known.limiting.isdisjoint(words[:place])
        and known.negators.isdisjoint(words[max(0, place - REACH) : place])
        for place in places
    )


def _clause(text: str, match: re.Match[str]) -> str:
    """Return the clause in which a negation stands."""
    start = max((cut.end() for cut in CLAUSE.finditer(text, 0, match.start())), default=0)
    end = next((cut.start() for cut in CLAUSE.finditer(text, match.end())), len(text))
    return text[start:end]


def _words(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        word = match[0].casefold().replace("’", "'")
        yield "not" if word.endswith("n't") else word
