"""Score where known people are named or meant.

A mention is right where it covers the head word of a gold mention of that person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypedDict

from benchmarks.averages import per_cent

FORMS = ("name", "title", "nominal", "pronoun")


class Person(TypedDict):
    """A person in a text, with a name that the text uses."""

    id: str
    name: str


class Mention(TypedDict):
    """A gold mention; `head` are the offsets of its head word or name, `form` is one of `FORMS`."""

    start: int
    end: int
    head: tuple[int, int]
    person: str
    form: str


class Document(TypedDict):
    """A text in which every mention of its people is known."""

    text: str
    people: list[Person]
    mentions: list[Mention]


class Answer(NamedTuple):
    """A mention that was found."""

    start: int
    end: int
    person: str

    def covers_head(self, mention: Mention) -> bool:
        """Tell whether the head word of a gold mention lies inside."""
        return self.start <= mention["head"][0] and mention["head"][1] <= self.end


def format_table(documents: Sequence[tuple[Document, Sequence[Answer]]]) -> Iterator[str]:
    """Yield the lines of a table: precision of all mentions, recall by the form of the mention."""
    given = right = misplaced = 0
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document, answers in documents:
        for mention in document["mentions"]:
            found_people = {a.person for a in answers if a.covers_head(mention)}
            count = forms[mention["form"]]
            count["gold"] += 1
            count["found"] += mention["person"] in found_people
            count["another"] += bool(found_people) and mention["person"] not in found_people
        for answer in answers:
            covered = {m["person"] for m in document["mentions"] if answer.covers_head(m)}
            given += 1
            right += answer.person in covered
            misplaced += bool(covered) and answer.person not in covered
    yield f"{given} given, precision {_shown(per_cent(right, given))}, {misplaced} of another person"
    yield f"{'':9}{'gold':>6}{'recall':>8}{'given to another':>18}"
    for form in FORMS:
        count = forms[form]
        recall = _shown(per_cent(count["found"], count["gold"]))
        yield f"{form:9}{count['gold']:6}{recall:>8}{count['another']:18}"


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
