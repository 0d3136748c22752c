"""Print why sentences were linked or not, for `compare --explain`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rich.console import Console
from rich.text import Text

from build_scripts.commands.print_results import name_point
from build_scripts.comparison.evidence.evidence_weights import ReasonKind
from build_scripts.comparison.linking.explain_links import ExplainedPair, LinkExplanation
from build_scripts.models import Article, Point, SourceSentence

REASON_TEXTS: Mapping[ReasonKind, str] = {
    "same letters": "the same runs of letters",
    "fits better by letters": "more of them than with other sentences",
    "same words": "the same nouns and verbs, or synonyms",
    "same meaning": "words of the same meaning",
    "fits better by meaning": "more of them than with other sentences",
    "same place in the article": "about the same place in their articles",
    "late in both articles": "how late both are in their articles",
    "same numbers": "the same numbers",
    "same names": "the same names",
    "other names": "names that only one of them has",
    "same day": "the same weekday or month",
    "only one asks": "only one of them asks, and a question reports nothing",
    "by themselves": "all this together",
    "same in a third source": "a sentence of a third source reports the same as both",
    "not the same in third sources": "third sources have another counterpart for each",
    "few third sources": "few third sources could show it",
    "neighbours in the same order": "the sentences before and behind report the same, too",
    "neighbours of one of them": "a sentence beside one of them reports the same",
}
MIN_SHOWN_LOG_ODDS = 0.2  # reasons that change the log-odds by less are left out


def print_link_explanation(
    articles: Sequence[Article], points: Sequence[Point], found: LinkExplanation, console: Console
) -> None:
    """Print each point of several sources with its links, then the nearest pairs of unlinked sentences."""
    texts = {article.id: article.text for article in articles}
    links = {frozenset((link.one, link.other)): link for link in found.links}
    _print(console, "How likely two sentences are to report the same, and what each reason adds in log-odds.")
    for point in points:
        if len(point.cells) > 1:
            _print(console, "")
            _print(console, f"{name_point(point, texts)} ({point.id})", style="bold")
            for line in _list_point_lines(point, links, texts):
                _print(console, line)
    if found.nearest_pairs:
        _print(console, "")
        _print(console, "Linked with nothing, and the nearest sentence:", style="bold")
    # Two sentences that are nearest to each other are shown once.
    nearest = {frozenset((pair.one, pair.other)): pair for pair in reversed(found.nearest_pairs)}
    for pair in reversed(nearest.values()):
        _print(console, f"  {pair.likelihood:.2f}, {pair.level}: {_format_reasons(pair)}")
        for sentence in (pair.one, pair.other):
            _print(console, f"    {sentence[0]}: {_quote_sentence(sentence, texts)}")


def _list_point_lines(
    point: Point, links: Mapping[frozenset[SourceSentence], ExplainedPair], texts: Mapping[str, str]
) -> Iterator[str]:
    """Yield the lines of a point: its links, and the sentences that only the editor added to it."""
    sentences = [(cell.source, span) for cell in point.cells for span in cell.spans]
    linked: set[SourceSentence] = set()
    for pair in combinations(sentences, 2):
        link = links.get(frozenset(pair))
        if link is None:
            continue
        linked.update(pair)
        yield f"  {link.likelihood:.2f}, {link.level}: {_format_reasons(link)}"
        for sentence in pair:
            yield f"    {sentence[0]}: {_quote_sentence(sentence, texts)}"
            cell = point.get_cell(sentence[0])
            for part in cell.clauses if cell else ():
                if sentence[1].covers(part):
                    yield f"      above all: {_quote_sentence((sentence[0], part), texts)}"
    for sentence in sentences:
        if sentence not in linked:
            yield "  added by the editor:"
            yield f"    {sentence[0]}: {_quote_sentence(sentence, texts)}"


def _format_reasons(pair: ExplainedPair) -> str:
    parts = [
        f"{REASON_TEXTS[reason.kind]} {reason.log_odds:+.1f}"
        for reason in pair.reasons
        if abs(reason.log_odds) >= MIN_SHOWN_LOG_ODDS
    ]
    return ", ".join(parts) or "next to nothing in common"


def _quote_sentence(sentence: SourceSentence, texts: Mapping[str, str]) -> str:
    """Return the words at a span of a source, in quotation marks and on one line."""
    source, span = sentence
    return f"“{_printable(span.extract(texts[source]))}”"


def _print(console: Console, line: str, style: str | None = None) -> None:
    console.print(Text(line, style=style or ""))


def _printable(text: str) -> str:
    """Return a text with a blank for each line end and each character that could control a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
