"""A build gives the same bytes anywhere, publishes all or nothing, and touches no file but its own."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from lxml import html

from build_scripts import assembling, building, reading
from build_scripts.models import Article, Publication, Span
from build_scripts.problems import UserError
from build_scripts.publishing.pages import files
from build_scripts.publishing.place import Place
from tests.conftest import TOP, layout, run
from tests.files import tree, write

INVENTED = TOP / "tests" / "publication" / "sources"
BROKEN_PAGE = "# Method\n\nSee [the page](nowhere.md).\n"
FOREIGN_PAGE = '# Method\n\n<img src="https://pictures.example.org/a.png" alt="">\n'


@pytest.fixture
def built(invented_site: Path, tmp_path: Path) -> Path:
    """Return a copy of the invented publication, with its generated pages and its site."""
    return Path(shutil.copytree(invented_site.parent, tmp_path / "publication"))


# --- the whole build ---


def test_built_twice_in_other_places_time_zones_and_locales_on_one_processor_the_bytes_are_the_same(
    invented_site: Path, tmp_path: Path
) -> None:
    folder = layout(tmp_path / "an other place" / "Ärger", INVENTED)
    before = os.umask(0o077), os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if before[1]:
        os.sched_setaffinity(0, {min(before[1])})  # one processor
    try:
        run(folder, "build", environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"})
    finally:
        os.umask(before[0])
        if before[1]:
            os.sched_setaffinity(0, before[1])
    assert tree(folder / "site") == tree(invented_site)


def test_a_source_that_is_removed_takes_its_pages_along_and_nobody_elses(built: Path) -> None:
    write(built, "docs/notes.md", "# Notes\n\nWritten by hand.\n")
    write(built, "docs/stories/bridge-collapse/hentzau-blatt/notes.md", "# More notes\n")
    (built / "sources/bridge-collapse/hentzau-blatt.txt").unlink()
    (built / "sources/bridge-collapse/hentzau-blatt.yml").unlink()
    write(built, "sources/bridge-collapse/story.yml", "title: Bridge\nsources: [zenda-post]\n")
    # MkDocs takes such a title from the environment as a number.
    write(built, "sources/publication.yml", "title: 1984\nrights: {mode: full}\n")
    run(built, "build")
    assert not (built / "docs/stories/bridge-collapse/hentzau-blatt/index.md").exists()
    assert not (built / "site/stories/bridge-collapse/hentzau-blatt/index.html").exists()
    assert (built / "site/stories/bridge-collapse/hentzau-blatt/notes/index.html").exists()
    assert (built / "site/notes/index.html").exists()
    assert (built / "docs/notes.md").read_text("utf-8").endswith("Written by hand.\n")
    assert "hentzau-blatt" not in (built / "site/data/bridge-collapse/articles.csv").read_text("utf-8")
    assert "1984" in (html.parse(built / "site/index.html").findtext(".//title") or "")


def test_a_build_that_fails_leaves_the_last_site_and_brings_back_what_a_kill_moved(built: Path) -> None:
    last = tree(built / "site")
    (built / "site").rename(built / ".site-old")
    write(built, ".site-new-1/index.html", "half a site")
    write(built, "docs/method.md", BROKEN_PAGE)
    done = run(built, "build", code=1)
    assert re.fullmatch(r"mkdocs\.yml: MkDocs says: WARNING .*method\.md.*nowhere\.md.*; .*\n", done.stderr)
    assert tree(built / "site") == last
    assert not (built / ".site-old").exists()
    assert not (built / ".site-new-1").exists()


def test_a_site_that_fails_its_check_is_not_published(built: Path) -> None:
    last = tree(built / "site")
    write(built, "docs/method.md", FOREIGN_PAGE)
    done = run(built, "build", code=1)
    assert done.stderr.startswith(
        "method/index.html: loads https://pictures.example.org/a.png from another host;"
    )
    assert done.stderr.count("\n") == 1
    assert tree(built / "site") == last


def test_every_fault_of_every_source_is_told_and_the_last_site_stays(built: Path) -> None:
    last = tree(built / "site"), tree(built / "docs")
    write(built, "sources/harbour-talks/zenda-post.yml", "outlet: The Zenda Post\npublished: then\n")
    write(built, "sources/harbour-talks/post-script.yml", "outlet: Nobody\n")
    (built / "sources/bridge-collapse/zenda-post.txt").write_bytes(b"\xff\xfe\x00")
    write(built, "sources/actors.yml", "- {id: Jane, name: Jane Roe}\n")
    done = run(built, "build", code=1)
    assert {line.partition("; ")[0] for line in done.stderr.splitlines()} == {
        "sources/actors.yml:1: actors[1].id: 'Jane' cannot be an address",
        "sources/bridge-collapse/zenda-post.txt:1: is not UTF-16-LE: byte 3 is 0x00",
        "sources/harbour-talks/post-script.yml: belongs to no capture",
        "sources/harbour-talks/zenda-post.yml:2: published: 'then' is not a date",
    }
    assert done.stderr.count("\n") == 4
    assert (tree(built / "site"), tree(built / "docs")) == last
    assert done.stdout == ""


def test_a_second_build_at_the_same_time_is_refused_in_one_line(built: Path) -> None:
    last = tree(built / "docs")
    with FileLock(built / ".site-lock"):
        done = run(built, "build", code=1)
    assert done.stderr == "site: another build is running; wait until it has finished\n"
    assert tree(built / "docs") == last


def test_an_address_that_is_none_is_one_line(built: Path) -> None:
    done = run(built, "build", environment={"PARALLAX_SITE_URL": "http://[::1"}, code=1)
    line = "environment: PARALLAX_SITE_URL: 'http://[::1' is not a web address; write https://host/path/\n"
    assert done.stderr == line


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"PARALLAX_SITE_URL": ""}, "http://127.0.0.1:8000/"),
        ({"PARALLAX_SITE_URL": "https://reader.example.org"}, "https://reader.example.org/"),
        ({"PARALLAX_SITE_URL": "https://jane.example.org/some-repo/"}, "https://jane.example.org/some-repo/"),
    ],
)
def test_where_the_site_will_stand(given: Mapping[str, str], taken: str, tmp_path: Path) -> None:
    assert building.place(given, tmp_path) == Place(taken, None, None)


@pytest.mark.parametrize("name", ["PARALLAX_SITE_URL", "PARALLAX_REPO_URL"])
@pytest.mark.parametrize(
    "value",
    [
        "x",
        "example.org",
        "javascript:alert(1)",
        "http://[::1",
        "https://a b/",
        'https://a"/',
        "https://a/?q\n",
        "//a/",
    ],
)
def test_where_no_site_can_stand(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        building.place({name: value}, tmp_path)
    (problem,) = raised.value.problems
    assert (problem.path, problem.field) == ("environment", name)


# --- rights: nothing is shown that may not be ---


def words_of(data: bytes, name: str) -> str:
    """Return the words that a generated file shows, without markup and marks."""
    text = data.decode()
    if name.endswith(".md") and not name.endswith("article.md"):
        text = html.document_fromstring(text.partition("\n---\n")[2]).text_content()
    return " ".join(re.findall(r"\w+", text))


def hidden(article: Article, shown: frozenset[Span]) -> set[str]:
    """Return every three words in a row of the sentences that may not be shown, and of no other."""
    open_words = " ".join(re.findall(r"\w+", " . ".join(s.of(article.text) for s in shown)))
    stated = article.metadata.headline.value if article.metadata.headline else ""
    found = set()
    for sentence in article.sentences:
        if sentence not in shown:
            words = re.findall(r"\w+", sentence.of(article.text))
            found |= {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}
    return {row for row in found if row not in open_words and row not in stated}


@pytest.mark.parametrize("mode", ["excerpt", "link"])
def test_what_the_rights_do_not_allow_is_in_no_generated_file(
    mode: str, tools: assembling.Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(INVENTED, tmp_path / "sources").parent)
    story = tmp_path / "sources/harbour-talks"
    for source in ("strelsau-herald", "zenda-post", "pamphlet"):
        write(story, f"{source}.yml", f"rights: {{mode: {mode}}}\n")
    write(story, "zenda-post.yml", "rights: {mode: full}\n")
    publication, problems = assembling.assemble(reading.read(Path("sources")), tools, lambda _: None)
    assert problems == ()
    generated = {
        n: words_of(d, n) for n, d in files(publication, Place("https://reader.example.org/")).items()
    }
    one = next(s for s in publication.stories if s.id == "harbour-talks")
    others = " ".join(words_of(s.article("zenda-post").text.encode(), "") for s in publication.stories)
    for article in one.articles:
        if article.id == "zenda-post":
            continue
        shown = resting(publication, article) if mode == "excerpt" else frozenset[Span]()
        assert shown != frozenset(article.sentences)
        secret = {row for row in hidden(article, shown) if row not in others and "Roe" not in row}
        assert secret
        for name, words in generated.items():
            assert sorted(row for row in secret if row in words) == [], (name, article.id)
        assert f"stories/harbour-talks/{article.id}/article.md" not in generated


def resting(publication: Publication, article: Article) -> frozenset[Span]:
    """Return the sentences of an article that a statement, a silence or a shared point rests on."""
    story = next(s for s in publication.stories if article in s.articles)
    starts = [s.spans[0].start for s in article.statements] + [s.span.start for s in article.silences]
    spans = {s for s in article.sentences if any(s.start <= start < s.end for start in starts)}
    for point in story.points:
        cell = point.cell(article.id)
        if cell and (len(point.cells) > 1 or point.label):
            spans.update(cell.spans)
    return frozenset(spans)


def test_the_built_site_has_no_words_of_a_source_that_is_only_linked(invented_site: Path) -> None:
    text = (INVENTED / "bridge-collapse/hentzau-blatt.txt").read_text("utf-8")
    sentences = [line for line in text.splitlines()[4:] if line]
    rows = {
        tuple(words[at : at + 3])
        for words in (re.findall(r"\w+", sentence) for sentence in sentences)
        for at in range(len(words) - 2)
    }
    rows = {row for row in rows if " ".join(row) not in text.splitlines()[0]}
    assert len(rows) > 30
    for name, data in tree(invented_site).items():
        if name.endswith((".html", ".md", ".json", ".csv", ".xml")):
            words = words_of(data, "")
            assert [row for row in rows if " ".join(row) in words] == [], name
