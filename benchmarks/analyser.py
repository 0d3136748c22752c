"""Run the project's command line on files, and read its output.

Only the public contract of `analyse --json` is used. So the code behind it may change, and any other program
with the same contract can be measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

COMMAND = (sys.executable, "-m", "build_scripts")
FILES_PER_RUN = 200  # command lines have a limit


class Offsets(TypedDict):
    """Half-open character offsets."""

    start: int
    end: int


class Mention(Offsets):
    """A span that names or means an actor."""

    actor: str | None


class Statement(TypedDict):
    """A statement that an article reports."""

    spans: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    speaker_text: str | None


class Article(TypedDict, total=False):
    """The keys of a line of `analyse --json` that are measured."""

    path: str
    error: str
    headline: str | None
    byline: list[str]
    published: str | None
    paragraphs: list[Offsets]
    mentions: list[Mention]
    statements: list[Statement]


def analyse(files: Sequence[Path], *options: str, command: Sequence[str] = COMMAND) -> list[Article]:
    """Return the command line's output for each file, in order.

    A file that failed has an `error`; the first five errors are printed on standard error.
    Raises `SystemExit` if the number of lines differs from the number of files.
    """
    articles: list[Article] = []
    for first in range(0, len(files), FILES_PER_RUN):
        batch = [str(path) for path in files[first : first + FILES_PER_RUN]]
        completed = subprocess.run(
            [*command, "analyse", "--json", *options, *batch],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        lines = [line for line in completed.stdout.split("\n") if line.strip()]
        if len(lines) != len(batch):
            counts = f"{len(batch)} files in, {len(lines)} lines out, exit {completed.returncode}"
            raise SystemExit(f"{counts}:\n{completed.stderr[-2000:]}")
        articles += [json.loads(line) for line in lines]
    for article in [a for a in articles if a.get("error")][:5]:
        print(f"failed: {article['path']}: {article['error']}", file=sys.stderr)
    return articles


def read_text(path: Path) -> str:
    """Return a file's decoded text: the offsets count its characters."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def write_texts(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write each text into its own file in `folder`, and return the files in order."""
    paths = [folder / f"{number:05}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode("utf-8"))
    return paths
