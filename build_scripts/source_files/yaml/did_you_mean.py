"""Find what was probably meant by words or ids that fit nothing any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

# Of a hundred: words that somebody changed a little are above it, other sentences of the story below.
MIN_SIMILARITY = 70


def find_similar_sentence(words: str, sentences: Sequence[str]) -> int | None:
    """Return the number of the sentence that begins or sounds most like these words, None if none does.

    Likeness is RapidFuzz's: the edit distance to the best stretch of the sentence as long as the words. Of
    those as like, the one that begins so is taken, then the first.
    """
    plain = _plain(words)
    best: tuple[float, float, int] | None = None
    for number, sentence in enumerate(sentences):
        other = _plain(sentence)
        # Of words longer than the sentence only what both can have is compared.
        like = fuzz.partial_ratio(plain, other) if len(plain) <= len(other) else fuzz.ratio(plain, other)
        begins = fuzz.ratio(plain, other[: len(plain)])
        if max(like, begins) >= MIN_SIMILARITY:
            found = (max(like, begins), begins, -number)
            best = found if best is None else max(best, found)
    return None if best is None else -best[2]


def find_similar_words(words: str, sentences: Iterable[str]) -> str | None:
    """Return the whole words of a sentence that sound most like these, None if none do."""
    best: tuple[float, str] | None = None
    for sentence in sentences:
        found = fuzz.partial_ratio_alignment(
            words.casefold(), sentence.casefold(), score_cutoff=MIN_SIMILARITY
        )
        # A letter that has two in small letters would move what follows.
        if found is None or len(words) > len(sentence) or len(sentence.casefold()) != len(sentence):
            continue
        start = sentence.rfind(" ", 0, found.dest_start + 1) + 1
        end = sentence.find(" ", found.dest_end)
        near = sentence[start : end if end > 0 else None].rstrip(".,;:")
        if near and (best is None or found.score > best[0]):
            best = (found.score, near)
    return None if best is None else best[1]


def find_similar_name(name: str, names: Iterable[str]) -> str | None:
    """Return the id spelled most like this one, None if none is."""
    found = process.extractOne(name, sorted(set(names)), scorer=fuzz.ratio, score_cutoff=MIN_SIMILARITY)
    return None if found is None else found[0]


def suggest_options(word: str, options: Sequence[str], use: str) -> str:
    """Return how to mend a word that is none of the options: name them all, first the one it looks like."""
    near = find_similar_name(word, options)
    return f"{f'did you mean `{near}`? Else ' if near else ''}{use}: {', '.join(options)}"


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
