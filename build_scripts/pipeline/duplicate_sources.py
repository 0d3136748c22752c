"""Find sources that are in the publication twice: the same bytes, the same page, or nearly the same words.

Everything found is a warning. Outlets may print an agency's report word for word, a page may be captured
again after it has changed, and one article may belong to two stories.
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
# With fewer shingles, two short notices on one event can be alike by chance.
MIN_SHINGLES = 40
# Only the beginning of a longer text is compared.
MAX_COMPARED_WORDS = 50_000
_WORD = re.compile(r"\w+")


def check_for_identical_captures(raw: RawPublication) -> Iterator[Problem]:
    """Yield a warning for each capture with the same bytes as an earlier one in the publication."""
    first_captures: dict[bytes, tuple[str, str]] = {}
    for story in raw.stories:
        for source in story.sources:
            path, story_id = first_captures.setdefault(source.data, (source.path, story.id))
            if path != source.path:
                fix = "remove one of the two"
                if story_id != story.id:
                    fix += ", unless it belongs to both stories"
                yield Problem(source.path, None, None, f"is the same as {path}", fix, "warning")


def check_for_similar_articles(articles: Sequence[Article]) -> Iterator[Problem]:
    """Yield a warning for each article of a story that has the address or nearly all words of an earlier one.

    Captures with the same bytes are left to `check_for_identical_captures`.
    """
    shingles = [_hash_shingles(article) for article in articles]
    for (first, first_shingles), (second, second_shingles) in combinations(
        zip(articles, shingles, strict=True), 2
    ):
        if first.capture.sha256 == second.capture.sha256:
            continue
        path, first_path = second.capture.path, first.capture.path
        addresses = first.sidecar.source_url, second.sidecar.source_url
        if None not in addresses and len({build_page_key(address) for address in addresses if address}) == 1:
            message = f"is from the same address as {first_path}"
            fix = "remove one of the two, unless both versions of the page are wanted"
            yield Problem(path, None, "source_url", message, fix, "warning")
        elif (share := _compute_containment(first_shingles, second_shingles)) >= MIN_CONTAINMENT:
            message = (
                f"is nearly the same as {first_path}: {share:.0%} of the shorter one's words are in both"
            )
            fix = "remove one if they are one page; what two outlets took from an agency may stay"
            yield Problem(path, None, None, message, fix, "warning")


def _hash_shingles(article: Article) -> frozenset[int]:
    """Return the hashes of the word shingles of an article's text; they are valid in this process only."""
    words = (
        word
        for paragraph in article.paragraphs
        for word in _WORD.findall(normalize_text(paragraph.span.extract(article.text)).text.casefold())
    )
    compared = list(islice(words, MAX_COMPARED_WORDS))
    return frozenset(map(hash, zip(*(compared[start:] for start in range(SHINGLE_WORDS)), strict=False)))


def _compute_containment(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the share of the shorter text's shingles that the other text has too; 0 if it is too short."""
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= MIN_SHINGLES else 0.0
