"""Print articles, comparisons, added sources and proposals as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from build_scripts.authoring.add_source import AddedSource
from build_scripts.cleaning.line_report import count_lines_by_outcome, list_overridden_lines
from build_scripts.comparison.compare import Comparison
from build_scripts.models import (
    FACT_KINDS,
    TEXT_KINDS,
    Actor,
    ActorProposal,
    Article,
    Line,
    LineKind,
    Metadata,
    Point,
    PointCell,
    Publication,
)
from build_scripts.models.sources import is_story_person
from build_scripts.source_files.entries.actor_entries import (
    compose_extended_actor_entry,
    compose_new_actor_entries,
)
from build_scripts.source_files.reviewed_yaml import format_source_reference
from build_scripts.text.format_values import format_count

NOT_STATED = "not stated"
MIN_SHOWN_WIDTH = 24  # characters of a line that are shown even on a narrow terminal
COLUMN_GAPS_WIDTH = 8  # characters between all columns
MAX_SHOWN_WIDTH = 60  # characters of a line that are shown


def print_line_report(article: Article, sidecar: str | None, console: Console) -> None:
    """Print for each line of a capture its number, outcome, kind, rule and text, then totals.

    `sidecar` is the path of the file in which an editor can override a line; None if the capture is in no
    publication.
    """
    rows = [line for line in article.lines if line.kind is not LineKind.BLANK]
    columns = ((str(line.number), line.kind.value, line.rule) for line in rows)
    widths = [max(map(len, column)) for column in zip(("line", "as", "because"), *columns, strict=True)]
    free_width = console.width - sum(widths) - len("kept") - COLUMN_GAPS_WIDTH
    table = Table(box=None, pad_edge=False)
    for column in ("line", "", "as", "because", "text"):
        table.add_column(column, overflow="fold", no_wrap=column in ("line", "", "as"))
    for line in rows:
        words = Text(_printable(line.span.extract(article.text)).strip())
        words.truncate(max(free_width, MIN_SHOWN_WIDTH), overflow="ellipsis")
        table.add_row(str(line.number), _format_outcome(line), line.kind.value, Text(line.rule), words)
    console.print(table)
    _print_totals(article.text, article.lines, console)
    if changed := list_overridden_lines(article):
        listed = ", ".join(f"line {number} is {word}" for number, word in changed)
        _print(console, f"by the editor: {listed}")
    path = article.capture.path
    file = sidecar or "its .yml, once it is below sources/"
    _print(console, f"Is line N wrong? For {file}: python -m build_scripts explain {path} --line N")


def print_added_source(source: AddedSource, console: Console) -> None:
    """Print the metadata of an added source, the numbers of its kept and cut lines, and its files' paths."""
    _print(console, source.capture_path, style="bold")
    cleaned = source.cleaned_capture
    _print_metadata(cleaned.metadata, console)
    _print(console, f"  address: {source.address or NOT_STATED}")
    _print_totals(cleaned.capture.text, cleaned.lines, console)
    kept = [p.span.extract(cleaned.capture.text) for p in cleaned.paragraphs]
    if kept:
        _print(console, f"  begins: {_shorten(kept[0])}")
        _print(console, f"  ends: {_shorten(kept[-1])}")
    _print(console, f"Each line, kept or cut, and why: python -m build_scripts explain {source.capture_path}")
    if source.sidecar_path is not None:
        _print(console, f"Facts that the text does not state go into {source.sidecar_path}")
    _print(
        console, f"Its address on the site is {source.page_address} for ever: its files' name is part of it"
    )
    if source.listed:
        _print(console, f"It is the last of `sources:` in {source.story_path}")


def print_new_publication(title: str, files: Sequence[str], console: Console) -> None:
    """Print the paths of a new publication's files, and the next steps."""
    _print(console, f"“{title}” has no story yet. State its publisher in {files[0]}.")
    _print(console, "Copy two articles' pages as text into files, and begin a story with them:")
    _print(console, "  . .venv/bin/activate      (once in each terminal)")
    _print(console, '  python -m build_scripts add one.txt --story first-story --new-story "Its title"')
    _print(console, "  python -m build_scripts add other.txt --story first-story")
    _print(console, "  make site")


def _print_totals(text: str, lines: Sequence[Line], console: Console) -> None:
    """Print the numbers of lines that were kept, state facts or were cut, the last by kind."""
    found = count_lines_by_outcome(text, lines)
    kinds = ", ".join(f"{number} {kind}" for kind, number in found.cut_by_kind)
    _print(
        console, f"  kept: {format_count(found.kept_lines, 'line')}, {format_count(found.kept_words, 'word')}"
    )
    _print(console, f"  facts: {format_count(found.fact_lines, 'line')}")
    _print(console, f"  cut: {format_count(found.cut_lines, 'line')}{': ' if kinds else ''}{kinds}")


def _format_outcome(line: Line) -> Text:
    """Return the outcome of a line: kept as text, a fact about the article, or cut."""
    if line.kind in TEXT_KINDS:
        return Text("kept", style="green")
    return Text("fact", style="cyan") if line.kind in FACT_KINDS else Text("cut", style="yellow")


def print_article_analysis(article: Article, console: Console) -> None:
    """Print an article's metadata, its mentions and its statements."""
    data = article.metadata
    _print(console, article.capture.path, style="bold")
    _print_metadata(data, console)
    _print(console, f"  {len(article.paragraphs)} paragraphs, {len(article.sentences)} sentences")
    named: dict[str, int] = {}
    for mention in article.mentions:
        written = mention.span.extract(article.text)
        key = mention.actor or f"{written} (unknown: it fits several)"
        if is_story_person(mention.actor):
            key = f"{written} (listed in story.yml)"
        named[key] = named.get(key, 0) + 1
    for key, number in named.items():
        _print(console, f"  names {key}: {number}")
    if not article.statements_read:
        _print(console, f"  statements are not read in '{data.language}'")
    for statement in article.statements:
        chain = "".join(f", through {carrier.extract(article.text)}" for carrier in statement.chain)
        words = _shorten(" … ".join(span.extract(article.text) for span in statement.spans))
        _print(console, f"  {statement.kind}: {statement.speaker_text}{chain}: {words}")
    for silence in article.silences:
        _print(console, f"  not said: {silence.speaker_text}: {_shorten(silence.span.extract(article.text))}")


def _print_metadata(data: Metadata, console: Console) -> None:
    """Print each field of the metadata, also those that are not stated."""
    # A date that is only that of the last change is not printed as the date of publication too.
    published = None if data.is_dated_by_last_change else data.published
    facts = (
        ("headline", data.headline and data.headline.value),
        ("byline", "; ".join(data.byline.value) if data.byline else None),
        ("published", published and published.value),
        ("updated", data.updated and data.updated.value),
        ("dateline", data.dateline and data.dateline.value),
        ("outlet", data.outlet and data.outlet.value),
        ("agencies", ", ".join(dict.fromkeys(a.name for a in data.agencies)) or None),
        ("language", data.language),
    )
    for name, value in facts:
        _print(console, f"  {name}: {value or NOT_STATED}")


def print_comparison(articles: Sequence[Article], comparison: Comparison, console: Console) -> None:
    """Print each point: its coverage, how its cells differ, and the words of each source on it."""
    texts = {article.id: article.text for article in articles}
    for point in comparison.points:
        label = name_point(point, texts)
        differs = f"; differs: {', '.join(point.differs)}" if point.differs else ""
        so_far = " so far" if point.coverage == "one" and (point.possible or comparison.not_compared) else ""
        _print(console, f"{label} ({point.id}: {point.coverage}{so_far}{differs})", style="bold")
        for article in articles:
            reason = comparison.not_compared.get(article.id)
            _print(console, f"  {article.id}: {_describe_report(article, point, reason)}")


def name_point(point: Point, texts: Mapping[str, str]) -> str:
    """Return a point's label, or else its title or the words of its anchor in quotation marks.

    `texts` are those of the sources, by id.
    """
    if point.label is not None:
        return point.label
    if point.title is not None:
        return f"“{_printable(point.title.join_words(texts[point.title.source]))}”"
    source, span = point.anchor
    return f"“{_shorten(span.extract(texts[source]))}”"


def _describe_report(article: Article, point: Point, reason: str | None) -> str:
    """Return an article's words on a point, those that perhaps report it, or why there are none.

    `reason` is why the article was not compared, if it was not.
    """

    def join_words(cell: PointCell) -> str:
        return " / ".join(_shorten(span.extract(article.text)) for span in cell.spans)

    if cell := point.get_cell(article.id):
        return join_words(cell)
    if possible := next((cell for cell in point.possible if cell.source == article.id), None):
        unreviewed = article.id in point.unreviewed
        words = "joined by the program, not yet reviewed" if unreviewed else "perhaps"
        return f"{words}: {join_words(possible)}"
    return f"not compared: {reason}" if reason else "not found in this article"


def print_proposals(
    found: Sequence[ActorProposal], publication: Publication, console: Console, *, every: bool
) -> None:
    """Print names that are not followed and names spelled like an actor's, with YAML entries to paste.

    Proposals name their sources "story/source". `every` includes names that are mentioned only in passing.
    """
    shown = [p for p in found if every or p.is_prominent]
    new = [p for p in shown if p.actor is None]
    hidden = len(found) - len(shown)
    more = f" ({hidden} more with --all)" if hidden else ""
    if new:
        _print(console, "")
        _print(console, f"Named but not followed{more}:", style="bold")
        for proposal in new:
            _print(console, _format_proposal(proposal, publication))
        _print(console, "To follow one, add the entry to sources/actors.yml, once it is checked:")
        _print_yaml(console, compose_new_actor_entries(new, publication.actors))
    elif more:
        _print(console, f"Some are named in passing and not followed{more}.")
    for proposal in shown:
        if proposal.actor is not None:
            _print_spelling_variant(proposal, proposal.actor, publication, console)


def print_source_references(publication: Publication, console: Console) -> None:
    """Print for each story what `reviewed:` holds once the editor has read all sources as they are now."""
    _print(console, "")
    _print(console, "For `reviewed:` in story.yml, once you have read these sources as they are now:", "bold")
    for story in publication.stories:
        references = (format_source_reference(a.id, a.capture.sha256) for a in story.articles)
        _print(console, f"  {story.id}: reviewed: [{', '.join(references)}]")


def _print_spelling_variant(
    proposal: ActorProposal, actor: Actor, publication: Publication, console: Console
) -> None:
    """Print a name that may be another spelling of an actor's, and the entry that would accept it."""
    _print(console, "")
    _print(console, f"Perhaps another spelling of {actor.name}:", style="bold")
    _print(console, _format_proposal(proposal, publication))
    story = proposal.occurrences[0].source.partition("/")[0]
    file = "sources/actors.yml" if actor.followed else f"`also_named` of sources/{story}/story.yml"
    _print(console, f"If so, put this in place of the entry in {file}:")
    _print_yaml(console, compose_extended_actor_entry(actor, proposal.written_forms))


def _format_proposal(proposal: ActorProposal, publication: Publication) -> str:
    """Return one line: the name, its other forms, its job title, how often it occurs, and where first."""
    first = proposal.occurrences[0]
    articles = {f"{s.id}/{a.id}": a for s in publication.stories for a in s.articles}
    article = articles[first.source]
    line = article.text.count("\n", 0, first.span.start) + 1
    words = [proposal.name, *proposal.aliases]
    title = f" ({proposal.job_title})" if proposal.job_title else ""
    times = format_count(len(proposal.occurrences), "time")
    sources = format_count(len(proposal.counts_by_source), "source")
    statements = (
        f", {format_count(proposal.statement_count, 'statement')}" if proposal.statement_count else ""
    )
    return (
        f"  {', '.join(words)}{title}: {times} in {sources}{statements}; first {article.capture.path}:{line}"
    )


def _print_yaml(console: Console, entries: str) -> None:
    for line in entries.splitlines():
        _print(console, line)


def _print(console: Console, line: str, style: str = "") -> None:
    console.print(Text(_printable(line), style=style))


def _printable(text: str) -> str:
    """Return a text with a blank for each character that could control a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _shorten(words: str) -> str:
    """Return a text on one line, cut after `MAX_SHOWN_WIDTH` characters."""
    line = _printable(words).strip()
    return line if len(line) <= MAX_SHOWN_WIDTH else f"{line[: MAX_SHOWN_WIDTH - 1]}…"
