"""Print how long it takes to compare one story as it grows, on invented sources: part of `make bench`.

The sources are made from a seed, of the words of the invented stories: the encoder splits a word that it
doesn't know into many pieces. A story has some events, and each source reports a share of them in partly
different words, among other sentences. The sentences have the features that a parse would give, because
parsing is not measured.
"""

from __future__ import annotations

import random
import re
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from benchmarks.labelled_stories import DATA
from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words, read_sentence_evidence
from build_scripts.models import (
    Article,
    Capture,
    Metadata,
    Paragraph,
    Sentence,
    SentenceFeatures,
    Sidecar,
    Span,
)
from build_scripts.text.sentence_encoder import load_sentence_encoder

SIZES = (25, 50, 100, 200)
SENTENCES_PER_SOURCE = 25
SEED = 20241127
EVENTS = 60  # of the story
EVENT_SHARE = 0.5  # share of a source's sentences that report an event of the story
NAME_INTERVAL = 8  # every word at this interval is a name
REWORDED_SHARE = 0.4  # share of an event's words that a source replaces


def read_vocabulary() -> list[str]:
    """Return the words of the invented stories, in alphabetical order."""
    texts = (path.read_text("utf-8") for path in sorted((DATA / "invented_stories").glob("*/*.txt")))
    return sorted({word for text in texts for word in re.findall(r"\b[a-z]+\b", text)})


def invent_story(number: int, seed: int = SEED) -> tuple[Article, ...]:
    """Return a number of invented sources of one story.

    The same seed gives the same sources, and a larger number only adds some.
    """
    chance = random.Random(seed)
    words = read_vocabulary()
    chance.shuffle(words)
    # Zipf's law: the second word is half as frequent as the first.
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def draw_words(count: int) -> list[str]:
        return chance.choices(words, weights, k=count)

    events = [draw_words(chance.randint(12, 28)) for _ in range(EVENTS)]
    return tuple(_source(f"source-{place}", events, draw_words, chance) for place in range(number))


def _source(
    name: str, events: Sequence[list[str]], draw_words: Callable[[int], list[str]], chance: random.Random
) -> Article:
    sentences = []
    for _ in range(SENTENCES_PER_SOURCE):
        said = draw_words(chance.randint(8, 32))
        if chance.random() < EVENT_SHARE:
            event = chance.choice(events)
            said = [draw_words(1)[0] if chance.random() < REWORDED_SHARE else word for word in event]
        if chance.random() < 0.25:
            said.insert(
                chance.randrange(len(said)), f"{chance.randint(2, 900)} {chance.choice(('ships', 'men'))}"
            )
        sentences.append(" ".join(said).capitalize() + ".")
    return _article(name, sentences)


def _article(name: str, sentences: Sequence[str]) -> Article:
    text = " ".join(sentences)
    result: list[Sentence] = []
    start = 0
    for sentence in sentences:
        said = sentence.rstrip(".").casefold().split()
        half = sentence.index(" ", len(sentence) // 2)
        features = SentenceFeatures(
            lemmas=tuple(said[::2]),
            dependencies=tuple(f"{head}>{child}" for head, child in zip(said, said[2:], strict=False)),
            clauses=(Span(start, start + half),),
            name_words=tuple(said[::NAME_INTERVAL]),
        )
        result.append(Sentence(Span(start, start + len(sentence)), features))
        start += len(sentence) + 1
    return Article(
        id=name,
        capture=Capture(f"{name}.txt", text, "", "utf-8"),
        sidecar=Sidecar(),
        metadata=Metadata(language="en"),
        lines=(),
        paragraphs=(Paragraph(Span(0, len(text))),),
        sentences=tuple(result),
    )


def main() -> None:
    """Print the processor seconds and the memory that a comparison takes, for each of SIZES sources."""
    words = replace(load_comparison_words(), encoder=load_sentence_encoder(remembered=max(SIZES)))
    compare_articles(invent_story(2), words=words)  # loads scikit-learn
    print(f"comparing one story of sources with {SENTENCES_PER_SOURCE} sentences each, on one processor:")
    for number in SIZES:
        articles = invent_story(number)
        started = time.process_time()
        for article in articles:
            read_sentence_evidence(article, words)
        encoded = time.process_time()
        points = compare_articles(articles, words=words)
        compared = time.process_time()
        shared = sum(len(point.cells) > 1 for point in points)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"  {number:4} sources: new sentences encoded in {encoded - started:5.1f} s, then compared in "
            f"{compared - encoded:5.1f} s; {len(points)} points, {shared} of several sources; "
            f"{memory} MB at most",
            flush=True,
        )


if __name__ == "__main__":
    main()
