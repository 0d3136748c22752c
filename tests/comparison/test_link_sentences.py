"""Which sentences are linked, possibly linked, or not. All texts are invented."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from build_scripts.comparison.compare import compare_articles
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.models import Article, Point
from build_scripts.pipeline.assemble_publication import PublicationTools
from tests.helpers.parsed_articles import read
from tests.helpers.paths import TOP, read_cases

KNOWN = load_comparison_words()
CASES = read_cases("links")
STATES = ("together", "perhaps", "apart")


def find_state(points: tuple[Point, ...], texts: Mapping[str, str], one: str, other: str) -> str:
    """Return whether two sentences, by their first words, are in one point, perhaps in one, or in none."""
    found = "apart"
    for point in points:
        cells = [(c, s) for c in point.cells for s in c.spans]
        possible = [(c, s) for c in point.possible for s in c.spans]
        starts = [" ".join(s.extract(texts[c.source]).split()) for c, s in cells]
        maybe = [" ".join(s.extract(texts[c.source]).split()) for c, s in possible]
        if any(s.startswith(one) for s in starts) and any(s.startswith(other) for s in starts):
            return "together"
        for here, there in ((one, other), (other, one)):
            if any(s.startswith(here) for s in starts) and any(s.startswith(there) for s in maybe):
                found = "perhaps"
    return found


def read_articles(tools: PublicationTools, texts: Mapping[str, str]) -> dict[str, Article]:
    """Return the articles of texts."""
    return {name: read(tools, name, text) for name, text in texts.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_sentences_are_linked_as_a_reader_would(tools: PublicationTools, case: dict[str, Any]) -> None:
    articles = read_articles(tools, case["articles"])
    points = compare_articles(tuple(articles.values()), words=KNOWN)
    texts = {name: article.text for name, article in articles.items()}
    found = [[one, other, find_state(points, texts, one, other)] for one, other, _ in case["expected"]]
    expected = case["expected"]
    # "not together" is for pairs of which a reader would not mind a "perhaps".
    for (one, other, state), (_, _, wanted) in zip(found, expected, strict=True):
        assert state in STATES
        assert state == wanted or (wanted == "not together" and state != "together"), (one, other, state)


def test_what_is_possible_counts_for_an_editor_who_asks_for_it(tools: PublicationTools) -> None:
    (case,) = [case for case in CASES if case["name"] == "reports of two events of one kind"]
    articles = read_articles(tools, case["articles"])
    points = compare_articles(tuple(articles.values()), words=KNOWN, possible=True)
    texts = {name: article.text for name, article in articles.items()}
    assert find_state(points, texts, "Two cranes fell into", "Three cranes fell into") == "together"


def test_as_many_threads_as_one_likes_give_the_same_points() -> None:
    folder = TOP / "tests" / "data" / "invented_stories" / "flood"
    files = [str(file) for file in sorted(folder.glob("*.txt"))]
    command = [sys.executable, "-m", "build_scripts", "compare", "--json", *files]
    outputs = set()
    for threads in ("1", "4"):
        environment = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, check=True, timeout=300)
        outputs.add(done.stdout)
    assert len(outputs) == 1
