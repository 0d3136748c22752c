"""A capture, a name or a key can't steer the terminal that shows it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from build_scripts.commands import print_results as listing
from build_scripts.comparison import compare as comparing
from build_scripts.models import Article
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.pipeline.load_articles import Loader
from build_scripts.source_files import read_sources as reading
from tests.security.conftest import Hostile
from tests.security.payloads import ALL


@pytest.fixture(scope="module")
def articles(hostile: Hostile, tools: assembling.Tools) -> Sequence[Article]:
    raw = reading.read(hostile.folder / "sources")
    loader = Loader(raw, raw.actors)
    return [loader.load(hostile.captures[f"one/{name}"], tools.article).article for name in "ab"]


def test_listings_cannot_steer_a_terminal(
    articles: Sequence[Article], tools: assembling.Tools, count: Callable[..., None]
) -> None:
    console = Console(file=io.StringIO(), width=200)
    points = comparing.compare(articles, knowledge=tools.comparing)
    for article in articles:
        listing.explain(article, f"{article.capture.path}.yml", console)
        listing.analysis(article, console)
    listing.comparison(articles, points, console)
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
        shown += [str(problem) for problem in reading.read(sources).problems]
    assert len(shown) > 3 * len(ALL)
    assert [line for line in shown if not line.isprintable()] == []
