"""The kinds of values that a YAML file under `sources/` may hold, as values themselves.

A file is described once, in `file_fields`. `forms` reads by that description, and `schemas` turns it into
the JSON Schemas that editors complete and validate by: so neither knows a key or a limit of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """One line of at most `limit` characters; `name` where a look-alike letter would mislead a reader."""

    limit: int = 2_000
    name: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Text of several lines, of at most `limit` characters."""

    limit: int


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name of a-z, 0-9 and single hyphens; `page` where it becomes the name of a file or folder."""

    page: bool = True


@dataclass(frozen=True, slots=True)
class Date:
    """An ISO 8601 date or time, as precise as it is known."""


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address with a host and no user's name."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone of the IANA database."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Wikidata."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from 1."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts; one alone may stand without the list."""

    of: Text | Choice


@dataclass(frozen=True, slots=True)
class Cells:
    """A mapping whose keys are sources of the story, each with a list of texts; `example` is one to show."""

    example: str


@dataclass(frozen=True, slots=True)
class Nested:
    """A mapping with keys of its own; `example` is one to show."""

    shape: Shape
    example: str


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of mappings; where `short`, one that has only an `id` may be written as that alone."""

    shape: Shape
    short: bool = False


Kind: TypeAlias = (
    Text
    | Block
    | Identifier
    | Date
    | Address
    | Zone
    | Item
    | Whole
    | Flag
    | Choice
    | Texts
    | Cells
    | Nested
    | Entries
)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping: what stands under it, and a line that says what it is for."""

    key: str
    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping: its keys. Where the last key of `alone` is given, no keys but those of `alone` may be."""

    fields: tuple[Field, ...]
    alone: tuple[str, ...] = ()

    def field(self, key: str) -> Field:
        """Return the field of a key. Raises LookupError if there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise LookupError(key)
