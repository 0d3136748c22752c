"""The table in which `explain` prints the lines of an article."""

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from build_scripts.commands.print_results import print_line_report
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from tests.helpers.add_sources import TEXT, add, write_publication


@pytest.fixture(scope="module")
def tools() -> ArticleTools:
    return load_article_tools(parsing=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a publication of one story and one source; the tests run in it."""
    monkeypatch.chdir(tmp_path)
    write_publication(tmp_path)
    return tmp_path


@pytest.mark.parametrize("width", [60, 80, 160, 300])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("harbour", "스트렐사우 항구")])
def test_each_line_is_explained_within_the_width_there_is(folder, tools, width, text):
    article = analyse_article("a", add(tools, text.encode()).cleaned_capture, (), tools)
    console = Console(width=width, file=io.StringIO(), highlight=False, soft_wrap=True)
    print_line_report(article, None, console)
    shown = console.file.getvalue().splitlines()
    rows = shown[: next(n for n, row in enumerate(shown) if row.startswith("  kept: "))]
    assert all(cell_len(row) <= width for row in rows)
    numbers = [int(row.split()[0]) for row in rows if row[:1].isdigit()]
    assert numbers == [line.number for line in article.lines if line.span.extract(article.text).strip()]
    longest = max((line.span.extract(article.text) for line in article.lines), key=cell_len)
    assert any(longest in row for row in rows) == (width == 300)
