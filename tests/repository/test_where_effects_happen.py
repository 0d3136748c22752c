"""Only `storage` changes files and only `authoring/fetch` uses the network: every syntax tree is searched."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.paths import TOP

MODULES = sorted((TOP / "build_scripts").rglob("*.py"))
NETWORK_MODULES = frozenset(
    (
        "socket",
        "ssl",
        "http.client",
        "http.server",
        "urllib.request",
        "urllib3",
        "requests",
        "httpx",
        "ftplib",
    )
)
FILE_MODULES = frozenset(("shutil", "tempfile", "filelock", "zipfile", "tarfile"))
FILE_METHODS = frozenset(
    (
        *("write_text", "write_bytes", "touch", "mkdir", "rmdir", "unlink", "rename", "chmod", "lchmod"),
        *("symlink_to", "hardlink_to"),
    )
)
OS_FUNCTIONS = frozenset(
    (
        *("open", "remove", "removedirs", "unlink", "rmdir", "mkdir", "makedirs", "rename", "renames"),
        *("replace", "link", "symlink", "truncate", "chmod", "chown", "utime", "mkfifo", "mknod"),
    )
)
"""Functions of `os` that change files."""

NETWORK_EXCEPTIONS = {
    "authoring/fetch.py": "fetches the one page that a user asks for",
    "site_build/serve.py": "tries whether a local address is free before MkDocs serves there",
}
FILE_EXCEPTIONS: dict[str, str] = {}
"""Modules outside `storage` that may change files, each with the reason. There is none at present."""


def name_of(path: Path) -> str:
    return path.relative_to(TOP / "build_scripts").as_posix()


def find_imports(code: str, modules: frozenset[str]) -> list[str]:
    """Return which of these modules the code imports, or imports something from."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return sorted(imported & modules)


def find_file_changes(code: str) -> list[str]:
    """Return what in the code may write, rename or remove a file: imports and calls, with their lines."""
    tree = ast.parse(code)
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = [f"line {call.lineno}: {ast.unparse(call.func)}" for call in calls if changes_file(call)]
    return [*find_imports(code, FILE_MODULES), *found, *find_imported_functions(tree)]


def find_imported_functions(tree: ast.Module) -> Iterator[str]:
    """Yield the functions of `os` that change files and are imported by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (alias.name for alias in node.names if alias.name in OS_FUNCTIONS)


def changes_file(call: ast.Call) -> bool:
    """Return whether a call may write, rename or remove a file."""
    function = call.func
    if isinstance(function, ast.Name):
        return function.id == "open" and opens_for_writing(call, 1)
    if not isinstance(function, ast.Attribute):
        return False
    if isinstance(function.value, ast.Name) and function.value.id == "os":
        return function.attr in OS_FUNCTIONS
    if function.attr == "replace":  # of a path; a text's takes two arguments
        return len(call.args) == 1 and not call.keywords
    if function.attr == "open":
        return opens_for_writing(call, 0)
    return function.attr in FILE_METHODS


def opens_for_writing(call: ast.Call, position: int) -> bool:
    """Return whether `open` is called with a mode that writes, or one that can't be seen here."""
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[position : position + 1]
    return any(
        not isinstance(mode, ast.Constant) or bool(set(str(mode.value)) & set("wax+")) for mode in modes
    )


@pytest.mark.parametrize(
    "code",
    [
        'path.write_text("x")',
        "Path(name).unlink(missing_ok=True)",
        "folder.mkdir(exist_ok=True)",
        "path.replace(target)",
        "path.rename(target)",
        "os.replace(path, target)",
        "os.remove(path)",
        "from os import remove",
        'open(name, "w")',
        'open(name, mode="ab")',
        "open(name, mode)",
        'path.open("x")',
        "import shutil",
        "from tempfile import TemporaryDirectory",
    ],
)
def test_a_change_of_a_file_is_found(code: str) -> None:
    assert find_file_changes(code)


@pytest.mark.parametrize(
    "code",
    [
        'words.replace("a", "b")',
        "dataclasses.replace(article, id=name)",
        "replace(article, id=name)",
        'open(name, "rb")',
        "open(name)",
        "path.open()",
        "path.read_bytes()",
        "os.stat(path)",
        "replace_file(path, data)",
    ],
)
def test_what_changes_no_file_is_not_found(code: str) -> None:
    assert find_file_changes(code) == []


def test_only_storage_changes_files() -> None:
    found = {
        name_of(path): changes
        for path in MODULES
        if not name_of(path).startswith("storage/")
        and (changes := find_file_changes(path.read_text("utf-8")))
    }
    assert found.keys() == FILE_EXCEPTIONS.keys(), found


@pytest.mark.parametrize(
    "code", ["import socket", "from http import client", "from urllib.request import urlopen"]
)
def test_a_use_of_the_network_is_found(code: str) -> None:
    assert find_imports(code, NETWORK_MODULES)


def test_a_module_of_addresses_is_no_use_of_the_network() -> None:
    assert find_imports("from urllib.parse import urlsplit\nimport ipaddress", NETWORK_MODULES) == []


def test_only_the_named_modules_use_the_network() -> None:
    found = {name_of(path) for path in MODULES if find_imports(path.read_text("utf-8"), NETWORK_MODULES)}
    assert found == NETWORK_EXCEPTIONS.keys()
