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

Part = tuple[str, ...]
_HABIT = 2
"""Uses of a name alone for its first bearer that make it theirs beyond the second one's introduction; where
the others are introduced as relatives, one is enough."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place (an offset) where somebody is named in full whose name has this part.

    `bearer` is an actor's id, or another key that no actor has. `kin` tells that the words beside the name
    call its bearer somebody's relative; `gender` is "he", "she" or unknown.
    """

    part: Part
    at: int
    bearer: str
    kin: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Lone:
    """A place (an offset) where only a part of a name stands.

    `declared` are the actors in whose list the part stands as it is, `title` the words before it, `given`
    whether it can only be a given name, `role` the one actor whose role the title is, `gender` what the title
    tells of its bearer.
    """

    part: Part
    at: int
    candidates: frozenset[str]
    declared: frozenset[str]
    title: Part = ()
    given: bool = False
    role: str | None = None
    gender: str | None = None


def settle(introductions: Iterable[Introduction], lones: Iterable[Lone]) -> dict[int, str | None]:
    """Return for the offset of each part of a name whose it is, or None where the article doesn't tell."""
    told: dict[Part, list[Introduction]] = defaultdict(list)
    for introduction in introductions:
        told[introduction.part].append(introduction)
    found: dict[int, str | None] = {}
    used: dict[Part, list[Lone]] = defaultdict(list)
    for lone in lones:
        used[lone.part].append(lone)
    for part, group in used.items():
        found |= _of_one_part(sorted(told[part], key=lambda i: i.at), sorted(group, key=lambda x: x.at))
    return found


def _of_one_part(told: list[Introduction], lones: list[Lone]) -> dict[int, str | None]:
    first: dict[str, Introduction] = {}
    for introduction in told:
        first.setdefault(introduction.bearer, introduction)
    order = tuple(first.values())
    strangers = [n for n, i in enumerate(order) if n > 0 and not i.kin]
    no_kin = strangers[0] if strangers else len(order)
    places = [i.at for i in order]
    # A name that stands alone before all of several bearers is one's who may never be named in full.
    unsettled = len(order) > 1 and any(lone.at < places[0] for lone in lones)
    called = {told: _called(told, order) for told in ("he", "she")}
    titles: set[Part] = set()  # that have stood before the part where it was the first bearer's alone
    alone = 0
    found: dict[int, str | None] = {}
    for lone in lones:
        before = bisect_left(places, lone.at)
        habit = alone >= _HABIT or (alone > 0 and before <= no_kin)
        first_still = before == 1 or (before > 1 and habit and (not lone.title or lone.title in titles))
        owner = (
            lone.role or called.get(lone.gender or "") or _owner(lone, order, first_still and not unsettled)
        )
        found[lone.at] = owner if owner in lone.candidates else None
        if order and owner == order[0].bearer and before <= 1:
            alone += 1
            titles.add(lone.title)
    return found


def _called(gender: str, order: tuple[Introduction, ...]) -> str | None:
    """Return the only one of several bearers who may be called so: Mr Roe, Mrs Roe."""
    fit = [i.bearer for i in order if i.gender in {None, gender}]
    return fit[0] if len(fit) == 1 < len(order) else None


def _owner(lone: Lone, order: tuple[Introduction, ...], first_still: bool) -> str | None:
    """Return whose the part is; `first_still` tells that of several bearers it is the first's."""
    if not order:
        return next(iter(lone.declared)) if len(lone.declared) == len(lone.candidates) == 1 else None
    if lone.given and (len(order) > 1 or lone.at < order[0].at):
        return None
    opposite = {lone.gender, order[0].gender} == {"he", "she"}
    return order[0].bearer if (len(order) == 1 or first_still) and not opposite else None
