"""What the YAML files under `sources/` may say, and the values they become.

Each function takes a file's text and its path, and returns the value together with every problem found;
where a value is faulty the rest of the file is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from build_scripts.models import Actor, LineOverride, Rights, Role, Sidecar, SiteCorrection
from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.alias_conflicts import find_alias_conflicts
from build_scripts.source_files.bidi_problems import find_bidi_comment_problems
from build_scripts.source_files.corrections_yaml import read_site_corrections
from build_scripts.source_files.points_yaml import PointEntry, read_point_entries
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
RESERVED_SOURCES = frozenset({"comparison", "timeline"})  # /stories/<story>/comparison/ is a page
RESERVED_STORIES = frozenset({"actors"})  # /data/actors/ holds the actors' tables


@dataclass(frozen=True, slots=True)
class PublicationFile:
    """`publication.yml`: what the publication says of itself."""

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
    """One entry of `sources:`; one that was `withdrawn` on a day keeps its letter and has no article."""

    id: str
    line: int
    withdrawn: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StoryFile:
    """`story.yml`: the event in the publication's own words, and the editor's curation."""

    title: str = UNTITLED
    standfirst: str | None = None
    date: str | None = None
    place: str | None = None
    timezone: str | None = None
    sources: tuple[ListedSource, ...] = ()
    also_named: tuple[Actor, ...] = ()
    points: tuple[PointEntry, ...] = ()


def parse_publication_file(text: str, path: str) -> tuple[PublicationFile, tuple[Problem, ...]]:
    """Read `publication.yml`."""
    problems: list[Problem] = []
    node = _parsed(text, path, problems)
    if node is None:
        return PublicationFile(), tuple(problems)
    form = MappingValidator(node, path, problems, PUBLICATION_SCHEMA)
    rights = form.mapping("rights")
    value = PublicationFile(
        title=form.text("title") or UNTITLED,
        standfirst=form.text("standfirst"),
        owner=form.text("owner"),
        contact=form.text("contact"),
        corrections=form.text("corrections"),
        address=_site(form, "address"),
        repository=_site(form, "repository"),
        rights=_rights(rights) if rights else None,
    )
    form.report_unknown_keys()
    return value, tuple(problems)


def parse_actors_file(text: str, path: str) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """Read `actors.yml`, a list of actors."""
    problems: list[Problem] = []
    node = _parsed(text, path, problems)
    if node is None or node.value in (None, {}):
        return (), tuple(problems)
    wrapper = MappingValidator(YamlNode(node.line, {"actors": node}), path, problems, ACTORS_SCHEMA)
    actors: dict[str, Actor] = {}
    forms: dict[str, MappingValidator] = {}
    for form in wrapper.mappings("actors"):
        actor = _actor(form)
        if actor is not None and actor.id in actors:
            form.add_problem(form.node, "id", f"'{actor.id}' is taken by another actor", "choose another id")
        elif actor is not None:
            actors[actor.id], forms[actor.id] = actor, form
    for actor, alias, other in find_alias_conflicts(tuple(actors.values())):
        form = forms[actor.id]
        form.add_problem(
            form.get("aliases") or form.node,
            "aliases",
            f"'{alias}' is a form of '{other.id}', too",
            "take it out of one, or move it to `ambiguous:` in both: an article then decides whose it is",
        )
    return tuple(actors.values()), tuple(problems)


def parse_corrections_file(text: str, path: str) -> tuple[tuple[SiteCorrection, ...], tuple[Problem, ...]]:
    """Read `corrections.yml`, a list of what was corrected on the site itself."""
    problems: list[Problem] = []
    node = _parsed(text, path, problems)
    if node is None or node.value in (None, {}):
        return (), tuple(problems)
    wrapper = MappingValidator(
        YamlNode(node.line, {"corrections": node}), path, problems, SITE_CORRECTIONS_SCHEMA
    )
    return read_site_corrections(wrapper), tuple(problems)


def parse_sidecar_file(text: str, path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """Read a source's `.yml`; every key is optional."""
    problems: list[Problem] = []
    node = _parsed(text, path, problems)
    if node is None:
        return Sidecar(), tuple(problems)
    form = MappingValidator(node, path, problems, SIDECAR_SCHEMA)
    rights = form.mapping("rights")
    value = Sidecar(
        outlet=form.text("outlet"),
        source_url=form.address("source_url"),
        headline=form.text("headline"),
        byline=form.texts("byline") or None,
        published=form.date("published"),
        agencies=form.texts("agencies") or None,
        language=form.text("language"),
        captured=form.date("captured"),
        label=form.text("label"),
        rights=_rights(rights) if rights else None,
        keep=tuple(_corrections(form, "keep")),
        drop=tuple(_corrections(form, "drop")),
    )
    form.report_unknown_keys()
    return value, tuple(problems)


def parse_story_file(text: str, path: str) -> tuple[StoryFile, tuple[Problem, ...]]:
    """Read `story.yml`."""
    problems: list[Problem] = []
    node = _parsed(text, path, problems)
    if node is None:
        return StoryFile(), tuple(problems)
    form = MappingValidator(node, path, problems, STORY_SCHEMA)
    value = StoryFile(
        title=form.text("title") or UNTITLED,
        standfirst=form.text("standfirst"),
        date=form.date("date"),
        place=form.text("place"),
        timezone=form.timezone("timezone"),
        sources=tuple(_listed(form)),
        also_named=tuple(_also_named(form)),
        points=read_point_entries(form),
    )
    form.report_unknown_keys()
    return value, tuple(problems)


def _parsed(text: str, path: str, problems: list[Problem]) -> YamlNode | None:
    problems += find_bidi_comment_problems(text, path)
    try:
        return parse_yaml(text, path)
    except UserError as error:
        problems.extend(error.problems)
        return None


def _site(form: MappingValidator, key: str) -> str | None:
    """Return an address that paths can follow."""
    address = form.address(key)
    if address is not None and not re.fullmatch(SITE_ADDRESS_PATTERN, address, re.ASCII):
        what, mend = "is not one that paths can follow", "write https://host/path/, with nothing after it"
        form.add_problem(form.get(key) or form.node, key, what, mend)
        return None
    return address


def _rights(form: MappingValidator) -> Rights:
    mode, licence = form.choice("mode"), form.text("licence")
    rights = Rights(
        mode=cast(RightsMode, mode) if mode else None,
        holder=form.text("holder"),
        licence=None if licence == "not stated" else licence,  # as the site says it
        basis=form.text("basis"),
    )
    form.report_unknown_keys()
    return rights


def _corrections(form: MappingValidator, key: str) -> Iterator[LineOverride]:
    for entry in form.mappings(key):
        line, starts = entry.whole_number("line"), entry.text("starts")
        entry.report_unknown_keys()
        if line is not None and starts is not None:
            yield LineOverride(line, starts, entry.node.line)


def _actor(form: MappingValidator) -> Actor | None:
    identifier, name = form.identifier("id"), form.text("name")
    roles = tuple(_role(entry) for entry in form.mappings("roles"))
    aliases, offices, ambiguous = form.texts("aliases"), form.texts("offices"), form.texts("ambiguous")
    wikidata = form.wikidata_item("wikidata")
    form.report_unknown_keys()
    if identifier is None or name is None:
        return None
    return Actor(
        identifier, name, aliases, tuple(r for r in roles if r), offices, wikidata, ambiguous=ambiguous
    )


def _role(form: MappingValidator) -> Role | None:
    title = form.text("title")
    role = Role(title or "", form.text("of"), form.date("from"), form.date("to"))
    form.report_unknown_keys()
    return role if title else None


def _listed(form: MappingValidator) -> Iterator[ListedSource]:
    seen: set[str] = set()
    for item in form.list_items("sources"):
        withdrawn = reason = None
        if isinstance(item.value, dict):
            entry = form.list_item_mapping(item, "sources", "sources")
            name, withdrawn, reason = entry.identifier("id"), entry.date("withdrawn"), entry.text("reason")
            entry.report_unknown_keys()
            if reason and entry.get("withdrawn") is None:
                entry.add_problem(item, "reason", "stands without `withdrawn`", "add `withdrawn: DATE`")
            if name in RESERVED_SOURCES:
                entry.add_problem(
                    item, "id", f"'{name}' is the address of another page", "choose another name"
                )
                continue
        else:
            name = form.identifier_in_node(item, "sources")
        if name is not None and name in seen:
            form.add_problem(item, "sources", f"'{name}' stands twice", "keep one of the two")
        elif name is not None:
            seen.add(name)
            yield ListedSource(name, item.line, withdrawn, reason)


def _also_named(form: MappingValidator) -> Iterator[Actor]:
    for number, entry in enumerate(form.mappings("also_named"), 1):
        name = entry.text("name")
        aliases, ambiguous = entry.texts("aliases"), entry.texts("ambiguous")
        roles = tuple(r for r in map(_role, entry.mappings("roles")) if r)
        entry.report_unknown_keys()
        if name is not None:
            # Not an address: a colon can't be in an actor's id, so that the two never meet.
            yield Actor(f"named:{number}", name, aliases, roles, followed=False, ambiguous=ambiguous)
