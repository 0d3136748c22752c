"""Find sources that are in the publication twice: the same bytes, the same page, nearly the same words.

All of it is said as warnings: outlets print an agency's report word for word, a page is captured anew when it
has changed, and one article can belong to two stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from build_scripts.models import Article
from build_scripts.models.problems import Problem
from build_scripts.source_files.read_sources import RawPublication
from build_scripts.text.normalize import normalize_text
from build_scripts.text.web_addresses import build_page_key

# Containment of word shingles (Broder, "On the resemblance and containment of documents", 1997).
SHINGLE_WORDS = 5
MIN_CONTAINMENT = 0.9
# With fewer runs than this, two short notices on one event can be alike by chance.
MIN_SHINGLES = 40
# Of a longer text the beginning is compared.
MAX_COMPARED_WORDS = 50_000
_WORD = re.compile(r"\w+")


def check_for_identical_captures(raw: RawPublication) -> Iterator[Problem]:
    """Yield a warning for each capture whose bytes stand in the publication under another name, too."""
    seen: dict[bytes, tuple[str, str]] = {}
    for story in raw.stories:
        for source in story.sources:
            path, of = seen.setdefault(source.data, (source.path, story.id))
            if path != source.path:
                mend = "remove one of the two"
                if of != story.id:
                    mend += ", unless it belongs to both stories"
                yield Problem(source.path, None, None, f"is the same as {path}", mend, "warning")


def check_for_similar_articles(articles: Sequence[Article]) -> Iterator[Problem]:
    """Yield a warning for each article of a story that comes from the page of another one, or repeats it.

    Captures of the same bytes are passed over: `check_for_identical_captures` tells them.
    """
    runs = [_runs(article) for article in articles]
    for (one, first), (other, second) in combinations(zip(articles, runs, strict=True), 2):
        if one.capture.sha256 == other.capture.sha256:
            continue
        path, there = other.capture.path, one.capture.path
        addresses = one.sidecar.source_url, other.sidecar.source_url
        if None not in addresses and len({build_page_key(address) for address in addresses if address}) == 1:
            what = f"is from the same address as {there}"
            mend = "remove one of the two, unless both versions of the page are wanted"
            yield Problem(path, None, "source_url", what, mend, "warning")
        elif (share := _shared(first, second)) >= MIN_CONTAINMENT:
            what = f"is nearly the same as {there}: {share:.0%} of the shorter one's words are in both"
            mend = "remove one if they are one page; what two outlets took from an agency may stay"
            yield Problem(path, None, None, what, mend, "warning")


def _runs(article: Article) -> frozenset[int]:
    """Return the runs of words of an article's own text, as hashes that hold within this process."""
    words = (
        word
        for paragraph in article.paragraphs
        for word in _WORD.findall(normalize_text(paragraph.span.extract(article.text)).text.casefold())
    )
    first = list(islice(words, MAX_COMPARED_WORDS))
    return frozenset(map(hash, zip(*(first[start:] for start in range(SHINGLE_WORDS)), strict=False)))


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    """Return which share of the shorter text's runs stands in the other one, 0 where it is too short."""
    short = min(len(one), len(other))
    return len(one & other) / short if short >= MIN_SHINGLES else 0.0
