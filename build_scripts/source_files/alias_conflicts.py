"""Find written forms that two actors of one list both own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from build_scripts.models import Actor

_WORD = re.compile(r"[^\W_]+")


def find_alias_conflicts(actors: Sequence[Actor]) -> Iterator[tuple[Actor, str, Actor]]:
    """Yield each alias that another actor's list holds, too: its owner, the alias and the other actor.

    Forms are compared as they are matched: without case, diacritics and marks. Forms that both list as
    ambiguous may be the same, and so may two names, for people share names.
    """
    owners: dict[tuple[str, ...], list[Actor]] = {}
    for actor in actors:
        forms = {normalize_alias(form) for form in (actor.name, *actor.aliases, *actor.ambiguous)}
        for form in forms - {()}:
            owners.setdefault(form, []).append(actor)
    for actor in actors:
        for alias in actor.aliases:
            others = [o for o in owners.get(normalize_alias(alias), ()) if o is not actor]
            if others:
                yield actor, alias, others[0]


def normalize_alias(form: str) -> tuple[str, ...]:
    """Return the words of a form as they are compared: without case, diacritics and marks."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.casefold()))
