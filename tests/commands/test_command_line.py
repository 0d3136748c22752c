"""Messages of the command line about wrong calls, a publication, and missing files or packages."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.helpers.command_lines import Call
from tests.helpers.paths import TOP


@pytest.mark.parametrize(
    "arguments", [["analyse"], ["clean"], ["clean", "a", "b"], ["analyse", "--colour", "x"], ["x"]]
)
def test_a_wrong_call_says_how_it_is_used(call: Call, arguments: Sequence[str], publication: Path) -> None:
    done = call(publication, *arguments, code=2)
    assert done.stderr.startswith("Usage: ")
    assert done.stdout == ""


def test_check_says_what_it_read(call: Call, publication: Path) -> None:
    done = call(publication, "check")
    assert done.stdout == "5 articles in 2 stories: no errors.\n"
    assert done.stderr == ""


def test_outside_a_publication_check_is_one_line_and_analyse_works(call: Call, odd: Path) -> None:
    done = call(odd, "check", code=1)
    assert done.stderr == "sources: there is no such folder; run this from the repository's top folder\n"
    found = json.loads(call(odd, "analyse", "--json", "odd.txt").stdout)
    assert (found["path"], found["mentions"]) == ("odd.txt", [])


def test_a_python_without_the_packages_says_where_they_are() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "build_scripts"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert re.match(r"parallax: [\w.]+ is not installed for this Python; run `make site` once", said)
