"""The commands for a publication: begin it, build and serve the site, check it, tell what a change does."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import click

from build_scripts.authoring import new_publication as beginning
from build_scripts.change_report import report as reporting
from build_scripts.commands import print_results as listing
from build_scripts.commands import problem_formats, terminal
from build_scripts.commands import signals as stopping
from build_scripts.commands.app import SOURCES, command
from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.views.format_text import plural
from build_scripts.people.not_followed import proposals as proposing
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.site_build import build as building
from build_scripts.site_build import serve as serving
from build_scripts.source_files import read_sources as reading
from build_scripts.source_files.yaml import json_schemas
from build_scripts.storage import disk_errors as disk
from build_scripts.storage import write_files as writing


@command
@click.option("--title", required=True, help="What the publication is called.")
def new(title: str) -> None:
    """Begin a publication of your own: empty sources/ in place of those here, which git keeps."""
    written = beginning.begin(title, SOURCES)
    listing.begun(title, written, terminal.console())


@command
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


@command
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


@command
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
        also = f", with {plural(len(problems), 'warning')}" if problems else ""
        click.echo(f"{read}: nothing stands in the way{also}.")
    if form == "text":
        found = proposing.across(publication, tools.proposing)
        listing.proposals(found, publication, terminal.console(), every=every)


@command
@click.option("--base", "revision", required=True, metavar="REV", help="A commit, a branch or a tag.")
def report(revision: str) -> None:
    """Say in Markdown what the sources change since a revision: what they add, confirm, contradict."""
    layout = building.Layout(Path())
    with terminal.progress() as progress:
        told = reporting.report(
            layout.top, revision, lambda: reading.read(layout.sources), assembling.load_tools, progress
        )
    click.echo(told.encode("utf-8", "replace"), nl=False)


@command
def schemas() -> None:
    """Write the JSON Schemas by which editors complete and check the files under sources/."""
    for name, data in json_schemas.files().items():
        path = Path(json_schemas.FOLDER, name)
        writing.replace(path, data)
        click.echo(path.as_posix())


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
