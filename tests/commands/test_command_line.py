"""What the command line prints for wrong calls, for `check`, and outside a publication."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command_lines import Call
from tests.helpers.paths import TOP, read_cases


@pytest.mark.parametrize("case", read_cases("command_line"), ids=lambda case: " ".join(case["arguments"]))
def test_call(case: Mapping[str, Any], call: Call, request: pytest.FixtureRequest) -> None:
    done = call(request.getfixturevalue(case["in"]), *case["arguments"], code=case.get("code", 0))
    assert done.stdout == case.get("out", "")
    if "err_begins" in case:
        assert done.stderr.startswith(case["err_begins"])
    else:
        assert done.stderr == case.get("err", "")


def test_outside_a_publication_analyse_works(call: Call, odd: Path) -> None:
    found = json.loads(call(odd, "analyse", "--json", "odd.txt").stdout)
    assert (found["path"], found["mentions"]) == ("odd.txt", [])


def test_a_python_without_the_packages_says_where_they_are() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "build_scripts"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert re.match(r"parallax: [\w.]+ is not installed for this Python; run `make site` once", said)
