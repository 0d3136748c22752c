"""What the commands print: a contract for programs, plain words for people, one line for each problem."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from build_scripts.commands.main import main
from tests.helpers.paths import TOP
from tests.helpers.publications import run

HERALD = "sources/harbour-talks/strelsau-herald.txt"
POST = "sources/harbour-talks/zenda-post.txt"
PAMPHLET = "sources/harbour-talks/pamphlet.txt"
BLATT = "sources/bridge-collapse/hentzau-blatt.txt"
BODY = (
    "The harbour of Strelsau was closed on Monday, said Jane Roe, and nobody knew when it would open again."
)
ODD = "\r\n\r\n".join(
    ("\ufeffHarbour closed \u202e\u2028now", "By Zoë \x1b[31mRoe", BODY, f"[/b] \U0001f6a2 {BODY}", "")
)
PAGE = f"""<html lang="en"><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>
{"".join(f"<p>{BODY} It was the day number {n}.</p>" for n in range(5))}</article></body></html>"""

ARTICLE = {
    "version": int,
    "path": str,
    "headline": (str, type(None)),
    "byline": list,
    "published": (str, type(None)),
    "updated": (str, type(None)),
    "dateline": (str, type(None)),
    "outlet": (str, type(None)),
    "agencies": list,
    "agency_credits": list,
    "language": (str, type(None)),
    "evidence": dict,
    "lines": list,
    "paragraphs": list,
    "sentences": list,
    "mentions": list,
    "statements": list,
    "silences": list,
    "statements_read": bool,
}
PARTS = {
    "agency_credits": {"name", "as", "evidence"},
    "lines": {"start", "end", "kind", "rule"},
    "paragraphs": {"start", "end"},
    "sentences": {"start", "end"},
    "mentions": {"start", "end", "actor", "via"},
    "statements": {
        "spans",
        "kind",
        "cue",
        "speaker",
        "speaker_text",
        "actor",
        "office_of",
        "chain",
        "hedges",
    },
    "silences": {"start", "end", "cue", "speaker_text", "actor", "office_of"},
}
POINT = {
    "id": str,
    "label": (str, type(None)),
    "anchor": dict,
    "coverage": str,
    "differs": list,
    "copy": bool,
    "edits": list,
    "cells": dict,
    "marks": dict,
    "parts": dict,
}


@pytest.fixture(scope="module")
def publication(invented_site: Path) -> Path:
    """Return the folder of the invented publication; these tests write nothing into it."""
    return invented_site.parent


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files that are not what a capture is, or only just."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.txt").write_bytes(ODD.encode())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\r\n\n")
    (folder / "binary.txt").write_bytes(bytes(range(128, 256)))
    (folder / "nul.txt").write_bytes(b"a\nb\0c")
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "folder.txt").mkdir()
    return folder


@pytest.fixture(scope="module")
def analysed(publication: Path, odd: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the objects that `analyse --json` prints for good and bad files, and its other words."""
    process = subprocess.run(
        [sys.executable, "-m", "build_scripts", "analyse", "--json", *paths(odd)],
        cwd=publication,
        env={**os.environ, "PYTHONPATH": str(TOP), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert process.returncode == 1
    assert b"\r" not in process.stdout
    assert process.stdout.endswith(b"\n")
    return [
        json.loads(line) for line in process.stdout.decode("utf-8").split("\n")[:-1]
    ], process.stderr.decode()


def paths(odd: Path) -> Sequence[str]:
    names = (
        "odd.txt",
        "missing.txt",
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "nul.txt",
        "folder.txt",
        "page.html",
    )
    return (HERALD, BLATT, *(str(odd / name) for name in names), PAMPHLET, os.fsdecode(b"no\xff.txt"))


class Call:
    """Calls the command line in a folder and within this process, where the model is loaded already."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, folder: Path, *arguments: str, code: int = 0) -> Result:
        self.monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == code, result.output
        return result


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    return Call(monkeypatch)


def text_of(found: Mapping[str, Any], folder: Path) -> str:
    """Return the text that the offsets of an object point into."""
    if "text" in found:
        text: str = found["text"]
        return text
    text = (folder / found["path"]).read_bytes().decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def spans_of(value: Any) -> Iterator[tuple[int, int]]:
    """Yield every pair of offsets in a parsed JSON value."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys():
            yield value["start"], value["end"]
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value[0], value[1]
        for inner in value:
            yield from spans_of(inner)


# --- analyse ---


def test_analyse_prints_one_object_a_file_in_the_order_given(
    analysed: tuple[list[dict[str, Any]], str], odd: Path
) -> None:
    found, _ = analysed
    assert [one["path"] for one in found] == list(paths(odd))
    bad = [Path(one["path"]).name for one in found if "error" in one]
    assert bad == ["missing.txt", "binary.txt", "nul.txt", "folder.txt", os.fsdecode(b"no\xff.txt")]
    for one in found:
        assert one["version"] == 1
        if "error" in one:
            assert one.keys() == {"version", "path", "error"}


def test_each_file_that_fails_is_one_line_and_the_same_words(
    analysed: tuple[list[dict[str, Any]], str],
) -> None:
    found, said = analysed
    errors = [one["error"] for one in found if "error" in one]
    assert said.splitlines() == errors
    assert [error.partition(": ")[2].partition("; ")[0] for error in errors] == [
        "is not a file",
        "is not UTF-8: byte 1 is 0x80",
        "holds a NUL character",
        "is not a file",
        "is not a file",
    ]
    assert ":2: " in errors[2]


def test_the_objects_have_exactly_these_keys_and_types(analysed: tuple[list[dict[str, Any]], str]) -> None:
    found, _ = analysed
    for one in found:
        if "error" in one:
            continue
        assert one.keys() - {"text"} == ARTICLE.keys()
        assert ("text" in one) == one["path"].endswith(".html")
        for key, kind in ARTICLE.items():
            assert isinstance(one[key], kind), key
        for part, keys in PARTS.items():
            assert all(entry.keys() == keys for entry in one[part]), part
        for key in ("headline", "byline", "published", "updated", "dateline", "outlet"):
            assert (key in one["evidence"]) == bool(one[key])
        assert all(value in ("sidecar", "markup") or len(value) == 2 for value in one["evidence"].values())


def test_every_offset_is_inside_the_text(
    analysed: tuple[list[dict[str, Any]], str], publication: Path
) -> None:
    found, _ = analysed
    for one in found:
        if "error" in one:
            continue
        text = text_of(one, publication)
        assert all(0 <= start <= end <= len(text) for start, end in spans_of(one))
        lines = [text[line["start"] : line["end"]] for line in one["lines"]]
        assert "\n".join(lines) == text
        for part in ("paragraphs", "sentences"):
            assert all(before["end"] <= after["start"] for before, after in pairwise(one[part]))


def test_what_is_said_of_one_article(analysed: tuple[list[dict[str, Any]], str], publication: Path) -> None:
    found, _ = analysed
    one = found[0]
    text = text_of(one, publication)
    assert one["byline"] == ["Anna Sapt", "Fritz Tarlenheim"]
    assert text[slice(*one["evidence"]["headline"])] == one["headline"]
    assert one["agencies"] == ["Reuters"]
    assert [credit["as"] for credit in one["agency_credits"]] == ["photograph"]
    said = [(s["kind"], s["speaker_text"], s["actor"], s["office_of"]) for s in one["statements"]]
    assert said == [
        ("direct", "Jane Roe", "jane-roe", None),
        ("indirect", "The Harbour Ministry", None, "jane-roe"),
        ("indirect", "Peter Roe", "peter-roe", None),
    ]
    assert [(s["speaker_text"], s["office_of"]) for s in one["silences"]] == [
        ("The Harbour Ministry", "jane-roe")
    ]
    roe = [m for m in one["mentions"] if m["actor"] is None]
    assert [text[m["start"] : m["end"]] for m in roe] == ["Roe"]


def test_a_file_inside_sources_comes_with_its_sidecar(analysed: tuple[list[dict[str, Any]], str]) -> None:
    found, _ = analysed
    blatt = found[1]
    assert (blatt["outlet"], blatt["evidence"]["outlet"]) == ("Hentzauer Blatt", "sidecar")
    assert (blatt["language"], blatt["statements_read"], blatt["statements"]) == ("de", False, [])


def test_files_of_nothing_hold_nothing(analysed: tuple[list[dict[str, Any]], str]) -> None:
    found, _ = analysed
    for one in (found[4], found[5]):
        assert (one["headline"], one["byline"], one["language"]) == (None, [], None)
        assert one["paragraphs"] == one["sentences"] == one["statements"] == []


def test_plain_bare_and_actors(call: Call, publication: Path, odd: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text("- {id: the-town, name: Strelsau}\n", "utf-8")
    files = [POST, HERALD]
    found = call(publication, "analyse", "--json", "--bare", "--actors", str(actors), *files)
    post, herald = map(json.loads, found.stdout.splitlines())
    assert post["outlet"] is None
    assert {m["actor"] for m in herald["mentions"]} == {"the-town"}
    found = call(publication, "analyse", "--json", "--plain", *files)
    post, herald = map(json.loads, found.stdout.splitlines())
    text = text_of(post, publication)
    shown = [text[p["start"] : p["end"]] for p in post["paragraphs"]]
    assert shown == [line for line in text.splitlines() if line.strip()]
    assert {line["kind"] for line in post["lines"]} == {"body", "blank"}
    assert post["outlet"] is None


def test_an_article_in_words(call: Call, publication: Path, odd: Path) -> None:
    said = call(publication, "analyse", HERALD, str(odd / "odd.txt"), str(odd / "empty.txt")).stdout
    assert "  outlet: not stated\n" in said
    assert '  direct: Jane Roe: "We will open the northern harbour' in said
    assert "names Roe (nobody's: it fits several): 1" in said
    assert "  not said: The Harbour Ministry: " in said
    assert all(line.isprintable() for line in said.splitlines())
    assert said.endswith("0 paragraphs, 0 sentences\n")


@pytest.mark.parametrize(
    "arguments", [["analyse"], ["clean"], ["clean", "a", "b"], ["analyse", "--colour", "x"], ["x"]]
)
def test_a_wrong_call_says_how_it_is_used(call: Call, arguments: Sequence[str], publication: Path) -> None:
    done = call(publication, *arguments, code=2)
    assert done.stderr.startswith("Usage: ")
    assert done.stdout == ""


def test_faults_in_a_list_of_actors_are_told(call: Call, publication: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text("- {id: Jane, name: Jane Roe}\n- {id: roe}\n", "utf-8")
    done = call(publication, "analyse", "--json", "--actors", str(actors), HERALD, code=1)
    assert [line.partition("actors.yml")[2].partition(";")[0] for line in done.stderr.splitlines()] == [
        ":1: actors[1].id: 'Jane' cannot be an address",
        ":2: actors[2].name: is missing",
    ]


# --- compare ---


@pytest.fixture(scope="module")
def compared(publication: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(publication, "compare", "--json", HERALD, POST, PAMPHLET).stdout)
    return found


def test_the_comparison_has_exactly_these_keys_and_types(compared: dict[str, Any], publication: Path) -> None:
    assert compared.keys() == {"version", "sources", "points", "shared"}
    assert (compared["version"], compared["sources"]) == (1, [HERALD, POST, PAMPHLET])
    assert compared["points"]
    for point in compared["points"]:
        assert point.keys() == POINT.keys()
        assert all(isinstance(point[key], kind) for key, kind in POINT.items())
        assert point["anchor"].keys() == {"source", "start", "end"}
        assert point["coverage"] == {1: "one", 2: "some", 3: "all"}[len(point["cells"])]
        assert set(point["differs"]) <= {"figures", "attribution", "hedge", "denial"}
        assert point["cells"].keys() == point["marks"].keys() == point["parts"].keys()
        assert point["cells"].keys() <= set(compared["sources"])
        for path, cell in point["cells"].items():
            length = len(text_of({"path": path}, publication))
            assert all(0 <= start < end <= length for start, end in cell)
            for mark in point["marks"][path]:
                assert mark.keys() == {"kind", "start", "end"}
                assert any(start <= mark["start"] < mark["end"] <= end for start, end in cell)
            for first, last in point["parts"][path]:
                assert any(start <= first < last <= end for start, end in cell)


def test_the_comparison_has_the_editors_points(compared: dict[str, Any], publication: Path) -> None:
    (ships,) = (point for point in compared["points"] if point["label"])
    assert (ships["id"], ships["coverage"], ships["differs"]) == ("ships-in-the-harbour", "some", ["figures"])
    assert ships["cells"].keys() == {HERALD, POST}
    marked = {
        path: [
            text_of({"path": path}, publication)[m["start"] : m["end"]]
            for m in marks
            if m["kind"] == "figure"
        ]
        for path, marks in ships["marks"].items()
    }
    assert marked == {HERALD: ["at least 40"], POST: ["over 60"]}


def test_the_comparison_tells_what_wording_is_shared(call: Call, tmp_path: Path) -> None:
    words = "The envoys of Zenda walked slowly along the old stone quay before the rain began to fall."
    for name, text in (("one", f"{words} Fog came."), ("other", f"It was late. {words}")):
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    found = json.loads(call(tmp_path, "compare", "--json", "--plain", "one.txt", "other.txt").stdout)
    assert found["shared"] == [
        {
            "sentences": [
                {"source": "one.txt", "start": 0, "end": len(words)},
                {"source": "other.txt", "start": 13, "end": 13 + len(words)},
            ],
            "runs": [[0, len(words) - 1], [13, 12 + len(words)]],
            "words": 17,
            "earlier": None,
            "agencies": [[], []],
        }
    ]


def test_entries_for_points_are_proposed(call: Call, publication: Path) -> None:
    bare = call(publication, "compare", "--propose", "--bare", HERALD, POST).stdout
    (entry, *_) = [line for line in bare.splitlines() if line.startswith("- id: ")]
    curated = call(publication, "compare", "--propose", HERALD, POST).stdout
    assert entry not in curated
    assert "ships-in-the-harbour" not in curated
    looked = call(publication, "compare", "--propose", "--possible", "--bare", HERALD, POST).stdout
    assert looked.startswith(bare)


def test_bare_the_comparison_has_no_label_and_every_file_that_fails_is_told(
    call: Call, publication: Path
) -> None:
    found = json.loads(call(publication, "compare", "--json", "--bare", HERALD, POST, HERALD).stdout)
    assert found["sources"] == [HERALD, POST]
    assert {point["label"] for point in found["points"]} == {None}
    done = call(publication, "compare", "--json", HERALD, "missing.txt", "sources", code=1)
    assert done.stdout == ""
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["missing.txt", "sources"]


def test_a_comparison_in_words(call: Call, publication: Path) -> None:
    said = call(publication, "compare", HERALD, POST).stdout
    assert said.startswith("Number of ships in the harbour (ships-in-the-harbour: all; differs: figures)\n")
    assert "\n  zenda-post: The Harbour Ministry said that over 60 ships" in said
    assert ": not found in this article\n" in said


def test_a_comparison_explained(call: Call, publication: Path) -> None:
    said = call(publication, "compare", "--explain", HERALD, POST).stdout
    assert said.startswith("Confident from ")
    point, _, alone = said.partition("\nLinked with nothing, and what came nearest:\n")
    assert "\nNumber of ships in the harbour (ships-in-the-harbour)\n" in point
    assert ", confident: the same runs of letters +" in point
    assert "both count the same thing +" in point
    assert " short of confident: " in alone
    call(publication, "compare", "--explain", "--json", HERALD, POST, code=2)


# --- clean, explain, check ---


def test_clean_prints_front_matter_and_prose(call: Call, publication: Path) -> None:
    said = call(publication, "clean", POST).stdout
    _, front, body = said.split("---\n", 2)
    data = (publication / POST).read_bytes()
    assert yaml.safe_load(front) == {
        "title": "Zenda mayor demands answers on closed harbour",
        "outlet": "The Zenda Post",
        "published": "2031-03-12",
        "source_url": "https://post.example.org/harbour",
        "language": "en",
        "rights": {
            "mode": "excerpt",
            "holder": "The Zenda Post",
            "licence": "not stated",
            "basis": "quotation",
        },
        "captured": "2031-03-13",
        "sha256": hashlib.sha256(data).hexdigest(),
        "source": POST,
    }
    lines = data.decode().split("\n")
    assert body == "\n" + "\n".join(lines[4:9]) + "\n"


def test_clean_prints_any_character_whatever_the_terminal_takes(
    call: Call, publication: Path, odd: Path
) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "build_scripts", "clean", str(odd / "odd.txt")],
        cwd=publication,
        env={**os.environ, "PYTHONPATH": str(TOP), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "\U0001f6a2" in process.stdout.decode("utf-8")


def test_explain_shows_each_line_and_why(call: Call, publication: Path, odd: Path) -> None:
    said = call(publication, "explain", HERALD).stdout
    rows = [line.split(maxsplit=2) for line in said.splitlines()]
    assert [row[:2] for row in rows if row[0] in ("1", "5", "9", "11", "21")] == [
        ["1", "cut"],
        ["5", "fact"],
        ["9", "cut"],
        ["11", "kept"],
        ["21", "cut"],
    ]
    assert "\x1b" not in said
    said = call(publication, "explain", str(odd / "odd.txt")).stdout
    assert "[/b]" in said
    assert all(line.isprintable() for line in said.splitlines())


def test_check_says_what_it_read(call: Call, publication: Path) -> None:
    done = call(publication, "check")
    assert done.stdout == "5 articles in 2 stories: nothing stands in the way.\n"
    assert done.stderr == ""


def test_outside_a_publication_check_is_one_line_and_analyse_works(call: Call, odd: Path) -> None:
    done = call(odd, "check", code=1)
    assert done.stderr == "sources: there is no such folder; run this from the repository's top folder\n"
    found = json.loads(call(odd, "analyse", "--json", "odd.txt").stdout)
    assert (found["path"], found["mentions"]) == ("odd.txt", [])


def test_explain_ends_with_sums_and_how_to_overrule(call: Call, publication: Path, odd: Path) -> None:
    said = call(publication, "explain", HERALD).stdout
    rows = [line.split() for line in said.splitlines()]
    fates = [row[1] for row in rows[1:] if row[0].isdigit()]
    sums = {row[0]: int(row[1]) for row in rows if row[0] in ("kept:", "facts:", "cut:")}
    assert sums == {
        "kept:": fates.count("kept"),
        "facts:": fates.count("fact"),
        "cut:": fates.count("cut"),
    }
    assert said.splitlines()[-1] == (
        f"Is line N wrong? For {HERALD[:-4]}.yml: python -m build_scripts explain {HERALD} --line N"
    )
    assert "once it is below sources/" in call(publication, "explain", str(odd / "odd.txt")).stdout
    assert "kept: 0 lines, 0 words" in call(publication, "explain", str(odd / "empty.txt")).stdout


def test_explain_of_one_line_is_yaml_to_paste(call: Call, publication: Path) -> None:
    text = (publication / HERALD).read_text("utf-8").split("\n")
    for number, key in ((1, "keep"), (11, "drop")):
        found = yaml.safe_load(call(publication, "explain", HERALD, "--line", str(number)).stdout)
        ((entry,),) = found.values()
        assert (list(found), entry["line"]) == ([key], number)
        assert text[number - 1].strip().startswith(entry["starts"])
    done = call(publication, "explain", HERALD, "--line", "999", code=1)
    assert done.stderr.startswith(f"{HERALD}: --line: there is no line 999; it has ")


def test_explain_shows_overruled_lines_as_such_and_notices_an_edited_capture(
    call: Call, tmp_path: Path, publication: Path
) -> None:
    shutil.copytree(publication / "sources", tmp_path / "sources")
    sidecar = tmp_path / f"{HERALD[:-4]}.yml"
    entries = [call(tmp_path, "explain", "--bare", HERALD, "--line", number).stdout for number in ("1", "11")]
    sidecar.write_text("".join(entries), "utf-8")
    said = call(tmp_path, "explain", HERALD).stdout
    assert "by the editor: line 1 is kept, line 11 is cut\n" in said
    rows = {row[0]: row[1:] for line in said.splitlines() if (row := line.split(maxsplit=3))}
    assert rows["1"][:2] == ["kept", "body"]
    assert rows["1"][2].startswith("kept by the editor")
    assert rows["11"][:2] == ["cut", "boilerplate"]
    assert rows["11"][2].startswith("cut by the editor")
    capture = tmp_path / HERALD
    capture.write_bytes(b"A line more\n" + capture.read_bytes())
    done = call(tmp_path, "explain", HERALD)
    assert "by the editor" not in done.stdout
    faults = done.stderr.splitlines()
    assert [fault.partition(" of the capture is not what keep or drop says")[0] for fault in faults] == [
        f"{HERALD[:-4]}.yml:{line}: keep/drop: line {number}" for line, number in ((2, 1), (4, 11))
    ]
    assert all(fault.endswith("; correct the line number or its first words") for fault in faults)


# --- add ---


@pytest.fixture
def own(publication: Path, tmp_path: Path) -> Path:
    """Return a folder with a copy of the invented publication's sources, to add to."""
    shutil.copytree(publication / "sources", tmp_path / "sources")
    return tmp_path


def test_add_takes_a_file_in_and_says_what_was_understood(call: Call, own: Path, odd: Path) -> None:
    (own / "page.html").write_text(PAGE, "utf-8")
    done = call(own, "add", "page.html", "--story", "harbour-talks")
    assert (own / "sources/harbour-talks/harbour-closed.html").read_text("utf-8") == PAGE
    assert done.stderr == ""
    said = done.stdout.splitlines()
    assert said[0] == "sources/harbour-talks/harbour-closed.html"
    assert "  headline: Harbour closed" in said
    assert "  outlet: not stated" in said
    assert any(line.startswith("  kept: ") for line in said)
    assert any(line.startswith("  cut: ") for line in said)
    assert "explain sources/harbour-talks/harbour-closed.html" in done.stdout
    assert call(own, "check").stderr == ""
    again = call(own, "add", "page.html", "--story", "harbour-talks", "--name", "other", code=1)
    assert again.stdout == ""
    assert again.stderr.startswith(
        "page.html: is in the publication already, as sources/harbour-talks/harbour-closed.html; "
    )


def test_add_takes_what_is_piped_in_and_asks_nothing(own: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts", "add", "-", "--story", "ferry", "--new-story", "The ferry"],
        cwd=own,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        input=ODD.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8").splitlines()
    assert all(line.isprintable() for line in said)
    assert (own / said[0]).read_bytes() == ODD.encode()
    story = yaml.safe_load((own / "sources/ferry/story.yml").read_text("utf-8"))
    assert story == {"title": "The ferry", "sources": [Path(said[0]).stem]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "missing.txt: is not a file; "),
        (["."], ".: is not a file; "),
        (["ftp://example.org/a"], "ftp://example.org/a: is neither http nor https; "),
        (["http://127.0.0.1/a"], "http://127.0.0.1/a: '127.0.0.1' is not a public host, and is not asked; "),
        (["http://[::ffff:10.0.0.1]/"], "http://[::ffff:10.0.0.1]/: '::ffff:10.0.0.1' is not a public host"),
        (["-"], "standard input: is empty; "),
        ([POST], f"{POST}: is in the publication already, as {POST}; "),
        (
            ["https://post.example.org/harbour/"],
            f"https://post.example.org/harbour/: is in the publication already, as {POST}; ",
        ),
    ],
)
def test_what_cannot_be_added_is_one_line_and_nothing_changes(
    call: Call, own: Path, arguments: Sequence[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    done = call(own, "add", *arguments, "--story", "harbour-talks", code=1)
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before


def test_a_python_without_the_packages_says_where_they_are() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "build_scripts"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert re.match(r"parallax: [\w.]+ is not installed for this Python; run `make site` once", said)
