"""Print how well the sentences that report the same are linked, in stories with lists made by hand.

    python -m benchmarks.stories [DATA] [--training N] [--without KIND ...]

Each story is linked by weights and thresholds that were fitted to the other stories alone. DATA/stories holds
real stories; without it, the invented stories and the first publication are measured. With --training, only
so many other stories count, those that follow the story in the list; with --without, kinds of evidence are
left out (`evidence_weights.REASON_KINDS`). `benchmarks/README.md` says what the figures mean.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.grade_figures import count_grades, format_grades
from benchmarks.labelled_stories import list_story_folders, read_labelled_story
from benchmarks.link_figures import add_figures, measure_links
from benchmarks.link_training import LinkTrainer
from build_scripts.comparison.evidence.evidence_weights import REASON_KINDS
from build_scripts.models import Grade
from build_scripts.pipeline.assemble_publication import load_publication_tools


def print_story_figures(
    data: Path | None, training: int | None = None, without: frozenset[str] = frozenset()
) -> None:
    """Print a line for each story, and one for the real stories together."""
    tools = load_publication_tools()
    places = list_story_folders(data)
    stories = [read_labelled_story(*place, tools) for place in places]
    trainer = LinkTrainer(stories, without)
    most = len(stories) - 1
    real, graded = [], Counter[tuple[str, Grade | None]]()
    for number, (story, (folder, _)) in enumerate(zip(stories, places, strict=True)):
        others = [(number + step) % len(stories) for step in range(1, 1 + min(most, training or most))]
        weights = trainer.fit(frozenset(others))
        figures = measure_links(story, trainer.compute_likelihoods(number, weights), weights)
        if data is not None and folder.is_relative_to(data):
            real.append(figures)
            graded += count_grades(story, tools.comparison_words)
        precision = trainer.compute_average_precision(number, weights)
        print(f"{story.name}, {len(story.articles)} sources: average precision {precision:.3f}; ", end="")
        print(figures.format_line(), flush=True)
    if real:
        print(f"the {len(real)} real stories: {add_figures(real).format_line()}")
        print(f"grades of differences in them, by the shipped weights: {format_grades(graded)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories")
    parser.add_argument("data", type=Path, nargs="?", help="the folder with the corpora")
    parser.add_argument("--training", type=int, metavar="N", help="the number of stories to train on")
    parser.add_argument("--without", nargs="+", default=(), choices=REASON_KINDS, metavar="KIND")
    options = parser.parse_args(arguments)
    print_story_figures(options.data, options.training, frozenset(options.without))


if __name__ == "__main__":
    main()
