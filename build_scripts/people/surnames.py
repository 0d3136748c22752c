"""Resolve parts of names: the person that a surname or given name alone refers to in an article.

English-language style guides let a writer use a surname alone once its bearer is introduced in full, and ask
for more as soon as there is a second bearer (Associated Press Stylebook, "names" and "family names"). Read
backwards: a surname alone refers to its only bearer introduced so far. After a second bearer it refers to the
first only with good reason, and is otherwise unresolved. The rule deliberately ignores which bearer was named
last: in interviews, preferring that one more than doubles the names given to the wrong person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

NamePart = tuple[str, ...]
_MIN_USES = 2
"""Uses of a name alone for its first bearer after which it stays theirs when others are introduced; one is
enough where the others are introduced as relatives."""


@dataclass(frozen=True, slots=True)
class FullNameUse:
    """An occurrence of a full name that contains a part, at an offset of the text.

    `bearer` is an actor's id, or another key that no actor has. `is_relative`: the words around the name call
    its bearer somebody's relative. `gender` is "he", "she" or None.
    """

    part: NamePart
    offset: int
    bearer: str
    is_relative: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class PartialNameUse:
    """An occurrence of a part of a name alone, at an offset of the text.

    `listed_actors` are the actors whose entries list exactly this form, `title` the words of the title before
    it. `is_given_name`: it can only be a given name. `role_holder` is the only actor whose role the title is,
    `gender` that of the title ("he", "she" or None).
    """

    part: NamePart
    offset: int
    candidates: frozenset[str]
    listed_actors: frozenset[str]
    title: NamePart = ()
    is_given_name: bool = False
    role_holder: str | None = None
    gender: str | None = None


def resolve_partial_names(
    full_uses: Iterable[FullNameUse], partial_uses: Iterable[PartialNameUse]
) -> dict[int, str | None]:
    """Return by offset the actor that each part of a name refers to, or None where it is unresolved."""
    full_by_part: dict[NamePart, list[FullNameUse]] = defaultdict(list)
    for full in full_uses:
        full_by_part[full.part].append(full)
    partial_by_part: dict[NamePart, list[PartialNameUse]] = defaultdict(list)
    for partial in partial_uses:
        partial_by_part[partial.part].append(partial)
    resolved: dict[int, str | None] = {}
    for part, uses in partial_by_part.items():
        introductions = _first_uses(sorted(full_by_part[part], key=lambda use: use.offset))
        resolved |= _resolve_part(introductions, sorted(uses, key=lambda use: use.offset))
    return resolved


def _first_uses(full_uses: list[FullNameUse]) -> tuple[FullNameUse, ...]:
    """Return the first full use of each bearer, in order: the use that introduces them."""
    first: dict[str, FullNameUse] = {}
    for use in full_uses:
        first.setdefault(use.bearer, use)
    return tuple(first.values())


def _resolve_part(
    introductions: tuple[FullNameUse, ...], uses: list[PartialNameUse]
) -> dict[int, str | None]:
    """Return by offset the actor that each use of one part refers to. Both arguments are in text order."""
    offsets = [i.offset for i in introductions]
    # If the part alone comes before all of several bearers, its bearer may never be named in full.
    is_open = len(introductions) > 1 and any(use.offset < offsets[0] for use in uses)
    only_by_gender = {gender: _only_bearer_of_gender(gender, introductions) for gender in ("he", "she")}
    bearers_before_nonrelative = _count_bearers_before_nonrelative(introductions)
    titles: set[NamePart] = set()  # before the part while it was the first bearer's alone
    uses_for_first = 0
    resolved: dict[int, str | None] = {}
    for use in uses:
        introduced = bisect_left(offsets, use.offset)
        is_habit = uses_for_first >= _MIN_USES or (
            uses_for_first > 0 and introduced <= bearers_before_nonrelative
        )
        stays_first = introduced > 1 and is_habit and (not use.title or use.title in titles)
        bearer = (
            use.role_holder
            or only_by_gender.get(use.gender or "")
            or _bearer_by_order(use, introductions, (introduced == 1 or stays_first) and not is_open)
        )
        resolved[use.offset] = bearer if bearer in use.candidates else None
        if introductions and bearer == introductions[0].bearer and introduced <= 1:
            uses_for_first += 1
            titles.add(use.title)
    return resolved


def _count_bearers_before_nonrelative(introductions: tuple[FullNameUse, ...]) -> int:
    """Return the number of bearers before the first later one who is not called a relative."""
    for number, introduction in enumerate(introductions):
        if number > 0 and not introduction.is_relative:
            return number
    return len(introductions)


def _only_bearer_of_gender(gender: str, introductions: tuple[FullNameUse, ...]) -> str | None:
    """Return the only one of several bearers whose gender may be this one: Mr Roe, Mrs Roe."""
    fitting = [i.bearer for i in introductions if i.gender in {None, gender}]
    return fitting[0] if len(fitting) == 1 < len(introductions) else None


def _bearer_by_order(
    use: PartialNameUse, introductions: tuple[FullNameUse, ...], is_first_bearers: bool
) -> str | None:
    """Return the bearer by the order of introductions; `is_first_bearers` decides between several."""
    if not introductions:
        return next(iter(use.listed_actors)) if len(use.listed_actors) == len(use.candidates) == 1 else None
    if use.is_given_name and (len(introductions) > 1 or use.offset < introductions[0].offset):
        return None
    is_opposite = {use.gender, introductions[0].gender} == {"he", "she"}
    decided = len(introductions) == 1 or is_first_bearers
    return introductions[0].bearer if decided and not is_opposite else None
