"""The kinds of values that a YAML file under `sources/` may hold, as values themselves.

A file is described once, in `schema`. `validator` reads by that description, and `json_schemas` turns it into
the JSON Schemas that editors complete and validate by: so neither knows a key or a limit of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TextType:
    """One line of at most `max_length` characters; `is_name` where a look-alike letter would mislead."""

    max_length: int = 2_000
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class TextBlockType:
    """Text of several lines, of at most `max_length` characters."""

    max_length: int


@dataclass(frozen=True, slots=True)
class IdentifierType:
    """A name of a-z, 0-9 and single hyphens; `is_file_name` where it becomes the name of a file or folder."""

    is_file_name: bool = True


@dataclass(frozen=True, slots=True)
class DateType:
    """An ISO 8601 date or time, as precise as it is known."""


@dataclass(frozen=True, slots=True)
class WebAddressType:
    """An http or https address with a host and no user's name."""


@dataclass(frozen=True, slots=True)
class TimezoneType:
    """A time zone of the IANA database."""


@dataclass(frozen=True, slots=True)
class WikidataItemType:
    """An item of Wikidata."""


@dataclass(frozen=True, slots=True)
class WholeNumberType:
    """A whole number from 1."""


@dataclass(frozen=True, slots=True)
class YesNoType:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextListType:
    """A list of texts; one alone may stand without the list."""

    item_type: TextType | ChoiceType


@dataclass(frozen=True, slots=True)
class SourceTextsType:
    """A mapping whose keys are sources of the story, each with a list of texts; `example` is one to show."""

    example: str


@dataclass(frozen=True, slots=True)
class MappingType:
    """A mapping with keys of its own; `example` is one to show."""

    schema: MappingSchema
    example: str


@dataclass(frozen=True, slots=True)
class MappingListType:
    """A list of mappings; where `allows_bare_id`, one that has only an `id` may be written as that alone."""

    schema: MappingSchema
    allows_bare_id: bool = False


ValueType: TypeAlias = (
    TextType
    | TextBlockType
    | IdentifierType
    | DateType
    | WebAddressType
    | TimezoneType
    | WikidataItemType
    | WholeNumberType
    | YesNoType
    | ChoiceType
    | TextListType
    | SourceTextsType
    | MappingType
    | MappingListType
)


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One key of a mapping: what stands under it, and a line that says what it is for."""

    key: str
    value_type: ValueType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class MappingSchema:
    """A mapping: its keys. Where the last of the `exclusive_keys` is given, no keys but these may be."""

    fields: tuple[SchemaField, ...]
    exclusive_keys: tuple[str, ...] = ()

    def get_field(self, key: str) -> SchemaField:
        """Return the field of a key. Raises LookupError if there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise LookupError(key)
