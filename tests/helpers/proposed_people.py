"""Listed and proposed people, and actors.yml read back. All names are invented."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.models import Actor, Role
from build_scripts.source_files.yaml_files import parse_actors_file

ROE = Actor("jane-roe", "Jane Roe", ("Roe",))
TARLENKOV = Actor(
    "rustem-tarlenkov",
    "Rustem Tarlenkov",
    ("Tarlenkov",),
    (Role("Harbour Minister", "Ruritania", "2021-05"),),
    ("Harbour Ministry",),
    "Q42",
)


def taken(text: str) -> Mapping[str, Actor]:
    """Return the actors of the text of an actors.yml, by id; only homoglyphs may be warned of."""
    actors, problems = parse_actors_file(text, "actors.yml")
    assert all("another alphabet" in problem.message for problem in problems)
    return {actor.id: actor for actor in actors}
