"""Taking a source in: its name, its sidecar, its line in the list; nothing overwritten, nothing half done."""

import functools
import io
import re
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from build_scripts.authoring import add_source as capturing
from build_scripts.authoring.fetch import fetch
from build_scripts.cleaning import line_report as explaining
from build_scripts.cleaning import overrides as overruling
from build_scripts.commands import print_results as listing
from build_scripts.models import Correction, Kind, Metadata, Sidecar, Stated
from build_scripts.models.problems import UserError
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline.load_articles import Loader
from build_scripts.source_files import read_sources as reading
from build_scripts.source_files import yaml_files as publication_files
from build_scripts.source_files.entries import edit_story_list as story_list
from build_scripts.source_files.entries import source_naming as adding
from build_scripts.source_files.yaml.value_formats import IDENTIFIER
from build_scripts.storage import write_files as writing
from tests.helpers.serving import served

TEXT = """Strelsau opens a second harbour for the ships of Zenda

By Jane Roe
4 May 2031, 10:15

Strelsau opened a second harbour on Tuesday, and the first ships from Zenda were in by noon.

The harbour master said that forty ships a day could now be unloaded in Strelsau.

Ship owners said that they had not been asked about the tolls, which are to be paid from June.
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>A second harbour</title>
<meta property="og:site_name" content="The Zenda Post"></head><body><article><h1>A second harbour</h1>
{"".join(f"<p>{line}</p>" for line in TEXT.splitlines()[5:] if line)}</article></body></html>"""
STORY = "title: The talks # ours\nsources:\n  - herald # first\n\n# the end\n"


@pytest.fixture(scope="module")
def tools() -> analysis.Tools:
    return analysis.load_tools(parsing=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a publication of one story and one source; the tests run in it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "publication.yml": "title: P\n",
        "actors.yml": "[]\n",
        "talks/story.yml": STORY,
        "talks/herald.txt": "An old text, of which nothing is lost.\n",
    }.items():
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path


def here(ip: object) -> bool:
    return True


def means(piped: bytes = b"") -> capturing.Means:
    return capturing.Means(functools.partial(fetch, allowed=here), lambda size: piped[:size], "2031-05-05")


def add(tools: analysis.Tools, source: str | bytes, story: str = "talks", **more: str) -> capturing.Added:
    piped, source = (source, "-") if isinstance(source, bytes) else (b"", source)
    return capturing.add(capturing.Wish(source, story, **more), Path("sources"), tools, means(piped))


def contents() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes() for path in sorted(Path("sources").rglob("*")) if path.is_file()
    }


def refused(tools: analysis.Tools, source: str | bytes, story: str = "talks", **more: str) -> str:
    """Return the one line with which a source is refused; nothing has changed then."""
    before = contents()
    with pytest.raises(UserError) as caught:
        add(tools, source, story, **more)
    assert contents() == before
    (problem,) = caught.value.problems
    assert "\n" not in str(problem)
    return str(problem)


# --- names ---

STATED = st.one_of(st.none(), st.text(max_size=80).map(lambda words: Stated(words, "sidecar")))


@given(STATED, STATED, st.one_of(st.none(), st.text(max_size=20)), st.lists(st.text("abc-2", max_size=4)))
def test_any_name_is_an_address_and_is_not_taken(outlet, headline, file, taken):
    metadata = Metadata(outlet=outlet, headline=headline)
    first = adding.proposed_name(metadata, None, file, taken)
    second = adding.proposed_name(metadata, None, file, [*taken, first])
    third = adding.proposed_name(metadata, None, file, [*taken, first, second])
    for name in (first, second, third):
        assert IDENTIFIER.fullmatch(name)
        assert len(name) <= adding.LONGEST_NAME + 4
        assert name not in (*taken, *publication_files.RESERVED_SOURCES)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    ("outlet", "address", "headline", "file", "name"),
    [
        ("The Strelsau Herald", "https://x.example.org/", "Ferry", "page", "strelsau-herald"),
        ("Fährmann’s Größe", None, None, None, "fahrmanns-grosse"),
        ("朝の新聞", "https://www.zenda-post.co.uk/a", "Ferry", "page", "zenda-post"),
        (None, "https://news.zenda.example/a", "Ferry", "page", "zenda"),
        (None, "http://127.0.0.1:80/a", "Łódź: a “ferry”?", "page", "lodz-a-ferry"),
        (
            None,
            None,
            "The ferry of Hentzau stays in the harbour for a week",
            None,
            "the-ferry-of-hentzau-stays-in-the",
        ),
        (None, None, "港の第二埠頭", "Page (1)", "page-1"),
        (None, None, "항구, 2035년까지", "Page", "page"),
        (None, None, None, "港", "source"),
        ("Comparison", None, None, None, "comparison-2"),
        ("x" * 90, None, None, None, "x" * 40),
    ],
)
def test_a_name_comes_from_the_first_of_these_that_gives_one(outlet, address, headline, file, name):
    metadata = Metadata(
        outlet=Stated(outlet, "sidecar") if outlet else None,
        headline=Stated(headline, "sidecar") if headline else None,
    )
    assert adding.proposed_name(metadata, address, file, []) == name


# --- captures and sidecars ---


@pytest.mark.parametrize(
    ("data", "hint", "suffix"),
    [
        (b"Ferry", "", ".txt"),
        (b"Ferry", "a.HTM", ".html"),
        (b"\xef\xbb\xbf\n <!-- saved -->\n<!DOCTYPE html><p>", "a.txt", ".html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "", ".html"),
        (b"<p>of a forum</p>", "", ".txt"),
        (b"In <html> there is", "a", ".txt"),
    ],
)
def test_a_saved_page_is_told_from_a_pasted_one(data, hint, suffix):
    assert adding.suffix(data, hint) == suffix


def test_a_pasted_file_comes_in_byte_for_byte(folder, tools):
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    (folder / "Seite 1.txt").write_bytes(data)
    before = contents()
    added = add(tools, "Seite 1.txt")
    assert added.capture == "sources/talks/strelsau-opens-a-second-harbour-for-the.txt"
    assert Path(added.capture).read_bytes() == data
    assert (added.listed, added.problems, added.address) == (True, (), None)
    after = contents()
    new = {added.capture, added.sidecar}
    assert after.keys() - before.keys() == new
    story = before.pop(added.story).decode()
    assert after[added.story].decode() == story.replace("# first\n", f"# first\n  - {added.name}\n")
    assert all(after[path] == data for path, data in before.items())


def test_the_publication_is_without_fault_afterwards(folder, tools):
    added = add(tools, TEXT.encode())
    raw = reading.read(Path("sources"))
    assert raw.problems == ()
    (story,) = raw.stories
    assert [source.id for source in story.sources] == ["herald", added.name]


def test_a_sidecar_says_only_what_the_capture_does_not_and_no_word_of_it(folder, tools):
    added = add(tools, TEXT.encode())
    text = Path(added.sidecar).read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == []
    assert re.findall(r"^# (\w+):", text, re.MULTILINE) == ["outlet", "source_url", "captured", "rights"]
    added = add(tools, b"A text without anything above it, of which one knows nothing at all.\n")
    text = Path(added.sidecar).read_text("utf-8")
    assert "# headline:" in text
    assert "# label:" in text
    known = Metadata(*(Stated("x", "sidecar"),) * 4)
    assert adding.sidecar(known, None, "2031-05-05", stated="https://example.org/") is not None
    assert "# source_url" not in str(adding.sidecar(known, None, None, stated="https://example.org/"))


@given(st.sets(st.sampled_from(["headline", "byline", "published", "outlet"])), st.booleans(), st.booleans())
def test_a_sidecar_is_read_without_fault_and_so_are_its_hints_once_filled_in(stated, address, captured):
    metadata = Metadata(**dict.fromkeys(stated, Stated("x", "sidecar")))
    text = adding.sidecar(
        metadata, "https://example.org/?a=1&b=2" if address else None, "2031-05-05" if captured else None
    )
    value, problems = publication_files.read_sidecar(text, "a.yml")
    assert problems == ()
    assert (value.source_url, value.captured) == (
        "https://example.org/?a=1&b=2" if address else None,
        "2031-05-05" if captured else None,
    )
    filled = re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE).replace(
        "https://…", "https://example.org/"
    )
    assert publication_files.read_sidecar(filled, "a.yml")[1] == ()


def test_a_saved_page_is_named_by_its_outlet(folder, tools):
    Path("saved").write_text(PAGE, "utf-8")
    added = add(tools, "saved")
    assert added.capture == "sources/talks/zenda-post.html"
    assert Path(added.capture).read_text("utf-8") == PAGE


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


def test_a_page_of_the_web_comes_with_its_address_and_the_day(folder, tools, site):
    added = add(tools, f"{site}harbour.html?utm_source=letter#top")
    assert Path(added.capture).read_text("utf-8") == PAGE
    value, problems = publication_files.read_sidecar(Path(added.sidecar).read_text("utf-8"), "a.yml")
    assert problems == ()
    assert (value.source_url, value.captured) == (f"{site}harbour.html", "2031-05-05")
    assert value.outlet is None
    assert add(tools, f"{site}harbour.txt").capture.endswith(".txt")


def test_an_address_that_is_there_already_is_refused_without_asking_for_it(folder, tools, site):
    Path("sources/talks/herald.yml").write_text("source_url: https://www.herald.invalid/a?utm_medium=x\n")
    said = refused(tools, "http://herald.invalid/a/#b")
    assert said.startswith(
        "http://herald.invalid/a/: is in the publication already, as sources/talks/herald.txt;"
    )
    added = add(tools, f"{site}harbour.html")
    Path(added.capture).write_text("as it was before")
    assert added.capture in refused(tools, f"{site}harbour.html?fbclid=1")


def test_a_page_without_an_article_is_refused_by_its_address(folder, tools, site):
    assert refused(tools, f"{site}menu.html") == (
        f"{site}menu.html: no article was found in the page; save the page in a browser and add the file"
    )


def test_an_address_of_another_kind_is_refused(folder, tools):
    assert "is neither http nor https" in refused(tools, "ftp://example.org/a")


# --- what is refused ---


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_nothing_is_refused(folder, tools, data):
    assert refused(tools, data).startswith("standard input: is empty; ")


def test_what_is_no_text_is_refused(folder, tools):
    Path("a.txt").write_bytes(b"Ferry\n\0\1\2")
    assert refused(tools, "a.txt").startswith("a.txt:2: holds a NUL character; ")


def test_what_is_too_large_is_refused(folder, tools):
    assert refused(tools, b"x " * 2_500_001).startswith("standard input: is larger than 5 MB; ")


def test_the_same_bytes_are_refused_under_any_name_and_in_any_story(folder, tools):
    added = add(tools, TEXT.encode())
    for more in ({}, {"name": "other"}):
        assert f"is in the publication already, as {added.capture}; " in refused(tools, TEXT.encode(), **more)
    assert added.capture in refused(tools, TEXT.encode(), "others", title="Others")
    assert not Path("sources/others").exists()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("herald", "'herald' is taken in this story"),
        ("gone", "'gone' is taken in this story"),
        ("story", "'story' is taken in this story"),
        ("timeline", "'timeline' is taken in this story"),
        ("notes", "'notes' is taken in this story"),
        ("../herald", "'../herald' cannot be an address"),
        ("A", "'A' cannot be an address"),
        ("", "'' cannot be an address"),
        ("x" * 81, f"'{'x' * 81}' cannot be an address"),
    ],
)
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(folder, tools, name, what):
    Path("sources/talks/story.yml").write_text(
        "title: T\nsources: [herald, {id: gone, withdrawn: 2031-01-01}]\n"
    )
    Path("sources/talks/notes.md").write_text("mine")
    assert refused(tools, TEXT.encode(), name=name).startswith(f"--name: {what}; ")


@pytest.mark.parametrize(
    ("story", "more", "said"),
    [
        (
            "talk",
            {},
            'sources/talk: there is no such story; did you mean talks? Else begin it with --new-story "',
        ),
        ("xyz", {}, "sources/xyz: there is no such story; begin it with --new-story"),
        ("talks", {"title": "T"}, "sources/talks: is a story already; leave out --new-story"),
        ("../talks", {}, "--story: '../talks' cannot be an address; "),
        ("actors", {"title": "T"}, "--story: 'actors' cannot be an address; "),
        ("new", {"title": " "}, "--new-story: title: is empty; "),
        ("new", {"title": "x" * 201}, "--new-story: title: has 201 characters; use at most 200"),
    ],
)
def test_a_story_that_is_none_or_one_too_many_is_refused(folder, tools, story, more, said):
    assert refused(tools, TEXT.encode(), story, **more).startswith(said)


def test_a_story_with_a_fault_is_to_be_mended_first(folder, tools):
    Path("sources/talks/story.yml").write_text("title: [\n")
    assert refused(tools, TEXT.encode()).startswith("sources/talks/story.yml:2: not YAML: ")


def test_without_a_publication_the_first_thing_to_do_is_said(tmp_path, tools, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="there is no such folder; run this from the repository's top folder"):
        add(tools, TEXT.encode())


# --- writing ---


def test_a_new_story_is_begun_with_its_first_source(folder, tools):
    added = add(tools, TEXT.encode(), "harbour", title='Harbour: "now"', name="null")
    assert added.capture == "sources/harbour/null.txt"
    raw = reading.read(Path("sources"))
    assert raw.problems == ()
    story = raw.stories[0]
    assert (story.id, story.file.title) == ("harbour", 'Harbour: "now"')
    assert [source.id for source in story.file.sources] == ["null"]


def test_a_file_that_stands_there_is_never_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    writing.create(path, b"one")
    for data in (b"two", b""):
        with pytest.raises(FileExistsError):
            writing.create(path, data)
    (tmp_path / "link.txt").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        writing.create(tmp_path / "link.txt", b"two")
    assert path.read_bytes() == b"one"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.txt", "link.txt"]


def test_of_many_who_create_a_file_at_once_one_does(tmp_path):
    path, done = tmp_path / "a.txt", []

    def create(number: int) -> None:
        try:
            writing.create(path, str(number).encode() * 100_000)
        except FileExistsError:
            return
        done.append(number)

    threads = [threading.Thread(target=create, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = done
    assert path.read_bytes() == str(winner).encode() * 100_000


def test_of_many_that_are_added_at_once_none_is_lost(folder, tools):
    texts = [TEXT.replace("forty", str(number)).encode() for number in range(6)]
    added: list[capturing.Added] = []
    threads = [threading.Thread(target=lambda text=text: added.append(add(tools, text))) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    raw = reading.read(Path("sources"))
    assert raw.problems == ()
    (story,) = raw.stories
    assert {source.data for source in story.sources if source.id != "herald"} == set(texts)
    assert {source.id for source in story.sources if source.listed} == {
        "herald",
        *(one.name for one in added),
    }
    assert len(added) == len(texts)


def test_a_disk_that_takes_no_more_is_one_line(folder, tools):
    # No file may grow: that stops whoever writes, whatever they may write to.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        said = refused(tools, TEXT.encode())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "cannot be written: " in said


def test_where_the_list_cannot_be_written_nothing_stays(folder, tools):
    # A folder stands where the new text of story.yml is written before it takes the old one's place.
    Path("sources/talks/.story.yml.new").mkdir()
    assert "cannot be written: " in refused(tools, TEXT.encode())


def test_a_list_that_cannot_be_changed_is_left_and_the_line_to_add_is_said(folder, tools):
    Path("sources/talks/story.yml").write_text("{title: T}\n")
    added = add(tools, TEXT.encode(), name="post")
    assert Path("sources/talks/story.yml").read_text() == "{title: T}\n"
    assert Path("sources/talks/post.txt").is_file()
    assert [str(problem) for problem in added.problems] == [
        "sources/talks/story.yml: sources: warning: could not be changed safely; "
        "add `post` at the end of `sources:`"
    ]


def test_a_source_of_nothing_but_furniture_comes_in_with_a_warning(folder, tools):
    added = add(tools, b"Menu\nSubscribe\n", name="menu")
    assert [str(problem) for problem in added.problems] == [
        "sources/talks/menu.txt: warning: no article text was found in it; "
        "say which lines to keep in sources/talks/menu.yml"
    ]


# --- the story's list ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\nsources:\n- a\n", "title: T\nsources:\n- a\n- new\n"),
        ("sources:\n    - a # b\n\n# c\ntitle: T", "sources:\n    - a # b\n    - new\n\n# c\ntitle: T"),
        ("title: T\nsources:\n  - a", "title: T\nsources:\n  - a\n  - new"),
        (
            "title: T\r\nsources:\r\n  - a\r\npoints: []\r\n",
            "title: T\r\nsources:\r\n  - a\r\n  - new\r\npoints: []\r\n",
        ),
        ("title: T\nsources: [a, b] # c\n", "title: T\nsources: [a, b, new] # c\n"),
        ("title: T\nsources: [\n  a, # c\n  b,\n]\n", "title: T\nsources: [\n  a, # c\n  b, new,\n]\n"),
        ("title: T\nsources: [] # c\n", "title: T\nsources: [old, new] # c\n"),
        ("title: T\nsources: # c\npoints: []\n", "title: T\nsources: # c\n  - old\n  - new\npoints: []\n"),
        ("title: T\nsources: null\n", "title: T\nsources: [old, new]\n"),
        ("title: T", "title: T\nsources:\n  - old\n  - new\n"),
        ("title: Ä😀\nsources:\n  - a\n", "title: Ä😀\nsources:\n  - a\n  - new\n"),
        (
            "title: T\nsources:\n  - id: a\n    withdrawn: 2031-01-01 # d\n  # e\npoints: []\n",
            "title: T\nsources:\n  - id: a\n    withdrawn: 2031-01-01 # d\n  - new\n  # e\npoints: []\n",
        ),
        (
            "title: T\nsources:\n  - {id: a, withdrawn: 2031-01-01}\n",
            "title: T\nsources:\n  - {id: a, withdrawn: 2031-01-01}\n  - new\n",
        ),
        ("title: T\nsources:\n  - 'a'\n  - \"b\"\n", "title: T\nsources:\n  - 'a'\n  - \"b\"\n  - new\n"),
        ("{title: T}\n", None),
        ("title: T\n...\n", None),
        ("title: T\nsources: a\n", None),
        ("title: T\nsources: [new]\n", None),
        ("- title\n", None),
        ("title: [\n", None),
    ],
)
def test_a_list_gets_one_more_and_all_else_stays(before, after):
    assert story_list.listed(before, "new", ["old"]) == after


@given(
    st.lists(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), unique=True, max_size=4),
    st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
    st.sampled_from(["block", "indentless", "flow", "lines"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# a comment\n", "points: []\n", "\n\n"]),
)
def test_what_comes_of_it_is_read_as_it_was_meant(names, new, style, end, rest):
    if new in names:
        names.remove(new)
    items = [story_list.scalar(name) for name in names]
    text = {
        "block": "sources:\n" + "".join(f"  - {item}  # c\n" for item in items),
        "indentless": "sources:\n" + "".join(f"- {item}\n" for item in items),
        "flow": f"sources: [{', '.join(items)}]\n",
        "lines": "sources: [" + "".join(f"\n  {item}," for item in items) + "\n]\n",
    }[style]
    text = f"title: T\n{text}{rest}".replace("\n", end)
    changed = story_list.listed(text, new, ())
    value, problems = publication_files.read_story(changed, "story.yml")
    assert problems == ()
    assert [source.id for source in value.sources] == [*names, new]
    assert len(changed) > len(text)
    rest_of_it = iter(changed)
    assert all(character in rest_of_it for character in text)  # nothing of the old text is gone


# --- overruling ---

LINE = st.text(min_size=1, max_size=60).map(lambda words: " ".join(re.split(r"[\r\n]", words)))


@given(LINE)
def test_what_names_a_line_comes_back_from_a_sidecar_and_fits_the_line(words):
    starts = explaining.first_words(words)
    if not starts:
        assert not any(c.isprintable() and not c.isspace() for c in words)
        return
    text = f"keep:\n  - {explaining.entry(Correction(1, starts))}\n"
    value, problems = publication_files.read_sidecar(text, "a.yml")
    assert problems == ()
    assert overruling.wrong_corrections(words, value) == ()


def test_what_is_printed_for_a_line_overrules_it_and_keeps_the_older_entries(folder, tools):
    added = add(tools, f"Read: more\n\n{TEXT}\nSubscribe\n".encode(), name="post")
    sidecar = Path(added.sidecar)

    def load():
        return Loader(reading.read(Path("sources")), ()).load(Path(added.capture), tools)

    first = explaining.overrule(load().article, 1)
    assert first == 'keep:\n  - {line: 1, starts: "Read: more"}'
    sidecar.write_text(first)
    second = explaining.overrule(load().article, 14)
    assert second == f'{first}\n  - {{line: 14, starts: "Subscribe"}}'
    third = explaining.overrule(load().article, 8)
    sidecar.write_text(f"{second}\n{third}\n")
    loaded = load()
    assert loaded.problems == ()
    assert explaining.overruled(loaded.article) == ((1, "kept"), (8, "cut"), (14, "kept"))
    with pytest.raises(UserError, match="the line is cut by the editor; take its entry out of `drop:`"):
        explaining.overrule(loaded.article, 8)
    # The capture is edited: each entry that no longer fits is told, and changes nothing.
    Path(added.capture).write_text("A new line\n" + Path(added.capture).read_text())
    loaded = load()
    assert [str(problem).partition(" of the capture")[0] for problem in loaded.problems] == [
        f"{added.sidecar}:{line}: keep/drop: line {number}" for line, number in ((2, 1), (3, 14), (5, 8))
    ]
    assert explaining.overruled(loaded.article) == ()


# What isn't seen, a direction, a soft hyphen; a sign of a page's own font, a control character.
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
def test_a_line_that_begins_with_what_does_not_print_is_overruled_too(folder, tools, first):
    text = f"{TEXT}\n{first}Sub{first.strip()}scribe to our letter\n"
    added = add(tools, text.encode(), name="post")

    def load():
        return Loader(reading.read(Path("sources")), ()).load(Path(added.capture), tools)

    article = load().article
    (line,) = [x for x in article.lines if x.span.of(text).endswith("letter")]
    printed = explaining.overrule(article, line.number)
    assert printed.startswith(f'keep:\n  - {{line: {line.number}, starts: "Sub')
    assert printed.replace("\n", "").isprintable()
    Path(added.sidecar).write_text(f"{printed}\n")
    loaded = load()
    turns = ["turns the direction of writing" in problem.what for problem in loaded.problems]
    assert turns == [True] * (first == "\u2067")
    assert explaining.overruled(loaded.article) == ((line.number, "kept"),)
    assert loaded.article.lines[line.number - 1].kind is Kind.BODY
    with pytest.raises(UserError, match="the line is kept by the editor"):
        explaining.overrule(loaded.article, line.number)


def test_joiners_that_an_editor_copies_along_do_not_matter(folder, tools):
    line = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    sidecar = Sidecar(keep=(Correction(1, line),), drop=(Correction(2, "\u200c"),))
    ((wrong, _),) = overruling.wrong_corrections(f"{line} b\n{line}", sidecar)
    assert wrong == sidecar.drop[0]


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (0, "there is no line 0"),
        (99, "there is no line 99"),
        (2, "the line is blank"),
        (-1, "there is no line -1"),
    ],
)
def test_a_line_that_cannot_be_overruled(folder, tools, number, what):
    cleaned = add(tools, TEXT.encode()).cleaned
    article = analysis.article("a", cleaned, (), tools)
    with pytest.raises(UserError, match=what):
        explaining.overrule(article, number)


@pytest.mark.parametrize("width", [60, 80, 160, 300])
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("harbour", "스트렐사우 항구")])
def test_each_line_is_explained_within_the_width_there_is(folder, tools, width, text):
    article = analysis.article("a", add(tools, text.encode()).cleaned, (), tools)
    console = Console(width=width, file=io.StringIO(), highlight=False, soft_wrap=True)
    listing.explain(article, None, console)
    shown = console.file.getvalue().splitlines()
    rows = shown[: next(n for n, row in enumerate(shown) if row.startswith("  kept: "))]
    assert all(cell_len(row) <= width for row in rows)
    numbers = [int(row.split()[0]) for row in rows if row[:1].isdigit()]
    assert numbers == [line.number for line in article.lines if line.span.of(article.text).strip()]
    longest = max((line.span.of(article.text) for line in article.lines), key=cell_len)
    assert any(longest in row for row in rows) == (width == 300)
