"""Gather what an article tells about the people in it: the names, their bearers and their offices."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models import Actor, Mention
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence
from build_scripts.text.parser import Token

NAMELESS_MENTION_TYPES = frozenset({"pronoun", "title"})
"""How an actor may be meant who isn't named there."""


@dataclass(frozen=True, slots=True)
class ArticlePeople:
    """What an article tells about the people in it, gathered once."""

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
    readings: tuple[ParsedSentence, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    cues: CueWords,
) -> ArticlePeople:
    """Gather the people of one article."""
    offices: dict[str, set[str]] = {}
    for actor in actors:
        for office in actor.offices:
            offices.setdefault(" ".join(office.lower().removeprefix("the ").split()), set()).add(actor.id)
    patterns = tuple(
        (
            re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE),
            next(iter(ids)),
        )
        for words, ids in sorted(offices.items())
        if len(ids) == 1
    )
    return ArticlePeople(
        text=text,
        parsed_sentences=readings,
        mentions=mentions,
        actors_by_name=_bearers(text, mentions),
        actors_by_id={a.id: a for a in actors},
        office_patterns=patterns,
        full_names_by_last_word=_full_names(readings, cues),
        cues=cues,
    )


def _bearers(text: str, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Map each form, and the last word of each, to the actors that the article means by it."""
    found: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.actor is not None and mention.via not in NAMELESS_MENTION_TYPES:
            words = mention.span.extract(text)
            for form in {words, words.split()[-1]}:
                found[form] = found.get(form, frozenset()) | {mention.actor}
    return found


def _full_names(readings: tuple[ParsedSentence, ...], cues: CueWords) -> dict[str, str | None]:
    """Map the last word of each name to the only full name in the article that it ends, or None."""
    found: dict[str, str | None] = {}
    for reading in readings:
        run: list[Token] = []
        for token in (*reading.tree.tokens, None):
            if token is not None and token.tag == "NNP" and token.text[:1].isupper():
                run.append(token)
                continue
            words = [t for t in run if t.text.lower().rstrip(".") not in cues.person_titles]
            if len(words) >= 2 and _may_be_person(words, cues):
                name = reading.text[words[0].start : words[-1].end]
                last = words[-1].text
                known = found.setdefault(last, name)
                if known is not None and known != name:
                    longer, shorter = sorted((known, name), key=len, reverse=True)
                    found[last] = shorter if longer.endswith(shorter) else None
            run = []
    return found


def _may_be_person(words: list[Token], cues: CueWords) -> bool:
    return (
        words[-1].text.lower() not in cues.non_person_last_words
        and words[0].text.lower() not in cues.non_person_first_words
    )
