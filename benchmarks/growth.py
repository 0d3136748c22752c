"""Print how long comparing one story takes as it grows, on invented sources: part of `make bench`.

The sources are made from a seed: a story has some events, each source tells a share of them in words of
its own, and much else. Their sentences come with the units that a parse would give, since parsing is not
measured.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable, Sequence

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
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

SIZES = (25, 50, 100, 200)
SENTENCES = 25
SEED = 20241127
SYLLABLES = (
    "ba",
    "ru",
    "ten",
    "zen",
    "da",
    "stre",
    "lau",
    "mo",
    "ki",
    "por",
    "sil",
    "ver",
    "ham",
    "lo",
    "gri",
)
VOCABULARY = 6000
EVENTS = 60
# Of its sentences, a source tells so many of the story's events.
TOLD = 0.5
# Every so manieth word is a name.
NAMED = 8
# Of an event's words, so many are another source's own.
REWORDED = 0.4


def story(number: int, seed: int = SEED) -> tuple[Article, ...]:
    """Return so many invented sources of one story; the same seed gives the same, and the first stay."""
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(VOCABULARY)})
    chance.shuffle(words)
    # Zipf's law: the second word is half as frequent as the first.
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def some(count: int) -> list[str]:
        return chance.choices(words, weights, k=count)

    events = [some(chance.randint(12, 28)) for _ in range(EVENTS)]
    return tuple(_source(f"source-{place}", events, some, chance) for place in range(number))


def _source(
    name: str, events: Sequence[list[str]], some: Callable[[int], list[str]], chance: random.Random
) -> Article:
    sentences = []
    for _ in range(SENTENCES):
        said = some(chance.randint(8, 32))
        if chance.random() < TOLD:
            event = chance.choice(events)
            said = [some(1)[0] if chance.random() < REWORDED else word for word in event]
        if chance.random() < 0.25:
            said.insert(
                chance.randrange(len(said)), f"{chance.randint(2, 900)} {chance.choice(('ships', 'men'))}"
            )
        sentences.append(" ".join(said).capitalize() + ".")
    return _article(name, sentences)


def _article(name: str, sentences: Sequence[str]) -> Article:
    text = " ".join(sentences)
    made: list[Sentence] = []
    start = 0
    for sentence in sentences:
        said = sentence.rstrip(".").casefold().split()
        half = sentence.index(" ", len(sentence) // 2)
        units = SentenceFeatures(
            lemmas=tuple(said[::2]),
            dependencies=tuple(f"{one}>{other}" for one, other in zip(said, said[2:], strict=False)),
            clauses=(Span(start, start + half),),
            name_words=tuple(said[::NAMED]),
        )
        made.append(Sentence(Span(start, start + len(sentence)), units))
        start += len(sentence) + 1
    return Article(
        id=name,
        capture=Capture(f"{name}.txt", text, "", "utf-8"),
        sidecar=Sidecar(),
        metadata=Metadata(language="en"),
        lines=(),
        paragraphs=(Paragraph(Span(0, len(text))),),
        sentences=tuple(made),
    )


def main() -> None:
    """Print the processor seconds and the memory of comparing ever more sources."""
    known = load_comparison_words()
    compare_articles(story(2), words=known)  # loads scikit-learn
    print(f"comparing one story of sources with {SENTENCES} sentences each, on one processor:")
    for number in SIZES:
        articles = story(number)
        started = time.process_time()
        points = compare_articles(articles, words=known)
        spent = time.process_time() - started
        shared = sum(len(point.cells) > 1 for point in points)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"  {number:4} sources {spent:7.2f} s, {len(points)} points, {shared} of several sources, "
            f"{memory} MB at most"
        )


if __name__ == "__main__":
    main()
