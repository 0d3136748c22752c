"""What is read from `sources/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Capture:
    """One raw file as it was captured: `text` is its decoded form, `sha256` that of its bytes."""

    path: str
    text: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class LineOverride:
    """An editor's word that a line of the capture is to be kept or cut, checked by how it starts.

    `written_at` is the line of the sidecar on which the editor says so.
    """

    line: int
    starts: str
    written_at: int | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What the publication may show of a source, who holds the rights, and on what ground.

    `mode` is `None` where only the others are given; the publication's own default then decides.
    """

    mode: Literal["full", "excerpt", "link"] | None = None
    holder: str | None = None
    licence: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the capture doesn't say or gets wrong; everything is optional."""

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
    """A post that an actor holds or held; dates are ISO 8601, as precise as they are known."""

    title: str
    of: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person that the publication follows, or (`followed` false) one that a story only lists.

    `ambiguous` are written forms that others bear too: without a reason in the article they are nobody's.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    offices: tuple[str, ...] = ()
    wikidata: str | None = None
    followed: bool = True
    ambiguous: tuple[str, ...] = ()
