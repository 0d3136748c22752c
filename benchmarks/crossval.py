"""Print the cleaner's accuracy on pages of sites that its weights were not trained on.

    python -m benchmarks.crossval DATA [--folds N] [--seed N]

All pages of one domain are in one fold. For each fold, the weights are trained on the other folds and the
cleaner runs with them. The scores are those of `measure`, over the pages of all folds. The word lists and the
constants were chosen by people who had seen these pages.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.gold_lines import Example, read_examples
from benchmarks.pages import Answer, PageScore, body_f1, compute_figures, score_page, standard_error
from benchmarks.train_cleaner import train_weights
from build_scripts.cleaning.clean import extract_article_paragraphs, label_capture_lines
from build_scripts.cleaning.word_lists import CleaningWords, load_cleaning_words
from build_scripts.models import LineKind

FOLDS = 5
SEED = 1


def assign_folds(domains: Iterable[str], fold_count: int, seed: int) -> dict[str, int]:
    """Return the fold of each domain; `seed` decides the order in which they are dealt out."""
    shuffled = sorted(set(domains))
    random.Random(seed).shuffle(shuffled)
    return {domain: place % fold_count for place, domain in enumerate(shuffled)}


def clean_page(text: str, word_lists: CleaningWords) -> Answer:
    """Return the body and headline that the cleaner finds; the other fields are empty."""
    lines = label_capture_lines(text, word_lists)
    headline = next((line.span.extract(text) for line in lines if line.kind is LineKind.HEADLINE), "")
    body = "\n\n".join(p.span.extract(text) for p in extract_article_paragraphs(text, lines))
    return Answer(headline, "", (), body)


def cross_validate(
    pages: Sequence[Example], word_lists: CleaningWords, fold_count: int, seed: int
) -> list[PageScore]:
    """Score every page with weights trained on the folds without its domain."""
    fold_by_domain = assign_folds((page.page["domain"] for page in pages), fold_count, seed)
    rows = []
    for held_out in range(fold_count):
        weights = train_weights([page for page in pages if fold_by_domain[page.page["domain"]] != held_out])
        trained_word_lists = replace(word_lists, weights=weights)
        rows += [
            score_page(page.page, clean_page(page.text, trained_word_lists))
            for page in pages
            if fold_by_domain[page.page["domain"]] == held_out
        ]
    return rows


def print_figures(rows: Sequence[PageScore]) -> None:
    """Print the figures for body and headline, and the body F1 of the English pages of `aeb`."""
    for name, figure in compute_figures(rows).items():
        if "date" not in name and "author" not in name:
            _print(name, figure.value, figure.error, figure.number)
    english = [r for r in rows if r.page["set"] == "aeb" and r.page["lang"] == "en"]
    if english:
        _print("aeb body F1, English", body_f1(english), standard_error(english, body_f1), len(english))


def _print(name: str, value: float, error: float | None, number: int) -> None:
    spread = "       " if error is None else f" ±{error:.3f}"
    print(f"{name:<34}{value:.3f}{spread}  ({number})")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, train and score fold by fold, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crossval", description="Cross-validate.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    folder = options.data / "paste"
    word_lists = load_cleaning_words()
    pages = read_examples(folder, json.loads((folder / "gold.json").read_text("utf-8")), word_lists)
    print(f"{len(pages)} pages, {options.folds} folds by domain")
    print_figures(cross_validate(pages, word_lists, options.folds, options.seed))


if __name__ == "__main__":
    main()
