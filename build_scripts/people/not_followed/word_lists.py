"""What is known of the words in and around people's names, and of the names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

from build_scripts.people.name_forms import Titles, folded_words
from build_scripts.people.name_forms import knowledge as read_titles
from build_scripts.text import package_data as knowledge

_ASIDE = re.compile(r"\s*\(.*?\)")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Words in lower case without diacritics; places and agencies as sequences of such words."""

    titles: Titles
    nouns: frozenset[str]
    acts: frozenset[str]
    locating: frozenset[str]
    not_last: frozenset[str]
    not_first: frozenset[str]
    inside: frozenset[str]
    credits: frozenset[str]
    makers: frozenset[str]
    dotted: frozenset[str]
    places: frozenset[tuple[str, ...]]
    bodies: frozenset[tuple[str, ...]]


def load() -> Knowledge:
    """Read what ships with the package, and the countries and cities of the time zone database (tzdata)."""
    titles = read_titles()
    people, speakers = knowledge.load("people"), knowledge.load("speakers")
    agencies = knowledge.load("agencies")
    names = [*agencies, *(short for forms in agencies.values() for short in forms)]
    libraries = knowledge.load("credits")["libraries"]
    return Knowledge(
        titles=titles,
        nouns=frozenset(people["nouns"]),
        acts=frozenset(people["acts"]),
        locating=frozenset(people["locating"]),
        not_last=frozenset(people["last"]) | frozenset(speakers["no_persons"]),
        not_first=frozenset(people["first"]) | frozenset(speakers["not_first"]),
        inside=frozenset(speakers["no_persons"]) - titles.titles,
        credits=frozenset(people["credits"]),
        makers=frozenset(people["makers"]),
        dotted=frozenset(map(str, knowledge.load("abbreviations")["titles"])),
        places=frozenset(folded_words(name, titles) for name in _places()),
        bodies=frozenset(folded_words(name, titles) for name in [*names, *libraries]),
    )


def _places() -> set[str]:
    """Return the names of the countries and cities that the time zone database has."""
    data = resources.files("tzdata")
    zones = data.joinpath("zones").read_text("utf-8").split()
    found = {part.replace("_", " ") for zone in zones for part in zone.split("/")[1:]}
    for line in data.joinpath("zoneinfo", "iso3166.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            found.add(_ASIDE.sub("", line.partition("\t")[2]))
    return found
