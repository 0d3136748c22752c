"""The one "did you mean": which names are similar, and what is suggested."""

import re

import pytest

from build_scripts.source_files.yaml.did_you_mean import find_similar_name, suggest_name, suggest_options
from tests.helpers.paths import TOP


@pytest.mark.parametrize(
    ("name", "names", "similar"),
    [
        ("heralds", ["post", "herald", "harbour"], "herald"),
        ("ture", ["true", "false"], "true"),
        ("wass", ["was", "now", "page"], "was"),
        ("licens", ["mode", "licence", "holder"], "licence"),
        ("Europe/Viena", ["Europe/Paris", "Europe/Vienna", "Asia/Vientiane"], "Europe/Vienna"),
        ("colour", ["basis", "holder", "licence", "mode"], None),
        ("some", ["full", "excerpt", "link"], None),
        ("p-4e1f09aa31", ["p-97c2b0d654", "p-0000000000"], None),
        ("singing", ["signing", "treaty", "fog"], "signing"),
        ("herald", [], None),
        ("", ["a"], None),
    ],
)
def test_the_most_similar_name(name: str, names: list[str], similar: str | None) -> None:
    assert find_similar_name(name, names) == similar
    assert find_similar_name(name, reversed(names)) == similar


def test_a_suggestion_comes_before_the_other_fix() -> None:
    assert suggest_name("talk", ["talks"], "add it") == "did you mean `talks`? If not, add it"
    assert suggest_name("talk", ["ships"], "add it") == "add it"
    assert suggest_options("ful", ("full", "link")) == "did you mean `full`? If not, use one of: full, link"
    assert suggest_options("some", ("full", "link")) == "use one of: full, link"


def test_one_library_compares_in_one_place() -> None:
    """difflib is not used at all; RapidFuzz elsewhere only for edits of people's names."""
    users: dict[str, set[str]] = {"difflib": set(), "rapidfuzz": set()}
    for path in sorted((TOP / "build_scripts").rglob("*.py")):
        code = path.read_text("utf-8")
        for library in re.findall(r"^(?:import|from) (difflib|rapidfuzz)\b", code, re.MULTILINE):
            users[library].add(path.relative_to(TOP / "build_scripts").as_posix())
    assert users == {
        "difflib": set(),
        "rapidfuzz": {"source_files/yaml/did_you_mean.py", "people/spelling_variants.py"},
    }
