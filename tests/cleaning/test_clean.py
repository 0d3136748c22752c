from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.cleaning.clean import (
    extract_article_paragraphs,
    find_wrong_overrides,
    label_capture_lines,
    label_lines_as_body,
)
from build_scripts.cleaning.word_lists import load_cleaning_words
from build_scripts.models import TEXT_KINDS, LineKind, LineOverride
from tests.helpers.paths import read_cases

CASES = read_cases("cleaning")
WORD_LISTS = load_cleaning_words()
ARTICLE = next(c for c in CASES if c["name"].startswith("an article below"))
PAGE = "\n".join(line for _, line in ARTICLE["lines"])

# Lines of every shape that the rules look for, so that random pages reach every rule.
SHAPES = st.sampled_from(
    [line for case in CASES for _, line in case["lines"]]
    + [
        "",
        " \t",
        "By",
        "By Jane Roe",
        "4 May 2021",
        "10:10",
        "- an item",
        "Read more…",
        "(Reuters)",
        "© Zenda",
    ]
)
PAGES = st.one_of(
    st.text(max_size=400), st.lists(st.one_of(SHAPES, st.text(max_size=60)), max_size=30).map("\n".join)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_line_has_its_kind(case):
    text = "\n".join(line for _, line in case["lines"])
    found = [(line.kind.value, line.span.extract(text)) for line in label_capture_lines(text, WORD_LISTS)]
    assert found == [tuple(pair) for pair in case["lines"]]


@given(PAGES)
def test_lines_joined_are_the_text_and_each_has_a_rule(text):
    lines = label_capture_lines(text, WORD_LISTS)
    assert "\n".join(line.span.extract(text) for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(line.rule for line in lines)
    assert all((line.kind is LineKind.BLANK) == (not line.span.extract(text).strip()) for line in lines)


@given(PAGES)
def test_paragraphs_are_the_text_lines_without_blanks_around(text):
    lines = label_capture_lines(text, WORD_LISTS)
    kept = [line.span.extract(text).strip() for line in lines if line.kind in TEXT_KINDS]
    found = extract_article_paragraphs(text, lines)
    assert [p.span.extract(text) for p in found] == kept
    assert all(a.span.end < b.span.start for a, b in pairwise(found))


@given(PAGES)
def test_there_is_at_most_one_headline_and_it_is_above_the_article(text):
    kinds = [line.kind for line in label_capture_lines(text, WORD_LISTS)]
    assert kinds.count(LineKind.HEADLINE) <= 1
    if LineKind.HEADLINE in kinds:
        assert all(kind not in TEXT_KINDS for kind in kinds[: kinds.index(LineKind.HEADLINE)])


@given(PAGES)
def test_a_plain_file_is_all_body(text):
    lines = label_lines_as_body(text)
    assert "\n".join(line.span.extract(text) for line in lines) == text
    assert {line.kind for line in lines} <= {LineKind.BODY, LineKind.BLANK}


def test_an_editor_keeps_and_drops_lines():
    keep, drop = (LineOverride(7, "Minister"),), (LineOverride(13, "Mr. Elph"),)
    lines = label_capture_lines(PAGE, WORD_LISTS, keep, drop)
    assert (lines[6].kind, lines[6].rule) == (LineKind.BODY, "kept by the editor")
    assert (lines[12].kind, lines[12].rule) == (LineKind.BOILERPLATE, "cut by the editor")
    assert find_wrong_overrides(PAGE, keep, drop) == ()


@pytest.mark.parametrize(
    ("line", "starts", "reason"),
    [
        (99, "Minister", "the capture has 13 lines"),
        (0, "Minister", "the capture has 13 lines"),
        (3, "Minister", "the line is blank"),
        (7, "Captain", 'the line starts with "Minister Rudolf Elph (Reuters)"'),
    ],
)
def test_an_override_that_does_not_fit_is_reported_and_changes_nothing(line, starts, reason):
    wrong = (LineOverride(line, starts),)
    assert find_wrong_overrides(PAGE, wrong, ()) == ((wrong[0], reason),)
    assert label_capture_lines(PAGE, WORD_LISTS, wrong) == label_capture_lines(PAGE, WORD_LISTS)


def test_a_line_both_kept_and_dropped_is_reported():
    both = (LineOverride(7, "Minister"),)
    assert find_wrong_overrides(PAGE, both, both) == ((both[0], "the line is both kept and dropped"),)


def kept(text: str) -> list[str]:
    return [
        p.span.extract(text) for p in extract_article_paragraphs(text, label_capture_lines(text, WORD_LISTS))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Strelsau opens a second harbour",
        "Menu\nMost read\nThe smith of Hentzau\nA bridge for the ferry",
    ],
    ids=["nothing", "blanks", "only a headline", "only boilerplate"],
)
def test_a_page_without_running_text_has_no_article(text):
    assert kept(text) == []


def test_an_article_without_line_ends_is_kept_whole():
    text = " ".join(line for kind, line in ARTICLE["lines"] if kind == "body")
    assert kept(text) == [text]


def test_a_page_with_every_line_twice_gives_its_article_once():
    text = "\n".join(f"{line}\n{line}" for line in PAGE.split("\n"))
    assert kept(text) == kept(PAGE)


def test_a_page_pasted_twice_gives_its_article_once():
    assert kept(f"{PAGE}\n\n{PAGE}") == kept(PAGE)


def test_a_line_of_five_megabytes_is_kept():
    line = "The council of Strelsau has put off its vote on the tolls of the harbour. " * 70_000
    assert kept(f"{PAGE}\n\n{line}")[-1] == line.strip()


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        ".",
        "(",
        "[",
        '"',
        "1",
        "1.1.",
        "2021-05-",
        "May 4 ",
        "by ",
        "(a) ",
        ". A",
        "— x (@",
        "港",
        "İ",
        "x\t",
    ],
)
def test_a_line_of_one_megabyte_ends(unit):
    text = unit * (1_000_000 // len(unit))
    (line,) = label_capture_lines(text, WORD_LISTS)
    assert line.span.extract(text) == text


def test_the_reason_names_the_heaviest_evidence():
    found = {line.number: line.rule for line in label_capture_lines(PAGE, WORD_LISTS)}
    assert found[9] == "a paragraph of the article (in the densest prose, ends with a full stop)"
