"""Strangers send captures, sidecars, titles and names: nothing in them runs, loads, hides or breaks out."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser, Page
from rich.console import Console

from build_scripts import analysis, assembling, comparing, listing, reading, writing
from build_scripts.loading import Loader
from build_scripts.models import Actor, Article, Publication, Rights, Sidecar, Story
from build_scripts.problems import UserError
from build_scripts.publishing.pages import files
from build_scripts.publishing.place import Place
from tests.conftest import TOP, layout, run
from tests.serving import served

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "hostile.yml").read_text("utf-8"))
PRINTABLE: list[str] = CASES["printable"]
ATTACKS: list[str] = PRINTABLE + CASES["unprintable"]
MARKER = "quagmire"
TITLE = '</title><script>window.pwned=1</script>{{ 7*7 }}"><img src=x onerror=window.pwned=1>'
STORIES = {"one": "abcd", "two": "ef"}
PAGES = (
    "",
    "comparison/",
    "timeline/",
    "sources/",
    "actors/",
    "actors/first/",
    "actors/second/",
    "404.html",
    "method/",
    *(f"stories/{story}/{leaf}" for story in STORIES for leaf in ("", "comparison/", "timeline/")),
    *(f"stories/{story}/{source}/" for story, sources in STORIES.items() for source in sources),
)
MAY_STAND_IN_WORDS = {"a", "mark", "span", "em", "strong", "b"}
NEVER_IN_CONTENT = "script, iframe, object, embed, img, style, link, meta, base, form, textarea, title"
LOOK = """() => ({
  pwned: String(window.pwned),
  handlers: [...document.querySelectorAll("*")].flatMap(e => [...e.attributes])
    .filter(a => /^on/i.test(a.name) || /^\\s*javascript:/i.test(a.value)).map(a => a.name + "=" + a.value),
  foreign: [...document.querySelectorAll("[src], link[rel=stylesheet], form[action]")]
    .map(e => e.src || e.href || e.action).filter(u => new URL(u).origin !== location.origin),
  inline: [...document.scripts].filter(s => !s.src && s.type !== "application/json").map(s => s.text),
  forbidden: [...document.querySelectorAll(".px :is(" + FORBIDDEN + ")")].map(e => e.outerHTML),
  inside: [...new Set([...document.querySelectorAll(".px-words *")].map(e => e.localName))],
  words: [...document.querySelectorAll(".px-words")]
    .map(e => [e.dataset.source, e.dataset.span, e.textContent]),
  body: [...document.querySelectorAll(".px-par__text")].map(e => e.textContent),
  text: document.title + "\\n" + document.body.textContent,
})""".replace("FORBIDDEN", json.dumps(NEVER_IN_CONTENT))
SLIP = """() => new Promise(done => {
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror=window.pwned=1>");
  document.body.lastChild.addEventListener("error", () => done(String(window.pwned)));
})"""


@dataclass(frozen=True)
class Hostile:
    """The built publication: its folder, and what was put into the fields that pages show."""

    folder: Path
    given: Mapping[str, str]

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def text(self, source: str) -> str:
        """Return the text of the capture `story/source`."""
        data = (self.folder / "sources" / f"{source}.txt").read_bytes().decode()
        return data.replace("\r\n", "\n").replace("\r", "\n")


def _short(attack: str, limit: int = 80) -> str:
    return " ".join(attack[:limit].split())


def _capture(story: str, source: str) -> str:
    """Return an article in which each attack stands alone, in a sentence and as a speaker."""
    lines = [f"The harbour of Strelsau has {ord(source)} ships, Jane Roe said on Monday, 3 May 2021."]
    for attack in ATTACKS:
        lines += [
            attack,
            f"Jane Roe of Strelsau said that {attack} would not close the harbour on Tuesday.",
            f"“The harbour {attack} is closed,” {attack} told reporters, declining to comment on {story}.",
        ]
    lines += [
        f"The harbour {'x' * 100_000} is closed, Jane Roe said in Strelsau on Monday.",
        f"The end of the {MARKER} came in Strelsau, Jane Roe said. Share <b>this</b>",
    ]
    return "\r\n\r\n".join(lines) + "\r\n"


def _fields() -> Iterator[str]:
    """Yield attacks without end, so that each stands in some field."""
    return (_short(attack) for attack in itertools.cycle(PRINTABLE))


def _write(folder: Path) -> Mapping[str, str]:
    """Write a publication in which everything is hostile; return what is given in each field."""
    fields = _fields()
    values: dict[str, str] = {}

    def hostile(place: str) -> str:
        values[place] = f"{next(fields)} ({place})"
        return values[place]

    files: dict[str, Any] = {
        "publication.yml": {
            "title": TITLE,
            "standfirst": hostile("publication.standfirst"),
            "owner": hostile("publication.owner"),
            "contact": hostile("publication.contact"),
            "corrections": hostile("publication.corrections"),
        }
    }
    files["actors.yml"] = [
        {
            "id": name,
            "name": "Jane Roe" if name == "first" else hostile("second.name"),
            "aliases": [hostile(f"{name}.alias"), *(next(fields) for _ in range(6))],
            "roles": [{"title": hostile(f"{name}.role"), "of": hostile(f"{name}.of"), "from": "2021-05"}],
            "offices": [next(fields) for _ in range(3)],
        }
        for name in ("first", "second")
    ]
    for story, sources in STORIES.items():
        files[f"{story}/story.yml"] = {
            "title": f"<img src=x onerror=window.pwned=1> {MARKER} {hostile(f'{story}.title')}",
            "standfirst": hostile(f"{story}.standfirst"),
            "place": hostile(f"{story}.place"),
            "date": "2021-05-03",
            "sources": list(sources),
            "also_named": [{"name": hostile(f"{story}.also"), "aliases": ["Tuesday"]}],
            "points": [
                {
                    "id": f"ships-{source}",
                    "label": hostile(f"{story}.{source}.label"),
                    "note": hostile(f"{story}.{source}.note"),
                    "sentences": {name: [f"{ord(name)} ships"] for name in sources},
                }
                for source in sources
            ],
        }
        for source in sources:
            place = f"{story}.{source}"
            sidecar: dict[str, Any] = {
                "byline": [hostile(f"{place}.byline"), next(fields)],
                "agencies": [hostile(f"{place}.agency")],
                "published": "2021-05-04T10:00",
                "source_url": "https://strelsau.example/?a=b&lt=d#e",
                "captured": "2021-05-05",
                "rights": {
                    "mode": "excerpt" if source == "d" else "full",
                    "holder": hostile(f"{place}.holder"),
                    "licence": hostile(f"{place}.licence"),
                    "basis": hostile(f"{place}.basis"),
                },
            }
            if source in "bf":  # named by the publication alone
                sidecar["label"] = hostile(f"{place}.label")
            else:
                sidecar["outlet"] = hostile(f"{place}.outlet")
                sidecar["headline"] = f"{hostile(f'{place}.headline')} {MARKER}"
            files[f"{story}/{source}.yml"] = sidecar
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, default_style='"').replace('!!null "null"', "null")
        (folder / name).write_text(text, "utf-8")
    for story, sources in STORIES.items():
        for source in sources:
            (folder / story / f"{source}.txt").write_bytes(_capture(story, source).encode())
    return values


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile")
    values = _write(folder / "sources")
    run(layout(folder / "publication", folder / "sources"), "build")
    return Hostile(folder / "publication", values)


@pytest.fixture(scope="module")
def address(hostile: Hostile) -> Iterator[str]:
    with served(hostile.site) as address:
        yield address


@contextmanager
def _watched(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """Give a page, and the list to which goes whatever a harmless page would not do."""
    minded: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.on("console", lambda message: minded.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: minded.append(str(error)))
    page.on("dialog", lambda dialog: (minded.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: minded.append(popup.url))
    page.on("request", lambda r: minded.append(r.url) if not r.url.startswith((address, "data:")) else None)
    yield page, minded
    context.close()


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> Mapping[str, dict[str, Any]]:
    """Return what a browser has of each page, by its address."""
    found = {}
    with _watched(browser, address) as (page, minded):
        for path in PAGES:
            page.goto(address + path)
            found[path] = {**page.evaluate(LOOK), "minded": minded.copy()}
            minded.clear()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_on_no_page_anything_runs_or_loads(seen: Mapping[str, dict[str, Any]], path: str) -> None:
    page = seen[path]
    assert page["minded"] == []
    assert page["pwned"] == "undefined"
    assert page["handlers"] == []
    assert page["foreign"] == []
    assert page["forbidden"] == []
    assert page["inline"] == []  # the pages' policy would stop them


@pytest.mark.browser
def test_quoted_words_are_the_captures_character_for_character(
    hostile: Hostile, seen: Mapping[str, dict[str, Any]]
) -> None:
    texts = {
        f"{story}/{source}": hostile.text(f"{story}/{source}")
        for story in STORIES
        for source in STORIES[story]
    }
    shown = [words for page in seen.values() for words in page["words"]]
    for source, span, words in shown:
        start, end = map(int, span.split("-"))
        assert words == texts[source][start:end]
    assert {name for page in seen.values() for name in page["inside"]} <= MAY_STAND_IN_WORDS
    # Each attack is there, whole, in the article itself and not only among what was cut.
    body = "\n".join(seen["stories/one/a/"]["body"])
    assert [attack for attack in ATTACKS if f"said that {attack} would" not in body] == []


@pytest.mark.browser
def test_what_an_editor_wrote_is_shown_as_written(
    hostile: Hostile, seen: Mapping[str, dict[str, Any]]
) -> None:
    text = " ".join(" ".join(page["text"] for page in seen.values()).split())
    assert {place: value for place, value in hostile.given.items() if value not in text} == {}


@pytest.mark.browser
def test_search_shows_an_attack_as_text(browser: Browser, address: str) -> None:
    with _watched(browser, address) as (page, minded):
        page.goto(address)
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type(MARKER)
        results = page.locator(".md-search-result__list")
        results.locator("li").first.wait_for()
        for more in results.locator("summary").all():
            more.click()
        assert "<img src=x onerror=window.pwned=1>" in results.inner_text()
        assert results.locator(NEVER_IN_CONTENT).count() == 0
        found = page.evaluate(LOOK)
        assert found["pwned"] == "undefined"
        assert found["handlers"] == minded == []


@pytest.mark.browser
def test_an_attack_in_the_address_stays_text(browser: Browser, address: str) -> None:
    with _watched(browser, address) as (page, minded):
        for attack in ('"><img src=x onerror=window.pwned=1>', f"{MARKER} <script>window.pwned=1</script>"):
            page.goto(f"{address}stories/one/a/?h={quote(attack)}#{quote(attack)}")
            page.locator("mark[data-md-highlight]").first.wait_for(state="attached")
            found = page.evaluate(LOOK)
            assert (found["pwned"], found["handlers"], found["forbidden"], minded) == (
                "undefined",
                [],
                [],
                [],
            )


@pytest.mark.browser
def test_what_slips_through_is_stopped_by_the_policy(browser: Browser, address: str) -> None:
    with _watched(browser, address) as (page, _):
        page.goto(f"{address}stories/one/a/")
        assert page.evaluate(SLIP) == "undefined"


def test_tables_hold_the_same_as_csv_and_json(hostile: Hostile) -> None:
    files = sorted((hostile.site / "data").rglob("*.json"))
    assert len(files) == 8 * len(STORIES) + 2
    cells = 0
    for file in files:
        objects = json.loads(file.read_text("utf-8"))
        with file.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
            columns, *rows = csv.reader(lines)
        assert len(rows) == len(objects)
        for row, item in zip(rows, objects, strict=True):
            assert columns == list(item)
            for cell, value in zip(row, item.values(), strict=True):
                text = "" if value is None else str(value)
                assert cell in (text, f"'{text}") if isinstance(value, str) else cell == text
                assert isinstance(value, int) or not re.match(r"[=+\-@＝＋－＠\t\r\n]", cell)
                cells += cell.startswith("'=")
    assert cells


def test_feeds_and_sitemap_are_xml_and_keep_the_words(hostile: Hostile) -> None:
    feeds = sorted(hostile.site.rglob("feed.xml"))
    assert len(feeds) == 3
    titles: list[str | None] = []
    for file in (*feeds, hostile.site / "sitemap.xml"):
        tree = ElementTree.fromstring(file.read_bytes())
        titles += [element.text for element in tree.findall(".//{*}title")]
        links = [element.get("href") for element in tree.findall(".//{*}link")]
        links += [element.text for name in ("id", "loc") for element in tree.findall(f".//{{*}}{name}")]
        assert links
        assert all((link or "").startswith("http://127.0.0.1:8000/") for link in links)
    assert TITLE in titles


def test_the_search_index_holds_no_markup_of_a_stranger(hostile: Hostile) -> None:
    entries = json.loads((hostile.site / "search/search_index.json").read_text("utf-8"))["docs"]
    own = re.compile(r"</?(?:p|pre|code|li|ol|ul|sub|sup)>")
    assert [e for e in entries if re.search("[<>]", own.sub("", _in_index(e)))] == []
    assert any("&lt;script&gt;" in entry["title"] for entry in entries)
    assert any("&lt;" in tag for entry in entries for tag in entry.get("tags", []))


def _in_index(entry: Mapping[str, Any]) -> str:
    return "\n".join([entry["title"], entry["text"], *entry.get("tags", [])])


def test_cleaned_markdown_reads_as_the_capture(hostile: Hostile) -> None:
    reader = MarkdownIt("commonmark")
    for file in sorted(hostile.site.rglob("article.md")):
        _, front, prose = re.split(r"^---\n", file.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
        stated = yaml.safe_load(front)
        place = ".".join(file.parts[-3:-1])
        for field, name in (("headline", "title"), ("outlet", "outlet")):
            if f"{place}.{field}" in hostile.given:
                assert hostile.given[f"{place}.{field}"] in stated[name]
        tokens = reader.parse(prose)
        assert {token.type for token in tokens if token.level == 0} <= {
            "paragraph_open",
            "inline",
            "paragraph_close",
            "heading_open",
            "heading_close",
        }
        inline = [token.children or [] for token in tokens if token.type == "inline"]
        assert all(child.type in ("text", "text_special") for children in inline for child in children)
        words = "\n".join("".join(child.content for child in children) for children in inline)
        assert [attack for attack in ATTACKS if f"said that {attack} would" not in words] == []


Shown = tuple[list[str], list[str], list[str]]


@pytest.fixture(scope="module")
def show(browser: Browser, tools: assembling.Tools) -> Iterator[Callable[[list[str]], Shown]]:
    """Return a function that publishes lines as an article, without building a whole site.

    It returns the paragraphs as they are in the capture, as a browser shows them on the page that MkDocs
    makes with the extensions of `mkdocs.yml`, and as CommonMark reads them in the cleaned Markdown.
    """
    config = load_config(str(TOP / "mkdocs.yml"))
    people = (Actor("jane-roe", "Jane Roe", ("Roe", "0")),)
    page = browser.new_page()

    def shown(lines: list[str]) -> Shown:
        data, sidecar = "\n\n".join(lines).encode(), Sidecar(rights=Rights("full"))
        cleaned = analysis.clean(data, "a.txt", sidecar, tools.article, plain=True)
        article = analysis.article("a", cleaned, people, tools.article)
        story = Story("one", "One", None, None, None, None, (article,), {"a": "A"})
        publication = Publication("Title", None, None, None, None, people, (story,))
        made = files(publication, Place("http://127.0.0.1:8000/"))
        source, _ = get_data(made["stories/one/a/index.md"].decode())
        converter = Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
        )
        page.set_content(converter.convert(source))
        prose = made["stories/one/a/article.md"].decode().split("\n---\n", 1)[1]
        inline = [token.children or [] for token in MarkdownIt("commonmark").parse(prose) if token.children]
        return (
            [span.of(article.text) for span in article.body],
            page.locator(".px-par__text > .px-words").all_text_contents(),
            ["".join(child.content for child in children) for children in inline],
        )

    yield shown
    page.close()


# A NUL and bytes that are no UTF-8 are refused at capture; all else has to come through.
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
FEW = st.text(CHARACTERS, max_size=3)
LINES = st.lists(
    st.text(CHARACTERS, max_size=60) | st.builds("{}{}{}".format, FEW, st.sampled_from(ATTACKS), FEW),
    min_size=10,
    max_size=40,
)


@pytest.mark.browser
@settings(max_examples=25)
@given(lines=LINES)
def test_any_paragraph_is_shown_as_it_was_captured(
    show: Callable[[list[str]], Shown], lines: list[str]
) -> None:
    captured, on_page, in_markdown = show(lines)
    assert on_page == captured
    assert in_markdown == captured


@pytest.fixture(scope="module")
def articles(hostile: Hostile, tools: assembling.Tools) -> Sequence[Article]:
    raw = reading.read(hostile.folder / "sources")
    loader = Loader(raw, raw.actors)
    return [loader.load(hostile.folder / f"sources/one/{name}.txt", tools.article).article for name in "ab"]


def test_listings_cannot_steer_a_terminal(articles: Sequence[Article], tools: assembling.Tools) -> None:
    console = Console(file=io.StringIO(), width=200)
    points = comparing.compare(articles, knowledge=tools.comparing)
    for article in articles:
        listing.explain(article, f"{article.capture.path}.yml", console)
        listing.analysis(article, console)
    listing.comparison(articles, points, console)
    lines = console.file.getvalue().split("\n")
    assert len(lines) > len(ATTACKS)
    assert [line for line in lines if not line.isprintable()] == []


def test_problems_cannot_steer_a_terminal(tmp_path: Path) -> None:
    shown = []
    for number, attack in enumerate(ATTACKS):
        name, quoted = attack.replace("/", "")[:60], json.dumps(attack)
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
        (story / f"{name}.txt").write_text(attack, "utf-8")
        shown += [str(problem) for problem in reading.read(sources).problems]
    assert len(shown) > 3 * len(ATTACKS)
    assert [line for line in shown if not line.isprintable()] == []


@pytest.mark.parametrize("case", CASES["links"], ids=lambda case: case["link"])
def test_a_link_leads_no_file_outside(tmp_path: Path, case: dict[str, str]) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "publication"
    (outside / "one").mkdir(parents=True)
    (outside / "file").write_text("precious", "utf-8")
    link = folder / case["link"]
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / case["to"])
    (folder / "docs").mkdir(exist_ok=True)
    before = _tree(outside)
    with suppress(UserError):
        writing.write({"index.md": b"", "stories/one/index.md": b""}, folder / "docs")
        writing.write({}, folder / "docs")
    assert _tree(outside) == before


@pytest.mark.parametrize("name", CASES["manifest"])
def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    outside, docs = tmp_path / "outside", tmp_path / "docs"
    (outside / "one").mkdir(parents=True)
    (outside / "file").write_text("precious", "utf-8")
    docs.mkdir()
    (docs / "link").symlink_to(outside)
    listed = {"version": 1, "files": [name.replace("TOP", str(tmp_path))]}
    (docs / writing.MANIFEST).write_text(json.dumps(listed), "utf-8")
    before = _tree(outside)
    with suppress(UserError):
        writing.write({"index.md": b""}, docs)
    assert _tree(outside) == before


def _tree(folder: Path) -> list[tuple[str, bytes]]:
    files = sorted(folder.rglob("*"))
    return [(str(file), file.read_bytes() if file.is_file() else b"") for file in files]
