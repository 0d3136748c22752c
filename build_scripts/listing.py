"""Show articles and comparisons on a terminal, for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .models import TEXT_KINDS, Article, Kind, Point, Span

NOT_STATED = "not stated"
WIDEST = 60  # characters of a line that are shown


def explain(article: Article, console: Console) -> None:
    """Print each line of the capture: its number, kept or cut, as what, by which rule, its first words."""
    table = Table(box=None, pad_edge=False)
    for column in ("line", "", "as", "because", "text"):
        table.add_column(column, overflow="fold", no_wrap=column in ("line", "", "as"))
    for line in article.lines:
        if line.kind is Kind.BLANK:
            continue
        kept = line.kind in TEXT_KINDS
        words = _shown(line.span.of(article.text))
        table.add_row(
            str(line.number),
            Text("kept" if kept else "cut", style="green" if kept else "yellow"),
            line.kind.value,
            line.rule,
            words,
        )
    console.print(table)


def analysis(article: Article, console: Console) -> None:
    """Print what one article says of itself, whom it names, and who said what."""
    data = article.metadata
    console.print(Text(article.capture.path, style="bold"))
    facts = (
        ("headline", data.headline and data.headline.value),
        ("byline", "; ".join(data.byline.value) if data.byline else None),
        ("published", data.published and data.published.value),
        ("outlet", data.outlet and data.outlet.value),
        ("agencies", ", ".join(dict.fromkeys(a.name for a in data.agencies)) or None),
        ("language", data.language),
    )
    for name, value in facts:
        console.print(Text(f"  {name}: {value or NOT_STATED}"))
    console.print(Text(f"  {len(article.paragraphs)} paragraphs, {len(article.sentences)} sentences"))
    named: dict[str, int] = {}
    for mention in article.mentions:
        key = mention.actor or f"{mention.span.of(article.text)} (nobody's: it fits several)"
        named[key] = named.get(key, 0) + 1
    for key, number in named.items():
        console.print(Text(f"  names {key}: {number}"))
    if not article.statements_read:
        console.print(Text(f"  statements are not read in '{data.language}'"))
    for statement in article.statements:
        chain = "".join(f", through {carrier.of(article.text)}" for carrier in statement.chain)
        words = _shown(" … ".join(span.of(article.text) for span in statement.spans))
        console.print(Text(f"  {statement.kind}: {statement.speaker_text}{chain}: {words}"))
    for silence in article.silences:
        console.print(Text(f"  not said: {silence.speaker_text}: {_shown(silence.span.of(article.text))}"))


def comparison(articles: Sequence[Article], points: Sequence[Point], console: Console) -> None:
    """Print each point: how far it is reported, how its cells differ, and each source's words."""
    texts = {article.id: article.text for article in articles}
    for point in points:
        source, span = point.anchor
        label = point.label or f"“{_shown(span.of(texts[source]))}”"
        differs = f"; differs: {', '.join(point.differs)}" if point.differs else ""
        console.print(Text(f"{label} ({point.id}: {point.coverage}{differs})", style="bold"))
        for article in articles:
            cell = point.cell(article.id)
            spans: tuple[Span, ...] = cell.spans if cell else ()
            words = " / ".join(_shown(s.of(article.text)) for s in spans) or "not found in this article"
            console.print(Text(f"  {article.id}: {words}"))


def _shown(words: str) -> str:
    """Return the first words of a text on one line, without what could steer a terminal."""
    line = "".join(c if c.isprintable() else " " for c in words).strip()
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"
