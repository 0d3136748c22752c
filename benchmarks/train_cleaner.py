"""Train the weights by which the cleaner separates an article's lines from the rest of a pasted page.

    python -m benchmarks.train_cleaner DATA

Reads DATA/paste (see benchmarks/README.md) and writes build_scripts/data/weights/cleaning.yml. The same data
give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from math import sqrt
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.gold_lines import Example, read_examples
from build_scripts.cleaning.line_classifier import EVERY_LINE
from build_scripts.cleaning.word_lists import load_cleaning_words

TARGET = Path("build_scripts/data/weights/cleaning.yml")
INVERSE_REGULARISATION = 0.05  # with a larger value the weights follow single pages
WORDS_CAP = 60  # words of one line that count
SEGMENT_WEIGHT = 6.0  # of a line with a marked segment: as much as a line of 35 words in a whole article
MIN_WEIGHT_WRITTEN = 0.005  # weight from which evidence is written to the file
HEADER = """\
# How much each piece of evidence weighs for (above zero) or against a line's being part of an article.
# Written by `python -m benchmarks.train_cleaner DATA`: don't edit by hand. The sum over a line's evidence is
# the log-odds that the line is kept; the pieces of evidence are the phrases of build_scripts/cleaning.
"""


def train_weights(pages: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each piece of evidence (logistic regression with an L2 penalty)."""
    names: dict[str, int] = {}
    columns: list[int] = []
    ends = [0]
    wanted: list[bool] = []
    counts: list[float] = []
    for page in pages:
        whole = page.page["set"] == "aeb"
        for evidence, number, label in zip(page.evidence, page.words, page.labels, strict=True):
            if label is None:
                continue
            columns += sorted({names.setdefault(phrase, len(names)) for phrase in evidence})
            ends.append(len(columns))
            wanted.append(label)
            counts.append(sqrt(min(number, WORDS_CAP) + 1) if whole else SEGMENT_WEIGHT)
    table = csr_matrix(([1.0] * len(columns), columns, ends), shape=(len(wanted), len(names)))
    fitted = LogisticRegression(C=INVERSE_REGULARISATION, solver="liblinear", random_state=0, max_iter=300)
    fitted.fit(table, wanted, sample_weight=counts)
    found = dict(zip(names, map(float, fitted.coef_[0]), strict=True))
    return {EVERY_LINE: float(fitted.intercept_[0])} | found


def format_weights(weights: dict[str, float]) -> str:
    """Return the content of the data file, the heaviest weights first."""
    rounded = {
        phrase: round(weight, 2) for phrase, weight in weights.items() if abs(weight) >= MIN_WEIGHT_WRITTEN
    }
    ordered = sorted(rounded.items(), key=lambda item: (item[0] != EVERY_LINE, -abs(item[1]), item[0]))
    return HEADER + "".join(f"{json.dumps(phrase)}: {weight}\n" for phrase, weight in ordered)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, train on the whole sample and write the data file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_cleaner", description="Train weights.")
    parser.add_argument("data", type=Path)
    folder = parser.parse_args(arguments).data / "paste"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    pages = read_examples(folder, gold, load_cleaning_words())
    TARGET.write_text(format_weights(train_weights(pages)), "utf-8")
    print(f"{TARGET}: weights from {len(pages)} pages")


if __name__ == "__main__":
    main()
