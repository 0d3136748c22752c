"""Find the words by which a sentence keeps its distance from a claim, or contests it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.package_data import load_words


@dataclass(frozen=True, slots=True)
class HedgeAndDenialPhrases:
    """Hedges (`data/words/hedges.yml`) and denials (`data/words/denials.yml`) as patterns.

    `aside_opening` is how a clause begins that is told by the way, `conjunction_before` and
    `conjunction_behind` are what stands around one that is joined to another, `comparative_ending` is what
    speaks of another clause's figure, `uninformative_words` are filler words (`words/figures.yml`).
    """

    hedge: re.Pattern[str]
    denial: re.Pattern[str]
    aside_opening: re.Pattern[str]
    conjunction_before: re.Pattern[str]
    conjunction_behind: re.Pattern[str]
    comparative_ending: re.Pattern[str]
    uninformative_words: frozenset[str]


def load_hedge_and_denial_phrases() -> HedgeAndDenialPhrases:
    """Return the phrases of English text that hedge or deny."""
    hedging, data, units = load_words("hedges"), load_words("denials"), load_words("figures")
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
    return HedgeAndDenialPhrases(
        hedge=re.compile(rf"\b(?:{hedge})\b", re.IGNORECASE),
        denial=re.compile(
            rf"\b(?:{_any(denials['phrases'])}|{passing}(?:{negated}|{contested}))\b", re.IGNORECASE
        ),
        aside_opening=re.compile(rf"(?:{_any(hedging['asides'])})\b", re.IGNORECASE),
        conjunction_before=re.compile(rf"(?:\b(?:{_any(hedging['joining'])})|;)\s*\Z", re.IGNORECASE),
        conjunction_behind=re.compile(rf"\s*(?:;|,?\s*(?:{_any(hedging['joining'])})\b)", re.IGNORECASE),
        comparative_ending=re.compile(
            rf"\b(?:{_any(hedging['comparatives'])})(?:\s*[,;.:!?)]|\s*\Z)", re.IGNORECASE
        ),
        uninformative_words=frozenset((*units["stops"], *units["fillers"])),
    )


def find_pattern_spans(text: str, span: Span, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Return where the pattern's phrases stand inside `span`, in order."""
    return tuple(Span(*match.span()) for match in pattern.finditer(text, *span))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
