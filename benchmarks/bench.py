"""Print how fast the command line is on the repository's own sources: `make bench`.

Everything runs in a temporary copy, as a user would run it. `analyse` and `compare` are timed on one copy of
the sources and on several, to separate the cost of starting from that of an article. The best of several runs
is printed, because other work of the machine can only add time.
"""

from __future__ import annotations

import argparse
import os
import pstats
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import growth
from build_scripts.models import Sidecar
from build_scripts.pipeline.article_tools import ArticleTools, load_article_tools
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.processes.worker_pool import ITEMS_PER_PROCESS

COPIED_PATHS = ("build_scripts", "docs", "sources", "mkdocs.yml")
REPEATS = 3
COPIES = 30
MIN_SECONDS_SHOWN = 0.01
ARTICLE_WORDS = 600  # words of the article that speeds are stated for


def list_captures(root: Path) -> list[Path]:
    """Return the captures of every story under `sources/`, in order."""
    return sorted(p for p in (root / "sources").glob("*/*") if p.suffix in (".txt", ".html"))


def best_time(root: Path, arguments: Sequence[str], repeats: int) -> float:
    """Return the seconds of the fastest of several runs; raises `SystemExit` if one fails."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        completed = subprocess.run(
            [sys.executable, "-m", "build_scripts", *arguments],
            cwd=root,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        times.append(time.perf_counter() - started)
        if completed.returncode:
            raise SystemExit(f"{arguments[0]} ended with {completed.returncode}:\n{completed.stderr[-2000:]}")
    return min(times)


def count_article_words(path: Path) -> int:
    """Return the number of words of a capture's article."""
    cleaned = clean_capture(path.read_bytes(), path.name, Sidecar(), load_article_tools(parsing=False))
    return sum(len(p.span.extract(cleaned.capture.text).split()) for p in cleaned.paragraphs)


def copy_publication(root: Path, scratch: Path) -> Path:
    """Copy everything that a build reads into `scratch`, and return the copy's folder."""
    target = scratch / "publication"
    target.mkdir()
    for name in COPIED_PATHS:
        path = root / name
        if path.is_dir():
            shutil.copytree(path, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(path, target / name)
    return target


def import_times(root: Path, limit: int = 5) -> list[tuple[str, float]]:
    """Return the slowest packages that the command line imports, with their seconds."""
    completed = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "build_scripts", "--help"],
        cwd=root,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    rows = re.findall(r"^import time:\s+\d+ \|\s+(\d+) \|\s+(\w+)$", completed.stderr, re.MULTILINE)
    slowest = sorted(((name, int(micro) / 1e6) for micro, name in rows), key=lambda row: -row[1])
    return slowest[:limit]


def stage_times(root: Path, files: Sequence[str]) -> list[tuple[str, float]]:
    """Return the seconds that each function called by `pipeline.analyse_article` took, the longest first.

    The profiler slows down Python more than the compiled parser: read the figures as shares.
    """
    profile = root / "analyse.profile"
    subprocess.run(
        [sys.executable, "-m", "cProfile", "-o", profile, "-m", "build_scripts", "analyse", "--json", *files],
        cwd=root,
        capture_output=True,
        check=True,
    )
    package = root.resolve() / "build_scripts"
    caller_file = str(package / "pipeline" / "analyse_article.py")
    times: dict[str, float] = {}
    for (file, _, function), (*_, callers) in vars(pstats.Stats(str(profile)))["stats"].items():
        if not Path(file).is_relative_to(package) or file == caller_file:
            continue
        spent = sum(figures[3] for (caller, _, _), figures in callers.items() if caller == caller_file)
        stage = ".".join(Path(file).relative_to(package).with_suffix("").parts).removesuffix(".__init__")
        if spent:
            times[f"{stage}.{function}"] = times.get(f"{stage}.{function}", 0.0) + spent
    return sorted(times.items(), key=lambda row: -row[1])


def print_pages_a_second(name: str, paths: Sequence[Path], repeats: int) -> None:
    """Print how many pages a second are cleaned and their metadata read on one processor, and the slowest."""
    tools = load_article_tools(parsing=False)
    pages = [(path.read_bytes(), path.name) for path in paths]
    rounds = [[_cleaning_time(data, file, tools) for data, file in pages] for _ in range(repeats)]
    best = [min(times) for times in zip(*rounds, strict=True)]
    rate = len(best) / sum(best)
    print(
        f"cleaning and metadata, {name}: {rate:.0f} pages/s on one processor, the slowest {max(best):.2f} s"
    )


def _cleaning_time(data: bytes, name: str, tools: ArticleTools) -> float:
    started = time.process_time()
    clean_capture(data, name, Sidecar(), tools)
    return time.process_time() - started


def print_per_article(name: str, one: float, many: float, sizes: Sequence[int], copies: int) -> None:
    """Print a command's times, and how many articles of `ARTICLE_WORDS` words it reads a second.

    The time to start is included. `sizes` are the words of each article's text.
    """
    rate = sum(sizes) * copies / ARTICLE_WORDS / many
    print(
        f"{name:10}{one:8.2f} s for {len(sizes)}{many:8.2f} s for {len(sizes) * copies}: "
        f"{rate:.1f} articles of {ARTICLE_WORDS} words a second, from a cold start"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, time the commands and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description="Measure the speed.")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="runs of each command")
    parser.add_argument("--copies", type=int, default=COPIES, help="copies of each source")
    parser.add_argument("--data", type=Path, help="the folder of the corpora, for the speed on real pages")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        root = copy_publication(Path.cwd(), Path(scratch).resolve())
        files = [os.path.relpath(path, root) for path in list_captures(root)]
        if not files:
            raise SystemExit("no captures under sources/")
        sizes = [count_article_words(path) for path in list_captures(root)]
        print(
            f"best of {options.repeats}; {len(files)} sources of {sum(sizes)} words, given once and "
            f"{options.copies} times, on {os.cpu_count()} processors"
        )
        for command in ("analyse", "compare"):
            one = best_time(root, [command, "--json", *files], options.repeats)
            many = best_time(
                root, [command, "--json", *copy_sources(root, files, options.copies)], options.repeats
            )
            print_per_article(command, one, many, sizes, options.copies)
        print_pages_a_second("these sources", list_captures(root), options.repeats)
        if options.data:
            sample = sorted((options.data / "paste" / "txt").glob("*.txt"))
            print_pages_a_second("the pasted pages of the corpora", sample, options.repeats)
        growth.main()
        print("time of analyse by function, under a profiler:")
        # So few that one process reads all: a profiler does not see other processes.
        for stage, seconds in stage_times(
            root, copy_sources(root, files, (ITEMS_PER_PROCESS - 1) // len(files))
        ):
            if seconds >= MIN_SECONDS_SHOWN:
                print(f"  {stage:30}{seconds:8.2f} s")
        print(f"{'build':10}{best_time(root, ['build'], options.repeats):8.2f} s")
        for name, seconds in import_times(root):
            print(f"  importing {name:20}{seconds:6.2f} s")


def copy_sources(root: Path, files: Sequence[str], copies: int) -> list[str]:
    """Copy each file `copies` times, and return the copies' paths relative to `root`."""
    folder = root / "repeated"
    folder.mkdir(exist_ok=True)
    names = []
    for number in range(copies):
        for file in files:
            target = folder / f"{number:03}-{Path(file).name}"
            shutil.copyfile(root / file, target)
            names.append(os.path.relpath(target, root))
    return names


if __name__ == "__main__":
    main()
