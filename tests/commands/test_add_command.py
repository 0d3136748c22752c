"""`add` writes a source into the publication and prints a summary."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from tests.helpers.command_lines import ODD, PAGE, POST, Call
from tests.helpers.paths import TOP


@pytest.fixture
def own(publication: Path, tmp_path: Path) -> Path:
    """Return a folder with a copy of the invented publication's sources, to add to."""
    shutil.copytree(publication / "sources", tmp_path / "sources")
    return tmp_path


def test_add_takes_a_file_in_and_says_what_was_understood(call: Call, own: Path, odd: Path) -> None:
    (own / "page.html").write_text(PAGE, "utf-8")
    done = call(own, "add", "page.html", "--story", "harbour-talks")
    assert (own / "sources/harbour-talks/harbour-closed.html").read_text("utf-8") == PAGE
    assert done.stderr == ""
    said = done.stdout.splitlines()
    assert said[0] == "sources/harbour-talks/harbour-closed.html"
    assert "  headline: Harbour closed" in said
    assert "  outlet: not stated" in said
    assert any(line.startswith("  kept: ") for line in said)
    assert any(line.startswith("  cut: ") for line in said)
    assert "explain sources/harbour-talks/harbour-closed.html" in done.stdout
    assert "address on the site is stories/harbour-talks/harbour-closed/ for ever" in done.stdout
    assert "harbour-closed" not in call(own, "check").stderr
    again = call(own, "add", "page.html", "--story", "harbour-talks", "--name", "other", code=1)
    assert again.stdout == ""
    assert again.stderr.startswith(
        "page.html: is in the publication already, as sources/harbour-talks/harbour-closed.html; "
    )


def test_add_takes_what_is_piped_in_and_asks_nothing(own: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "build_scripts", "add", "-", "--story", "ferry", "--new-story", "The ferry"],
        cwd=own,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        input=ODD.encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8").splitlines()
    assert all(line.isprintable() for line in said)
    assert (own / said[0]).read_bytes() == ODD.encode()
    story = yaml.safe_load((own / "sources/ferry/story.yml").read_text("utf-8"))
    assert story == {"title": "The ferry", "sources": [Path(said[0]).stem]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.txt"], "missing.txt: is not a file; "),
        (["."], ".: is not a file; "),
        (["ftp://example.org/a"], "ftp://example.org/a: is neither http nor https; "),
        (
            ["http://127.0.0.1/a"],
            "http://127.0.0.1/a: '127.0.0.1' is not a public host, and is not contacted; ",
        ),
        (["http://[::ffff:10.0.0.1]/"], "http://[::ffff:10.0.0.1]/: '::ffff:10.0.0.1' is not a public host"),
        (["-"], "standard input: is empty; "),
        ([POST], f"{POST}: is in the publication already, as {POST}; "),
        (
            ["https://post.example.org/harbour/"],
            f"https://post.example.org/harbour/: is in the publication already, as {POST}; ",
        ),
    ],
)
def test_what_cannot_be_added_is_one_line_and_nothing_changes(
    call: Call, own: Path, arguments: Sequence[str], said: str
) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    done = call(own, "add", *arguments, "--story", "harbour-talks", code=1)
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before
