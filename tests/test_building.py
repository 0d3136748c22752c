"""A build gives the same bytes anywhere, publishes all or nothing, and touches no file but its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from lxml import html

from build_scripts import assembling, building, reading, swapping, verifying, writing
from build_scripts.models import Article, Publication, Span
from build_scripts.problems import UserError
from build_scripts.publishing.pages import files
from build_scripts.publishing.place import Place
from tests.conftest import TOP, layout, run

INVENTED = TOP / "tests" / "publication" / "sources"
BROKEN_PAGE = "# Method\n\nSee [the page](nowhere.md).\n"
FOREIGN_PAGE = '# Method\n\n<img src="https://pictures.example.org/a.png" alt="">\n'


def tree(folder: Path) -> Mapping[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture
def built(invented_site: Path, tmp_path: Path) -> Path:
    """Return a copy of the invented publication, with its generated pages and its site."""
    return Path(shutil.copytree(invented_site.parent, tmp_path / "publication"))


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


# --- the whole build ---


def test_built_twice_in_other_folders_and_time_zones_the_bytes_are_the_same(
    invented_site: Path, tmp_path: Path
) -> None:
    folder = layout(tmp_path / "an other place" / "Ärger", INVENTED)
    run(folder, "build", environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"})
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


def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_works(built: Path) -> None:
    last = tree(built / "site")
    for number, moment in enumerate(("docs/.parallax-manifest.json", ".site-new-*/sitemap.xml")):
        story = f"title: The bridge {number}\nsources: [zenda-post, hentzau-blatt]\n"
        write(built, "sources/bridge-collapse/story.yml", story)
        began = kill_when(built, moment)
        site = tree(built / "site")
        assert site == last or (site.keys() == last.keys() and story_title(built) == f"The bridge {number}")
        end_group(began)
    run(built, "build")
    assert tree(built / "site").keys() == last.keys()
    assert story_title(built) == "The bridge 1"
    assert [path.name for path in built.glob(".site-*")] == [".site-lock"]
    assert not list((built / "docs").rglob("*.new"))


def kill_when(folder: Path, moment: str) -> int:
    """Begin a build, kill it as soon as a file is written anew, and return its process group."""
    before = {path: path.stat().st_mtime_ns for path in folder.glob(moment)}
    process = subprocess.Popen(
        [sys.executable, "-m", "build_scripts", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None:
        if any(before.get(path) != path.stat().st_mtime_ns for path in folder.glob(moment)):
            break
        time.sleep(0.002)
    process.kill()
    process.wait()
    return process.pid


def story_title(folder: Path) -> str:
    page = html.parse(folder / "site/stories/bridge-collapse/index.html")
    return " ".join(page.find(".//h1").text_content().split())


def end_group(number: int) -> None:
    """End what is left of a process group that a test began."""
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:
        return


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


# --- the files below docs/ ---


def test_only_files_of_the_manifest_are_replaced_or_removed(tmp_path: Path) -> None:
    write(tmp_path, "by-hand.md", "by hand")
    write(tmp_path, "deep/by-hand.md", "by hand")
    writing.write({"a.md": b"1", "deep/b.md": b"2", "deep/er/c.md": b"3"}, tmp_path)
    writing.write({"a.md": b"4", "new/d.md": b"5"}, tmp_path)
    del_manifest = {k: v for k, v in tree(tmp_path).items() if k != writing.MANIFEST}
    assert del_manifest == {
        "a.md": b"4",
        "new/d.md": b"5",
        "by-hand.md": b"by hand",
        "deep/by-hand.md": b"by hand",
    }
    assert not (tmp_path / "deep/er").exists()
    writing.write({}, tmp_path)
    (tmp_path / writing.MANIFEST).unlink()
    assert tree(tmp_path) == {"by-hand.md": b"by hand", "deep/by-hand.md": b"by hand"}


def test_a_file_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    writing.write({"a.md": b"1"}, tmp_path)
    before = (tmp_path / "a.md").stat()
    writing.write({"a.md": b"1", "b.md": b"2"}, tmp_path)
    assert (tmp_path / "a.md").stat().st_ino == before.st_ino


IN_THE_WAY: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a file": (lambda folder: write(folder, "a/b.md", "mine"), "a/b.md"),
    "a file for a folder": (lambda folder: write(folder, "a", "mine"), "a"),
    "a folder for a file": (lambda folder: write(folder, "a/b.md/c", "mine"), "a/b.md"),
    "a link to nothing": (lambda folder: link(folder, "a/b.md", "nowhere"), "a/b.md"),
    "a link to a folder": (lambda folder: link(folder, "a", ".."), "a"),
}


def link(folder: Path, name: str, target: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(target)


def test_a_folder_that_is_a_link_and_a_link_beside_a_file_lead_nowhere(tmp_path: Path) -> None:
    write(tmp_path, "precious", "mine")
    link(tmp_path, "docs/.a.md.new", "../precious")
    writing.write({"a.md": b"ours"}, tmp_path / "docs")
    link(tmp_path, "linked", "docs")
    with pytest.raises(UserError) as raised:
        writing.write({"b.md": b"ours"}, tmp_path / "linked")
    assert len(raised.value.problems) == 1
    assert (tmp_path / "precious").read_text("utf-8") == "mine"
    assert not (tmp_path / "docs/b.md").exists()


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_in_the_way_is_a_problem_and_stays(name: str, tmp_path: Path) -> None:
    put, place = IN_THE_WAY[name]
    put(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as raised:
        writing.write({"a/b.md": b"ours", "c.md": b"ours"}, tmp_path)
    (problem,) = raised.value.problems
    assert problem.path == (tmp_path / place).as_posix()
    assert sorted(tmp_path.rglob("*")) == before
    assert all(data == b"mine" for data in tree(tmp_path).values())


def test_a_folder_that_took_the_place_of_a_generated_file_stays(tmp_path: Path) -> None:
    writing.write({"a.md": b"1"}, tmp_path)
    (tmp_path / "a.md").unlink()
    write(tmp_path, "a.md/mine.md", "mine")
    with pytest.raises(UserError):
        writing.write({"a.md": b"2"}, tmp_path)
    writing.write({"b.md": b"2"}, tmp_path)
    assert (tmp_path / "a.md/mine.md").read_text("utf-8") == "mine"


def test_what_a_killed_run_left_is_cleared_with_its_page(tmp_path: Path) -> None:
    writing.write({"a/b.md": b"1"}, tmp_path)
    write(tmp_path, "a/.b.md.new", "half")
    writing.write({}, tmp_path)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "manifest",
    ["", "[]", "{}", '{"files": 1}', '{"files": ["../x"]}', '{"files": ["/x"]}', '{"files": [""]}', "\xff"],
)
def test_a_manifest_that_is_none_removes_nothing(manifest: str, tmp_path: Path) -> None:
    write(tmp_path, "x", "mine")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / writing.MANIFEST).write_bytes(manifest.encode("latin-1"))
    with pytest.raises(UserError):
        writing.write({"a.md": b"1"}, tmp_path / "docs")
    assert (tmp_path / "x").exists()
    assert not (tmp_path / "docs/a.md").exists()


def test_the_manifest_lists_what_was_written(tmp_path: Path) -> None:
    writing.write({"b.md": b"1", "a/ä.md": b"2"}, tmp_path)
    listed = json.loads((tmp_path / writing.MANIFEST).read_text("utf-8"))
    assert listed == {"version": 1, "files": ["a/ä.md", "b.md"]}


# --- one folder in another's place ---


@pytest.mark.parametrize("left", ["", ".site-old"])
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_takes_the_place_of_another(there: bool, left: str, tmp_path: Path) -> None:
    write(tmp_path, "new/index.html", "new")
    if there:
        write(tmp_path, "site/old.html", "old")
    if left:
        write(tmp_path, f"{left}/older.html", "older")
    swapping.put_in_place(tmp_path / "new", tmp_path / "site")
    assert tree(tmp_path) == {"site/index.html": b"new"}


@pytest.mark.parametrize("there", [True, False])
def test_the_last_good_folder_comes_back_only_if_none_stands_there(there: bool, tmp_path: Path) -> None:
    write(tmp_path, ".site-old/index.html", "old")
    if there:
        write(tmp_path, "site/index.html", "new")
    swapping.recover(tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text("utf-8") == ("new" if there else "old")


# --- the check of a finished site ---

TEXTS = {"talks/herald": "The harbour <is> closed."}
GOOD = '<span class="px-words" data-source="talks/herald" data-span="4-16">harbour <b>&lt;is</b>&gt;</span>'
PAGES = {
    "good": (GOOD, None),
    "a word changed": (GOOD.replace("harbour", "Harbour"), "talks/herald, 4 to 16: the page says"),
    "a word more": (GOOD.replace("harbour", "harbour, it"), "talks/herald, 4 to 16: the page says"),
    "offsets changed": (GOOD.replace("4-16", "5-16"), "talks/herald, 5 to 16: the page says"),
    "offsets that are none": (
        GOOD.replace("4-16", "-4-x"),
        "shows words of an unknown source 'talks/herald'",
    ),
    "an unknown source": (GOOD.replace("herald", "post"), "shows words of an unknown source 'talks/post'"),
    "an id twice": ('<p id="s1">a</p><p id="s1">b</p>', "the id 's1' stands 2 times"),
    "a link to a page": ('<a href="more/">x</a><a href="./more/#s1">x</a><a href="more/a.csv">x</a>', None),
    "a link to the top": (
        '<a href="/papers/more/">x</a><a href=".">x</a><a href="#here" id="here">x</a>',
        None,
    ),
    "a link to nothing": ('<a href="less/">x</a>', "the link 'less/' leads nowhere"),
    "a link above the site": ('<a href="/more/">x</a>', "the link '/more/' leads nowhere"),
    "a link to a missing sentence": ('<a href="more/#s2">x</a>', "the link 'more/#s2' leads nowhere"),
    "a link elsewhere": ('<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a>', None),
    "a link that runs": (
        '<a href="javascript:alert(1)">x</a>',
        "the link 'javascript:alert(1)' leads nowhere",
    ),
    "a link that can't be read": ('<a href="http://[::1">x</a>', "the link 'http://[::1' leads nowhere"),
    "a script of another host": ('<script src="//example.org/a.js"></script>', "loads //example.org/a.js"),
    "a picture of another host": ('<img src="https://example.org/a.png">', "loads https://example.org/a.png"),
    "a style of another host": ('<link rel="stylesheet" href="https://example.org/a.css">', "loads https://"),
    "a lasting address": ('<link rel="canonical" href="https://example.org/">', None),
    "nothing at all": ("", None),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_check_of_a_page(name: str, tmp_path: Path) -> None:
    page, expected = PAGES[name]
    write(tmp_path, "index.html", page)
    write(tmp_path, "more/index.html", '<p id="s1">more</p>')
    write(tmp_path, "more/a.csv", "")
    found = [
        problem.what for problem in verifying.verify(tmp_path, TEXTS, "https://reader.example.org/papers/")
    ]
    if expected is None:
        assert found == []
    else:
        (what,) = found
        assert what.startswith(expected)
