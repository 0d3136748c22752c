"""Two short articles to compare, and their points. All texts are invented."""

from __future__ import annotations

from hypothesis import strategies as st

from build_scripts.comparison.compare import compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.models import Article, CuratedPoint, Point
from tests.helpers.build_articles import build_article, find

KNOWN = load_comparison_words()

TREATY = "The king of Ruritania signed the harbour treaty in Strelsau."
TREATY_TOO = "The king of Ruritania signed the harbour treaty at noon."
SHIPS = "Seven Zendan ships left the bay of Tarlen before the storm."
FOG = "Nobody had seen such fog since the lighthouse went dark."

HERALD = build_article("herald", f"{TREATY} {SHIPS}")
POST = build_article("post", f"{TREATY_TOO} {FOG}")


def compared(
    *articles: Article, curation: tuple[CuratedPoint, ...] = (), possible: bool = False
) -> tuple[Point, ...]:
    """Return the points of these articles."""
    return compare_with_curation(articles, curation, words=KNOWN, possible=possible).points


def holding(points: tuple[Point, ...], article: Article, words: str) -> Point:
    """Return the point that has the article's sentence of exactly these words."""
    sentence = find(article, words)
    return next(p for p in points if (cell := p.get_cell(article.id)) and sentence in cell.spans)


WORDS = [
    "king",
    "harbour",
    "treaty",
    "ships",
    "fog",
    "12",
    "at least 20",
    "signed",
    "left",
    "Strelsau",
    "Zenda",
    "rain",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda words: f"The {' '.join(words)} was."
)
TEXTS = st.lists(SENTENCES, min_size=0, max_size=5).map(" ".join)
