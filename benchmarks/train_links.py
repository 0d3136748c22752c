"""Fit the weights and thresholds by which sentences are linked, and write them.

    python -m benchmarks.train_links DATA

DATA/stories holds real stories with lists made by hand; the invented stories and the first publication are
added. Writes `links_alone.yml`, `links_in_story.yml` and `link_thresholds.yml` of
`build_scripts/data/weights`. `python -m benchmarks.stories DATA` measures the same on stories that are left
out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.labelled_stories import list_story_folders, read_labelled_story
from benchmarks.link_training import LinkTrainer
from build_scripts.comparison.evidence.evidence_weights import CONSTANT, PAIR_KINDS, REASON_KINDS
from build_scripts.pipeline.assemble_publication import load_publication_tools

WEIGHTS = Path(__file__).resolve().parents[1] / "build_scripts" / "data" / "weights"
WRITTEN_BY = "# Written by `python -m benchmarks.train_links DATA`: don't edit by hand.\n"
HEADS = {
    "links_alone": "# How much each kind of evidence in two sentences weighs for their reporting the same.\n",
    "links_in_story": "# The same once more, beside the evidence in the story's other pairs of sentences.\n",
    "link_thresholds": "# How likely two sentences must be to report the same.\n",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the stories, fit, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_links")
    parser.add_argument("data", type=Path, help="the folder with the corpora, see benchmarks/README.md")
    options = parser.parse_args(arguments)
    tools = load_publication_tools()
    stories = [read_labelled_story(*place, tools) for place in list_story_folders(options.data)]
    weights = LinkTrainer(stories).fit(frozenset(range(len(stories))))
    _write("links_alone", zip((*PAIR_KINDS, CONSTANT), weights.alone, strict=True))
    _write("links_in_story", zip((*REASON_KINDS, CONSTANT), weights.in_story, strict=True))
    names = ("confident", "joined", "possible")
    _write("link_thresholds", ((name, getattr(weights, name)) for name in names))


def _write(name: str, weights: Iterable[tuple[str, float]]) -> None:
    lines = "".join(f'"{kind}": {weight:.4f}\n' for kind, weight in weights)
    (WEIGHTS / f"{name}.yml").write_text(HEADS[name] + WRITTEN_BY + lines, "utf-8")


if __name__ == "__main__":
    main()
