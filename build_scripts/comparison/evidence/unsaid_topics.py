"""Find the topics on which somebody declined to comment, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from build_scripts.models import Article, Span
from build_scripts.text.package_data import load_words

# A topic word has at least this many letters, and is compared by its first `TOPIC_STEM_LENGTH`.
SHORTEST_TOPIC_WORD = 5
TOPIC_STEM_LENGTH = 6


class UnsaidTopic(NamedTuple):
    """A refusal to comment: the clause that reports it, and the topic's words cut to stems."""

    span: Span
    topic_stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class TopicStopWords:
    """Long words that say nothing about the topic of a refusal to comment, casefolded."""

    words: frozenset[str]


def load_topic_stop_words() -> TopicStopWords:
    """Return the words of `words/topic_stop_words.yml`."""
    data = load_words("topic_stop_words")
    return TopicStopWords(frozenset(data["idle_words"]) | frozenset(data["asked_words"]))


def find_unsaid_topics(article: Article, stop_words: TopicStopWords) -> tuple[tuple[UnsaidTopic, ...], ...]:
    """Return for each of the article's sentences the refusals to comment that name a topic."""
    starts = [sentence.start for sentence in article.sentence_spans]
    unsaid: list[list[UnsaidTopic]] = [[] for _ in starts]
    for silence in article.silences:
        behind_cue = Span(min(silence.cue.end, silence.span.end), silence.span.end)
        if stems := _find_topic_stems(behind_cue.extract(article.text), stop_words):
            number = max(0, bisect_right(starts, silence.span.start) - 1)
            unsaid[number].append(UnsaidTopic(silence.span, stems))
    return tuple(map(tuple, unsaid))


def _find_topic_stems(text: str, stop_words: TopicStopWords) -> frozenset[str]:
    long = (word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= SHORTEST_TOPIC_WORD)
    return frozenset(word[:TOPIC_STEM_LENGTH] for word in long if word not in stop_words.words)
