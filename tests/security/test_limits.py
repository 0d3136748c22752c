"""Very large input is read within seconds, or refused with one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts.captures.decode import MAX_CAPTURE_LINES
from build_scripts.captures.html import MAX_PAGE_ELEMENTS
from build_scripts.change_report.github_markdown import MAX_TEXT_LENGTH, format_github_code
from build_scripts.models import Sidecar
from build_scripts.models.problems import Problem, UserError, replace_control_characters
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.pipeline.load_articles import ArticleLoader
from build_scripts.source_files.points_yaml import PointEntry, QuotedPassage
from build_scripts.source_files.quoted_passages import resolve_curated_points
from build_scripts.source_files.yaml.parser import MAX_YAML_ENTRIES, parse_yaml
from tests.helpers.build_articles import build_article

PAGE = """<html lang="en"><head><title>Talks</title>
<script type="application/ld+json">SCRIPT</script></head><body>
<article><h1>Talks on the harbour end</h1>
<p>Minister Jane Roe met the mayor of Zenda in Strelsau on Wednesday to talk about the northern harbour.</p>
<p>The northern harbour has been closed for a month. The mayor asked when the harbour would open again.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    "script",
    [
        "{}" + "-->" * 200_000 + "x",
        "{}" + "-->" * 200_000,
        "<!--" * 200_000 + "{}",
        "//]]>" * 100_000 + ";" * 100_000 + "{",
    ],
    ids=["closed and not", "closed", "opened", "both"],
)
def test_a_script_of_nothing_but_marks_holds_nothing_up(script: str, tools: PublicationTools) -> None:
    page = PAGE.replace("SCRIPT", script).encode()
    assert "Jane Roe" in clean_capture(page, "page.html", Sidecar(), tools.article_tools).capture.text


@pytest.mark.parametrize(("before", "after"), [("", ""), ("<!--//<![CDATA[\n", "\n//]]>-->;\n")])
def test_a_script_is_read_without_the_marks_around_it(
    before: str, after: str, tools: PublicationTools
) -> None:
    script = '{"@type": "NewsArticle", "author": {"name": "Anna Sapt"}}'
    page = PAGE.replace("SCRIPT", f"{before}{script}{after}").encode()
    byline = clean_capture(page, "page.html", Sidecar(), tools.article_tools).metadata.byline
    assert byline is not None
    assert byline.value == ("Anna Sapt",)


@pytest.mark.parametrize("text", ["- a\n", "a: b\n"], ids=["a list", "keys"])
def test_a_list_has_so_many_entries_at_most(text: str) -> None:
    lines = [text.replace("a", f"a{number}", 1) for number in range(MAX_YAML_ENTRIES)]
    assert parse_yaml("".join(lines), "actors.yml").value
    with pytest.raises(UserError) as raised:
        parse_yaml("".join([*lines, text]), "actors.yml")
    (problem,) = raised.value.problems
    assert "more than 1,000" in problem.message


@pytest.mark.parametrize("path", ["page.txt", "page.md"])
def test_a_capture_has_so_many_lines_at_most(path: str, tools: PublicationTools) -> None:
    with pytest.raises(UserError) as raised:
        clean_capture(b"Rain\n" * (MAX_CAPTURE_LINES + 1), path, Sidecar(), tools.article_tools)
    fix = "keep only the article's page"
    assert str(raised.value) == f"{path}: has more than 20,000 lines; {fix}"


@pytest.mark.parametrize("element", ["<p>Rain</p>", "<h1>Rain</h1>", "<br>"])
def test_a_saved_page_has_so_many_elements_at_most(element: str, tools: PublicationTools) -> None:
    page = PAGE.replace("</article>", element * MAX_PAGE_ELEMENTS + "</article>").encode()
    with pytest.raises(UserError) as raised:
        clean_capture(page, "page.html", Sidecar(), tools.article_tools)
    fix = "copy the article's text into a .txt file"
    assert str(raised.value) == f"page.html: is a page of more than 30,000 elements; {fix}"


def test_an_article_has_so_many_paragraphs_at_most(tools: PublicationTools, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("The harbour is closed.\n\n" * 5_001, "utf-8")
    with pytest.raises(UserError) as raised:
        ArticleLoader(None, (), plain=True).load_article(file, tools.article_tools)
    (problem,) = raised.value.problems
    assert problem.message == "holds an article of 5,001 paragraphs and 110,022 characters"


def test_a_story_quotes_so_many_passages_at_most() -> None:
    article = build_article("herald", "The harbour is closed.")
    quoted = tuple(QuotedPassage("The harbour", number) for number in range(2_001))
    found, problems = resolve_curated_points(
        [PointEntry("closed", 1, None, {"herald": quoted}, {}, (), None, None, False, None)],
        [article],
        frozenset({"herald"}),
        "story.yml",
    )
    assert (found, [problem.message for problem in problems]) == ((), ["quotes 2001 passages"])


def test_code_in_a_report_is_as_short_as_other_words() -> None:
    assert len(format_github_code("\x1b" * 450_000)) <= MAX_TEXT_LENGTH + 2


def test_no_line_holds_a_command_of_a_github_run() -> None:
    line = "sources/##[error file=README.md,line=1]spoofed.png"
    assert "##[" not in replace_control_characters(line)
    assert "##[" not in str(Problem(line, None, line, line, line))
