"""No capture, name or key can control the terminal that shows it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from build_scripts.commands.print_results import print_article_analysis, print_comparison, print_line_report
from build_scripts.comparison.compare import compare_with_curation
from build_scripts.models import Article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.load_articles import ArticleLoader
from build_scripts.source_files.read_sources import read_sources
from tests.security.conftest import Hostile
from tests.security.payloads import ALL


@pytest.fixture(scope="module")
def articles(hostile: Hostile, tools: PublicationTools) -> Sequence[Article]:
    raw = read_sources(hostile.folder / "sources")
    loader = ArticleLoader(raw, raw.actors)
    return [
        loader.load_article(hostile.captures[f"one/{name}"], tools.article_tools).article for name in "ab"
    ]


def test_listings_cannot_steer_a_terminal(
    articles: Sequence[Article], tools: PublicationTools, count: Callable[..., None]
) -> None:
    console = Console(file=io.StringIO(), width=200)
    comparison = compare_with_curation(articles, (), words=tools.comparison_words)
    for article in articles:
        print_line_report(article, f"{article.capture.path}.yml", console)
        print_article_analysis(article, console)
    print_comparison(articles, comparison, console)
    lines = console.file.getvalue().split("\n")
    assert len(lines) > len(ALL)
    steering = [line for line in lines if not line.isprintable()]
    count(tried=len(ALL), executed=len(steering))
    assert steering == []


def test_problems_cannot_steer_a_terminal(tmp_path: Path) -> None:
    shown = []
    for number, payload in enumerate(ALL):
        name, quoted = payload.replace("/", "")[:60], json.dumps(payload)
        sources = tmp_path / str(number)
        story = sources / name
        story.mkdir(parents=True)
        for file in (
            story / "story.yml",
            story / f"{name}.yml",
            sources / "actors.yml",
            sources / "publication.yml",
        ):
            file.write_text(f"{quoted}: [{quoted}]\nsources: {quoted}\nid: {quoted}\n", "utf-8")
        (story / f"{name}.txt").write_text(payload, "utf-8")
        shown += [str(problem) for problem in read_sources(sources).problems]
    assert len(shown) > 3 * len(ALL)
    assert [line for line in shown if not line.isprintable()] == []
