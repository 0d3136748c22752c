"""Print how many of the sentences that report the same are linked, in stories with lists made by hand.

    python -m benchmarks.stories [FOLDER LIST]

The default are the stories of `tests/data/invented_stories`, and the first publication without sidecars and
curation. A list names for each claim the sentences of each article that report it, by their first words. It
also names open pairs, which don't count. `tests/data/invented_stories/fire/points.yml` is an example.
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
STORIES = (*INVENTED, *((FIRST,) if FIRST[0].is_dir() else ()))  # another publication does not have it

Pair = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Linked:
    """The pairs of sentences (source, number) that the program links, and those that the list links."""

    found: frozenset[Pair]
    listed: frozenset[Pair]

    @property
    def right(self) -> int:
        """Return the number of links that are listed."""
        return len(self.found & self.listed)

    @property
    def precision(self) -> float:
        """Return the share of the links that are listed; 1 if there are no links."""
        return self.right / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the listed pairs that are linked; 1 if none is listed."""
        return self.right / len(self.listed) if self.listed else 1.0


def read_articles(folder: Path, tools: PublicationTools) -> Mapping[str, Article]:
    """Return the articles of a folder's pasted texts by name, read without sidecars."""
    found = {}
    for file in sorted(folder.glob("*.txt")):
        cleaned = clean_capture(file.read_bytes(), file.name, Sidecar(), tools.article_tools)
        found[file.stem] = analyse_article(file.stem, cleaned, (), tools.article_tools)
    return found


def compare_links(
    articles: Mapping[str, Article], listed: Mapping[str, Any], *, possible: bool = False
) -> Linked:
    """Compare a story's articles, and return the linked and the listed pairs.

    Raises ValueError where the beginning of a sentence in the list fits none or several.
    """

    def place(name: str, words: str) -> int:
        article = articles[name]
        places = [
            n for n, s in enumerate(article.sentence_spans) if s.extract(article.text).startswith(words)
        ]
        if len(places) != 1:
            raise ValueError(f"{len(places)} sentences of {name} begin with '{words}'")
        return places[0]

    listed_pairs: set[Pair] = set()
    for claim in listed["same"]:
        listed_pairs |= _pairs(
            {name: [place(name, words) for words in claim[name]] for name in articles if name in claim}
        )
    open_pairs = {
        frozenset((n, place(n, words)) for n, words in item["pair"].items()) for item in listed["open"]
    }
    found: set[Pair] = set()
    for point in compare_articles(tuple(articles.values()), words=load_comparison_words(), possible=possible):
        found |= _pairs(
            {
                c.source: [articles[c.source].sentence_spans.index(span) for span in c.spans]
                for c in point.cells
            }
        )
    return Linked(frozenset(found - open_pairs), frozenset(listed_pairs))


def _pairs(cells: Mapping[str, Iterable[int]]) -> set[Pair]:
    return {
        frozenset([(first, i), (second, j)])
        for first, second in combinations(cells, 2)
        for i in cells[first]
        for j in cells[second]
    }


def main() -> None:
    """Print a line for each story."""
    given = [Path(name) for name in sys.argv[1:3]]
    tools = load_publication_tools()
    for folder, points in [(given[0], given[1])] if len(given) == 2 else STORIES:
        listed = yaml.safe_load(points.read_text("utf-8"))
        links = compare_links(read_articles(folder, tools), listed)
        counts = f"{len(links.listed)} pairs listed, {len(links.found)} linked, {links.right} rightly"
        print(f"{folder.name}: {counts}: precision {links.precision:.2f}, recall {links.recall:.2f}")


if __name__ == "__main__":
    main()
