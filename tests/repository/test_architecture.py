"""ARCHITECTURE.md holds: the layers, the paths that it names, unique public names."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.paths import TOP

CODE = TOP / "build_scripts"
PAGE = (TOP / "ARCHITECTURE.md").read_text("utf-8")
QUESTIONS = 26  # at least so many answers to "where is the rule for"
LONGEST_PAGE = 150  # lines
LONGEST_MODULE = 300  # lines


def modules() -> tuple[Path, ...]:
    return tuple(sorted(CODE.rglob("*.py")))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def folder_of(path: Path) -> str:
    """Return a module's folder below `build_scripts`, with slashes; a full stop for the top."""
    return path.parent.relative_to(CODE).as_posix()


def imported_folders(path: Path) -> set[str]:
    """Return the folders of `build_scripts` that a module imports from, its own left out."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "build_scripts":
                target = CODE.joinpath(*parts[1:])
                found.add((target if target.is_dir() else target.parent).relative_to(CODE).as_posix())
    return found - {folder_of(path)}


def layers() -> dict[str, int]:
    """Return the line of each folder in the block of layers, counted from the top."""
    (block,) = re.findall(r"^```layers\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return {folder: line for line, row in enumerate(block.splitlines()) for folder in row.split()}


LAYERS = layers()


def test_each_folder_has_a_layer() -> None:
    assert {folder_of(path) for path in modules()} == set(LAYERS)


def test_nothing_is_at_the_top_but_the_entry() -> None:
    assert {path.name for path in CODE.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(CODE).as_posix())
def test_a_module_imports_only_from_lower_layers(path: Path) -> None:
    own = LAYERS[folder_of(path)]
    # The folder `.` holds the package's name alone, which every module may import.
    upwards = {folder for folder in imported_folders(path) - {"."} if LAYERS[folder] <= own}
    assert upwards == set()


def test_no_public_function_or_class_is_defined_under_one_name_in_two_modules() -> None:
    places = defaultdict(list)
    for path in modules():
        for node in parsed(path).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(CODE).as_posix())
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_a_package_face_defines_and_exports_nothing_but_the_models() -> None:
    faces = [
        path for path in modules() if path.name == "__init__.py" and folder_of(path) not in (".", "models")
    ]
    assert [path for path in faces if any(not isinstance(node, ast.Expr) for node in parsed(path).body)] == []


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    lengths = {
        path.relative_to(CODE).as_posix(): len(path.read_text("utf-8").splitlines()) for path in modules()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def paths_named() -> list[str]:
    """Return the files and folders that the page names between backquotes."""
    words = re.findall(r"`([^`\s]+)`", PAGE)
    return sorted({word for word in words if re.fullmatch(r"[\w./-]+(\.(py|yml|md|js|json)|/)", word)})


@pytest.mark.parametrize("name", paths_named())
def test_each_path_that_the_page_names_exists(name: str) -> None:
    places = (CODE / name, TOP / name, CODE / "data" / name, TOP / "tests" / "cases" / name)
    assert any(place.exists() for place in places)


def test_the_page_answers_where_each_rule_is_and_stays_short() -> None:
    _, _, rest = PAGE.partition("## Where is the rule for")
    table, _, _ = rest.partition("\n## ")
    assert len(re.findall(r"^\| (?!Question|-)", table, re.MULTILINE)) >= QUESTIONS
    assert len(PAGE.splitlines()) <= LONGEST_PAGE


def entries() -> list[tuple[str, str]]:
    """Return each package of the table with its entry function, for those that have one."""
    _, _, rest = PAGE.partition("## Packages")
    table, _, _ = rest.partition("\n## ")
    return re.findall(r"^\| `([\w/]+)` \| [^|]+ \| `([\w.]+)` \|", table, re.MULTILINE)


@pytest.mark.parametrize(("package", "entry"), entries(), ids=[package for package, _ in entries()])
def test_each_entry_function_is_where_the_table_says(package: str, entry: str) -> None:
    module, _, name = entry.rpartition(".")
    path = CODE / package / f"{module}.py"
    defined = {node.name for node in parsed(path).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    imported = {
        alias.asname or alias.name
        for node in parsed(path).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert name in defined | imported
