"""Word lists for finding the names of people who are not followed, with the names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

from build_scripts.people.name_forms import NameWords, fold_name_words, load_name_words
from build_scripts.text.package_data import load_words

_ASIDE = re.compile(r"\s*\(.*?\)")


@dataclass(frozen=True, slots=True)
class UnlistedNameWords:
    """Words in lower case without diacritics; names of places and organisations as tuples of such words."""

    name_words: NameWords
    person_nouns: frozenset[str]
    person_verbs: frozenset[str]
    place_prepositions: frozenset[str]
    non_person_endings: frozenset[str]
    non_person_beginnings: frozenset[str]
    non_person_words: frozenset[str]
    credit_openers: frozenset[str]
    picture_maker_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    offices_of_a_field: frozenset[str]
    dotted_titles: frozenset[str]
    place_names: frozenset[tuple[str, ...]]
    organisation_names: frozenset[tuple[str, ...]]


def load_unlisted_name_words() -> UnlistedNameWords:
    """Return the word lists of the package, with the places of the time zone database (tzdata)."""
    titles = load_name_words()
    people, speakers = load_words("person_nouns"), load_words("speakers")
    agencies = load_words("agencies")
    names = [*agencies, *(short for forms in agencies.values() for short in forms)]
    libraries = load_words("photo_credits")["libraries"]
    return UnlistedNameWords(
        name_words=titles,
        person_nouns=frozenset(people["nouns"]),
        person_verbs=frozenset(people["acts"]),
        place_prepositions=frozenset(people["locating"]),
        non_person_endings=frozenset(people["last"]) | frozenset(speakers["no_persons"]),
        non_person_beginnings=frozenset(people["first"]) | frozenset(speakers["not_first"]),
        non_person_words=frozenset(speakers["no_persons"]) - titles.titles,
        credit_openers=frozenset(people["credits"]),
        picture_maker_nouns=frozenset(people["makers"]),
        organisation_nouns=frozenset(people["organisations"]) - frozenset(people["nouns"]),
        offices_of_a_field=frozenset(people["of_a_field"]),
        dotted_titles=frozenset(map(str, load_words("abbreviations")["titles"])),
        place_names=frozenset(fold_name_words(name, titles) for name in _places()),
        organisation_names=frozenset(fold_name_words(name, titles) for name in [*names, *libraries]),
    )


def _places() -> set[str]:
    """Return the names of countries and cities in the time zone database."""
    data = resources.files("tzdata")
    zones = data.joinpath("zones").read_text("utf-8").split()
    found = {part.replace("_", " ") for zone in zones for part in zone.split("/")[1:]}
    for line in data.joinpath("zoneinfo", "iso3166.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            found.add(_ASIDE.sub("", line.partition("\t")[2]))
    return found
