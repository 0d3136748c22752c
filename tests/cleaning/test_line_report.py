"""The entry that is printed for a sidecar, to keep or to drop a line."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cleaning.line_report import (
    draft_override_section,
    format_override_entry,
    get_first_words_of_line,
    list_overridden_lines,
)
from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.models import LineKind, LineOverride
from build_scripts.models.problems import UserError
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.load_articles import ArticleLoader
from build_scripts.source_files.read_sources import read_sources
from build_scripts.source_files.yaml_files import parse_sidecar_file
from tests.helpers.add_sources import TEXT, add

LINE = st.text(min_size=1, max_size=60).map(lambda words: " ".join(re.split(r"[\r\n]", words)))


@given(LINE)
def test_the_first_words_of_a_line_survive_a_sidecar_and_fit_the_line(words):
    starts = get_first_words_of_line(words)
    if not starts:
        assert not any(c.isprintable() and not c.isspace() for c in words)
        return
    text = f"keep:\n  - {format_override_entry(LineOverride(1, starts))}\n"
    value, problems = parse_sidecar_file(text, "a.yml")
    assert problems == ()
    assert find_wrong_sidecar_overrides(words, value) == ()


def test_a_printed_entry_overrides_its_line_and_keeps_the_older_entries(small_publication, article_tools):
    added = add(article_tools, f"Read: more\n\n{TEXT}\nSubscribe\n".encode(), name="post")
    sidecar = Path(added.sidecar_path)

    def load():
        return ArticleLoader(read_sources(Path("sources")), ()).load_article(
            Path(added.capture_path), article_tools
        )

    first = draft_override_section(load().article, 1)
    assert first == 'keep:\n  - {line: 1, starts: "Read: more"}'
    sidecar.write_text(first)
    second = draft_override_section(load().article, 14)
    assert second == f'{first}\n  - {{line: 14, starts: "Subscribe"}}'
    third = draft_override_section(load().article, 8)
    sidecar.write_text(f"{second}\n{third}\n")
    loaded = load()
    assert loaded.problems == ()
    assert list_overridden_lines(loaded.article) == ((1, "kept"), (8, "cut"), (14, "kept"))
    with pytest.raises(UserError, match="the line is cut by the editor; take its entry out of `drop:`"):
        draft_override_section(loaded.article, 8)
    # After an edit of the capture each entry that no longer fits is reported, and changes nothing.
    Path(added.capture_path).write_text("A new line\n" + Path(added.capture_path).read_text())
    loaded = load()
    assert [str(problem).partition(" of the capture")[0] for problem in loaded.problems] == [
        f"{added.sidecar_path}:{line}: keep/drop: line {number}" for line, number in ((2, 1), (3, 14), (5, 8))
    ]
    assert list_overridden_lines(loaded.article) == ()


# Hidden characters, and others that don't print: a character of a page's own font, a control character.
UNPRINTABLE = (
    "\u200b",
    "\ufeff",
    "\u200f",
    "\u2067",
    "\xad",
    "\ue001",
    "\x07",
    "\U000f0415 ",
    "\t\u200d",
    "\u2800",
)


@pytest.mark.parametrize("first", UNPRINTABLE, ids=ascii)
def test_a_line_that_begins_with_an_unprintable_character_can_be_overridden(
    small_publication, article_tools, first
):
    text = f"{TEXT}\n{first}Sub{first.strip()}scribe to our letter\n"
    added = add(article_tools, text.encode(), name="post")

    def load():
        return ArticleLoader(read_sources(Path("sources")), ()).load_article(
            Path(added.capture_path), article_tools
        )

    article = load().article
    (line,) = [x for x in article.lines if x.span.extract(text).endswith("letter")]
    printed = draft_override_section(article, line.number)
    assert printed.startswith(f'keep:\n  - {{line: {line.number}, starts: "Sub')
    assert printed.replace("\n", "").isprintable()
    Path(added.sidecar_path).write_text(f"{printed}\n")
    loaded = load()
    turns = ["changes the direction of writing" in problem.message for problem in loaded.problems]
    assert turns == [True] * (first == "\u2067")
    assert list_overridden_lines(loaded.article) == ((line.number, "kept"),)
    assert loaded.article.lines[line.number - 1].kind is LineKind.BODY
    with pytest.raises(UserError, match="the line is kept by the editor"):
        draft_override_section(loaded.article, line.number)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (0, "there is no line 0"),
        (99, "there is no line 99"),
        (2, "the line is blank"),
        (-1, "there is no line -1"),
    ],
)
def test_a_line_that_cannot_be_overridden(small_publication, article_tools, number, message):
    cleaned = add(article_tools, TEXT.encode()).cleaned_capture
    article = analyse_article("a", cleaned, (), article_tools)
    with pytest.raises(UserError, match=message):
        draft_override_section(article, number)
