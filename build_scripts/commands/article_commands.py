"""The commands for articles: `clean`, `explain`, `add`, `analyse` and `compare`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from build_scripts.authoring.add_source import AddRequest, ExternalInputs, add_source
from build_scripts.authoring.fetch import fetch_page
from build_scripts.cleaning.line_report import draft_override_section
from build_scripts.commands.define_command import (
    ACTORS_OPTION,
    BARE_OPTION,
    FILE_PATH_TYPE,
    JSON_OPTION,
    PLAIN_OPTION,
    SOURCES_PATH,
    define_command,
)
from build_scripts.commands.json_contract import RESULTS_JSON_VERSION, serialize_article, serialize_comparison
from build_scripts.commands.print_links import print_link_explanation
from build_scripts.commands.print_results import (
    print_added_source,
    print_article_analysis,
    print_comparison,
    print_line_report,
)
from build_scripts.commands.terminal import (
    make_console,
    print_json,
    print_problems,
    read_standard_input,
    show_progress,
)
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.comparison.linking.explain_links import explain_links
from build_scripts.models.problems import UserError
from build_scripts.pages.exports.article_markdown import render_article_markdown
from build_scripts.pipeline.article_tools import load_article_tools
from build_scripts.pipeline.load_articles import ArticleLoader, make_article_ids_unique
from build_scripts.source_files.entries.point_entries import compose_point_entries
from build_scripts.source_files.points_yaml import collect_curated_point_ids
from build_scripts.source_files.read_sources import read_actor_list, read_sources
from build_scripts.storage.fault_files import write_fault_details


@define_command
@click.argument("file", type=FILE_PATH_TYPE)
@BARE_OPTION
def clean_command(file: Path, bare: bool) -> None:
    """Print the cleaned Markdown of a capture."""
    loaded = _make_loader(None, bare=bare).load_article(file, load_article_tools(parsing=False))
    print_problems(loaded.problems)
    click.echo(render_article_markdown(loaded.article).encode(), nl=False)


@define_command
@click.argument("file", type=FILE_PATH_TYPE)
@BARE_OPTION
@click.option("--line", type=int, metavar="N", help="Print the sidecar entry that overrides line N.")
def explain_command(file: Path, bare: bool, line: int | None) -> None:
    """Show for each line of a capture whether it was kept or cut, its kind, and the rule that decided."""
    loaded = _make_loader(None, bare=bare).load_article(file, load_article_tools(parsing=False))
    print_problems(loaded.problems)
    if line is not None:
        click.echo(draft_override_section(loaded.article, line))
    else:
        print_line_report(loaded.article, loaded.sidecar_path, make_console())


@define_command
@click.argument("source", metavar="FILE|URL|-")
@click.option("--story", required=True, metavar="ID", help="The story's id, which is its folder's name.")
@click.option("--name", metavar="NAME", help="The source's id; else made of its outlet or headline.")
@click.option("--new-story", "title", metavar="TITLE", help="Create the story, with this title.")
def add_command(source: str, story: str, name: str | None, title: str | None) -> None:
    """Add a page to a story, from a file, an address or standard input (-); show what was understood."""
    with show_progress() as progress:
        progress(f"reading {source}")
        tools = load_article_tools(parsing=False)
        today = datetime.now().astimezone().date().isoformat()
        inputs = ExternalInputs(fetch_page, read_standard_input, today)
        added = add_source(AddRequest(source, story, name, title), SOURCES_PATH, tools, inputs)
    print_added_source(added, make_console())
    print_problems(added.problems)


@define_command
@click.argument("files", type=FILE_PATH_TYPE, nargs=-1, required=True)
@JSON_OPTION
@PLAIN_OPTION
@BARE_OPTION
@ACTORS_OPTION
def analyse_command(
    files: tuple[Path, ...], as_json: bool, plain: bool, bare: bool, actors: Path | None
) -> None:
    """Print the metadata, the people and the statements of each article."""
    loader = _make_loader(actors, bare=bare, plain=plain)
    has_failed = False
    for file, loaded in zip(files, loader.load_each(files), strict=True):
        if isinstance(loaded, UserError):
            has_failed = True
            write_fault_details(loaded.problems, Path())
            if as_json:
                print_json({"version": RESULTS_JSON_VERSION, "path": str(file), "error": str(loaded)})
            print_problems(loaded.problems)
            continue
        print_problems(loaded.problems)
        if as_json:
            print_json(serialize_article(loaded.article, str(file)))
        else:
            print_article_analysis(loaded.article, make_console())
    if has_failed:
        raise SystemExit(1)


@define_command
@click.argument("files", type=FILE_PATH_TYPE, nargs=-1, required=True)
@JSON_OPTION
@PLAIN_OPTION
@BARE_OPTION
@ACTORS_OPTION
@click.option("--possible", is_flag=True, help="Include links that only an editor should see.")
@click.option("--explain", "with_reasons", is_flag=True, help="Show why sentences are linked or not.")
@click.option("--propose", is_flag=True, help="Print entries for `points:` in story.yml.")
def compare_command(
    files: tuple[Path, ...],
    as_json: bool,
    plain: bool,
    bare: bool,
    actors: Path | None,
    possible: bool,
    with_reasons: bool,
    propose: bool,
) -> None:
    """Compare several articles as one story."""
    if as_json + with_reasons + propose > 1:
        raise click.UsageError("--json, --explain and --propose print different things: give only one")
    with show_progress() as progress:
        progress("comparing")
        loader = _make_loader(actors, bare=bare, plain=plain)
        loaded = loader.load_all(dict.fromkeys(files))
        # Sources are printed in the order given, and compared in the order of their story.
        paths, given = [each.path for each in loaded], make_article_ids_unique(loaded)
        articles = make_article_ids_unique(loader.put_in_story_order(loaded))
        words = load_comparison_words()
        comparison, problems = loader.compare_articles(
            paths, articles, words, possible=possible and not propose
        )
        # Proposed entries rest on confident links; points with possible links are printed as comments.
        possible_points = (
            loader.compare_articles(paths, articles, words, possible=True)[0].points
            if propose and possible
            else ()
        )
        reasons = explain_links(articles, words=words, possible=possible) if with_reasons else None
    print_problems(problem for each in loaded for problem in each.problems)
    print_problems(problems)
    if propose:
        story = loader.find_common_story(paths)
        curated = collect_curated_point_ids(story.file.points) if story else frozenset()
        proposes_reviewed = story is not None and story.file.reviewed is None
        entries = compose_point_entries(
            comparison.points, possible_points, articles, curated, proposes_reviewed=proposes_reviewed
        )
        click.echo(entries, nl=False)
    elif as_json:
        shared = find_shared_wordings(articles)
        print_json(serialize_comparison(given, [str(path) for path in paths], comparison, shared))
    elif reasons is not None:
        print_link_explanation(articles, comparison.points, reasons, make_console())
    else:
        print_comparison(given, comparison, make_console())


def _make_loader(actors: Path | None, *, bare: bool, plain: bool = False) -> ArticleLoader:
    """Return a loader of articles, with the publication's curation unless `bare`; `actors` is a file."""
    publication = read_sources(SOURCES_PATH) if SOURCES_PATH.is_dir() and not bare else None
    actors_path = actors or SOURCES_PATH / "actors.yml"
    followed = read_actor_list(actors_path) if actors or actors_path.exists() else ()
    return ArticleLoader(publication, followed, plain)
