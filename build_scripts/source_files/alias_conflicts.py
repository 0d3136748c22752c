"""Find aliases of an actor that are also a form of another actor's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from build_scripts.models import Actor

_WORD = re.compile(r"[^\W_]+")


def find_alias_conflicts(actors: Sequence[Actor]) -> Iterator[tuple[Actor, str, Actor]]:
    """Yield each alias that is also a form of another actor: the actor, the alias and the other actor.

    Forms are compared without case, diacritics and punctuation, as in the search for mentions. Two names may
    be equal, since people share names, and so may two forms that both actors list as ambiguous.
    """
    owners: dict[tuple[str, ...], list[Actor]] = {}
    for actor in actors:
        forms = {normalize_alias(form) for form in (actor.name, *actor.aliases, *actor.ambiguous)}
        for form in forms - {()}:
            owners.setdefault(form, []).append(actor)
    for actor in actors:
        for alias in actor.aliases:
            others = [other for other in owners.get(normalize_alias(alias), ()) if other is not actor]
            if others:
                yield actor, alias, others[0]


def normalize_alias(form: str) -> tuple[str, ...]:
    """Return the words of a form without case, diacritics and punctuation, for comparison."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return tuple(_WORD.findall(plain.casefold()))
