"""People who are listed or proposed, and their entries as they are read. All names are invented."""

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
    actors, problems = parse_actors_file(text, "actors.yml")
    # A look-alike letter is warned of; nothing else may be wrong with an entry.
    assert all("another alphabet" in problem.message for problem in problems)
    return {actor.id: actor for actor in actors}
