"""Property of each escaper: another parser reads any text back unchanged."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from markupsafe import Markup

from build_scripts.models.problems import Problem
from build_scripts.pages.exports.citations import _escape_bibtex
from build_scripts.pages.exports.editor_notes import render_editor_note
from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.exports.front_matter import dump_front_matter
from build_scripts.pages.exports.tables import Table
from build_scripts.pages.render_templates import SitePage, make_template_environment
from build_scripts.pages.views import addresses
from build_scripts.pages.views.annotate import escape_html
from build_scripts.pages.views.show_hidden_characters import label_hidden_characters, mark_hidden_characters
from build_scripts.pages.views.site_settings import SiteSettings
from tests.security.payloads import ALL
from tests.security.sinks import BIBTEX, FORMULA, bibtex

# Captures with a NUL or invalid UTF-8 are refused; all other characters must come through.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
PAYLOADS = st.builds("{}{}{}".format, TEXT, st.sampled_from(ALL), TEXT) | st.sampled_from(ALL)
ANY = TEXT | PAYLOADS
# Without characters on which HTML parsers differ, and line breaks.
CLEAN = ANY.map(lambda text: re.sub("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", "", text))
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@given(st.lists(st.tuples(ANY, ANY, st.integers() | st.none()), max_size=4))
@example([("-5", "+1", -5)])
@example([("\t=1+1", "\r=1", 0), ("\n=1", "\ufeff=1+1", 1)])
@example([('"=1+1"', " =1+1", 2), ("＝1+1", "−1", None)])
def test_a_table_is_the_same_as_csv_and_as_json(rows: list[tuple[str, str, int | None]]) -> None:
    table = Table(("one", "two", "three"), tuple(rows))
    objects = json.loads(table.to_json())
    assert [tuple(item.values()) for item in objects] == rows
    assert not TURNING.search(table.to_json().decode())
    _, *cells = csv.reader(io.StringIO(table.to_csv().decode(), newline=""))
    for row, (one, two, three) in zip(cells, rows, strict=True):
        assert row[0] in (one, f"'{one}")
        assert row[1] in (two, f"'{two}")
        assert row[2] == ("" if three is None else str(three))
        for cell in row[:2]:
            # Spreadsheets skip a byte order mark, blanks and quotation marks.
            assert not FORMULA.match(cell.lstrip('\ufeff \xa0\u3000\u200b"')), cell


@given(ANY, ANY, ANY)
def test_a_feed_says_what_it_was_given(title: str, author: str, summary: str) -> None:
    entry = FeedEntry(title, "stories/one/a/", summary)
    tree = ElementTree.fromstring(
        make_atom_feed(title, author, "", [entry], SiteSettings("http://127.0.0.1:8000/"))
    )
    said = [tree.findtext(f".//{{*}}{name}") or "" for name in ("title", "name", "entry/{*}title", "summary")]
    for text, given_text in zip(said, (title, author, title, summary), strict=True):
        wanted = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", given_text)
        assert text == re.sub("\r\n?", "\n", label_hidden_characters(wanted))
        assert not TURNING.search(text)


@given(st.dictionaries(st.sampled_from("abc"), ANY | st.lists(ANY, max_size=3), max_size=3))
def test_front_matter_reads_as_it_was_given(fields: dict[str, object]) -> None:
    written = dump_front_matter(fields)
    assert written.startswith("---\n")
    assert written.endswith("\n---\n") or not fields
    assert not TURNING.search(written)
    assert yaml.safe_load(written.removeprefix("---\n").removesuffix("---\n")) == fields


@given(st.lists(CLEAN.filter(str.strip), min_size=2, max_size=2))
def test_bibtex_holds_its_braces_and_says_what_it_was_given(texts: list[str]) -> None:
    fields = zip(("title", "journal"), texts, strict=True)
    lines = [f"  {key} = {{{_escape_bibtex(' '.join(text.split()))}}}," for key, text in fields]
    entry = "\n".join(("@article{one-a,", *lines, "}"))
    assert list(bibtex(entry).values()) == [" ".join(text.split()) for text in texts]
    assert set(BIBTEX.values()) == set("#$%&_{}\\~^")


@given(CLEAN)
@example("\u202e</span><script>\u2069")
@example("א\u202e<b>\u2066")
def test_a_value_is_text_in_an_element_an_attribute_and_an_option(text: str) -> None:
    source = (
        '<p title="{{ text }}" data-x="{{ text }}">{{ text }}</p><select><option>{{ text }}</option></select>'
    )
    rendered = mark_hidden_characters(make_template_environment().from_string(source).render(text=text))
    tree = html.fragment_fromstring(rendered, create_parent="div")
    label = label_hidden_characters(text)
    paragraph, select = tree
    assert paragraph.text_content() == text
    assert {element.tag for element in paragraph.iter()} <= {"p", "bdi", "span"}
    assert {element.get("class") for element in paragraph.iter("span")} <= {"px-unseen"}
    assert paragraph.attrib == {"title": label, "data-x": label}
    assert select.text_content().strip("\u2068\u2069") == label
    assert [element.tag for element in select.iter()] == ["select", "option"]


@given(ANY)
def test_a_page_s_front_matter_says_the_title_as_text_and_as_html(text: str) -> None:
    front, _ = (
        SitePage("", text, "<p>x</p>", {"tags": [text]})
        .to_markdown()
        .decode()
        .removeprefix("---\n")
        .split("---\n\n<p>")
    )
    read = yaml.safe_load(front)
    assert read["name"].strip("\u2068\u2069") == label_hidden_characters(text).strip("\u2068\u2069")
    assert Markup(read["title"]).unescape() == read["name"] or "&" in text
    assert not re.search("[<>]", read["title"])
    assert not TURNING.search(re.sub("^\u2068|\u2069$", "", read["name"]))


@given(ANY)
def test_a_note_makes_no_element_but_its_own(text: str) -> None:
    tree = html.fragment_fromstring(str(render_editor_note(text)), create_parent="div")
    allowed = {"div", "p", "ul", "ol", "li", "blockquote", "em", "strong", "a", "br", "code"}
    assert {element.tag for element in tree.iter()} <= allowed
    for element in tree.iter():
        assert set(element.attrib) <= ({"href", "rel"} if element.tag == "a" else {"start"})
        if element.tag == "a":
            assert element.get("href").startswith(("http://", "https://"))


@given(ANY)
def test_what_is_quoted_passes_through_markdown_unchanged(text: str) -> None:
    text = re.sub("[\x0c\x1c-\x1e\x85\u2028\u2029]", "", text)
    made = Markdown().convert(f"<p>{escape_html(text)}</p>")
    tree = html.fragment_fromstring(made, create_parent="div")
    controls = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
    assert controls.sub("", tree.text_content()) == controls.sub("", text)
    assert [element.tag for element in tree.iter()] == ["div", "p"]


@given(ANY, ANY, ANY, ANY)
def test_a_problem_is_one_line_that_steers_no_terminal(path: str, field: str, what: str, mend: str) -> None:
    line = str(Problem(path, 1, field, what, mend))
    assert line.isprintable()
    assert not {unicodedata.category(c) for c in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)


@given(NAMES, NAMES, st.integers(1, 99))
def test_a_link_between_pages_is_letters_of_an_address(story: str, source: str, number: int) -> None:
    page = addresses.make_article_address(story, source)
    link = addresses.make_relative_link(f"{page}#s{number}", addresses.make_comparison_address(story))
    assert re.fullmatch(r"(?:\.\./)*[a-z0-9/-]*#s\d+", link)


@pytest.mark.parametrize("number", [-5, 0, 12])
def test_a_number_stays_a_number(number: int) -> None:
    assert Table(("n",), ((number,),)).to_csv() == f"n\r\n{number}\r\n".encode()
