"""Find the speakers of each sentence of an article, and the topics on which somebody declined to comment.

If two sources quote the same person, they are more likely to report the same. Offices are left out: an
article credits them with too many of its sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.models import Article, Span, Statement
from build_scripts.text.package_data import load_words

# A topic word has at least this many letters, and is compared by its first `TOPIC_STEM_LENGTH`.
SHORTEST_TOPIC_WORD = 5
TOPIC_STEM_LENGTH = 6
# Two sentences that quote one person report the same only if they share this many topic words.
FEWEST_COMMON_WORDS = 2

# An actor's id, or the words of a name, the last one first.
SpeakerKey = tuple[str, ...]


class UnsaidTopic(NamedTuple):
    """A refusal to comment: the clause that reports it, and the topic's words cut to stems."""

    span: Span
    topic_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentenceSpeechWords:
    """Word lists for reading speech, casefolded.

    `uninformative_words` say nothing about a topic, `question_words` nothing about the topic of a question.
    `non_speaker_names` are agencies and pronouns. `negators` negate the content of a statement.
    """

    uninformative_words: frozenset[str]
    question_words: frozenset[str]
    non_speaker_names: frozenset[str]
    negators: frozenset[str]


def load_sentence_speech_words() -> SentenceSpeechWords:
    """Return the words of `words/topic_stop_words.yml`, with the pronouns and agencies of other lists."""
    agencies = (name for full, short in load_words("agencies").items() for name in (full, *short))
    non_speaker_names = (*agencies, *load_words("attributions")["pronouns"])
    data = load_words("topic_stop_words")
    return SentenceSpeechWords(
        frozenset(data["idle_words"]),
        frozenset(data["asked_words"]),
        frozenset(map(str.casefold, non_speaker_names)),
        frozenset(load_words("denials")["negation"]["negators"]),
    )


class SentenceSpeech(NamedTuple):
    """The speakers in a sentence, its topic words without the speakers' names, and refusals to comment.

    `topic_stems` is empty without a speaker. `reports_negation` is true if the content of a statement negates
    something.
    """

    speakers: frozenset[SpeakerKey] = frozenset()
    topic_stems: frozenset[str] = frozenset()
    unsaid_topics: tuple[UnsaidTopic, ...] = ()
    reports_negation: bool = False


NO_SPEECH = SentenceSpeech()


def find_sentence_speech(article: Article, words: SentenceSpeechWords) -> tuple[SentenceSpeech, ...]:
    """Return the speech in each of the article's sentences, in their order."""
    sentences = article.sentence_spans
    starts = [sentence.start for sentence in sentences]
    speakers: list[set[SpeakerKey]] = [set() for _ in starts]
    name_stems: list[set[str]] = [set() for _ in starts]
    negating: set[int] = set()
    for statement in article.statements:
        speaker = _identify_speaker(statement, words)
        if speaker is not None:
            for number in {_find_sentence(span.start, starts) for span in statement.spans}:
                speakers[number].add(speaker)
                name_stems[number] |= _find_topic_stems(statement.speaker_text, words.uninformative_words)
        negating |= _find_negating_sentences(article.text, statement, sentences, starts, words.negators)
    unsaid = _find_unsaid_topics(article, starts, words)
    return tuple(
        SentenceSpeech(
            frozenset(speakers[number]),
            _find_topic_stems(sentence.extract(article.text), words.uninformative_words) - name_stems[number]
            if speakers[number]
            else frozenset(),
            tuple(unsaid[number]),
            number in negating,
        )
        for number, sentence in enumerate(sentences)
    )


def have_same_speaker(one: SentenceSpeech, other: SentenceSpeech) -> bool:
    """Return whether one speaker is in both sentences, and they share topic words besides the name.

    One speaker is the same actor or the same name, in full or its last word alone.
    """
    if len(one.topic_stems & other.topic_stems) < FEWEST_COMMON_WORDS:
        return False
    return any(
        a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a)) for a in one.speakers for b in other.speakers
    )


def _find_sentence(offset: int, starts: list[int]) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _find_negating_sentences(
    text: str,
    statement: Statement,
    sentences: Sequence[Span],
    starts: list[int],
    negators: frozenset[str],
) -> set[int]:
    """Return the numbers of the sentences in which the content of a statement negates something."""
    numbers = set()
    for span in statement.spans:
        first = _find_sentence(span.start, starts)
        last = _find_sentence(max(span.start, span.end - 1), starts)
        for number in range(first, last + 1):
            sentence = sentences[number]
            content = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            if content.start < content.end and _contains_negator(content.extract(text), negators):
                numbers.add(number)
    return numbers


def _find_unsaid_topics(
    article: Article, starts: list[int], words: SentenceSpeechWords
) -> list[list[UnsaidTopic]]:
    """Return for each sentence the refusals to comment that name a topic."""
    ignored = words.uninformative_words | words.question_words
    unsaid: list[list[UnsaidTopic]] = [[] for _ in starts]
    for silence in article.silences:
        behind_cue = Span(min(silence.cue.end, silence.span.end), silence.span.end)
        if stems := _find_topic_stems(behind_cue.extract(article.text), ignored):
            unsaid[_find_sentence(silence.span.start, starts)].append(UnsaidTopic(silence.span, stems))
    return unsaid


def _identify_speaker(statement: Statement, words: SentenceSpeechWords) -> SpeakerKey | None:
    """Return a key that distinguishes a speaker; None for an office, a pronoun or a description."""
    if statement.actor is not None:
        return (f"person {statement.actor}",)
    name = statement.speaker_text
    parts = re.findall(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*", name)
    if statement.office_of is not None or not parts or not parts[-1][0].isupper():
        return None
    if name.casefold() in words.non_speaker_names or (len(parts) == 1 and len(parts[0]) < 3):
        return None
    return (parts[-1].casefold(), *(part.casefold() for part in parts[-2::-1] if part[0].isupper()))


def _contains_negator(content: str, negators: frozenset[str]) -> bool:
    words = re.findall(r"[^\W\d_]+(?:['’]t\b)?", content.casefold())
    return any(word in negators or word.endswith(("n't", "n’t")) for word in words)


def _find_topic_stems(text: str, ignored: frozenset[str]) -> frozenset[str]:
    long = (word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= SHORTEST_TOPIC_WORD)
    return frozenset(word[:TOPIC_STEM_LENGTH] for word in long if word not in ignored)
