"""Say why two sentences were linked, and what a sentence that is linked with nothing lacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from build_scripts.comparison.evidence.sentence_evidence import Knowledge, read
from build_scripts.comparison.linking.extra_evidence import CONFIDENT, POSSIBLE, Reason
from build_scripts.comparison.linking.link_sentences import mutual
from build_scripts.comparison.linking.score import Scored, Scorer, scored
from build_scripts.models import Article, Span

Sentence = tuple[str, Span]
Level = Literal["confident", "possible", "none"]


@dataclass(frozen=True, slots=True)
class Explained:
    """Two sentences of different sources (each a source's id and a span), how they score, and why.

    `level` is "none" for a pair that is not linked. The reasons add up to the score, but for rounding.
    """

    one: Sentence
    other: Sentence
    score: float
    level: Level
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The links of a story, possible ones too, and for each sentence without one the pair that came nearest.

    `nearest` has also those that only a possible link holds, unless such links count.
    """

    links: tuple[Explained, ...]
    nearest: tuple[Explained, ...]


def explain(articles: Sequence[Article], *, knowledge: Knowledge, possible: bool = False) -> Explanation:
    """Return why the sentences of these articles are linked or not, as the comparison does without an editor.

    Both lists are in the order of the sentences; in `nearest` the sentence without a link stands first. A
    sentence that shares nothing with any other isn't there.
    """
    seen = [read(article, knowledge) for article in articles]
    names = [(a.id, one.span) for a, every in zip(articles, seen, strict=True) for one in every]
    number_of = np.repeat(np.arange(len(seen)), [len(every) for every in seen]).tolist()
    found: list[tuple[int, int, Explained]] = []
    nearest: dict[int, Explained] = {}
    for scorer, one in scored(seen):
        for link in mutual(one, number_of, POSSIBLE):
            level: Level = "confident" if link.score >= CONFIDENT else "possible"
            explained = _explained(names, scorer, one, (link.earlier, link.later), level)
            found.append((link.earlier, link.later, explained))
        columns = range(one.base.shape[1])
        pairs = [(int(np.argmax(one.base[:, c])), one.start + c) for c in columns]
        pairs += [(row, one.start + int(c)) for row, c in enumerate(np.argmax(one.base, axis=1))]
        pairs += [(row, one.start + c) for row, c in one.extra]
        for pair in pairs:
            score = one.score(pair[0], pair[1] - one.start)
            better = [n for n in pair if score > 0 and (n not in nearest or score > nearest[n].score)]
            if better:
                explained = _explained(names, scorer, one, pair, "none")
                for number in better:
                    nearest[number] = explained
    enough = POSSIBLE if possible else CONFIDENT
    linked = {number for *pair, link in found if link.score >= enough for number in pair}
    links = {(link.one, link.other): link for *_, link in found}
    nearest = {number: links.get((pair.one, pair.other), pair) for number, pair in nearest.items()}
    return Explanation(
        links=tuple(explained for *_, explained in sorted(found, key=lambda link: link[:2])),
        nearest=tuple(
            _turned(nearest[n], names[n]) for n in range(len(names)) if n in nearest and n not in linked
        ),
    )


def _explained(
    names: Sequence[Sentence], scorer: Scorer, found: Scored, pair: tuple[int, int], level: Level
) -> Explained:
    place = (pair[0], pair[1] - found.start)
    reasons = (*scorer.parts(*pair), *found.evidence(*place))
    return Explained(names[pair[0]], names[pair[1]], found.score(*place), level, reasons)


def _turned(found: Explained, first: Sentence) -> Explained:
    """Return a pair with this sentence first."""
    other = found.other if found.one == first else found.one
    return Explained(first, other, found.score, found.level, found.reasons)
