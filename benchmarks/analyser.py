"""Run the project's own command line on files and read what it prints.

Only the public contract of `analyse --json` is used, so that the insides may change, and so that any other
program which keeps the contract can be measured as well.
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
FILES_A_RUN = 200  # command lines have a limit


class Offsets(TypedDict):
    """Half-open character offsets."""

    start: int
    end: int


class Mention(Offsets):
    """A place where an actor is named or meant."""

    actor: str | None


class Statement(TypedDict):
    """Something that an article reports someone as saying."""

    spans: list[tuple[int, int]]
    speaker: tuple[int, int] | None
    speaker_text: str | None


class Article(TypedDict, total=False):
    """The keys of an `analyse --json` line that are measured."""

    path: str
    error: str
    headline: str | None
    byline: list[str]
    published: str | None
    paragraphs: list[Offsets]
    mentions: list[Mention]
    statements: list[Statement]


def analyse(files: Sequence[Path], *options: str, command: Sequence[str] = COMMAND) -> list[Article]:
    """Return what the command line prints for each file, in their order.

    A file that failed has an `error`; the first few of these are told on standard error.
    Raises `SystemExit` where the number of lines differs from the number of files.
    """
    articles: list[Article] = []
    for first in range(0, len(files), FILES_A_RUN):
        batch = [str(path) for path in files[first : first + FILES_A_RUN]]
        done = subprocess.run(
            [*command, "analyse", "--json", *options, *batch],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        lines = [line for line in done.stdout.split("\n") if line.strip()]
        if len(lines) != len(batch):
            counts = f"{len(batch)} files in, {len(lines)} lines out, exit {done.returncode}"
            raise SystemExit(f"{counts}:\n{done.stderr[-2000:]}")
        articles += [json.loads(line) for line in lines]
    for article in [a for a in articles if a.get("error")][:5]:
        print(f"failed: {article['path']}: {article['error']}", file=sys.stderr)
    return articles


def decoded(path: Path) -> str:
    """Return a file's text in the form whose characters the offsets count."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def write_texts(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write each text into a file of its own in `folder` and return the files in their order."""
    paths = [folder / f"{number:05}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode("utf-8"))
    return paths
