"""`compare` prints a contract for programs and plain words for people."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command_lines import HERALD, PAMPHLET, POST, Call, text_of
from tests.helpers.publications import run

POINT = {
    "id": str,
    "label": (str, type(None)),
    "title": (dict, type(None)),
    "anchor": dict,
    "coverage": str,
    "differs": list,
    "grade": str | None,
    "copy": bool,
    "edits": list,
    "cells": dict,
    "marks": dict,
    "parts": dict,
    "possible": dict,
    "unreviewed": list,
    "values": list,
    "earlier": list,
}


@pytest.fixture(scope="module")
def compared(publication: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(publication, "compare", "--json", HERALD, POST, PAMPHLET).stdout)
    return found


def test_the_comparison_has_exactly_these_keys_and_types(compared: dict[str, Any], publication: Path) -> None:
    assert compared.keys() == {"version", "sources", "points", "not_compared", "shared"}
    assert (compared["version"], compared["sources"]) == (1, [HERALD, POST, PAMPHLET])
    assert compared["points"]
    for point in compared["points"]:
        assert point.keys() == POINT.keys()
        assert all(isinstance(point[key], kind) for key, kind in POINT.items())
        assert point["anchor"].keys() == {"source", "start", "end"}
        assert point["label"] is not None or point["title"].keys() == {"source", "spans"}
        assert point["coverage"] == {1: "one", 2: "some", 3: "all"}[len(point["cells"])]
        assert set(point["differs"]) <= {"figures", "attribution", "hedge", "denial"}
        assert point["cells"].keys() == point["marks"].keys() == point["parts"].keys()
        assert point["cells"].keys() <= set(compared["sources"])
        for path, cell in point["cells"].items():
            length = len(text_of({"path": path}, publication))
            assert all(0 <= start < end <= length for start, end in cell)
            for mark in point["marks"][path]:
                assert mark.keys() == {"kind", "start", "end", "grade"}
                assert mark["grade"] in ("conflict", "precision", "telling", None)
                assert any(start <= mark["start"] < mark["end"] <= end for start, end in cell)
            for first, last in point["parts"][path]:
                assert any(start <= first < last <= end for start, end in cell)
        for stated in point["values"]:
            assert stated.keys() == {"thing", "relation", "words", "earlier"}
            assert stated["words"].keys() <= point["cells"].keys()
            assert set(stated["earlier"]) <= stated["words"].keys()
        assert set(point["earlier"]) <= point["cells"].keys()
        assert not point["possible"].keys() & point["cells"].keys()
        assert set(point["unreviewed"]) <= point["possible"].keys() <= set(compared["sources"])
    assert compared["not_compared"] == {}


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


def test_an_article_in_another_language_is_not_compared_and_leaves_nothing_to_one_alone(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("The goats of Zenda slept on the roof of the old school.\n", "utf-8")
    (tmp_path / "other.txt").write_text("Rain fell on the harbour, and nobody came.\n", "utf-8")
    (tmp_path / "korean.txt").write_text("염소들이 학교 지붕에서 잠을 잤다. 비가 항구에 내렸다.\n", "utf-8")
    files = ("one.txt", "other.txt", "korean.txt")
    found = json.loads(call(tmp_path, "compare", "--json", "--plain", *files).stdout)
    assert found["not_compared"] == {"korean.txt": "Korean"}
    assert {path for point in found["points"] for path in point["cells"]} == {"one.txt", "other.txt"}
    said = call(tmp_path, "compare", "--plain", *files).stdout
    assert said.count(": one so far)\n") == len(found["points"]) == 2
    assert said.count("\n  korean: not compared: Korean\n") == 2
    alone = call(tmp_path, "compare", "--plain", *files[:2]).stdout
    assert alone.count(": one)\n") == 2


def test_a_comparison_explained(call: Call, publication: Path) -> None:
    said = call(publication, "compare", "--explain", HERALD, POST).stdout
    assert said.startswith("How likely two sentences are to report the same")
    point, _, alone = said.partition("\nLinked with nothing, and the nearest sentence:\n")
    assert "\nNumber of ships in the harbour (ships-in-the-harbour)\n" in point
    assert ", confident: the same runs of letters +" in point
    assert "the same numbers +" in point or "words of the same meaning +" in point
    assert ", none: " in alone or ", possible: " in alone
    call(publication, "compare", "--explain", "--json", HERALD, POST, code=2)
