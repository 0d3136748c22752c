"""Fit the weights by which headline, date and byline are chosen, and print how well they do on unseen sites.

    python -m benchmarks.fit DATA [--write]

DATA/paste holds gold.json and txt/, as README.md beside this file says. The model is a conditional logit
(McFadden, 1974): of a page's candidates the likelihood of the right ones is made as large as it can be, less
an L2 penalty. The figures come from five folds by site; `--write` stores the weights that all pages give.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks import pages
from benchmarks.analyser import decoded
from build_scripts.cleaning.clean import extract_article_paragraphs, label_capture_lines
from build_scripts.cleaning.word_lists import load_cleaning_words
from build_scripts.metadata.byline import list_byline_candidates
from build_scripts.metadata.headline import find_headline, list_headline_candidates, strip_site_name
from build_scripts.metadata.language import detect_language
from build_scripts.metadata.publication_date import list_publication_date_candidates
from build_scripts.metadata.word_lists import load_metadata_words

FOLDS = 5
PENALTY = 0.5
STORE = Path("build_scripts/data/weights")
FILES = {"headline": "headline", "published": "publication_date", "byline": "byline"}
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one page for one fact: a row of features for each, and which of them are right."""

    domain: str
    set: str
    features: Matrix
    right: tuple[int, ...]
    stated: bool


@dataclass(slots=True)
class Facts:
    """The choices of all pages for one fact, and the names of the features."""

    names: tuple[str, ...]
    choices: list[Choice]


def read(folder: Path) -> dict[str, Facts]:
    """Return the candidates of every page for headline, published and byline."""
    cleans, knows = load_cleaning_words(), load_metadata_words()
    facts: dict[str, Facts] = {}
    for page in json.loads((folder / "gold.json").read_text("utf-8")):
        text = decoded(folder / "txt" / f"{page['id']}.txt")
        lines = label_capture_lines(text, cleans)
        spoken = detect_language(
            "\n".join(p.span.extract(text) for p in extract_article_paragraphs(text, lines))
        )
        title = find_headline(text, lines, knows)
        head = title.evidence if title is not None and not isinstance(title.evidence, str) else None
        for key, gold, offered in (
            (
                "headline",
                page.get("title"),
                [
                    (c.features, [strip_site_name(text, c.span, lines).extract(text)])
                    for c in list_headline_candidates(text, lines, knows)
                ],
            ),
            (
                "published",
                page.get("date"),
                [
                    (c.features, [c.iso[:10]])
                    for c in list_publication_date_candidates(text, lines, head, spoken, knows)
                ],
            ),
            (
                "byline",
                page.get("author"),
                [
                    (c.features, [s.extract(text) for s in c.spans])
                    for c in list_byline_candidates(text, lines, head, knows)
                ],
            ),
        ):
            add(facts, key, page, gold, offered)
    return facts


def add(
    facts: dict[str, Facts],
    key: str,
    page: Mapping[str, Any],
    gold: Any,
    offered: Sequence[tuple[Mapping[str, float], list[str]]],
) -> None:
    """Add one page's candidates for one fact."""
    wanted = normal(key, gold)
    if offered:
        known = facts.setdefault(key, Facts(tuple(offered[0][0]), []))
        table = np.array([[features[name] for name in known.names] for features, _ in offered])
        right = tuple(n for n, (_, words) in enumerate(offered) if gold and normal(key, words) == wanted)
    elif key in facts:
        known, right = facts[key], ()
        table = np.zeros((0, len(known.names)))
    else:
        return
    known.choices.append(Choice(page["domain"], page["set"], table, right, bool(gold)))


def normal(key: str, words: Any) -> Any:
    """Return a fact in the form in which the scorer compares it."""
    if key == "byline":
        return pages.names(words or [])
    return pages.flat(words if isinstance(words, str) else (words or [""])[0])


def fit(choices: Sequence[Choice], size: int) -> Matrix:
    """Return the weights under which the right candidates are likeliest."""
    useful = [choice for choice in choices if choice.right]

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = PENALTY * float(weights @ weights) / 2, PENALTY * weights
        for choice in useful:
            values = choice.features @ weights
            likely = np.exp(values - values.max())
            likely /= likely.sum()
            right = list(choice.right)
            share = max(float(likely[right].sum()), 1e-300)
            wanted = np.zeros_like(likely)
            wanted[right] = likely[right] / share
            total -= float(np.log(share))
            slope = slope - choice.features.T @ (wanted - likely)
        return total, slope

    found: Matrix = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return found


def crossvalidate(facts: Facts, least: float) -> dict[str, float]:
    """Return the share of pages that state the fact where it is right, by set; each site is unseen."""
    right: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        weights = fit([c for c in facts.choices if fold_of(c) != fold], len(facts.names))
        for choice in facts.choices:
            if fold_of(choice) == fold and choice.stated:
                values = choice.features @ weights
                best = int(np.argmax(values)) if len(values) else -1
                hit = best in choice.right and float(values[best]) > least
                right.setdefault(choice.set, []).append(hit)
    return {name: sum(hits) / len(hits) for name, hits in right.items()}


def fold_of(choice: Choice) -> int:
    """Return the fold of a page's site."""
    return zlib.crc32(choice.domain.encode("utf-8")) % FOLDS


def write(path: Path, names: Sequence[str], weights: Matrix) -> None:
    """Store weights, keeping the file's comments and its `none`."""
    kept = [x for x in path.read_text("utf-8").splitlines() if x.startswith(("#", "none:"))]
    rows = [f"{name}: {weight:.2f}" for name, weight in zip(names, weights, strict=True)]
    path.write_text("\n".join([*kept, *rows, ""]), "utf-8")


def main() -> None:
    """Read the command line, print the figures and store the weights where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", description="Fit the weights.")
    parser.add_argument("data", type=Path, help="the folder with the corpora, see benchmarks/README.md")
    parser.add_argument(
        "--write", action="store_true", help="store the weights in build_scripts/data/weights"
    )
    options = parser.parse_args()
    known = load_metadata_words()
    least = {
        "headline": known.headline_weights,
        "published": known.date_weights,
        "byline": known.byline_weights,
    }
    for key, facts in read(options.data / "paste").items():
        shares = crossvalidate(facts, least[key]["none"])
        print(f"{key:<10}", "  ".join(f"{name} {share:.3f}" for name, share in sorted(shares.items())))
        if options.write:
            write(STORE / f"{FILES[key]}.yml", facts.names, fit(facts.choices, len(facts.names)))


if __name__ == "__main__":
    main()
