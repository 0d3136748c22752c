"""Find who speaks in each sentence of an article, and what is not said there.

That one and the same person is quoted by two sources makes it likelier that both report the same. An office
vouches for much of what an article says, so it tells too little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.models import Article, Span
from build_scripts.text.package_data import load

# The letters that tell one word of what was not said from another, its ending left out.
SHORTEST_WORD = 5
STEM = 6
# Two sentences that quote one person share so many long words if what is said is the same.
COMMON_WORDS = 2

# An actor's id, or the words of a name, the last one first.
Voice = tuple[str, ...]


class Unsaid(NamedTuple):
    """A silence: the clause that tells of it, and the words of what was not said, cut short."""

    span: Span
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class VoiceKnowledge:
    """Words that tell nothing of what is said, or `asked`, and no speaker's own names (in small letters).

    `negators` negate what is said.
    """

    idle: frozenset[str]
    asked: frozenset[str]
    nobody: frozenset[str]
    negators: frozenset[str]


def knowledge() -> VoiceKnowledge:
    """Return what `data/voices.yml` knows, with the pronouns and agencies of the other data files."""
    agencies = (name for full, short in load("agencies").items() for name in (full, *short))
    nobody = (*agencies, *load("attributions")["pronouns"])
    data = load("voices")
    return VoiceKnowledge(
        frozenset(data["idle_words"]),
        frozenset(data["asked_words"]),
        frozenset(map(str.casefold, nobody)),
        frozenset(load("denials")["negation"]["negators"]),
    )


class Heard(NamedTuple):
    """Who speaks in a sentence, its long words but for the speakers' names, and what is not said there.

    `negates` tells whether anybody is reported as saying that something is not so.
    """

    voices: frozenset[Voice] = frozenset()
    topics: frozenset[str] = frozenset()
    silences: tuple[Unsaid, ...] = ()
    negates: bool = False


def by_sentence(article: Article, known: VoiceKnowledge) -> tuple[Heard, ...]:
    """Return what is heard in each of the article's sentences."""
    sentences = article.sentence_spans
    starts = [sentence.start for sentence in sentences]
    voices: list[set[Voice]] = [set() for _ in starts]
    matters: list[list[Unsaid]] = [[] for _ in starts]
    named: list[set[str]] = [set() for _ in starts]
    negating: set[int] = set()
    for statement in article.statements:
        voice = _voice(statement.actor, statement.office_of, statement.speaker_text, known)
        if voice is not None:
            for place in {_place(span.start, starts) for span in statement.spans}:
                voices[place].add(voice)
                named[place] |= _topics(statement.speaker_text, known.idle)
        for span in statement.spans:
            first, last = _place(span.start, starts), _place(max(span.start, span.end - 1), starts)
            for place in range(first, last + 1):
                sentence = sentences[place]
                said = Span(max(span.start, sentence.start), min(span.end, sentence.end))
                if said.start < said.end and _negates(said.of(article.text), known.negators):
                    negating.add(place)
    for silence in article.silences:
        rest = Span(min(silence.cue.end, silence.span.end), silence.span.end)
        if matter := _topics(rest.of(article.text), known.idle | known.asked):
            matters[_place(silence.span.start, starts)].append(Unsaid(silence.span, matter))
    return tuple(
        Heard(
            frozenset(who),
            _topics(sentence.of(article.text), known.idle) - names if who else frozenset(),
            tuple(what),
            number in negating,
        )
        for number, (sentence, who, names, what) in enumerate(
            zip(sentences, voices, named, matters, strict=True)
        )
    )


def same_voice(one: Heard, other: Heard) -> bool:
    """Tell whether one speaks in both sentences, with words in common beside the name.

    It is the same actor, or the same name, in full or the last word alone.
    """
    if len(one.topics & other.topics) < COMMON_WORDS:
        return False
    return any(
        a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a)) for a in one.voices for b in other.voices
    )


def _place(offset: int, starts: list[int]) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _voice(actor: str | None, office: str | None, name: str, known: VoiceKnowledge) -> Voice | None:
    """Return the voice that tells one speaker from others; None for an office, a pronoun or a description."""
    if actor is not None:
        return (f"person {actor}",)
    words = re.findall(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*", name)
    if office is not None or not words or not words[-1][0].isupper() or name.casefold() in known.nobody:
        return None
    if len(words) == 1 and len(words[0]) < 3:
        return None
    return (words[-1].casefold(), *(word.casefold() for word in words[-2::-1] if word[0].isupper()))


def _negates(said: str, negators: frozenset[str]) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’]t\b)?", said.casefold())
    return any(word in negators or word.endswith(("n't", "n’t")) for word in words)


def _topics(words: str, idle: frozenset[str]) -> frozenset[str]:
    long = (word for word in re.findall(r"[^\W\d_]+", words.casefold()) if len(word) >= SHORTEST_WORD)
    return frozenset(word[:STEM] for word in long if word not in idle)
