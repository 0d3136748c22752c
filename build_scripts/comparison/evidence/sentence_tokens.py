"""Read the tokens of an article's sentences as vectors, to be aligned with those of other articles.

The vectors of one article have a common part, which says what the article is about; it is taken away
(Mu and Viswanath, "All-but-the-top", 2018). Words that only credit somebody ("the ministry said") report
nothing of the event and are left out, as are punctuation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from build_scripts.comparison.evidence.attribution import Attribution
from build_scripts.models import Span
from build_scripts.text.sentence_encoder import SentenceEncoder

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class SentenceTokens:
    """The word pieces of a sentence that say something, by number, and a unit vector (a row) for each.

    `starts` are the offsets of the pieces in the article's text.
    """

    piece_ids: tuple[int, ...]
    vectors: Vectors
    starts: tuple[int, ...]


def read_sentence_tokens(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Sequence[Attribution]],
    encoder: SentenceEncoder,
) -> tuple[SentenceTokens, ...]:
    """Return the tokens of each sentence of an article, without those of its attributions.

    The article's text changes the vectors, other articles don't.
    """
    encoded = encoder.encode_sentences([sentence.extract(text) for sentence in sentences])
    vectors = [one.vectors for one in encoded if len(one.vectors)]
    common = np.concatenate(vectors).mean(axis=0) if vectors else None
    found = []
    for sentence, one, credits in zip(sentences, encoded, attributions, strict=True):
        credited = [Span(s.start - sentence.start, s.end - sentence.start) for a in credits for s in a.spans]
        kept = [n for n, span in enumerate(one.spans) if _says_something(sentence, text, span, credited)]
        rows: Vectors = one.vectors[kept] if common is None else one.vectors[kept] - common
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
        starts = tuple(sentence.start + one.spans[n].start for n in kept)
        found.append(SentenceTokens(tuple(one.piece_ids[n] for n in kept), rows / lengths, starts))
    return tuple(found)


def _says_something(sentence: Span, text: str, piece: Span, credited: Sequence[Span]) -> bool:
    """Return whether a piece of a sentence has a letter or digit and credits nobody."""
    words = text[sentence.start + piece.start : sentence.start + piece.end]
    return any(map(str.isalnum, words)) and not any(piece.overlaps(span) for span in credited)
