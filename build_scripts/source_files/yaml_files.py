"""Read the YAML files under `sources/` into values.

Each public function takes a file's text and path, and returns the value and every problem found; an invalid
value doesn't stop the rest of the file from being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from build_scripts.models import Actor, LineOverride, Rights, Role, Sidecar, SiteCorrection
from build_scripts.models.problems import Problem, UserError
from build_scripts.models.sources import STORY_PERSON_PREFIX
from build_scripts.source_files.alias_conflicts import find_alias_conflicts
from build_scripts.source_files.bidi_problems import find_bidi_comment_problems
from build_scripts.source_files.corrections_yaml import read_site_corrections
from build_scripts.source_files.points_yaml import PointEntry, read_point_entries
from build_scripts.source_files.reviewed_yaml import ReviewedSources, read_reviewed_sources
from build_scripts.source_files.yaml.parser import YamlNode, parse_yaml
from build_scripts.source_files.yaml.schema import (
    ACTORS_SCHEMA,
    PUBLICATION_SCHEMA,
    SIDECAR_SCHEMA,
    SITE_CORRECTIONS_SCHEMA,
    STORY_SCHEMA,
    RightsMode,
)
from build_scripts.source_files.yaml.validator import MappingValidator
from build_scripts.source_files.yaml.value_formats import SITE_ADDRESS_PATTERN

UNTITLED = "Untitled"
RESERVED_SOURCES = frozenset({"comparison", "timeline"})  # addresses of a story's own pages
RESERVED_STORIES = frozenset({"actors"})  # /data/actors/ contains the actors' tables


@dataclass(frozen=True, slots=True)
class PublicationFile:
    """`publication.yml`: the publication, its publisher and its rights."""

    title: str = UNTITLED
    standfirst: str | None = None
    owner: str | None = None
    contact: str | None = None
    corrections: str | None = None
    address: str | None = None
    repository: str | None = None
    rights: Rights | None = None


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One entry of `sources:`; if it has a `withdrawn` date, it keeps its letter but has no article."""

    id: str
    line: int
    withdrawn: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StoryFile:
    """`story.yml`: the event in the publication's own words, its sources, and the editor's points.

    `reviewed` are the sources that the editor has read, None if the file has no such list.
    """

    title: str = UNTITLED
    standfirst: str | None = None
    date: str | None = None
    place: str | None = None
    timezone: str | None = None
    sources: tuple[ListedSource, ...] = ()
    also_named: tuple[Actor, ...] = ()
    points: tuple[PointEntry, ...] = ()
    reviewed: ReviewedSources | None = None


def parse_publication_file(text: str, path: str) -> tuple[PublicationFile, tuple[Problem, ...]]:
    """Return the settings of a `publication.yml`, and its problems."""
    problems: list[Problem] = []
    node = _parse_or_report(text, path, problems)
    if node is None:
        return PublicationFile(), tuple(problems)
    mapping = MappingValidator(node, path, problems, PUBLICATION_SCHEMA)
    rights = mapping.mapping("rights")
    value = PublicationFile(
        title=mapping.text("title") or UNTITLED,
        standfirst=mapping.text("standfirst"),
        owner=mapping.text("owner"),
        contact=mapping.text("contact"),
        corrections=mapping.text("corrections"),
        address=_site_address(mapping, "address"),
        repository=_site_address(mapping, "repository"),
        rights=_rights(rights) if rights else None,
    )
    mapping.report_unknown_keys()
    return value, tuple(problems)


def parse_actors_file(text: str, path: str) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """Return the actors of an `actors.yml`, of those with the same id only the first, and its problems."""
    problems: list[Problem] = []
    node = _parse_or_report(text, path, problems)
    if node is None or node.value in (None, {}):
        return (), tuple(problems)
    # The schema gives the list a key, which problems then name.
    file_mapping = MappingValidator(YamlNode(node.line, {"actors": node}), path, problems, ACTORS_SCHEMA)
    actors: dict[str, Actor] = {}
    mappings: dict[str, MappingValidator] = {}
    for mapping in file_mapping.mappings("actors"):
        actor = _read_actor(mapping)
        if actor is not None and actor.id in actors:
            mapping.add_problem(
                mapping.node, "id", f"another actor has the id '{actor.id}'", "choose another id"
            )
        elif actor is not None:
            actors[actor.id], mappings[actor.id] = actor, mapping
    for actor, alias, other in find_alias_conflicts(tuple(actors.values())):
        mapping = mappings[actor.id]
        mapping.add_problem(
            mapping.get("aliases") or mapping.node,
            "aliases",
            f"'{alias}' is also a name of '{other.id}'",
            "remove it from one, or move it to `ambiguous:` in both: each article then decides who is meant",
        )
    return tuple(actors.values()), tuple(problems)


def parse_corrections_file(text: str, path: str) -> tuple[tuple[SiteCorrection, ...], tuple[Problem, ...]]:
    """Return the corrected mistakes of the site in a `corrections.yml`, and its problems."""
    problems: list[Problem] = []
    node = _parse_or_report(text, path, problems)
    if node is None or node.value in (None, {}):
        return (), tuple(problems)
    file_mapping = MappingValidator(
        YamlNode(node.line, {"corrections": node}), path, problems, SITE_CORRECTIONS_SCHEMA
    )
    return read_site_corrections(file_mapping), tuple(problems)


def parse_sidecar_file(text: str, path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """Return the values of a sidecar, whose keys are all optional, and its problems."""
    problems: list[Problem] = []
    node = _parse_or_report(text, path, problems)
    if node is None:
        return Sidecar(), tuple(problems)
    mapping = MappingValidator(node, path, problems, SIDECAR_SCHEMA)
    rights = mapping.mapping("rights")
    value = Sidecar(
        outlet=mapping.text("outlet"),
        source_url=mapping.address("source_url"),
        headline=mapping.text("headline"),
        byline=mapping.texts("byline") or None,
        published=mapping.date("published"),
        agencies=mapping.texts("agencies") or None,
        language=mapping.text("language"),
        captured=mapping.date("captured"),
        label=mapping.text("label"),
        rights=_rights(rights) if rights else None,
        keep=tuple(_line_overrides(mapping, "keep")),
        drop=tuple(_line_overrides(mapping, "drop")),
    )
    mapping.report_unknown_keys()
    return value, tuple(problems)


def parse_story_file(text: str, path: str) -> tuple[StoryFile, tuple[Problem, ...]]:
    """Return the values of a `story.yml`, and its problems."""
    problems: list[Problem] = []
    node = _parse_or_report(text, path, problems)
    if node is None:
        return StoryFile(), tuple(problems)
    mapping = MappingValidator(node, path, problems, STORY_SCHEMA)
    value = StoryFile(
        title=mapping.text("title") or UNTITLED,
        standfirst=mapping.text("standfirst"),
        date=mapping.date("date"),
        place=mapping.text("place"),
        timezone=mapping.timezone("timezone"),
        sources=tuple(_read_listed_sources(mapping)),
        also_named=tuple(_also_named(mapping)),
        points=read_point_entries(mapping),
        reviewed=read_reviewed_sources(mapping),
    )
    mapping.report_unknown_keys()
    return value, tuple(problems)


def _parse_or_report(text: str, path: str, problems: list[Problem]) -> YamlNode | None:
    problems += find_bidi_comment_problems(text, path)
    try:
        return parse_yaml(text, path)
    except UserError as error:
        problems.extend(error.problems)
        return None


def _site_address(mapping: MappingValidator, key: str) -> str | None:
    """Return an address to which paths can be appended."""
    address = mapping.address(key)
    if address is not None and not re.fullmatch(SITE_ADDRESS_PATTERN, address, re.ASCII):
        message = "must be a site address without query or fragment"
        mapping.add_problem(
            mapping.get(key) or mapping.node, key, message, "write it like https://host/path/"
        )
        return None
    return address


def _rights(mapping: MappingValidator) -> Rights:
    mode, licence = mapping.choice("mode"), mapping.text("licence")
    rights = Rights(
        mode=cast(RightsMode, mode) if mode else None,
        holder=mapping.text("holder"),
        licence=None if licence == "not stated" else licence,  # the site's own phrase for an unknown licence
        basis=mapping.text("basis"),
    )
    mapping.report_unknown_keys()
    return rights


def _line_overrides(mapping: MappingValidator, key: str) -> Iterator[LineOverride]:
    for entry in mapping.mappings(key):
        line, starts = entry.whole_number("line"), entry.text("starts")
        entry.report_unknown_keys()
        if line is not None and starts is not None:
            yield LineOverride(line, starts, entry.node.line)


def _read_actor(mapping: MappingValidator) -> Actor | None:
    """Return the actor of an entry, or None if its id or name is invalid."""
    identifier, name = mapping.identifier("id"), mapping.text("name")
    roles = tuple(_role(entry) for entry in mapping.mappings("roles"))
    aliases, offices, ambiguous = (
        mapping.texts("aliases"),
        mapping.texts("offices"),
        mapping.texts("ambiguous"),
    )
    wikidata = mapping.wikidata_item("wikidata")
    mapping.report_unknown_keys()
    if identifier is None or name is None:
        return None
    return Actor(
        identifier, name, aliases, tuple(r for r in roles if r), offices, wikidata, ambiguous=ambiguous
    )


def _role(mapping: MappingValidator) -> Role | None:
    title = mapping.text("title")
    role = Role(title or "", mapping.text("of"), mapping.date("from"), mapping.date("to"))
    mapping.report_unknown_keys()
    return role if title else None


def _read_listed_sources(mapping: MappingValidator) -> Iterator[ListedSource]:
    """Yield the valid entries of a story's `sources:`."""
    seen_names: set[str] = set()
    for item in mapping.list_items("sources"):
        withdrawn = reason = None
        if isinstance(item.value, dict):
            entry = mapping.list_item_mapping(item, "sources", "sources")
            name, withdrawn, reason = entry.identifier("id"), entry.date("withdrawn"), entry.text("reason")
            entry.report_unknown_keys()
            if reason and entry.get("withdrawn") is None:
                entry.add_problem(item, "reason", "`withdrawn` is missing", "add `withdrawn: DATE`")
            if name in RESERVED_SOURCES:
                entry.add_problem(
                    item, "id", f"'{name}' is the address of another page", "choose another name"
                )
                continue
        else:
            name = mapping.identifier_in_node(item, "sources")
        if name is not None and name in seen_names:
            mapping.add_problem(item, "sources", f"'{name}' is listed twice", "keep one of the two")
        elif name is not None:
            seen_names.add(name)
            yield ListedSource(name, item.line, withdrawn, reason)


def _also_named(mapping: MappingValidator) -> Iterator[Actor]:
    for number, entry in enumerate(mapping.mappings("also_named"), 1):
        name = entry.text("name")
        aliases, ambiguous = entry.texts("aliases"), entry.texts("ambiguous")
        roles = tuple(r for r in map(_role, entry.mappings("roles")) if r)
        entry.report_unknown_keys()
        if name is not None:
            yield Actor(
                f"{STORY_PERSON_PREFIX}{number}", name, aliases, roles, followed=False, ambiguous=ambiguous
            )
