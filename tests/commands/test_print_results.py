"""The table in which `explain` prints the lines of an article."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from build_scripts.commands.print_results import print_line_report
from build_scripts.pipeline.analyse_article import analyse_article
from tests.helpers.add_sources import TEXT, add


@pytest.mark.parametrize("width", [60, 80, 160, 300])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("harbour", "스트렐사우 항구")])
def test_each_line_is_explained_within_the_width_there_is(small_publication, article_tools, width, text):
    article = analyse_article("a", add(article_tools, text.encode()).cleaned_capture, (), article_tools)
    console = Console(width=width, file=io.StringIO(), highlight=False, soft_wrap=True)
    print_line_report(article, None, console)
    shown = console.file.getvalue().splitlines()
    rows = shown[: next(n for n, row in enumerate(shown) if row.startswith("  kept: "))]
    assert all(cell_len(row) <= width for row in rows)
    numbers = [int(row.split()[0]) for row in rows if row[:1].isdigit()]
    assert numbers == [line.number for line in article.lines if line.span.extract(article.text).strip()]
    longest = max((line.span.extract(article.text) for line in article.lines), key=cell_len)
    assert any(longest in row for row in rows) == (width == 300)
