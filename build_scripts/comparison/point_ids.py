"""Make the id of a point from its first sentence, so that another source does not change it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

# Hexadecimal digits of an id: of twenty thousand stories with ten thousand points each, one has two points
# with the same id.
ID_DIGITS = 10


def make_point_ids(sources: Sequence[str], sentences: Sequence[str]) -> tuple[str, ...]:
    """Return for each sentence the id of the point that it anchors or would anchor.

    An id is a hash of the source's id and the sentence's words, ignoring case and punctuation. A sentence
    with the same words as earlier ones of its source also gets their number hashed.
    """
    repetitions: Counter[tuple[str, str]] = Counter()
    ids = []
    for source, sentence in zip(sources, sentences, strict=True):
        words = " ".join(re.findall(r"[^\W_]+", sentence.casefold()))
        number = repetitions[source, words]
        repetitions[source, words] += 1
        parts = (source, words, str(number)) if number else (source, words)
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        ids.append(f"p-{digest[:ID_DIGITS]}")
    return tuple(ids)
