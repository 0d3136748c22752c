"""The commands for a publication: `new`, `build`, `serve`, `check`, `report` and `schemas`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import click

from build_scripts.authoring.new_publication import create_publication
from build_scripts.change_report.report import build_change_report
from build_scripts.commands.define_command import SOURCES_PATH, define_command
from build_scripts.commands.print_results import (
    print_new_publication,
    print_proposals,
    print_source_references,
)
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
from build_scripts.storage.fault_files import write_fault_details
from build_scripts.storage.write_files import replace_file
from build_scripts.text.format_values import format_count

PARTLY_PUBLISHED = 3
"""The exit status of `build --keep-going` if a fault of the program kept a part from being published."""


@define_command
@click.option("--title", required=True, help="The publication's title.")
def new_command(title: str) -> None:
    """Start a publication of your own: replace sources/ by an empty one; git keeps the old files."""
    written = create_publication(title, SOURCES_PATH)
    print_new_publication(title, written, make_console())


@define_command
@click.option(
    "--keep-going",
    is_flag=True,
    help="Publish the rest, and end with 3, where a fault of Parallax keeps a source from being read.",
)
def build_command(keep_going: bool) -> None:
    """Build the site: sources, then docs/, then site/."""
    layout = PublicationPaths(Path())
    with raise_on_stop_signals():
        try:
            site_settings = read_site_settings(os.environ, layout.top)
            with show_progress() as progress, convert_disk_errors(layout.top, layout.sources):
                publication, warnings = _assemble_valid(
                    layout, progress, load_publication_tools(), keep_going=keep_going
                )
                built = build_site(publication, site_settings, layout, os.environ, progress)
        except StoppedBySignal as stopped:
            message, fix = "interrupted; the last site is unchanged", "run it again to build a new one"
            print_problems([Problem("build", None, None, message, fix)])
            raise SystemExit(stopped.exit_code) from None
    print_problems((*warnings, *built.warnings))
    click.echo(f"{built.size}")
    click.echo(
        f"The site is in {layout.site.absolute()}; open {layout.site / 'index.html'}, or run `make serve`."
    )
    if any(problem.is_fault for problem in warnings):
        raise SystemExit(PARTLY_PUBLISHED)


@define_command
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve the site.")
def serve_command(address: str) -> None:
    """Serve the site while you edit: pages follow every change under sources/ and docs/.

    Stop it with Ctrl-C; if it runs in the background, with `kill`.
    """
    layout = PublicationPaths(Path())

    def generate() -> Publication:
        with convert_disk_errors(layout.top, layout.sources):
            publication, warnings = _assemble_valid(layout, ignore_progress, tools)
        print_problems(warnings)
        write_generated_pages(publication, site_settings, layout, BUILD_WAIT_SECONDS)
        return publication

    # A server has no other end than a stop signal, so its exit code is 0 then.
    with contextlib.suppress(StoppedBySignal), raise_on_stop_signals():
        site_settings = read_site_settings(
            {**os.environ, "PARALLAX_SITE_URL": f"http://{address}/"}, layout.top
        )
        tools = load_publication_tools()
        serve_site(generate, site_settings, layout, address, os.environ, print_problems)


@define_command
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="List all names that are not followed, and what to write under `reviewed:`.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="How to print: for people, as annotations of a GitHub run, or as JSON.",
)
def check_command(every: bool, output_format: str) -> None:
    """Check everything under sources/, and list people who are named but not followed; change nothing."""
    with show_progress() as progress:
        tools = load_publication_tools()
        publication, problems = _assemble(PublicationPaths(Path()), progress, tools)
    articles = sum(article.is_read for story in publication.stories for article in story.articles)
    stories = len(publication.stories)
    if output_format == "json":
        print_json(serialize_check_report(problems, articles, stories))
    else:
        (print_github_annotations if output_format == "github" else print_problems)(problems)
    if any(problem.severity == "error" for problem in problems):
        raise SystemExit(1)
    if output_format != "json":
        counts = f"{format_count(articles, 'article')} in {format_count(stories, 'story', 'stories')}"
        with_warnings = f", with {format_count(len(problems), 'warning')}" if problems else ""
        click.echo(f"{counts}: no errors{with_warnings}.")
    if output_format == "text":
        found = propose_actors_for_publication(publication, tools.proposal_words)
        print_proposals(found, publication, make_console(), every=every)
        if every:
            print_source_references(publication, make_console())


@define_command
@click.option("--base", "revision", required=True, metavar="REV", help="A commit, a branch or a tag.")
def report_command(revision: str) -> None:
    """Print in Markdown the points that the sources add, confirm and contradict since a revision."""
    layout = PublicationPaths(Path())
    with show_progress() as progress:
        report = build_change_report(
            layout.top,
            revision,
            lambda: read_sources(layout.sources),
            load_publication_tools,
            progress,
            lambda problems: write_fault_details(problems, layout.top),
        )
    click.echo(report.encode("utf-8", "replace"), nl=False)


@define_command
def schemas_command() -> None:
    """Write the JSON Schemas with which editors complete and check the files under sources/."""
    for name, data in generate_json_schemas().items():
        path = Path(SCHEMA_FOLDER, name)
        replace_file(path, data)
        click.echo(path.as_posix())


def _assemble_valid(
    layout: PublicationPaths,
    progress: Callable[[str], None],
    tools: PublicationTools,
    *,
    keep_going: bool = False,
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication and its warnings, with `keep_going` also the faults of the program.

    Raises UserError with all problems if another one is an error.
    """
    publication, problems = _assemble(layout, progress, tools)
    if any(p.severity == "error" and not (keep_going and p.is_fault) for p in problems):
        raise UserError(*problems)
    return publication, problems


def _assemble(
    layout: PublicationPaths, progress: Callable[[str], None], tools: PublicationTools
) -> tuple[Publication, tuple[Problem, ...]]:
    """Return the publication without the sources that have errors, and all problems.

    The details of the program's faults are written beside the publication.
    """
    progress("reading sources")
    publication, problems = assemble_publication(read_sources(layout.sources), tools, progress)
    write_fault_details(problems, layout.top)
    return publication, problems
