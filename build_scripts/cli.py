"""The command line. It reads, calls the stages, and prints; the work is done elsewhere."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from . import (
    __version__,
    analysis,
    assembling,
    beginning,
    building,
    capturing,
    comparing,
    contract,
    curation_file,
    disk,
    explaining,
    fetching,
    listing,
    listing_links,
    point_entries,
    problem_formats,
    proposing,
    reading,
    reporting,
    serving,
    stopping,
    terminal,
    writing,
)
from . import schemas as json_schemas
from .comparing import copying
from .loading import Loader, distinct
from .models import Publication
from .problems import Problem, UserError
from .publishing.cleaned import cleaned
from .publishing.wording import plural

P = ParamSpec("P")
R = TypeVar("R")

SOURCES = Path("sources")
FILE = click.Path(path_type=Path)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, as the README describes it.")
PLAIN = click.option("--plain", is_flag=True, help="Take the whole file as body text, uncleaned.")
BARE = click.option("--bare", is_flag=True, help="Leave sidecars and curation aside.")
ACTORS = click.option("--actors", type=FILE, help="A list of actors to use instead of the publication's.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="parallax")
def main() -> None:
    """Turn articles about one event into a publication that compares them."""


def _command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a command end with one line a problem and exit code 1 where the user can mend something."""

    @main.command()
    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except UserError as error:
            terminal.show(error.problems)
            raise SystemExit(1) from None
        except (BrokenPipeError, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("PARALLAX_TRACEBACK"):
                raise
            fault = f"{type(error).__name__}: {error}".splitlines()[0]
            mend = "this is a fault of Parallax: please report it with what PARALLAX_TRACEBACK=1 shows"
            terminal.show([Problem("parallax", None, None, fault, mend)])
            raise SystemExit(2) from None

    return wrapped


@_command
def build() -> None:
    """Build the site: sources, then docs/, then site/."""
    layout = building.Layout(Path())
    with stopping.stoppable():
        try:
            where = building.place(os.environ, layout.top)
            with terminal.progress() as progress, disk.told(layout.top, layout.sources):
                publication, warnings = _publication(layout, progress, assembling.load_tools())
                built = building.build(publication, where, layout, os.environ, progress)
        except stopping.Stopped as stopped:
            what, mend = "interrupted; the last whole site stands", "run it again to build a new one"
            terminal.show([Problem("build", None, None, what, mend)])
            raise SystemExit(stopped.code) from None
    terminal.show((*warnings, *built.warnings))
    click.echo(f"{built.size}")
    click.echo(
        f"The site is in {layout.site.absolute()}; open {layout.site / 'index.html'}, or run `make serve`."
    )


@_command
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve the site.")
def serve(address: str) -> None:
    """Serve the site while you edit: pages follow every change under sources/ and docs/."""
    layout = building.Layout(Path())

    def generate() -> Publication:
        with disk.told(layout.top, layout.sources):
            publication, warnings = _publication(layout, terminal.silent, tools)
        terminal.show(warnings)
        building.generate(publication, where, layout, serving.PATIENCE)
        return publication

    # Whatever tells it to stop is how it is meant to end: code 0.
    with contextlib.suppress(stopping.Stopped), stopping.stoppable():
        where = building.place({**os.environ, "PARALLAX_SITE_URL": f"http://{address}/"}, layout.top)
        tools = assembling.load_tools()
        serving.serve(generate, where, layout, address, os.environ, terminal.show)


@_command
@click.option("--all", "every", is_flag=True, help="List everybody who is named and not followed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people, as annotations of a GitHub run, or as JSON.",
)
def check(every: bool, form: str) -> None:
    """Check everything under sources/, and say who is named and not followed; change nothing."""
    with terminal.progress() as progress:
        tools = assembling.load_tools()
        publication, problems = _assembled(building.Layout(Path()), progress, tools)
    articles, stories = sum(len(story.articles) for story in publication.stories), len(publication.stories)
    if form == "json":
        terminal.print_json(problem_formats.report(problems, articles, stories))
    else:
        (terminal.annotate if form == "github" else terminal.show)(problems)
    if any(problem.severity == "error" for problem in problems):
        raise SystemExit(1)
    if form != "json":
        read = f"{plural(articles, 'article')} in {plural(stories, 'story', 'stories')}"
        click.echo(f"{read}: nothing stands in the way.")
    if form == "text":
        found = proposing.across(publication, tools.proposing)
        listing.proposals(found, publication, terminal.console(), every=every)


@_command
def schemas() -> None:
    """Write the JSON Schemas by which editors complete and check the files under sources/."""
    for name, data in json_schemas.files().items():
        path = Path(json_schemas.FOLDER, name)
        writing.replace(path, data)
        click.echo(path.as_posix())


@_command
@click.argument("file", type=FILE)
@BARE
def clean(file: Path, bare: bool) -> None:
    """Print the cleaned Markdown of a capture."""
    loaded = _loader(None, bare=bare).load(file, analysis.load_tools(parsing=False))
    terminal.show(loaded.problems)
    click.echo(cleaned(loaded.article).encode(), nl=False)


@_command
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


@_command
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


@_command
@click.option("--title", required=True, help="What the publication is called.")
def new(title: str) -> None:
    """Begin a publication of your own: empty sources/ in place of those here, which git keeps."""
    written = beginning.begin(title, SOURCES)
    listing.begun(title, written, terminal.console())


@_command
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


@_command
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


@_command
@click.option("--base", "revision", required=True, metavar="REV", help="A commit, a branch or a tag.")
def report(revision: str) -> None:
    """Say in Markdown what the sources change since a revision: what they add, confirm, contradict."""
    layout = building.Layout(Path())
    with terminal.progress() as progress:
        told = reporting.report(
            layout.top, revision, lambda: reading.read(layout.sources), assembling.load_tools, progress
        )
    click.echo(told.encode("utf-8", "replace"), nl=False)


def _publication(
    layout: building.Layout, progress: Callable[[str], None], tools: assembling.Tools
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication and what is to be warned of; UserError with every problem if one is an error."""
    publication, problems = _assembled(layout, progress, tools)
    if any(p.severity == "error" for p in problems):
        raise UserError(*problems)
    return publication, problems


def _assembled(
    layout: building.Layout, progress: Callable[[str], None], tools: assembling.Tools
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication, without the sources that hold errors, and every problem."""
    progress("reading sources")
    return assembling.assemble(reading.read(layout.sources), tools, progress)


def _loader(actors: Path | None, *, bare: bool, plain: bool = False) -> Loader:
    raw = reading.read(SOURCES) if SOURCES.is_dir() and not bare else None
    listed = actors or SOURCES / "actors.yml"
    followed = reading.read_actors(listed) if actors or listed.exists() else ()
    return Loader(raw, followed, plain)
