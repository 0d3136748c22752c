"""Score a cleaner on pasted pages whose article is known: body, headline, date of publication, byline.

Of a page in the set `aeb` the whole article is known. Its body is scored by the multiset overlap of shingles
of four words. Precision and recall are averaged over pages, and F1 is that of the two averages. Of a page in
the set `traf` segments are known that must stay or go; F1 is the harmonic mean of the two shares.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypedDict

from benchmarks.averages import harmonic_mean, mean
from benchmarks.stated_dates import dates_in

SHINGLE = 4
BOOTSTRAP_ROUNDS = 200
SEED = 0

HIGH_F1 = 0.95
LOW_F1 = 0.80


class _Labelled(TypedDict):
    id: str
    set: str
    lang: str
    domain: str


class Page(_Labelled, total=False):
    """A page of the gold data: `body` in `aeb`, `with` and `without` in `traf`, the rest where known."""

    title: str
    date: str
    author: str | list[str]


class Answer(NamedTuple):
    """A cleaner's answer for a page; a field that it did not find is empty."""

    headline: str
    date: str
    byline: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class PageScore:
    """Raw scores of one page.

    `precision` is `None` where nothing was kept. `kept` and `dropped` tell for each segment whether the
    cleaner was right. `fields` tells for each field that the page states whether the answer is right.
    """

    page: Page
    precision: float | None
    recall: float
    kept: tuple[bool, ...]
    dropped: tuple[bool, ...]
    fields: Mapping[str, bool]

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return harmonic_mean(self.precision or 0.0, self.recall)


class Figure(NamedTuple):
    """One figure: its value, the number of pages or segments, and its bootstrap standard error."""

    value: float
    number: int
    error: float | None = None


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, casefolded and in NFKC, without punctuation."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def normalize_words(text: str) -> str:
    """Return the words of a text joined by spaces: the form in which segments and names are compared."""
    return " ".join(words(text))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return how often each run of four words occurs; a text shorter than that is one run."""
    found = words(text)
    if len(found) < SHINGLE:
        return Counter([tuple(found)] if found else [])
    return Counter(tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def overlap(gold: str, answer: str) -> tuple[float | None, float]:
    """Return precision (`None` for an empty answer) and recall of the answer's shingles."""
    wanted, given = shingles(gold), shingles(answer)
    common = (wanted & given).total()
    return common / given.total() if given else None, common / wanted.total() if wanted else 0.0


def split_author_names(value: str | Iterable[str]) -> frozenset[str]:
    """Return the single names in "By A, B and C", or in a list of such bylines."""
    values = [value] if isinstance(value, str) else [str(v) for v in value]
    bare = [re.sub(r"(?i)^\s*(by|von|par|por)\s+", "", v) for v in values]
    parts = [normalize_words(p) for v in bare for p in re.split(r"[;,&|/]|\band\b|\bund\b|\bet\b", v)]
    return frozenset(p for p in parts if p)


def score_fields(page: Page, answer: Answer) -> dict[str, bool]:
    """Tell for each field that the page states whether the answer is right."""
    right: dict[str, bool] = {}
    if page.get("title"):
        right["title"] = normalize_words(answer.headline) == normalize_words(page["title"])
    if page.get("date"):
        first = next(dates_in(answer.date), frozenset())
        right["date"] = page["date"] in first
    if page.get("author"):
        gold, given = split_author_names(page["author"]), split_author_names(answer.byline)
        right["author"] = gold == given
        right["author (any name)"] = bool(gold & given)
    return right


def score_page(page: Page, answer: Answer) -> PageScore:
    """Compare one answer with the gold data of its page."""
    fields = score_fields(page, answer)
    known: Mapping[str, object] = page  # "with" can't be a field of a class
    if page["set"] == "aeb":
        precision, recall = overlap(str(known["body"]), answer.body)
        return PageScore(page, precision, recall, (), (), fields)
    text = normalize_words(answer.body)
    return PageScore(
        page,
        None,
        0.0,
        tuple(normalize_words(s) in text for s in _segments(known["with"])),
        tuple(normalize_words(s) not in text for s in _segments(known["without"])),
        fields,
    )


def _segments(value: object) -> list[str]:
    return [str(s) for s in value] if isinstance(value, list) else []


def standard_error(rows: Sequence[PageScore], figure: Callable[[Sequence[PageScore]], float]) -> float:
    """Return the bootstrap standard error of a figure over pages, with a fixed seed."""
    if len(rows) < 2:
        return 0.0
    chance = random.Random(SEED)
    values = [figure(chance.choices(rows, k=len(rows))) for _ in range(BOOTSTRAP_ROUNDS)]
    centre = mean(values)
    return float(mean((v - centre) ** 2 for v in values) ** 0.5)


def body_precision(rows: Iterable[PageScore]) -> float:
    """Return the mean precision of the pages on which something was kept."""
    return mean(r.precision for r in rows if r.precision is not None)


def body_f1(rows: Sequence[PageScore]) -> float:
    """Return F1 of mean precision and mean recall."""
    return harmonic_mean(body_precision(rows), mean(r.recall for r in rows))


def segments_f1(rows: Sequence[PageScore]) -> float:
    """Return the harmonic mean of the share of segments kept and of segments dropped."""
    return harmonic_mean(mean(k for r in rows for k in r.kept), mean(d for r in rows for d in r.dropped))


def compute_figures(rows: Sequence[PageScore]) -> dict[str, Figure]:
    """Return every figure of a set of pages, by its name."""
    aeb = [r for r in rows if r.page["set"] == "aeb"]
    traf = [r for r in rows if r.page["set"] == "traf"]
    found: dict[str, Figure] = {}
    if aeb:
        pages = len(aeb)
        found["aeb body F1"] = Figure(body_f1(aeb), pages, standard_error(aeb, body_f1))
        found["aeb body precision"] = Figure(body_precision(aeb), pages)
        found["aeb body recall"] = Figure(mean(r.recall for r in aeb), pages)
        found["aeb pages with F1 >= .95"] = Figure(mean(r.f1 >= HIGH_F1 for r in aeb), pages)
        found["aeb pages with no output"] = Figure(mean(r.precision is None for r in aeb), pages)
        found["aeb pages with F1 < .80"] = Figure(mean(r.f1 < LOW_F1 for r in aeb), pages)
    if traf:
        kept = [k for r in traf for k in r.kept]
        dropped = [d for r in traf for d in r.dropped]
        found["traf body F1"] = Figure(segments_f1(traf), len(traf), standard_error(traf, segments_f1))
        found["traf segments kept"] = Figure(mean(kept), len(kept))
        found["traf segments dropped"] = Figure(mean(dropped), len(dropped))
    for field in ("title", "date", "author", "author (any name)"):
        for name, group in (("aeb", aeb), ("traf", traf)):
            right = [r.fields[field] for r in group if field in r.fields]
            if right:
                found[f"{name} {field} right"] = Figure(mean(right), len(right))
    return found
