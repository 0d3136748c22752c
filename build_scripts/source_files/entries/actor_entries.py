"""Write entries for `actors.yml`: people to add, and listed ones with further spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from build_scripts.models import Actor, Proposal, Role
from build_scripts.source_files.alias_conflicts import folded
from build_scripts.source_files.entries.edit_story_list import scalar
from build_scripts.source_files.entries.source_naming import slug
from build_scripts.source_files.yaml.value_formats import DEVICES
from build_scripts.text.hidden_characters import hidden

LONGEST = 200
"""Characters of the longest name or title that `actors.yml` takes."""
NAMELESS = "person"
"""What an id is made of where a name has no letter for it."""


def added(proposals: Iterable[Proposal], actors: Iterable[Actor]) -> str:
    """Return the YAML of entries for people whom nobody lists, each under an id that nobody has.

    Names that `actors.yml` would not take are left out, and so are further forms that somebody else has, too.
    """
    listed = tuple(actors)
    new = [p for p in proposals if p.actor is None and usable(p.name)]
    everyone: tuple[Actor | Proposal, ...] = (*listed, *new)
    owners = Counter(form for one in everyone for form in {folded(name) for name in (one.name, *one.aliases)})
    taken = {*DEVICES, *(actor.id for actor in listed)}
    entries: list[dict[str, Any]] = []
    for proposal in new:
        taken.add(identifier := _free(proposal.name, taken))
        roles = (Role(proposal.post),) if proposal.post and usable(proposal.post) else ()
        aliases = tuple(a for a in proposal.aliases if usable(a) and owners[folded(a)] == 1)
        entries.append(_entry(Actor(identifier, proposal.name, aliases, roles)))
    return _text(entries)


def extended(actor: Actor, spellings: Iterable[str]) -> str:
    """Return the YAML of a listed person's entry with further spellings among the aliases.

    It stands for the entry that is there; for one that a story lists under `also_named`, too.
    """
    known = {actor.name, *actor.aliases}
    new = (s for s in dict.fromkeys(spellings) if usable(s) and s not in known)
    return _text([_entry(actor, (*actor.aliases, *new))])


def usable(words: str) -> bool:
    """Tell whether `actors.yml` takes words as a name or a title."""
    return 0 < len(words) <= LONGEST and hidden(words) is None and words == " ".join(words.split())


def _free(name: str, taken: Iterable[str]) -> str:
    first = slug(name) or NAMELESS
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
        return scalar(value)
    line = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    )
    return str(line).strip()
