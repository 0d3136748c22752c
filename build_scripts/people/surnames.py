"""Decide whose a part of a name is, by the order in which an article introduces people.

English-language style guides let a writer use a family name alone once its bearer is introduced in full, and
ask for more as soon as a second bearer is in sight (Associated Press Stylebook, "names" and "family names").
Read backwards: a family name alone is the only bearer's that has been introduced; after a second one it stays
the first's with good reason only, and else is nobody's. Who was named last is deliberately no reason: in
interviews it more than doubles the names given to the wrong person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

NamePart = tuple[str, ...]
_HABIT = 2
"""Uses of a name alone for its first bearer that make it theirs beyond the second one's introduction; where
the others are introduced as relatives, one is enough."""


@dataclass(frozen=True, slots=True)
class FullNameUse:
    """A place (an offset) where somebody is named in full whose name has this part.

    `bearer` is an actor's id, or another key that no actor has. `is_relative` tells that the words beside the
    name call its bearer somebody's relative; `gender` is "he", "she" or unknown.
    """

    part: NamePart
    offset: int
    bearer: str
    is_relative: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class PartialNameUse:
    """A place (an offset) where only a part of a name stands.

    `listed_actors` are the actors in whose list the part stands as it is, `title` the words before it,
    `is_given_name` whether it can only be a given name, `role_holder` the one actor whose role the title is,
    `gender` what the title tells of its bearer.
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
    introductions: Iterable[FullNameUse], lones: Iterable[PartialNameUse]
) -> dict[int, str | None]:
    """Return for the offset of each part of a name whose it is, or None where the article doesn't tell."""
    told: dict[NamePart, list[FullNameUse]] = defaultdict(list)
    for introduction in introductions:
        told[introduction.part].append(introduction)
    found: dict[int, str | None] = {}
    used: dict[NamePart, list[PartialNameUse]] = defaultdict(list)
    for lone in lones:
        used[lone.part].append(lone)
    for part, group in used.items():
        found |= _of_one_part(
            sorted(told[part], key=lambda i: i.offset), sorted(group, key=lambda x: x.offset)
        )
    return found


def _of_one_part(told: list[FullNameUse], lones: list[PartialNameUse]) -> dict[int, str | None]:
    first: dict[str, FullNameUse] = {}
    for introduction in told:
        first.setdefault(introduction.bearer, introduction)
    order = tuple(first.values())
    strangers = [n for n, i in enumerate(order) if n > 0 and not i.is_relative]
    no_kin = strangers[0] if strangers else len(order)
    places = [i.offset for i in order]
    # A name that stands alone before all of several bearers is one's who may never be named in full.
    unsettled = len(order) > 1 and any(lone.offset < places[0] for lone in lones)
    called = {told: _called(told, order) for told in ("he", "she")}
    titles: set[NamePart] = set()  # that have stood before the part where it was the first bearer's alone
    alone = 0
    found: dict[int, str | None] = {}
    for lone in lones:
        before = bisect_left(places, lone.offset)
        habit = alone >= _HABIT or (alone > 0 and before <= no_kin)
        first_still = before == 1 or (before > 1 and habit and (not lone.title or lone.title in titles))
        owner = (
            lone.role_holder
            or called.get(lone.gender or "")
            or _owner(lone, order, first_still and not unsettled)
        )
        found[lone.offset] = owner if owner in lone.candidates else None
        if order and owner == order[0].bearer and before <= 1:
            alone += 1
            titles.add(lone.title)
    return found


def _called(gender: str, order: tuple[FullNameUse, ...]) -> str | None:
    """Return the only one of several bearers who may be called so: Mr Roe, Mrs Roe."""
    fit = [i.bearer for i in order if i.gender in {None, gender}]
    return fit[0] if len(fit) == 1 < len(order) else None


def _owner(lone: PartialNameUse, order: tuple[FullNameUse, ...], first_still: bool) -> str | None:
    """Return whose the part is; `first_still` tells that of several bearers it is the first's."""
    if not order:
        return (
            next(iter(lone.listed_actors)) if len(lone.listed_actors) == len(lone.candidates) == 1 else None
        )
    if lone.is_given_name and (len(order) > 1 or lone.offset < order[0].offset):
        return None
    opposite = {lone.gender, order[0].gender} == {"he", "she"}
    return order[0].bearer if (len(order) == 1 or first_still) and not opposite else None
