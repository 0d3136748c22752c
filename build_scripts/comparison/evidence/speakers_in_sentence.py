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
from build_scripts.text.package_data import load_words

# The letters that tell one word of what was not said from another, its ending left out.
SHORTEST_TOPIC_WORD = 5
TOPIC_STEM_LENGTH = 6
# Two sentences that quote one person share so many long words if what is said is the same.
FEWEST_COMMON_WORDS = 2

# An actor's id, or the words of a name, the last one first.
SpeakerKey = tuple[str, ...]


class UnsaidTopic(NamedTuple):
    """A silence: the clause that tells of it, and the words of what was not said, cut short."""

    span: Span
    topic_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceSpeechWords:
    """Words that tell nothing of what is said, and names that are no speaker's own (in small letters).

    `question_words` tell nothing of what is asked. `negators` negate what is said.
    """

    uninformative_words: frozenset[str]
    question_words: frozenset[str]
    non_speaker_names: frozenset[str]
    negators: frozenset[str]


def load_sentence_speech_words() -> SentenceSpeechWords:
    """Return the words of `words/topic_stop_words.yml`, with the pronouns and agencies of other lists."""
    agencies = (name for full, short in load_words("agencies").items() for name in (full, *short))
    nobody = (*agencies, *load_words("attributions")["pronouns"])
    data = load_words("topic_stop_words")
    return SentenceSpeechWords(
        frozenset(data["idle_words"]),
        frozenset(data["asked_words"]),
        frozenset(map(str.casefold, nobody)),
        frozenset(load_words("denials")["negation"]["negators"]),
    )


class SentenceSpeech(NamedTuple):
    """Who speaks in a sentence, its long words but for the speakers' names, and what is not said there.

    `reports_negation` tells whether anybody is reported as saying that something is not so.
    """

    speakers: frozenset[SpeakerKey] = frozenset()
    topic_stems: frozenset[str] = frozenset()
    unsaid_topics: tuple[UnsaidTopic, ...] = ()
    reports_negation: bool = False


def find_sentence_speech(article: Article, known: SentenceSpeechWords) -> tuple[SentenceSpeech, ...]:
    """Return what is heard in each of the article's sentences."""
    sentences = article.sentence_spans
    starts = [sentence.start for sentence in sentences]
    voices: list[set[SpeakerKey]] = [set() for _ in starts]
    matters: list[list[UnsaidTopic]] = [[] for _ in starts]
    named: list[set[str]] = [set() for _ in starts]
    negating: set[int] = set()
    for statement in article.statements:
        voice = _voice(statement.actor, statement.office_of, statement.speaker_text, known)
        if voice is not None:
            for place in {_place(span.start, starts) for span in statement.spans}:
                voices[place].add(voice)
                named[place] |= _topics(statement.speaker_text, known.uninformative_words)
        for span in statement.spans:
            first, last = _place(span.start, starts), _place(max(span.start, span.end - 1), starts)
            for place in range(first, last + 1):
                sentence = sentences[place]
                said = Span(max(span.start, sentence.start), min(span.end, sentence.end))
                if said.start < said.end and _negates(said.extract(article.text), known.negators):
                    negating.add(place)
    for silence in article.silences:
        rest = Span(min(silence.cue.end, silence.span.end), silence.span.end)
        if matter := _topics(rest.extract(article.text), known.uninformative_words | known.question_words):
            matters[_place(silence.span.start, starts)].append(UnsaidTopic(silence.span, matter))
    return tuple(
        SentenceSpeech(
            frozenset(who),
            _topics(sentence.extract(article.text), known.uninformative_words) - names
            if who
            else frozenset(),
            tuple(what),
            number in negating,
        )
        for number, (sentence, who, names, what) in enumerate(
            zip(sentences, voices, named, matters, strict=True)
        )
    )


def have_same_speaker(one: SentenceSpeech, other: SentenceSpeech) -> bool:
    """Tell whether one speaks in both sentences, with words in common beside the name.

    It is the same actor, or the same name, in full or the last word alone.
    """
    if len(one.topic_stems & other.topic_stems) < FEWEST_COMMON_WORDS:
        return False
    return any(
        a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a)) for a in one.speakers for b in other.speakers
    )


def _place(offset: int, starts: list[int]) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _voice(actor: str | None, office: str | None, name: str, known: SentenceSpeechWords) -> SpeakerKey | None:
    """Return the voice that tells one speaker from others; None for an office, a pronoun or a description."""
    if actor is not None:
        return (f"person {actor}",)
    words = re.findall(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*", name)
    if (
        office is not None
        or not words
        or not words[-1][0].isupper()
        or name.casefold() in known.non_speaker_names
    ):
        return None
    if len(words) == 1 and len(words[0]) < 3:
        return None
    return (words[-1].casefold(), *(word.casefold() for word in words[-2::-1] if word[0].isupper()))


def _negates(said: str, negators: frozenset[str]) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’]t\b)?", said.casefold())
    return any(word in negators or word.endswith(("n't", "n’t")) for word in words)


def _topics(words: str, idle: frozenset[str]) -> frozenset[str]:
    long = (word for word in re.findall(r"[^\W\d_]+", words.casefold()) if len(word) >= SHORTEST_TOPIC_WORD)
    return frozenset(word[:TOPIC_STEM_LENGTH] for word in long if word not in idle)
