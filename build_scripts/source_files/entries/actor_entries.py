"""Write entries for `actors.yml`: people to add, and listed ones with further spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from build_scripts.models import Actor, ActorProposal, Role
from build_scripts.source_files.alias_conflicts import normalize_alias
from build_scripts.source_files.entries.edit_story_list import format_yaml_scalar
from build_scripts.source_files.entries.source_naming import make_slug
from build_scripts.source_files.yaml.value_formats import WINDOWS_DEVICE_NAMES
from build_scripts.text.hidden_characters import find_forbidden_character

MAX_ACTOR_NAME_LENGTH = 200
"""Characters of the longest name or title that `actors.yml` takes."""
DEFAULT_ACTOR_ID = "person"
"""What an id is made of where a name has no letter for it."""


def compose_new_actor_entries(proposals: Iterable[ActorProposal], actors: Iterable[Actor]) -> str:
    """Return the YAML of entries for people whom nobody lists, each under an id that nobody has.

    Names that `actors.yml` would not take are left out, and so are further forms that somebody else has, too.
    """
    listed = tuple(actors)
    new = [p for p in proposals if p.actor is None and is_usable_actor_name(p.name)]
    everyone: tuple[Actor | ActorProposal, ...] = (*listed, *new)
    owners = Counter(
        form for one in everyone for form in {normalize_alias(name) for name in (one.name, *one.aliases)}
    )
    taken = {*WINDOWS_DEVICE_NAMES, *(actor.id for actor in listed)}
    entries: list[dict[str, Any]] = []
    for proposal in new:
        taken.add(identifier := _free(proposal.name, taken))
        roles = (
            (Role(proposal.job_title),)
            if proposal.job_title and is_usable_actor_name(proposal.job_title)
            else ()
        )
        aliases = tuple(
            a for a in proposal.aliases if is_usable_actor_name(a) and owners[normalize_alias(a)] == 1
        )
        entries.append(_entry(Actor(identifier, proposal.name, aliases, roles)))
    return _text(entries)


def compose_extended_actor_entry(actor: Actor, spellings: Iterable[str]) -> str:
    """Return the YAML of a listed person's entry with further spellings among the aliases.

    It stands for the entry that is there; for one that a story lists under `also_named`, too.
    """
    known = {actor.name, *actor.aliases}
    new = (s for s in dict.fromkeys(spellings) if is_usable_actor_name(s) and s not in known)
    return _text([_entry(actor, (*actor.aliases, *new))])


def is_usable_actor_name(words: str) -> bool:
    """Tell whether `actors.yml` takes words as a name or a title."""
    return (
        0 < len(words) <= MAX_ACTOR_NAME_LENGTH
        and find_forbidden_character(words) is None
        and words == " ".join(words.split())
    )


def _free(name: str, taken: Iterable[str]) -> str:
    first = make_slug(name) or DEFAULT_ACTOR_ID
    number, chosen = 1, first
    while chosen in taken:
        number += 1
        chosen = f"{first}-{number}"
    return chosen


def _entry(actor: Actor, aliases: Sequence[str] | None = None) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": actor.id} if actor.followed else {}
    entry["name"] = actor.name
    entry["aliases"] = list(actor.aliases if aliases is None else aliases)
    entry["roles"] = [_role(role) for role in actor.roles]
    entry["offices"] = list(actor.offices)
    entry["wikidata"] = actor.wikidata
    return {key: value for key, value in entry.items() if value}


def _role(role: Role) -> dict[str, str]:
    fields = {"title": role.title, "of": role.of, "from": role.since, "to": role.until}
    return {key: value for key, value in fields.items() if value}


def _text(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return entries as they are written by hand: a key a line, and lists and roles on one."""
    lines = []
    for entry in entries:
        mark = "- "
        for key, value in entry.items():
            if key == "roles":
                lines += [f"  {key}:", *(f"    - {_flow(role)}" for role in value)]
            else:
                lines.append(f"{mark}{key}: {_flow(value)}")
            mark = "  "
    return "".join(f"{line}\n" for line in lines)


def _flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, str):
        return format_yaml_scalar(value)
    line = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    )
    return str(line).strip()
