"""The other files of the hostile site are well-formed: tables, feeds, search index, cleaned articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_scripts.source_files.read_sources import RawPublication, read_sources
from tests.security import sinks
from tests.security.conftest import Hostile
from tests.security.payloads import ALL, STORIES, TABLE, paragraphs

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pytest.fixture(scope="module")
def files(hostile: Hostile) -> Mapping[str, bytes]:
    """Return the files of the built site, without the theme's."""
    found = {str(file.relative_to(hostile.site)): file for file in hostile.site.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items() if not name.startswith("assets/")}


def test_every_file_is_read_whole_by_a_reader_of_its_own(
    hostile: Hostile, files: Mapping[str, bytes], count: Callable[..., None]
) -> None:
    read = sinks.read(files)
    changed = [
        (field, sink, value)
        for field, value, _ in hostile.written.values
        for sink in TABLE["fields"][field]
        if value not in read[sink] and not _withheld(field, sink)
    ]
    tried = sum(len(parts) * len(TABLE["fields"][field]) for field, _, parts in hostile.written.values)
    count(tried=tried, changed=len(changed))
    assert changed == []
    assert {name for name in files if name.endswith("feed.xml")} >= {"feed.xml", "actors/actor-1/feed.xml"}
    assert len([name for name in files if re.match(r"data/\w+/.*\.json", name)]) == 8 * len(STORIES) + 2


def _withheld(field: str, sink: str) -> bool:
    """Return whether a value may be missing: some sources have no cleaned article."""
    return sink == "article" and field.startswith("source.")


def test_the_cleaned_article_holds_each_payload_as_it_was_captured(
    files: Mapping[str, bytes], count: Callable[..., None]
) -> None:
    words = "\n".join(sinks.article(files["stories/one/a/article.md"]))
    lost = [line for line in paragraphs("a", ALL) if "said that" in line and line not in words]
    count(tried=len(ALL), changed=len(lost))
    assert lost == []


def test_nothing_turns_the_direction_of_a_file_that_is_read_as_it_is(files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        if name.endswith((".md", ".json", ".xml", ".yml")) and "not-followed" not in name:
            assert re.findall("[\u202a-\u202e\u2066-\u2069]", data.decode()) == [], name


def test_a_search_finds_words_with_something_unseen_in_them(files: Mapping[str, bytes]) -> None:
    text = json.dumps(json.loads(files["search/search_index.json"])["docs"], ensure_ascii=False)
    assert "zerowidth" in text.replace("\u200d", "")
    assert not re.search("[\u200b\u202e]", text)


def test_no_address_of_the_site_holds_anything_of_a_stranger(files: Mapping[str, bytes]) -> None:
    assert [name for name in files if not re.fullmatch(r"[A-Za-z0-9_./-]+", name)] == []


@pytest.mark.parametrize("address", TABLE["refused"]["address"])
def test_an_address_that_could_do_something_is_refused(
    tmp_path: Path, address: str, count: Callable[..., None]
) -> None:
    read = _read(tmp_path, **{"one/a.yml": f"source_url: {json.dumps(address)}\n"})
    named = [problem.field for problem in read.problems if problem.severity == "error"]
    count(tried=1, leaked=int(named != ["source_url"]))
    assert named == ["source_url"]


@pytest.mark.parametrize("payload", TABLE["captured"]["terminal"] + TABLE["captured"]["direction"])
def test_a_field_of_yaml_holds_nothing_unseen(tmp_path: Path, payload: str) -> None:
    read = _read(tmp_path, **{"one/story.yml": f"title: {json.dumps(payload)}\nsources: [a]\n"})
    assert [problem.field for problem in read.problems if problem.severity == "error"] == ["title"]


@pytest.mark.parametrize("name", TABLE["refused"]["identifier"])
def test_an_identifier_that_is_no_address_is_refused(
    tmp_path: Path, name: str, count: Callable[..., None]
) -> None:
    quoted = json.dumps(name)
    story = f"title: T\nsources: [a, {{id: {quoted}, withdrawn: 2021-05-03}}]\npoints: [{{id: {quoted}}}]\n"
    read = _read(tmp_path, **{"actors.yml": f"- id: {quoted}\n  name: Jane Roe\n", "one/story.yml": story})
    named = [problem.field for problem in read.problems if problem.severity == "error"]
    count(tried=3, leaked=max(0, 3 - len(named)))
    assert len(named) >= 3
    assert [actor.id for actor in read.actors] == []
    assert [entry.id for one in read.stories for entry in one.file.sources] == ["a"]
    assert [point.id for one in read.stories for point in one.file.points] == []


@pytest.mark.parametrize("name", TABLE["refused"]["name"])
def test_a_file_or_folder_whose_name_is_no_address_is_left_out(
    tmp_path: Path, name: str, count: Callable[..., None]
) -> None:
    read = _read(
        tmp_path, **{f"{name}/story.yml": "title: T\n", f"{name}/a.txt": "x", f"one/{name}.txt": "x"}
    )
    assert len([problem for problem in read.problems if problem.severity == "error"]) >= 2
    left = [source.id for story in read.stories for source in story.sources if source.id != "a"]
    count(tried=2, leaked=len(left))
    assert left == []
    assert {story.id for story in read.stories} == {"one"}


def _read(folder: Path, **files: str) -> RawPublication:
    """Return the sources read from a publication of one story and one source, and these files."""
    rest = {"publication.yml": "title: T\n", "actors.yml": "[]\n", "one/a.txt": "Jane Roe said so."}
    for name, text in {**rest, "one/story.yml": "title: T\nsources: [a]\n", **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return read_sources(folder)
