"""Find the words by which a sentence keeps its distance from a claim, or contests it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.package_data import load


@dataclass(frozen=True, slots=True)
class PhraseKnowledge:
    """Hedges (`data/hedges.yml`) and denials (`data/denials.yml`) as patterns.

    `aside` is how a clause begins that is told by the way, `joined_before` and `joined_behind` are what
    stands around one that is joined to another, `adding` is what speaks of another clause's figure, `plain`
    are words that tell nothing (`data/units.yml`).
    """

    hedge: re.Pattern[str]
    denial: re.Pattern[str]
    aside: re.Pattern[str]
    joined_before: re.Pattern[str]
    joined_behind: re.Pattern[str]
    adding: re.Pattern[str]
    plain: frozenset[str]


def knowledge() -> PhraseKnowledge:
    """Return the phrases of English text that hedge or deny."""
    hedging, data, units = load("hedges"), load("denials"), load("units")
    denials = data["denials"]
    phrases = [entry["words"] for entry in hedging["hedges"]]
    # "Said to" hedges only in "is said to": after an auxiliary.
    passive = [phrase for phrase in phrases if phrase.endswith(" to")]
    others = [phrase for phrase in phrases if not phrase.endswith(" to")]
    auxiliary = rf"(?:(?:{_any(hedging['auxiliaries'])}) ){{1,4}}"
    hedge = rf"{auxiliary}(?:{_any(passive)})|{_any((*others, *data['hedging_verbs']))}"
    adverbs = rf"(?:(?:{_any(denials['adverbs'])}) ){{0,3}}"
    negated = (
        rf"(?:{_any(denials['auxiliaries'])})(?:n['’]t| (?:{_any(denials['negations'])})) {adverbs}"
        rf"(?:{_any(denials['negated_verbs'])})"
    )
    contested = rf"(?:{_any(denials['verbs'])})(?= (?:{_any(denials['objects'])})\b)"
    passing = "".join(rf"(?<!\b{re.escape(word)} )" for word in denials["passing"])
    return PhraseKnowledge(
        hedge=re.compile(rf"\b(?:{hedge})\b", re.IGNORECASE),
        denial=re.compile(
            rf"\b(?:{_any(denials['phrases'])}|{passing}(?:{negated}|{contested}))\b", re.IGNORECASE
        ),
        aside=re.compile(rf"(?:{_any(hedging['asides'])})\b", re.IGNORECASE),
        joined_before=re.compile(rf"(?:\b(?:{_any(hedging['joining'])})|;)\s*\Z", re.IGNORECASE),
        joined_behind=re.compile(rf"\s*(?:;|,?\s*(?:{_any(hedging['joining'])})\b)", re.IGNORECASE),
        adding=re.compile(rf"\b(?:{_any(hedging['comparatives'])})(?:\s*[,;.:!?)]|\s*\Z)", re.IGNORECASE),
        plain=frozenset((*units["stops"], *units["fillers"])),
    )


def find(text: str, span: Span, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Return where the pattern's phrases stand inside `span`, in order."""
    return tuple(Span(*match.span()) for match in pattern.finditer(text, *span))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
