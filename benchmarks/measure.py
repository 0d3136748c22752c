"""Print the project's accuracy on public corpora.

    python -m benchmarks.measure DATA [clean|statements|people|pairs|stories|all] [--errors N]

benchmarks/README.md names the corpora and the measures, and describes the layout of DATA.
"""

from __future__ import annotations

import argparse
import json
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import pages, pairs, people, statements
from benchmarks.analyser import COMMAND, Article, analyse, read_text, write_texts
from benchmarks.stories import print_story_figures

SIMILARITY = "benchmarks.pairs:compute_pair_likelihoods"
PREVALENCES = (None, 0.05, 0.03)


def read_lines(path: Path) -> list[Any]:
    """Return the values of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def print_clean(folder: Path, options: argparse.Namespace) -> None:
    """Print how well bodies, headlines, dates and bylines of pasted pages are found."""
    everything: list[pages.Page] = json.loads((folder / "gold.json").read_text("utf-8"))
    gold = [
        page
        for page in everything
        if page["set"] in options.sets.split(",") and options.lang in ("", page["lang"])
    ]
    if not gold:
        raise SystemExit("no page has that set and language; change --sets or --lang")
    files = [folder / "txt" / f"{page['id']}.txt" for page in gold]
    articles = analyse(files, command=shlex.split(options.command))
    rows = [
        pages.score_page(page, page_answer(read_text(path), article))
        for page, path, article in zip(gold, files, articles, strict=True)
    ]
    for name, (value, number, error) in pages.compute_figures(rows).items():
        spread = "       " if error is None else f" ±{error:.3f}"
        print(f"{name:<34}{value:.3f}{spread}  ({number})")
    whole = sorted((r for r in rows if r.page["set"] == "aeb"), key=lambda r: r.f1)
    for row in whole[: options.errors]:
        precision = row.precision or 0.0
        print(f"{row.f1:.3f}  p {precision:.2f}  r {row.recall:.2f}  {row.page['id']}  {row.page['domain']}")


def page_answer(text: str, article: Article) -> pages.Answer:
    """Return the command line's answer for a page; its paragraphs are spans of the page's text."""
    return pages.Answer(
        article.get("headline") or "",
        article.get("published") or "",
        tuple(article.get("byline") or ()),
        "\n\n".join(text[p["start"] : p["end"]] for p in article.get("paragraphs") or ()),
    )


def print_statements(folder: Path, options: argparse.Namespace) -> None:
    """Print how well statements and their speakers are found, corpus by corpus."""
    for source in sorted(p for p in folder.glob("*.jsonl") if "people" not in p.name):
        gold: list[statements.Document] = read_lines(source)
        with tempfile.TemporaryDirectory() as scratch:
            files = write_texts(Path(scratch), [d["text"] for d in gold])
            articles = analyse(files, "--plain", command=shlex.split(options.command))
        matches = [
            statements.match_statements(document, statement_answers(document["text"], article))
            for document, article in zip(gold, articles, strict=True)
        ]
        print(f"{source.name}: {len(gold)} documents")
        print("\n".join(statements.format_table(statements.count_matches(matches))))
        found = [error for matched in matches for error in statements.list_errors(matched)]
        for error in found[: options.errors]:
            print("  " + " | ".join(error))


def statement_answers(text: str, article: Article) -> list[statements.Answer]:
    """Return the statements that the command line found in a text."""
    found = []
    for statement in article.get("statements") or ():
        spans = tuple((start, end) for start, end in statement["spans"])
        start, end = statement.get("speaker") or (0, 0)
        found.append(statements.Answer(spans, statement.get("speaker_text") or "", text[start:end]))
    return found


def print_people(folder: Path, options: argparse.Namespace) -> None:
    """Print how well mentions of listed people are found; each text has its own list."""
    for source in sorted(folder.glob("*people*.jsonl")):
        gold: list[people.Document] = read_lines(source)
        found = []
        with tempfile.TemporaryDirectory() as scratch:
            listed = Path(scratch) / "actors.yml"
            for document, path in zip(
                gold, write_texts(Path(scratch), [d["text"] for d in gold]), strict=True
            ):
                actors = [{"id": f"p{p['id']}", "name": p["name"]} for p in document["people"]]
                listed.write_text(json.dumps(actors, ensure_ascii=False), "utf-8")  # JSON is YAML
                command = shlex.split(options.command)
                (article,) = analyse([path], "--plain", "--actors", str(listed), command=command)
                found.append((document, people_answers(article)))
        print(f"{source.name}: {len(gold)} documents")
        print("\n".join(people.format_table(found)))


def people_answers(article: Article) -> list[people.Answer]:
    """Return the mentions that the command line found, with the corpus's numbers for people."""
    mentions = article.get("mentions") or ()
    return [people.Answer(m["start"], m["end"], m["actor"][1:]) for m in mentions if m["actor"]]


def print_pairs(folder: Path, options: argparse.Namespace) -> None:
    """Print how well a similarity separates sentences that report the same from others."""
    for source in sorted(folder.glob("*.jsonl")):
        gold: list[pairs.Pair] = read_lines(source)
        labels = [pair["label"] for pair in gold]
        print(f"{source.name}: {len(gold)} pairs, {sum(labels)} aligned")
        for name in dict.fromkeys(("baseline", options.func)):
            similarity = pairs.char_tfidf if name == "baseline" else pairs.load_similarity(name)
            values = pairs.score_pairs(gold, similarity)
            print(f"{name}: average precision {pairs.average_precision(labels, values):.3f}")
            for prevalence in PREVALENCES:
                best = pairs.best_f1(labels, values, prevalence)
                print(
                    f"  prevalence {prevalence or 'as is'}: best F1 {best.f1:.3f} "
                    f"(P {best.precision:.2f} R {best.recall:.2f}) at threshold {best.threshold:.3f}"
                )


def print_stories(folder: Path, options: argparse.Namespace) -> None:
    """Print how well the sentences of whole stories are linked, by weights from other stories."""
    del options
    print_story_figures(folder.parent)


STEPS = {
    "clean": ("paste", print_clean),
    "statements": ("quotes", print_statements),
    "people": ("quotes", print_people),
    "pairs": ("align", print_pairs),
    "stories": ("stories", print_stories),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, and print the figures it asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measure", description="Measure the accuracy.")
    parser.add_argument("data", type=Path, help="the folder with the corpora, see benchmarks/README.md")
    parser.add_argument("what", nargs="?", default="all", choices=(*STEPS, "all"))
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show the worst pages or first errors"
    )
    parser.add_argument("--sets", default="aeb,traf", help="for clean: sets of pages, by comma")
    parser.add_argument("--lang", default="", help="for clean: pages in one language only")
    parser.add_argument("--func", default=SIMILARITY, help="for pairs: MODULE:FUNCTION, or baseline alone")
    parser.add_argument(
        "--command", default=shlex.join(COMMAND), help="another program with the same contract"
    )
    options = parser.parse_args(arguments)
    chosen = STEPS if options.what == "all" else {options.what: STEPS[options.what]}
    for name, (folder, step) in chosen.items():
        if not (options.data / folder).is_dir():
            raise SystemExit(
                f"{options.data / folder}: no such folder; see benchmarks/README.md for its contents"
            )
        print(f"== {name}", flush=True)
        step(options.data / folder, options)


if __name__ == "__main__":
    main()
