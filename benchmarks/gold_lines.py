"""Label the lines of pages whose article is known: the training data of the cleaner's weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.analyser import read_text
from benchmarks.pages import SHINGLE, Page, normalize_words, shingles, words
from build_scripts.cleaning.clean import collect_page_evidence
from build_scripts.cleaning.word_lists import CleaningWords

IN_GOLD = 0.5  # share of a line's shingles in the known article from which the line belongs to it


@dataclass(frozen=True, slots=True)
class Example:
    """One page, and for every line that isn't blank its evidence, number of words and label.

    A label tells whether the line is the article's own; it is None where that is unknown.
    """

    page: Page
    text: str
    evidence: tuple[tuple[str, ...], ...]
    words: tuple[int, ...]
    labels: tuple[bool | None, ...]


def read_examples(folder: Path, gold: Iterable[Page], word_lists: CleaningWords) -> list[Example]:
    """Return the pages of a sample with their evidence and labels, read from `folder`/txt."""
    found = []
    for page in gold:
        text = read_text(folder / "txt" / f"{page['id']}.txt")
        evidence_page = collect_page_evidence(text, word_lists)
        lines = [line.text for line in evidence_page.lines]
        evidence = tuple(evidence_page.list_evidence(place) for place in range(len(lines)))
        numbers = tuple(line.word_count for line in evidence_page.lines)
        found.append(Example(page, text, evidence, numbers, tuple(label_gold_lines(page, lines))))
    return found


def label_gold_lines(page: Page, lines: Sequence[str]) -> list[bool | None]:
    """Tell for each line whether it is the article's own; None where the gold data does not say."""
    fields: dict[str, object] = dict(page)  # "with" can't be a field of a class
    if page["set"] == "aeb":
        return _by_article(str(fields["body"]), lines)
    return _by_segments(fields["with"], fields["without"], lines)


def _by_article(body: str, lines: Sequence[str]) -> list[bool | None]:
    wanted = shingles(body)
    whole = {normalize_words(line) for line in body.split("\n")}
    found: list[bool | None] = []
    for line in lines:
        given = shingles(line)
        if not given:
            found.append(None)
        elif len(words(line)) < SHINGLE:
            found.append(normalize_words(line) in whole)
        else:
            found.append((given & wanted).total() >= IN_GOLD * given.total())
    return found


def _by_segments(kept: object, cut: object, lines: Sequence[str]) -> list[bool | None]:
    """Label the lines that contain a segment; a segment to be kept counts only if one line contains it."""
    flats = [normalize_words(line) for line in lines]
    found: list[bool | None] = [None] * len(lines)
    for wanted, segments in ((True, kept), (False, cut)):
        for segment in segments if isinstance(segments, list) else []:
            hits = [place for place, line in enumerate(flats) if normalize_words(str(segment)) in line]
            if wanted and len(hits) != 1:
                continue
            for place in hits:
                if found[place] is None:
                    found[place] = wanted
    return found
