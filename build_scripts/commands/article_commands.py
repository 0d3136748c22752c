"""The commands for articles: read one, take one in, compare several."""

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
from build_scripts.pipeline.analyse_article import load_article_tools
from build_scripts.pipeline.load_articles import ArticleLoader, make_article_ids_unique
from build_scripts.source_files.entries.point_entries import compose_point_entries
from build_scripts.source_files.points_yaml import collect_curated_point_ids
from build_scripts.source_files.read_sources import read_actor_list, read_sources


@define_command
@click.argument("file", type=FILE_PATH_TYPE)
@BARE_OPTION
def clean_command(file: Path, bare: bool) -> None:
    """Print the cleaned Markdown of a capture."""
    loaded = _loader(None, bare=bare).load_article(file, load_article_tools(parsing=False))
    print_problems(loaded.problems)
    click.echo(render_article_markdown(loaded.article).encode(), nl=False)


@define_command
@click.argument("file", type=FILE_PATH_TYPE)
@BARE_OPTION
@click.option("--line", type=int, metavar="N", help="Print what overrules this line, for the sidecar.")
def explain_command(file: Path, bare: bool, line: int | None) -> None:
    """Show each line of a capture: kept, a fact about the article, or cut; as what, and why."""
    loaded = _loader(None, bare=bare).load_article(file, load_article_tools(parsing=False))
    print_problems(loaded.problems)
    if line is not None:
        click.echo(draft_override_section(loaded.article, line))
    else:
        print_line_report(loaded.article, loaded.sidecar_path, make_console())


@define_command
@click.argument("source", metavar="FILE|URL|-")
@click.option("--story", required=True, metavar="ID", help="The folder of the story that it reports.")
@click.option("--name", metavar="NAME", help="What to call the source; else its outlet or headline says.")
@click.option("--new-story", "title", metavar="TITLE", help="Begin the story, with this title.")
def add_command(source: str, story: str, name: str | None, title: str | None) -> None:
    """Take a page into a story: a file, an address, or what is piped in (-); say what was understood."""
    with show_progress() as progress:
        progress(f"reading {source}")
        tools = load_article_tools(parsing=False)
        means = ExternalInputs(
            fetch_page, read_standard_input, datetime.now().astimezone().date().isoformat()
        )
        added = add_source(AddRequest(source, story, name, title), SOURCES_PATH, tools, means)
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
    """Say what each article holds: metadata, people, who said what."""
    loader = _loader(actors, bare=bare, plain=plain)
    failed = False
    for file, loaded in zip(files, loader.load_each(files), strict=True):
        if isinstance(loaded, UserError):
            failed = True
            if as_json:
                print_json({"version": RESULTS_JSON_VERSION, "path": str(file), "error": str(loaded)})
            print_problems(loaded.problems)
            continue
        print_problems(loaded.problems)
        if as_json:
            print_json(serialize_article(loaded.article, str(file)))
        else:
            print_article_analysis(loaded.article, make_console())
    if failed:
        raise SystemExit(1)


@define_command
@click.argument("files", type=FILE_PATH_TYPE, nargs=-1, required=True)
@JSON_OPTION
@PLAIN_OPTION
@BARE_OPTION
@ACTORS_OPTION
@click.option("--possible", is_flag=True, help="Take in links that are worth an editor's look only.")
@click.option("--explain", "why", is_flag=True, help="Say why sentences are linked, or with nothing.")
@click.option("--propose", is_flag=True, help="Print entries for `points:` of the story's file.")
def compare_command(
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
    with show_progress() as progress:
        progress("comparing")
        loader = _loader(actors, bare=bare, plain=plain)
        loaded = loader.load_all(dict.fromkeys(files))
        articles = make_article_ids_unique(loaded)
        paths = [one.path for one in loaded]
        known = load_comparison_words()
        points, problems = loader.compare_articles(paths, articles, known, possible=possible and not propose)
        looked = (
            loader.compare_articles(paths, articles, known, possible=True)[0] if propose and possible else ()
        )
        reasons = explain_links(articles, knowledge=known, possible=possible) if why else None
    print_problems((*(p for one in loaded for p in one.problems), *problems))
    if propose:
        story = loader.find_common_story(paths)
        curated = collect_curated_point_ids(story.file.points) if story else frozenset()
        click.echo(compose_point_entries(points, looked, articles, curated), nl=False)
    elif as_json:
        shared = find_shared_wordings(articles)
        print_json(serialize_comparison(articles, [str(path) for path in paths], points, shared))
    elif reasons is not None:
        print_link_explanation(articles, points, reasons, make_console())
    else:
        print_comparison(articles, points, make_console())


def _loader(actors: Path | None, *, bare: bool, plain: bool = False) -> ArticleLoader:
    raw = read_sources(SOURCES_PATH) if SOURCES_PATH.is_dir() and not bare else None
    listed = actors or SOURCES_PATH / "actors.yml"
    followed = read_actor_list(listed) if actors or listed.exists() else ()
    return ArticleLoader(raw, followed, plain)
