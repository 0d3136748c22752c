"""A source is added with its sidecar and its line in the list, or is refused and nothing changes."""

import re
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_scripts.authoring.add_source import AddedSource
from build_scripts.models import Metadata, StatedFact
from build_scripts.models.problems import UserError
from build_scripts.pipeline.article_tools import ArticleTools
from build_scripts.source_files.entries.propose_source_id import compose_sidecar
from build_scripts.source_files.read_sources import read_sources
from build_scripts.source_files.yaml_files import parse_sidecar_file
from tests.helpers.add_sources import TEXT, add
from tests.helpers.serving import served

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>A second harbour</title>
<meta property="og:site_name" content="The Zenda Post"></head><body><article><h1>A second harbour</h1>
{"".join(f"<p>{line}</p>" for line in TEXT.splitlines()[5:] if line)}</article></body></html>"""


def contents() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes() for path in sorted(Path("sources").rglob("*")) if path.is_file()
    }


def refused(article_tools: ArticleTools, source: str | bytes, story: str = "talks", **more: str) -> str:
    """Return the one line with which a source is refused, and assert that nothing has changed."""
    before = contents()
    with pytest.raises(UserError) as caught:
        add(article_tools, source, story, **more)
    assert contents() == before
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return str(problem)


# --- captures and sidecars ---


def test_a_pasted_file_comes_in_byte_for_byte(small_publication, article_tools):
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    (small_publication / "Seite 1.txt").write_bytes(data)
    before = contents()
    added = add(article_tools, "Seite 1.txt")
    assert added.capture_path == "sources/talks/strelsau-opens-a-second-harbour-for-the.txt"
    assert Path(added.capture_path).read_bytes() == data
    assert (added.listed, added.problems, added.address) == (True, (), None)
    after = contents()
    new = {added.capture_path, added.sidecar_path}
    assert after.keys() - before.keys() == new
    story = before.pop(added.story_path).decode()
    assert after[added.story_path].decode() == story.replace("# first\n", f"# first\n  - {added.name}\n")
    assert all(after[path] == data for path, data in before.items())


def test_the_publication_is_without_fault_afterwards(small_publication, article_tools):
    added = add(article_tools, TEXT.encode())
    raw = read_sources(Path("sources"))
    assert raw.problems == ()
    (story,) = raw.stories
    assert [source.id for source in story.sources] == ["herald", added.name]


def test_a_sidecar_says_only_what_the_capture_does_not_and_no_word_of_it(small_publication, article_tools):
    added = add(article_tools, TEXT.encode())
    text = Path(added.sidecar_path).read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == []
    assert re.findall(r"^# (\w+):", text, re.MULTILINE) == ["outlet", "source_url", "captured", "rights"]
    added = add(article_tools, b"A text without anything above it, of which one knows nothing at all.\n")
    text = Path(added.sidecar_path).read_text("utf-8")
    assert "# headline:" in text
    assert "# label:" in text
    known, page = Metadata(*(StatedFact("x", "sidecar"),) * 4), "https://example.org/"
    assert compose_sidecar(known, None, "2031-05-05", stated=page, example_date="2031") is not None
    assert "# source_url" not in str(compose_sidecar(known, None, None, stated=page, example_date="2031"))


@pytest.mark.parametrize(("dated", "example"), [("date: 2031-03\n", "2031-03"), ("", "2031-05-05")])
def test_the_dates_in_a_sidecars_comments_are_the_storys_own(
    small_publication: Path, article_tools: ArticleTools, dated: str, example: str
) -> None:
    story = small_publication / "sources/talks/story.yml"
    story.write_text(dated + story.read_text("utf-8"), "utf-8")
    added = add(article_tools, b"A text without anything above it, of which one knows nothing at all.\n")
    comments = Path(str(added.sidecar_path)).read_text("utf-8")
    assert re.findall(r"^# (?:published|captured): (\S+)", comments, re.MULTILINE) == [example, example]


def test_a_better_name_is_proposed_for_a_source_that_was_named_after_its_file(
    small_publication: Path, article_tools: ArticleTools
) -> None:
    Path("Page 1.txt").write_text("Ships came, and a text without a headline told of them.\n", "utf-8")
    added = add(article_tools, "Page 1.txt")
    assert [str(problem) for problem in added.problems] == [
        "sources/talks/page-1.txt: warning: no outlet or headline is known to name it by, and its address "
        "will be stories/talks/page-1/ for ever; remove it, and add it again with --name and the outlet's "
        "name, or with --name ships-came-and-a-text-without-a-headline"
    ]


def test_a_name_that_was_asked_for_or_stated_is_as_good_as_any(
    small_publication: Path, article_tools: ArticleTools
) -> None:
    asked = add(article_tools, b"Ships came, and a text without a headline told of them.\n", name="page")
    assert (asked.problems, asked.page_address) == ((), "stories/talks/page/")
    assert add(article_tools, TEXT.encode()).problems == ()


def test_a_saved_page_is_named_by_its_outlet(small_publication, article_tools):
    Path("saved").write_text(PAGE, "utf-8")
    added = add(article_tools, "saved")
    assert added.capture_path == "sources/talks/zenda-post.html"
    assert Path(added.capture_path).read_text("utf-8") == PAGE


# --- from an address ---


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    pages = tmp_path / "site"
    pages.mkdir()
    (pages / "harbour.html").write_text(PAGE, "utf-8")
    (pages / "harbour.txt").write_text(TEXT, "utf-8")
    (pages / "menu.html").write_text("<html><body></body></html>", "utf-8")
    with served(pages) as address:
        yield address


def test_a_page_of_the_web_comes_with_its_address_and_the_day(small_publication, article_tools, site):
    added = add(article_tools, f"{site}harbour.html?utm_source=letter#top")
    assert Path(added.capture_path).read_text("utf-8") == PAGE
    value, problems = parse_sidecar_file(Path(added.sidecar_path).read_text("utf-8"), "a.yml")
    assert problems == ()
    assert (value.source_url, value.captured) == (f"{site}harbour.html", "2031-05-05")
    assert value.outlet is None
    assert add(article_tools, f"{site}harbour.txt").capture_path.endswith(".txt")


def test_an_address_that_is_there_already_is_refused_without_asking_for_it(
    small_publication, article_tools, site
):
    Path("sources/talks/herald.yml").write_text("source_url: https://www.herald.invalid/a?utm_medium=x\n")
    said = refused(article_tools, "http://herald.invalid/a/#b")
    assert said.startswith(
        "http://herald.invalid/a/: is in the publication already, as sources/talks/herald.txt;"
    )
    added = add(article_tools, f"{site}harbour.html")
    Path(added.capture_path).write_text("as it was before")
    assert added.capture_path in refused(article_tools, f"{site}harbour.html?fbclid=1")


def test_a_page_without_an_article_is_refused_by_its_address(small_publication, article_tools, site):
    assert refused(article_tools, f"{site}menu.html") == (
        f"{site}menu.html: no article was found in the page; save the page in a browser and add the file"
    )


def test_an_address_of_another_kind_is_refused(small_publication, article_tools):
    assert "is neither http nor https" in refused(article_tools, "ftp://example.org/a")


# --- what is refused ---


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_nothing_is_refused(small_publication, article_tools, data):
    assert refused(article_tools, data).startswith("standard input: is empty; ")


def test_what_is_no_text_is_refused(small_publication, article_tools):
    Path("a.txt").write_bytes(b"Ferry\n\0\1\2")
    assert refused(article_tools, "a.txt").startswith("a.txt:2: holds a NUL character; ")


def test_what_is_too_large_is_refused(small_publication, article_tools):
    assert refused(article_tools, b"x " * 2_500_001).startswith("standard input: is larger than 5 MB; ")


def test_the_same_bytes_are_refused_under_any_name_and_in_any_story(small_publication, article_tools):
    added = add(article_tools, TEXT.encode())
    for more in ({}, {"name": "other"}):
        assert f"is in the publication already, as {added.capture_path}; " in refused(
            article_tools, TEXT.encode(), **more
        )
    assert added.capture_path in refused(article_tools, TEXT.encode(), "others", title="Others")
    assert not Path("sources/others").exists()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("herald", "'herald' is taken in this story"),
        ("gone", "'gone' is taken in this story"),
        ("story", "'story' is taken in this story"),
        ("timeline", "'timeline' is the address of another page"),
        ("notes", "'notes' is taken in this story"),
        ("../herald", "'../herald' is not a valid id"),
        ("A", "'A' is not a valid id"),
        ("", "'' is not a valid id"),
        ("x" * 81, "the name has 81 characters"),
        ("con", "'con' is a reserved name on Windows"),
    ],
)
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(small_publication, article_tools, name, what):
    Path("sources/talks/story.yml").write_text(
        "title: T\nsources: [herald, {id: gone, withdrawn: 2031-01-01}]\n"
    )
    Path("sources/talks/notes.md").write_text("mine")
    assert refused(article_tools, TEXT.encode(), name=name).startswith(f"--name: {what}; ")


@pytest.mark.parametrize(
    ("story", "more", "said"),
    [
        (
            "talk",
            {},
            "sources/talk: there is no such story; did you mean `talks`? If not, create it with",
        ),
        ("xyz", {}, "sources/xyz: there is no such story; create it with --new-story"),
        ("talks", {"title": "T"}, "sources/talks: is a story already; leave out --new-story"),
        ("../talks", {}, "--story: '../talks' is not a valid id; "),
        ("actors", {"title": "T"}, "--story: 'actors' is the address of another page; "),
        ("x" * 81, {"title": "T"}, "--story: the name has 81 characters; use at most 80"),
        ("new", {"title": " "}, "--new-story: title: is empty; "),
        ("new", {"title": "x" * 201}, "--new-story: title: has 201 characters; use at most 200"),
    ],
)
def test_a_story_that_is_none_or_one_too_many_is_refused(small_publication, article_tools, story, more, said):
    assert refused(article_tools, TEXT.encode(), story, **more).startswith(said)


def test_a_story_with_a_fault_is_to_be_mended_first(small_publication, article_tools):
    Path("sources/talks/story.yml").write_text("title: [\n")
    assert refused(article_tools, TEXT.encode()).startswith("sources/talks/story.yml:2: not YAML: ")


def test_without_a_publication_the_first_thing_to_do_is_said(tmp_path, article_tools, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="there is no such folder; run this from the repository's top folder"):
        add(article_tools, TEXT.encode())


# --- writing ---


def test_a_new_story_is_begun_with_its_first_source(small_publication, article_tools):
    added = add(article_tools, TEXT.encode(), "harbour", title='Harbour: "now"', name="null")
    assert added.capture_path == "sources/harbour/null.txt"
    raw = read_sources(Path("sources"))
    assert raw.problems == ()
    story = raw.stories[0]
    assert (story.id, story.file.title) == ("harbour", 'Harbour: "now"')
    assert [source.id for source in story.file.sources] == ["null"]


def test_of_many_that_are_added_at_once_none_is_lost(small_publication, article_tools):
    texts = [TEXT.replace("forty", str(number)).encode() for number in range(6)]
    added: list[AddedSource] = []
    threads = [
        threading.Thread(target=lambda text=text: added.append(add(article_tools, text))) for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    raw = read_sources(Path("sources"))
    assert raw.problems == ()
    (story,) = raw.stories
    assert {source.data for source in story.sources if source.id != "herald"} == set(texts)
    assert {source.id for source in story.sources if source.is_listed} == {
        "herald",
        *(one.name for one in added),
    }
    assert len(added) == len(texts)


def test_a_disk_that_takes_no_more_is_one_line(small_publication, article_tools):
    # No file may grow: that stops whoever writes, whatever they may write to.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        said = refused(article_tools, TEXT.encode())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "cannot be written: " in said


def test_where_the_list_cannot_be_written_nothing_stays(small_publication, article_tools):
    # A folder stands where the new text of story.yml is written before it takes the old one's place.
    Path("sources/talks/.story.yml.new").mkdir()
    assert "cannot be written: " in refused(article_tools, TEXT.encode())


def test_a_list_that_cannot_be_changed_is_left_and_the_line_to_add_is_said(small_publication, article_tools):
    Path("sources/talks/story.yml").write_text("{title: T}\n")
    added = add(article_tools, TEXT.encode(), name="post")
    assert Path("sources/talks/story.yml").read_text() == "{title: T}\n"
    assert Path("sources/talks/post.txt").is_file()
    assert [str(problem) for problem in added.problems] == [
        "sources/talks/story.yml: sources: warning: could not be changed safely; "
        "add `post` at the end of `sources:`"
    ]


def test_a_source_of_nothing_but_boilerplate_comes_in_with_a_warning(small_publication, article_tools):
    added = add(article_tools, b"Menu\nSubscribe\n", name="menu")
    assert [str(problem) for problem in added.problems] == [
        "sources/talks/menu.txt: warning: no article text was found in it; "
        "say which lines to keep in sources/talks/menu.yml"
    ]
