"""Only `authoring/fetch` may use the network: the syntax tree of every module is searched for its imports."""

from __future__ import annotations

import ast
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
NETWORK_EXCEPTIONS = {
    "authoring/fetch.py": "fetches the one page that a user asks for",
    "site_build/serve.py": "tries whether a local address is free before MkDocs serves there",
}


def name_of(path: Path) -> str:
    return path.relative_to(TOP / "build_scripts").as_posix()


def find_network_imports(code: str) -> list[str]:
    """Return what a module imports of the modules that reach the network."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return sorted(imported & NETWORK_MODULES)


@pytest.mark.parametrize(
    "code", ["import socket", "from http import client", "from urllib.request import urlopen"]
)
def test_a_use_of_the_network_is_found(code: str) -> None:
    assert find_network_imports(code)


def test_a_module_of_addresses_is_no_use_of_the_network() -> None:
    assert find_network_imports("from urllib.parse import urlsplit\nimport ipaddress") == []


def test_only_the_named_modules_use_the_network() -> None:
    found = {name_of(path) for path in MODULES if find_network_imports(path.read_text("utf-8"))}
    assert found == set(NETWORK_EXCEPTIONS)
