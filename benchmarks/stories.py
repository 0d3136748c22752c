"""Print how many of the sentences that belong together are linked, in stories with lists made by hand.

    python -m benchmarks.stories [FOLDER LIST]

By default the stories of `tests/data/invented_stories`, and the first publication without sidecars and
curation. A list names for each claim the sentences of each article that report it, by their first words; and
pairs that are open, which count neither way. `tests/data/invented_stories/fire/points.yml` shows its form.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.models import Article, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools, load_publication_tools
from build_scripts.pipeline.clean_capture import clean_capture

TOP = Path(__file__).resolve().parents[1]
DATA = TOP / "tests" / "data"
INVENTED = tuple((folder, folder / "points.yml") for folder in sorted((DATA / "invented_stories").iterdir()))
FIRST = (TOP / "sources" / "seoul-talks", DATA / "first_publication_points.yml")
KNOWN = (*INVENTED, *((FIRST,) if FIRST[0].is_dir() else ()))  # in a publication of one's own it isn't there

Pair = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Linked:
    """The pairs of sentences (source, number) that the program links, and those that a person would."""

    found: frozenset[Pair]
    listed: frozenset[Pair]

    @property
    def right(self) -> int:
        """How many links are listed."""
        return len(self.found & self.listed)

    @property
    def precision(self) -> float:
        """The share of the links that are listed; 1 where there are none."""
        return self.right / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the listed pairs that are linked."""
        return self.right / len(self.listed) if self.listed else 1.0


def articles(folder: Path, tools: PublicationTools) -> Mapping[str, Article]:
    """Return the articles of a folder's pasted texts as read without sidecars, by name."""
    found = {}
    for file in sorted(folder.glob("*.txt")):
        cleaned = clean_capture(file.read_bytes(), file.name, Sidecar(), tools.article_tools)
        found[file.stem] = analyse_article(file.stem, cleaned, (), tools.article_tools)
    return found


def linked(read: Mapping[str, Article], listed: Mapping[str, Any], *, possible: bool = False) -> Linked:
    """Compare a story's articles, and say which pairs are linked. Raises ValueError where a list is wrong."""

    def place(name: str, words: str) -> int:
        article = read[name]
        places = [
            n for n, s in enumerate(article.sentence_spans) if s.extract(article.text).startswith(words)
        ]
        if len(places) != 1:
            raise ValueError(f"{len(places)} sentences of {name} begin with '{words}'")
        return places[0]

    same: set[Pair] = set()
    for claim in listed["same"]:
        same |= _pairs(
            {name: [place(name, words) for words in claim[name]] for name in read if name in claim}
        )
    either = {frozenset((n, place(n, words)) for n, words in one["pair"].items()) for one in listed["open"]}
    found: set[Pair] = set()
    for point in compare_articles(tuple(read.values()), knowledge=load_comparison_words(), possible=possible):
        found |= _pairs(
            {c.source: [read[c.source].sentence_spans.index(span) for span in c.spans] for c in point.cells}
        )
    return Linked(frozenset(found - either), frozenset(same))


def _pairs(cells: Mapping[str, Iterable[int]]) -> set[Pair]:
    return {
        frozenset([(one, i), (other, j)])
        for one, other in combinations(cells, 2)
        for i in cells[one]
        for j in cells[other]
    }


def main() -> None:
    """Print a line for each story."""
    given = [Path(name) for name in sys.argv[1:3]]
    tools = load_publication_tools()
    for folder, points in [(given[0], given[1])] if len(given) == 2 else KNOWN:
        listed = yaml.safe_load(points.read_text("utf-8"))
        one = linked(articles(folder, tools), listed)
        counts = f"{len(one.listed)} pairs listed, {len(one.found)} linked, {one.right} rightly"
        print(f"{folder.name}: {counts}: precision {one.precision:.2f}, recall {one.recall:.2f}")


if __name__ == "__main__":
    main()
