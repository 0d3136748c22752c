"""Suggest the name or passage that was probably meant in place of an unknown one.

The scores are RapidFuzz's, from 0 to 100. difflib has none for a part of a sentence, and its own finds no
likeness in transposed letters ("singing", "signing").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

MIN_SIMILARITY = 70
"""Least score of a suggestion: slightly changed words score higher, other names and sentences lower."""


def find_similar_name(name: str, names: Iterable[str]) -> str | None:
    """Return the most similar one of the names, or None if none is similar."""
    found = process.extractOne(name, sorted(set(names)), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return None if found is None else found[0]


def suggest_name(name: str, names: Iterable[str], fix: str) -> str:
    """Return how to fix an unknown name: use the similar one, if there is one, else `fix`."""
    similar = find_similar_name(name, names)
    return fix if similar is None else f"did you mean `{similar}`? If not, {fix}"


def suggest_options(word: str, options: Sequence[str]) -> str:
    """Return how to fix a word that is none of the options: the similar one, if there is one, and all."""
    return suggest_name(word, options, f"use one of: {', '.join(options)}")


def find_similar_sentence(words: str, sentences: Sequence[str]) -> int | None:
    """Return the index of the sentence whose start or part is most similar to the words, None if none is.

    The score is RapidFuzz's `partial_ratio`: the edit similarity to the best part of the sentence that is as
    long as the words. If several have the best score, the one with the most similar start wins, then the
    first.
    """
    folded = _fold(words)
    best: tuple[float, float, int] | None = None
    for number, sentence in enumerate(sentences):
        other = _fold(sentence)
        # If the words are longer than the sentence, the whole is compared.
        part = fuzz.partial_ratio(folded, other) if len(folded) <= len(other) else fuzz.ratio(folded, other)
        start = fuzz.ratio(folded, other[: len(folded)])
        if max(part, start) >= MIN_SIMILARITY:
            found = (max(part, start), start, -number)
            best = found if best is None else max(best, found)
    return None if best is None else -best[2]


def find_similar_words(words: str, sentences: Sequence[str]) -> str | None:
    """Return the whole words of a sentence that are most similar to these, None if none are."""
    best: tuple[float, str] | None = None
    for sentence in sentences:
        found = fuzz.partial_ratio_alignment(
            words.casefold(), sentence.casefold(), score_cutoff=MIN_SIMILARITY
        )
        # Case folding may lengthen a text ("ß"), which would shift the offsets.
        if found is None or len(words) > len(sentence) or len(sentence.casefold()) != len(sentence):
            continue
        start = sentence.rfind(" ", 0, found.dest_start + 1) + 1
        end = sentence.find(" ", found.dest_end)
        similar = sentence[start : end if end > 0 else None].rstrip(".,;:")
        if similar and (best is None or found.score > best[0]):
            best = (found.score, similar)
    return None if best is None else best[1]


def _fold(words: str) -> str:
    return " ".join(words.casefold().split())
