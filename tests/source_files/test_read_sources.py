"""What a contributor can get wrong under sources/ is told by file, line, field and mend, all at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models.problems import UserError
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.source_files import read_sources as reading
from build_scripts.source_files import yaml_files as publication_files
from build_scripts.source_files.yaml import parser as strict_yaml
from build_scripts.source_files.yaml import value_formats as values
from tests.helpers.paths import read_cases

DATA = read_cases("source_files")
YAML_LIKE = st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,<\\ \n\t0~\x85\u2028\ufeff\x07"), max_size=60)


def lay_out(case: Mapping[str, Any]) -> None:
    for name, text in {**DATA["base"], **case.get("files", {})}.items():
        if text is not None:
            put(name, text.encode())
    for name, digits in case.get("hex", {}).items():
        put(name, bytes.fromhex(str(digits)))
    for name, target in case.get("links", {}).items():
        Path(name).symlink_to(target)


def put(name: str, data: bytes) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_problems(
    case: Mapping[str, Any], tools: assembling.Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(case)
    _, problems = assembling.assemble(reading.read(Path("sources")), tools, lambda _: None)
    assert sorted(map(str, problems)) == sorted(case["problems"])


def test_without_a_folder_of_sources_the_first_thing_to_do_is_said(tmp_path: Path) -> None:
    (problem,) = reading.read(tmp_path / "sources").problems
    assert problem.what == "there is no such folder"


def test_what_is_right_is_read_although_something_else_is_wrong(
    tools: assembling.Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out({"files": {"sources/talks/herald.yml": "outlet: The Strelsau Herald\npublished: then\nx: y\n"}})
    publication, problems = assembling.assemble(reading.read(Path("sources")), tools, lambda _: None)
    assert len(problems) == 2
    (article,) = publication.stories[0].articles
    assert article.metadata.outlet is not None
    assert article.metadata.outlet.value == "The Strelsau Herald"
    assert article.metadata.published is None


def test_a_withdrawn_source_keeps_its_letter(
    tools: assembling.Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    story = "title: The talks\nsources: [{id: post, withdrawn: 2031-04-01}, herald]\n"
    lay_out({"files": {"sources/talks/story.yml": story}})
    publication, _ = assembling.assemble(reading.read(Path("sources")), tools, lambda _: None)
    assert publication.stories[0].letters == {"post": "A", "herald": "B"}


@pytest.mark.parametrize(
    ("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(number: int, letter: str) -> None:
    assert assembling.letters(number) == letter


@pytest.mark.parametrize("address", DATA["addresses"]["good"])
def test_an_address_to_link_to(address: str) -> None:
    assert values.valid_address(address)


@pytest.mark.parametrize("address", DATA["addresses"]["bad"])
def test_an_address_that_is_no_web_page_or_could_do_harm(address: str) -> None:
    assert not values.valid_address(address)


@pytest.mark.parametrize("date", DATA["dates"]["good"], ids=str)
def test_a_date(date: object) -> None:
    assert values.valid_date(str(date))


@pytest.mark.parametrize("date", DATA["dates"]["bad"], ids=str)
def test_no_date(date: object) -> None:
    assert not values.valid_date(str(date))


@given(st.one_of(YAML_LIKE, st.text(max_size=60)))
def test_any_text_is_read_as_yaml_or_refused_with_one_problem(text: str) -> None:
    try:
        strict_yaml.parse(text, "a.yml")
    except UserError as error:
        (problem,) = error.problems
        assert problem.line is None or problem.line >= 1
        assert str(problem).isprintable()


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_what_is_read_is_the_text_as_written(text: str) -> None:
    node = strict_yaml.parse(yaml.safe_dump({"key": text}, allow_unicode=True), "a.yml")
    assert isinstance(node.value, dict)
    assert node.value["key"].value == text


@given(st.one_of(YAML_LIKE, st.text(max_size=60)))
def test_any_text_is_read_as_a_sidecar_a_story_a_publication_or_actors(text: str) -> None:
    for read in (
        publication_files.read_sidecar,
        publication_files.read_story,
        publication_files.read_publication,
        publication_files.read_actors,
    ):
        _, problems = read(text, "a.yml")
        assert all(problem.path == "a.yml" and problem.what and problem.mend for problem in problems)
