"""Which lines of a page whose article is known are the article: what the cleaner's weights are trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.analyser import decoded
from benchmarks.pages import SHINGLE, Page, flat, shingles, words
from build_scripts.cleaning.clean import collect_page_evidence
from build_scripts.cleaning.word_lists import CleaningWords

IN_GOLD = 0.5  # share of a line's shingles that the known article must hold


@dataclass(frozen=True, slots=True)
class Example:
    """One page with, for every filled line, its evidence, its number of words and what is known of it.

    A label is None where nothing is known.
    """

    page: Page
    text: str
    evidence: tuple[tuple[str, ...], ...]
    words: tuple[int, ...]
    labels: tuple[bool | None, ...]


def examples(folder: Path, gold: Iterable[Page], known: CleaningWords) -> list[Example]:
    """Read the pages of a sample and return them with their evidence and labels."""
    found = []
    for page in gold:
        text = decoded(folder / "txt" / f"{page['id']}.txt")
        seen = collect_page_evidence(text, known)
        lines = [line.text for line in seen.lines]
        evidence = tuple(seen.list_evidence(place) for place in range(len(lines)))
        numbers = tuple(line.word_count for line in seen.lines)
        found.append(Example(page, text, evidence, numbers, tuple(labels(page, lines))))
    return found


def labels(page: Page, lines: Sequence[str]) -> list[bool | None]:
    """Tell of each line whether it is the article's own, or None where the gold data does not say."""
    known: dict[str, object] = dict(page)
    if page["set"] == "aeb":
        return _by_article(str(known["body"]), lines)
    return _by_segments(known["with"], known["without"], lines)


def _by_article(body: str, lines: Sequence[str]) -> list[bool | None]:
    wanted = shingles(body)
    whole = {flat(line) for line in body.split("\n")}
    found: list[bool | None] = []
    for line in lines:
        given = shingles(line)
        if not given:
            found.append(None)
        elif len(words(line)) < SHINGLE:
            found.append(flat(line) in whole)
        else:
            found.append((given & wanted).total() >= IN_GOLD * given.total())
    return found


def _by_segments(kept: object, cut: object, lines: Sequence[str]) -> list[bool | None]:
    """Label the lines that hold a segment; one to be kept counts only where a single line holds it."""
    flats = [flat(line) for line in lines]
    found: list[bool | None] = [None] * len(lines)
    for wanted, segments in ((True, kept), (False, cut)):
        for segment in segments if isinstance(segments, list) else []:
            hits = [place for place, line in enumerate(flats) if flat(str(segment)) in line]
            if wanted and len(hits) != 1:
                continue
            for place in hits:
                if found[place] is None:
                    found[place] = wanted
    return found
