"""Compose entries for `actors.yml`: new people, and listed ones with further spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from build_scripts.models import Actor, ActorProposal, Role
from build_scripts.source_files.alias_conflicts import normalize_alias
from build_scripts.source_files.entries.edit_story_list import format_yaml_flow
from build_scripts.source_files.entries.propose_source_id import make_slug, make_unused_id
from build_scripts.source_files.yaml.value_formats import WINDOWS_DEVICE_NAMES
from build_scripts.text.hidden_characters import find_forbidden_character

MAX_ACTOR_NAME_LENGTH = 200
"""Characters of the longest name or job title that `actors.yml` accepts."""
DEFAULT_ACTOR_ID = "person"
"""The id for a name without any letter or digit that an id may have."""


def compose_new_actor_entries(proposals: Iterable[ActorProposal], actors: Iterable[Actor]) -> str:
    """Return the YAML of entries for proposed people who are not listed, each with an unused id.

    Names that `actors.yml` would refuse are left out, and so are aliases that another person has too.
    """
    listed = tuple(actors)
    new = [p for p in proposals if p.actor is None and is_usable_actor_name(p.name)]
    people: tuple[Actor | ActorProposal, ...] = (*listed, *new)
    owner_counts = Counter(
        form for person in people for form in {normalize_alias(n) for n in (person.name, *person.aliases)}
    )
    taken = {*WINDOWS_DEVICE_NAMES, *(actor.id for actor in listed)}
    entries: list[dict[str, Any]] = []
    for proposal in new:
        identifier = make_unused_id(make_slug(proposal.name) or DEFAULT_ACTOR_ID, taken)
        taken.add(identifier)
        title = proposal.job_title
        roles = (Role(title),) if title and is_usable_actor_name(title) else ()
        aliases = tuple(
            a for a in proposal.aliases if is_usable_actor_name(a) and owner_counts[normalize_alias(a)] == 1
        )
        entries.append(_actor_fields(Actor(identifier, proposal.name, aliases, roles)))
    return _format_entries(entries)


def compose_extended_actor_entry(actor: Actor, spellings: Iterable[str]) -> str:
    """Return the YAML of a listed person's entry with further spellings among the aliases.

    It is to replace the entry in `actors.yml`, or under `also_named` of a story.
    """
    listed = {actor.name, *actor.aliases}
    new = (s for s in dict.fromkeys(spellings) if is_usable_actor_name(s) and s not in listed)
    return _format_entries([_actor_fields(actor, (*actor.aliases, *new))])


def is_usable_actor_name(words: str) -> bool:
    """Return whether `actors.yml` accepts words as a name or a job title."""
    return (
        0 < len(words) <= MAX_ACTOR_NAME_LENGTH
        and find_forbidden_character(words) is None
        and words == " ".join(words.split())
    )


def _actor_fields(actor: Actor, aliases: Sequence[str] | None = None) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": actor.id} if actor.followed else {}
    entry["name"] = actor.name
    entry["aliases"] = list(actor.aliases if aliases is None else aliases)
    entry["roles"] = [_role_fields(role) for role in actor.roles]
    entry["offices"] = list(actor.offices)
    entry["wikidata"] = actor.wikidata
    return {key: value for key, value in entry.items() if value}


def _role_fields(role: Role) -> dict[str, str]:
    fields = {"title": role.title, "of": role.of, "from": role.since, "to": role.until}
    return {key: value for key, value in fields.items() if value}


def _format_entries(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return entries as a person would write them: one key a line, each list and each role on one line."""
    lines = []
    for entry in entries:
        indent = "- "
        for key, value in entry.items():
            if key == "roles":
                lines += [f"  {key}:", *(f"    - {format_yaml_flow(role)}" for role in value)]
            else:
                lines.append(f"{indent}{key}: {format_yaml_flow(value)}")
            indent = "  "
    return "".join(f"{line}\n" for line in lines)
