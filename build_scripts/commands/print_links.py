"""Print for a person why sentences were linked, or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rich.console import Console
from rich.text import Text

from build_scripts.comparison.linking.explain_links import ExplainedPair, LinkExplanation
from build_scripts.comparison.linking.score_weights import (
    CONFIDENT_THRESHOLD,
    POSSIBLE_THRESHOLD,
    ReasonKind,
)
from build_scripts.models import Article, Point, SourceSentence

REASON_TEXTS: Mapping[ReasonKind, str] = {
    "spelling": "the same runs of letters",
    "words": "the same nouns and verbs, or kindred ones",
    "dependencies": "the same words hang together",
    "figure": "both count the same thing",
    "speaker": "the same person speaks",
    "silence": "both tell that the same is not said",
    "denial": "in both somebody says that something is not so",
    "distinctive words": "they alone in their articles have the same words",
    "place": "they stand at about the same place of their articles",
    "number": "they alone in their articles have the same number",
    "question": "only one of them asks, and a question reports nothing",
    "rivals": "each names what the story tells apart from what the other names",
}
MIN_SHOWN_CONTRIBUTION = 0.005  # what adds less is not worth a line


def print_link_explanation(
    articles: Sequence[Article], points: Sequence[Point], found: LinkExplanation, console: Console
) -> None:
    """Print each point that several sources report with its links, then what is linked with nothing."""
    texts = {article.id: article.text for article in articles}
    links = {frozenset((link.one, link.other)): link for link in found.links}
    _print(
        console,
        f"Confident from {CONFIDENT_THRESHOLD:.2f}, worth an editor's look from {POSSIBLE_THRESHOLD:.2f}.",
    )
    for point in points:
        if len(point.cells) > 1:
            _print(console, "")
            source, span = point.anchor
            _print(console, f"{point.label or _words((source, span), texts)} ({point.id})", style="bold")
            for line in _of_point(point, links, texts):
                _print(console, line)
    if found.nearest_pairs:
        _print(console, "")
        _print(console, "Linked with nothing, and what came nearest:", style="bold")
    # Two sentences that are each other's nearest are shown once.
    nearest = {frozenset((pair.one, pair.other)): pair for pair in reversed(found.nearest_pairs)}
    for pair in reversed(nearest.values()):
        _print(console, f"  {pair.score:.2f}, {_lacking(pair)}: {_reasons(pair)}")
        for sentence in (pair.one, pair.other):
            _print(console, f"    {sentence[0]}: {_words(sentence, texts)}")


def _of_point(
    point: Point, links: Mapping[frozenset[SourceSentence], ExplainedPair], texts: Mapping[str, str]
) -> Iterator[str]:
    """Give the lines of a point: its links, and the sentences that only an editor put there."""
    sentences = [(cell.source, span) for cell in point.cells for span in cell.spans]
    linked: set[SourceSentence] = set()
    for pair in combinations(sentences, 2):
        link = links.get(frozenset(pair))
        if link is None:
            continue
        linked.update(pair)
        yield f"  {link.score:.2f}, {link.level}: {_reasons(link)}"
        for sentence in pair:
            yield f"    {sentence[0]}: {_words(sentence, texts)}"
            cell = point.get_cell(sentence[0])
            for part in cell.clauses if cell else ():
                if sentence[1].covers(part):
                    yield f"      above all: {_words((sentence[0], part), texts)}"
    for sentence in sentences:
        if sentence not in linked:
            yield "  put there by the editor:"
            yield f"    {sentence[0]}: {_words(sentence, texts)}"


def _lacking(pair: ExplainedPair) -> str:
    """Return what a pair lacks to be linked for readers."""
    if pair.score >= CONFIDENT_THRESHOLD:
        return "others of that source were likelier"
    short = f"{CONFIDENT_THRESHOLD - pair.score:.2f} short of confident"
    return f"{short}, there with --possible" if pair.level == "possible" else short


def _reasons(pair: ExplainedPair) -> str:
    told = [
        f"{REASON_TEXTS[reason.kind]} {reason.score_change:+.2f}"
        for reason in pair.reasons
        if abs(reason.score_change) >= MIN_SHOWN_CONTRIBUTION
    ]
    return ", ".join(told) or "next to nothing in common"


def _words(sentence: SourceSentence, texts: Mapping[str, str]) -> str:
    source, span = sentence
    return f"“{_printable(span.extract(texts[source]))}”"


def _print(console: Console, line: str, style: str | None = None) -> None:
    console.print(Text(line, style=style or ""))


def _printable(text: str) -> str:
    """Return a text on one line, without what could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
