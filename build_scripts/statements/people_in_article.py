"""Gather the people in an article: their names, the actors these mean, and their offices."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models import Actor, Mention
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence
from build_scripts.text.parser import Token, find_proper_noun_runs

NAMELESS_MENTION_TYPES = frozenset({"pronoun", "title"})
"""Types of mention that mean an actor without a name."""


@dataclass(frozen=True, slots=True)
class ArticlePeople:
    """The people in one article.

    `actors_by_name` maps each form of a name, and its last word, to the ids of the actors it means.
    `office_patterns` pairs a pattern for an office with the id of the one actor whose office it is.
    `full_names_by_last_word` maps the last word of each name to the full name that ends so; to None where
    several do.
    """

    text: str
    parsed_sentences: tuple[ParsedSentence, ...]
    mentions: tuple[Mention, ...]
    actors_by_name: Mapping[str, frozenset[str]]
    actors_by_id: Mapping[str, Actor]
    office_patterns: tuple[tuple[re.Pattern[str], str], ...]
    full_names_by_last_word: Mapping[str, str | None]
    cues: CueWords

    def find_mention_at(self, token: Token) -> Mention | None:
        """Return the mention that covers a token, or None."""
        at = bisect.bisect_right(self.mentions, token.start, key=lambda m: m.span.start) - 1
        if at >= 0 and self.mentions[at].span.end >= token.end:
            return self.mentions[at]
        return None


def gather_article_people(
    text: str,
    parsed_sentences: tuple[ParsedSentence, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    cues: CueWords,
) -> ArticlePeople:
    """Return the people of one article; `mentions` are in the order of the text."""
    return ArticlePeople(
        text=text,
        parsed_sentences=parsed_sentences,
        mentions=mentions,
        actors_by_name=_find_actors_by_name(text, mentions),
        actors_by_id={a.id: a for a in actors},
        office_patterns=_build_office_patterns(actors),
        full_names_by_last_word=_find_full_names(parsed_sentences, cues),
        cues=cues,
    )


def _build_office_patterns(actors: tuple[Actor, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each office that only one actor has, with that actor's id."""
    offices: dict[str, set[str]] = {}
    for actor in actors:
        for office in actor.offices:
            offices.setdefault(" ".join(office.lower().removeprefix("the ").split()), set()).add(actor.id)
    return tuple(
        (
            re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE),
            next(iter(ids)),
        )
        for words, ids in sorted(offices.items())
        if len(ids) == 1
    )


def _find_actors_by_name(text: str, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Return the ids of the actors that each form of a name, and the last word of each, means here."""
    found: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.actor is not None and mention.via not in NAMELESS_MENTION_TYPES:
            words = mention.span.extract(text)
            for form in {words, words.split()[-1]}:
                found[form] = found.get(form, frozenset()) | {mention.actor}
    return found


def _find_full_names(parsed_sentences: tuple[ParsedSentence, ...], cues: CueWords) -> dict[str, str | None]:
    """Return the full name that each last word ends; None where several names end so.

    Of two such names where one ends with the other, it is the shorter.
    """
    found: dict[str, str | None] = {}
    for parsed in parsed_sentences:
        for run in find_proper_noun_runs(parsed.tree, {"NNP"}):
            words = [t for t in run if t.text.lower().rstrip(".") not in cues.person_titles]
            if len(words) < 2 or not _may_be_person(words, cues):
                continue
            name = parsed.text[words[0].start : words[-1].end]
            last = words[-1].text
            other = found.setdefault(last, name)
            if other is not None and other != name:
                longer, shorter = sorted((other, name), key=len, reverse=True)
                found[last] = shorter if longer.endswith(shorter) else None
    return found


def _may_be_person(words: list[Token], cues: CueWords) -> bool:
    return (
        words[-1].text.lower() not in cues.non_person_last_words
        and words[0].text.lower() not in cues.non_person_first_words
    )
