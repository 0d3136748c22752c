"""Fit the weights by which headline, date and byline are chosen, and print their accuracy on other sites.

    python -m benchmarks.fit DATA [--write]

DATA/paste holds gold.json and txt/, see benchmarks/README.md. The model is a conditional logit (McFadden,
1974): it maximises the likelihood of each page's right candidates, less an L2 penalty. The figures come from
five folds by site. `--write` stores the weights fitted on all pages.
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
from benchmarks.analyser import read_text
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
    """The candidates of one page for one fact.

    `features` has a row for each candidate and a column for each feature; `right` are rows of it. `stated`
    tells whether the page states the fact.
    """

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


def read_facts(folder: Path) -> dict[str, Facts]:
    """Return the candidates of every page for headline, published and byline."""
    cleaning_words, metadata_words = load_cleaning_words(), load_metadata_words()
    facts: dict[str, Facts] = {}
    for page in json.loads((folder / "gold.json").read_text("utf-8")):
        text = read_text(folder / "txt" / f"{page['id']}.txt")
        lines = label_capture_lines(text, cleaning_words)
        language = detect_language(
            "\n".join(p.span.extract(text) for p in extract_article_paragraphs(text, lines))
        )
        title = find_headline(text, lines, metadata_words)
        head = title.evidence if title is not None and not isinstance(title.evidence, str) else None
        for key, gold, candidates in (
            (
                "headline",
                page.get("title"),
                [
                    (c.features, [strip_site_name(text, c.span, lines).extract(text)])
                    for c in list_headline_candidates(text, lines, metadata_words)
                ],
            ),
            (
                "published",
                page.get("date"),
                [
                    (c.features, [c.iso[:10]])
                    for c in list_publication_date_candidates(text, lines, head, language, metadata_words)
                ],
            ),
            (
                "byline",
                page.get("author"),
                [
                    (c.features, [s.extract(text) for s in c.spans])
                    for c in list_byline_candidates(text, lines, head, metadata_words)
                ],
            ),
        ):
            add_choice(facts, key, page, gold, candidates)
    return facts


def add_choice(
    facts: dict[str, Facts],
    key: str,
    page: Mapping[str, Any],
    gold: Any,
    candidates: Sequence[tuple[Mapping[str, float], list[str]]],
) -> None:
    """Add one page's candidates for one fact."""
    wanted = normalize_fact(key, gold)
    if candidates:
        fact = facts.setdefault(key, Facts(tuple(candidates[0][0]), []))
        table = np.array([[features[name] for name in fact.names] for features, _ in candidates])
        right = tuple(
            n for n, (_, words) in enumerate(candidates) if gold and normalize_fact(key, words) == wanted
        )
    elif key in facts:
        fact, right = facts[key], ()
        table = np.zeros((0, len(fact.names)))
    else:
        return
    fact.choices.append(Choice(page["domain"], page["set"], table, right, bool(gold)))


def normalize_fact(key: str, words: Any) -> Any:
    """Return a fact in the form in which `pages` compares it."""
    if key == "byline":
        return pages.split_author_names(words or [])
    return pages.normalize_words(words if isinstance(words, str) else (words or [""])[0])


def fit(choices: Sequence[Choice], size: int) -> Matrix:
    """Return the weights that give the right candidates the highest likelihood."""
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


def crossvalidate(facts: Facts, minimum: float) -> dict[str, float]:
    """Return the share of right answers by set, with weights from other sites, where the fact is stated."""
    right: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        weights = fit([c for c in facts.choices if get_fold(c) != fold], len(facts.names))
        for choice in facts.choices:
            if get_fold(choice) == fold and choice.stated:
                values = choice.features @ weights
                best = int(np.argmax(values)) if len(values) else -1
                hit = best in choice.right and float(values[best]) > minimum
                right.setdefault(choice.set, []).append(hit)
    return {name: sum(hits) / len(hits) for name, hits in right.items()}


def get_fold(choice: Choice) -> int:
    """Return the fold of a page's site, from a hash of its domain."""
    return zlib.crc32(choice.domain.encode("utf-8")) % FOLDS


def write_weights(path: Path, names: Sequence[str], weights: Matrix) -> None:
    """Write weights to a file; its comments and its `none` are kept."""
    kept = [x for x in path.read_text("utf-8").splitlines() if x.startswith(("#", "none:"))]
    rows = [f"{name}: {weight:.2f}" for name, weight in zip(names, weights, strict=True)]
    path.write_text("\n".join([*kept, *rows, ""]), "utf-8")


def main() -> None:
    """Read the command line, print the figures, and store the weights if `--write` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", description="Fit the weights.")
    parser.add_argument("data", type=Path, help="the folder with the corpora, see benchmarks/README.md")
    parser.add_argument(
        "--write", action="store_true", help="store the weights in build_scripts/data/weights"
    )
    options = parser.parse_args()
    known = load_metadata_words()
    minimum = {
        "headline": known.headline_weights,
        "published": known.date_weights,
        "byline": known.byline_weights,
    }
    for key, facts in read_facts(options.data / "paste").items():
        shares = crossvalidate(facts, minimum[key]["none"])
        print(f"{key:<10}", "  ".join(f"{name} {share:.3f}" for name, share in sorted(shares.items())))
        if options.write:
            write_weights(STORE / f"{FILES[key]}.yml", facts.names, fit(facts.choices, len(facts.names)))


if __name__ == "__main__":
    main()
