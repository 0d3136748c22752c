"""The commands for articles: read one, take one in, compare several."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from build_scripts.authoring import add_source as capturing
from build_scripts.authoring import fetch as fetching
from build_scripts.cleaning import line_report as explaining
from build_scripts.commands import (
    json_contract as contract,
)
from build_scripts.commands import (
    print_links as listing_links,
)
from build_scripts.commands import (
    print_results as listing,
)
from build_scripts.commands import (
    terminal,
)
from build_scripts.commands.app import ACTORS, BARE, FILE, JSON, PLAIN, SOURCES, command
from build_scripts.comparison import compare as comparing
from build_scripts.comparison.evidence import shared_wording as copying
from build_scripts.models.problems import UserError
from build_scripts.pages.exports.article_markdown import cleaned
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline.load_articles import Loader, distinct
from build_scripts.source_files import points_yaml as curation_file
from build_scripts.source_files import read_sources as reading
from build_scripts.source_files.entries import point_entries


@command
@click.argument("file", type=FILE)
@BARE
def clean(file: Path, bare: bool) -> None:
    """Print the cleaned Markdown of a capture."""
    loaded = _loader(None, bare=bare).load(file, analysis.load_tools(parsing=False))
    terminal.show(loaded.problems)
    click.echo(cleaned(loaded.article).encode(), nl=False)


@command
@click.argument("file", type=FILE)
@BARE
@click.option("--line", type=int, metavar="N", help="Print what overrules this line, for the sidecar.")
def explain(file: Path, bare: bool, line: int | None) -> None:
    """Show each line of a capture: kept, a fact about the article, or cut; as what, and why."""
    loaded = _loader(None, bare=bare).load(file, analysis.load_tools(parsing=False))
    terminal.show(loaded.problems)
    if line is not None:
        click.echo(explaining.overrule(loaded.article, line))
    else:
        listing.explain(loaded.article, loaded.sidecar, terminal.console())


@command
@click.argument("source", metavar="FILE|URL|-")
@click.option("--story", required=True, metavar="ID", help="The folder of the story that it reports.")
@click.option("--name", metavar="NAME", help="What to call the source; else its outlet or headline says.")
@click.option("--new-story", "title", metavar="TITLE", help="Begin the story, with this title.")
def add(source: str, story: str, name: str | None, title: str | None) -> None:
    """Take a page into a story: a file, an address, or what is piped in (-); say what was understood."""
    with terminal.progress() as progress:
        progress(f"reading {source}")
        tools = analysis.load_tools(parsing=False)
        means = capturing.Means(
            fetching.fetch, terminal.piped, datetime.now().astimezone().date().isoformat()
        )
        added = capturing.add(capturing.Wish(source, story, name, title), SOURCES, tools, means)
    listing.added(added, terminal.console())
    terminal.show(added.problems)


@command
@click.argument("files", type=FILE, nargs=-1, required=True)
@JSON
@PLAIN
@BARE
@ACTORS
def analyse(files: tuple[Path, ...], as_json: bool, plain: bool, bare: bool, actors: Path | None) -> None:
    """Say what each article holds: metadata, people, who said what."""
    loader = _loader(actors, bare=bare, plain=plain)
    failed = False
    for file, loaded in zip(files, loader.load_each(files), strict=True):
        if isinstance(loaded, UserError):
            failed = True
            if as_json:
                terminal.print_json({"version": contract.VERSION, "path": str(file), "error": str(loaded)})
            terminal.show(loaded.problems)
            continue
        terminal.show(loaded.problems)
        if as_json:
            terminal.print_json(contract.article(loaded.article, str(file)))
        else:
            listing.analysis(loaded.article, terminal.console())
    if failed:
        raise SystemExit(1)


@command
@click.argument("files", type=FILE, nargs=-1, required=True)
@JSON
@PLAIN
@BARE
@ACTORS
@click.option("--possible", is_flag=True, help="Take in links that are worth an editor's look only.")
@click.option("--explain", "why", is_flag=True, help="Say why sentences are linked, or with nothing.")
@click.option("--propose", is_flag=True, help="Print entries for `points:` of the story's file.")
def compare(
    files: tuple[Path, ...],
    as_json: bool,
    plain: bool,
    bare: bool,
    actors: Path | None,
    possible: bool,
    why: bool,
    propose: bool,
) -> None:
    """Compare several articles as one story."""
    if as_json + why + propose > 1:
        raise click.UsageError("--json, --explain and --propose print different things: give one of them")
    with terminal.progress() as progress:
        progress("comparing")
        loader = _loader(actors, bare=bare, plain=plain)
        loaded = loader.load_all(dict.fromkeys(files))
        articles = distinct(loaded)
        paths = [one.path for one in loaded]
        known = comparing.knowledge()
        points, problems = loader.compare(paths, articles, known, possible=possible and not propose)
        looked = loader.compare(paths, articles, known, possible=True)[0] if propose and possible else ()
        reasons = comparing.explain(articles, knowledge=known, possible=possible) if why else None
    terminal.show((*(p for one in loaded for p in one.problems), *problems))
    if propose:
        story = loader.story(paths)
        curated = curation_file.ids(story.file.points) if story else frozenset()
        click.echo(point_entries.proposed(points, looked, articles, curated), nl=False)
    elif as_json:
        shared = copying.shared(articles)
        terminal.print_json(contract.comparison(articles, [str(path) for path in paths], points, shared))
    elif reasons is not None:
        listing_links.explanation(articles, points, reasons, terminal.console())
    else:
        listing.comparison(articles, points, terminal.console())


def _loader(actors: Path | None, *, bare: bool, plain: bool = False) -> Loader:
    raw = reading.read(SOURCES) if SOURCES.is_dir() and not bare else None
    listed = actors or SOURCES / "actors.yml"
    followed = reading.read_actors(listed) if actors or listed.exists() else ()
    return Loader(raw, followed, plain)
