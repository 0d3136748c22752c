"""The commands for a publication: begin it, build and serve the site, check it, tell what a change does."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import click

from build_scripts.authoring.new_publication import create_publication
from build_scripts.change_report.report import build_change_report
from build_scripts.commands.define_command import SOURCES_PATH, define_command
from build_scripts.commands.print_results import print_new_publication, print_proposals
from build_scripts.commands.problem_formats import serialize_check_report
from build_scripts.commands.signals import StoppedBySignal, raise_on_stop_signals
from build_scripts.commands.terminal import (
    ignore_progress,
    make_console,
    print_github_annotations,
    print_json,
    print_problems,
    show_progress,
)
from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.views.format_text import format_count
from build_scripts.people.not_followed.proposals import propose_actors_for_publication
from build_scripts.pipeline.assemble_publication import (
    PublicationTools,
    assemble_publication,
    load_publication_tools,
)
from build_scripts.site_build.build import (
    PublicationPaths,
    build_site,
    read_site_settings,
    write_generated_pages,
)
from build_scripts.site_build.serve import BUILD_WAIT_SECONDS, serve_site
from build_scripts.source_files.read_sources import read_sources
from build_scripts.source_files.yaml.json_schemas import SCHEMA_FOLDER, generate_json_schemas
from build_scripts.storage.disk_errors import convert_disk_errors
from build_scripts.storage.write_files import replace_file


@define_command
@click.option("--title", required=True, help="What the publication is called.")
def new_command(title: str) -> None:
    """Begin a publication of your own: empty sources/ in place of those here, which git keeps."""
    written = create_publication(title, SOURCES_PATH)
    print_new_publication(title, written, make_console())


@define_command
def build_command() -> None:
    """Build the site: sources, then docs/, then site/."""
    layout = PublicationPaths(Path())
    with raise_on_stop_signals():
        try:
            where = read_site_settings(os.environ, layout.top)
            with show_progress() as progress, convert_disk_errors(layout.top, layout.sources):
                publication, warnings = _publication(layout, progress, load_publication_tools())
                built = build_site(publication, where, layout, os.environ, progress)
        except StoppedBySignal as stopped:
            message, fix = "interrupted; the last site is unchanged", "run it again to build a new one"
            print_problems([Problem("build", None, None, message, fix)])
            raise SystemExit(stopped.exit_code) from None
    print_problems((*warnings, *built.warnings))
    click.echo(f"{built.size}")
    click.echo(
        f"The site is in {layout.site.absolute()}; open {layout.site / 'index.html'}, or run `make serve`."
    )


@define_command
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve the site.")
def serve_command(address: str) -> None:
    """Serve the site while you edit: pages follow every change under sources/ and docs/.

    Stop it with Ctrl-C; if it runs in the background, with `kill`.
    """
    layout = PublicationPaths(Path())

    def generate() -> Publication:
        with convert_disk_errors(layout.top, layout.sources):
            publication, warnings = _publication(layout, ignore_progress, tools)
        print_problems(warnings)
        write_generated_pages(publication, where, layout, BUILD_WAIT_SECONDS)
        return publication

    # A server has no other end than a stop signal, so its exit code is 0 then.
    with contextlib.suppress(StoppedBySignal), raise_on_stop_signals():
        where = read_site_settings({**os.environ, "PARALLAX_SITE_URL": f"http://{address}/"}, layout.top)
        tools = load_publication_tools()
        serve_site(generate, where, layout, address, os.environ, print_problems)


@define_command
@click.option("--all", "every", is_flag=True, help="List everybody who is named and not followed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people, as annotations of a GitHub run, or as JSON.",
)
def check_command(every: bool, form: str) -> None:
    """Check everything under sources/, and say who is named and not followed; change nothing."""
    with show_progress() as progress:
        tools = load_publication_tools()
        publication, problems = _assembled(PublicationPaths(Path()), progress, tools)
    articles, stories = sum(len(story.articles) for story in publication.stories), len(publication.stories)
    if form == "json":
        print_json(serialize_check_report(problems, articles, stories))
    else:
        (print_github_annotations if form == "github" else print_problems)(problems)
    if any(problem.severity == "error" for problem in problems):
        raise SystemExit(1)
    if form != "json":
        read = f"{format_count(articles, 'article')} in {format_count(stories, 'story', 'stories')}"
        also = f", with {format_count(len(problems), 'warning')}" if problems else ""
        click.echo(f"{read}: nothing stands in the way{also}.")
    if form == "text":
        found = propose_actors_for_publication(publication, tools.proposal_words)
        print_proposals(found, publication, make_console(), every=every)


@define_command
@click.option("--base", "revision", required=True, metavar="REV", help="A commit, a branch or a tag.")
def report_command(revision: str) -> None:
    """Say in Markdown what the sources change since a revision: what they add, confirm, contradict."""
    layout = PublicationPaths(Path())
    with show_progress() as progress:
        told = build_change_report(
            layout.top,
            revision,
            lambda: read_sources(layout.sources),
            load_publication_tools,
            progress,
        )
    click.echo(told.encode("utf-8", "replace"), nl=False)


@define_command
def schemas_command() -> None:
    """Write the JSON Schemas by which editors complete and check the files under sources/."""
    for name, data in generate_json_schemas().items():
        path = Path(SCHEMA_FOLDER, name)
        replace_file(path, data)
        click.echo(path.as_posix())


def _publication(
    layout: PublicationPaths, progress: Callable[[str], None], tools: PublicationTools
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication and what is to be warned of; UserError with every problem if one is an error."""
    publication, problems = _assembled(layout, progress, tools)
    if any(p.severity == "error" for p in problems):
        raise UserError(*problems)
    return publication, problems


def _assembled(
    layout: PublicationPaths, progress: Callable[[str], None], tools: PublicationTools
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication, without the sources that hold errors, and every problem."""
    progress("reading sources")
    return assemble_publication(read_sources(layout.sources), tools, progress)
