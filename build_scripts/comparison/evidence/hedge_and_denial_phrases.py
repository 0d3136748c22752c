"""Find hedges (words that keep a distance from a claim) and denials by set phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import join_alternatives


@dataclass(frozen=True, slots=True)
class HedgeAndDenialPhrases:
    """Hedges (`data/words/hedges.yml`) and denials (`data/words/denials.yml`) as patterns.

    `aside_opening` matches the beginning of a clause that is an aside. `conjunction_before` matches the end
    of the text before a clause, and `conjunction_behind` the beginning of the text behind it, if the clause
    is joined to another. `comparative_ending` matches words that refer to another clause's figure ("a few
    more"). `uninformative_words` are filler words (`words/figures.yml`).
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
    hedging, data, figure_words = load_words("hedges"), load_words("denials"), load_words("figures")
    denials = data["denials"]
    phrases = [entry["words"] for entry in hedging["hedges"]]
    # "Said to" hedges only in "is said to": after an auxiliary.
    passive = [phrase for phrase in phrases if phrase.endswith(" to")]
    others = [phrase for phrase in phrases if not phrase.endswith(" to")]
    auxiliary = rf"(?:(?:{join_alternatives(hedging['auxiliaries'])}) ){{1,4}}"
    # "The suspect" is no verb.
    verbs = rf"(?<!\bthe )(?<!\ba )(?:{join_alternatives(data['hedging_verbs'])})"
    hedge = rf"{auxiliary}(?:{join_alternatives(passive)})|{join_alternatives(others)}|{verbs}"
    adverbs = rf"(?:(?:{join_alternatives(denials['adverbs'])}) ){{0,3}}"
    negations = join_alternatives(denials["negations"])
    negated = (
        rf"(?:{join_alternatives(denials['auxiliaries'])})(?:n['’]t| (?:{negations})) {adverbs}"
        rf"(?:{join_alternatives(denials['negated_verbs'])})"
    )
    objects = join_alternatives(denials["objects"])
    contested = rf"(?:{join_alternatives(denials['verbs'])})(?= (?:{objects})\b)"
    passing = "".join(rf"(?<!\b{re.escape(word)} )" for word in denials["passing"])
    set_phrases = join_alternatives(denials["phrases"])
    conjunctions = join_alternatives(hedging["joining"])
    comparatives = join_alternatives(hedging["comparatives"])
    return HedgeAndDenialPhrases(
        hedge=re.compile(rf"\b(?:{hedge})\b", re.IGNORECASE),
        denial=re.compile(rf"\b(?:{set_phrases}|{passing}(?:{negated}|{contested}))\b", re.IGNORECASE),
        aside_opening=re.compile(rf"(?:{join_alternatives(hedging['asides'])})\b", re.IGNORECASE),
        conjunction_before=re.compile(rf"(?:\b(?:{conjunctions})|;)\s*\Z", re.IGNORECASE),
        conjunction_behind=re.compile(rf"\s*(?:;|,?\s*(?:{conjunctions})\b)", re.IGNORECASE),
        comparative_ending=re.compile(rf"\b(?:{comparatives})(?:\s*[,;.:!?)]|\s*\Z)", re.IGNORECASE),
        uninformative_words=frozenset((*figure_words["stops"], *figure_words["fillers"])),
    )


def find_pattern_spans(text: str, span: Span, pattern: re.Pattern[str]) -> tuple[Span, ...]:
    """Return the spans of the pattern's matches inside `span`, in order."""
    return tuple(Span(*match.span()) for match in pattern.finditer(text, *span))
