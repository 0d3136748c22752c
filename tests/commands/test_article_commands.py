"""`analyse`, `clean` and `explain` print a contract for programs and plain words for people."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.command_lines import HERALD, PAMPHLET, POST, Call, text_of
from tests.helpers.paths import TOP

BLATT = "sources/bridge-collapse/hentzau-blatt.txt"

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


@pytest.fixture(scope="module")
def analysed(publication: Path, odd: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the objects that `analyse --json` prints for good and bad files, and its error output."""
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
    assert "names Roe (unknown: it fits several): 1" in said
    assert "  not said: The Harbour Ministry: " in said
    assert all(line.isprintable() for line in said.splitlines())
    assert said.endswith("0 paragraphs, 0 sentences\n")


def test_faults_in_a_list_of_actors_are_told(call: Call, publication: Path, tmp_path: Path) -> None:
    actors = tmp_path / "actors.yml"
    actors.write_text("- {id: Jane, name: Jane Roe}\n- {id: roe}\n", "utf-8")
    done = call(publication, "analyse", "--json", "--actors", str(actors), HERALD, code=1)
    assert [line.partition("actors.yml")[2].partition(";")[0] for line in done.stderr.splitlines()] == [
        ":1: actors[1].id: 'Jane' is not a valid id",
        ":2: actors[2].name: is missing",
    ]


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
    assert [
        fault.partition(" of the capture is not the line in `keep` or `drop`")[0] for fault in faults
    ] == [f"{HERALD[:-4]}.yml:{line}: keep/drop: line {number}" for line, number in ((2, 1), (4, 11))]
    assert all(fault.endswith("; correct the line number or its first words") for fault in faults)
