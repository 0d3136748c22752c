"""Values read from the files under `sources/`: captures, sidecars, actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

STORY_PERSON_PREFIX = "named:"
"""Contains a colon, unlike the ids of followed actors."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One raw file as captured: `text` is its decoded text, `sha256` the hash of its bytes."""

    path: str
    text: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class LineOverride:
    """An editor's order to keep or cut a line of the capture; `starts` are the line's first words.

    `written_at` is the line of the entry in the sidecar.
    """

    line: int
    starts: str
    written_at: int | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """How much of a source the site may show, the holder of the rights, and the legal basis.

    If `mode` is `None`, the publication's default applies.
    """

    mode: Literal["full", "excerpt", "link"] | None = None
    holder: str | None = None
    licence: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Facts that the capture doesn't state or gets wrong; all are optional."""

    outlet: str | None = None
    source_url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] | None = None
    published: str | None = None
    agencies: tuple[str, ...] | None = None
    language: str | None = None
    captured: str | None = None
    label: str | None = None
    rights: Rights | None = None
    keep: tuple[LineOverride, ...] = ()
    drop: tuple[LineOverride, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A job title that an actor holds or held; dates are ISO 8601, as precise as known."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person that the publication follows or, if `followed` is false, that only a story lists.

    The id of one that only a story lists begins with `STORY_PERSON_PREFIX`; it holds in that story alone.
    `ambiguous` are forms of the name that other people share; one is assigned only if the article gives a
    reason.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    offices: tuple[str, ...] = ()
    wikidata: str | None = None
    followed: bool = True
    ambiguous: tuple[str, ...] = ()


def is_story_person(actor: str | None) -> bool:
    """Return whether an actor's id is that of a person that only a story lists."""
    return actor is not None and actor.startswith(STORY_PERSON_PREFIX)
