"""Define the building blocks of the schemas of the YAML files under `sources/`.

Each file is described once, in `schema`. `validator` checks files by that schema, and `json_schemas` exports
it for YAML editors, so neither has keys or limits of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TextType:
    """One line of at most `max_length` characters; in a name (`is_name`), homoglyphs are reported."""

    max_length: int = 2_000
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class TextBlockType:
    """Text of several lines, of at most `max_length` characters."""

    max_length: int


@dataclass(frozen=True, slots=True)
class IdentifierType:
    """An id of a-z, 0-9 and single hyphens; `is_file_name` if it becomes the name of a file or folder."""

    is_file_name: bool = True


@dataclass(frozen=True, slots=True)
class DateType:
    """An ISO 8601 date or time, as precise as known."""


@dataclass(frozen=True, slots=True)
class WebAddressType:
    """An http or https address with a host and without a user name."""


@dataclass(frozen=True, slots=True)
class TimezoneType:
    """A time zone of the IANA database."""


@dataclass(frozen=True, slots=True)
class WikidataItemType:
    """The id of a Wikidata item, like Q42."""


@dataclass(frozen=True, slots=True)
class WholeNumberType:
    """A whole number, at least 1."""


@dataclass(frozen=True, slots=True)
class YesNoType:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of a few fixed words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceReferenceType:
    """A source's id, alone or with `@` and the first digits of its capture's SHA-256."""


@dataclass(frozen=True, slots=True)
class TextListType:
    """A list of texts; a single text may be written without the list."""

    item_type: TextType | ChoiceType | SourceReferenceType


@dataclass(frozen=True, slots=True)
class SourceTextsType:
    """A mapping from source ids to lists of texts; messages show `example`."""

    example: str


@dataclass(frozen=True, slots=True)
class MappingType:
    """A mapping with its own schema; messages show `example`."""

    schema: MappingSchema
    example: str


@dataclass(frozen=True, slots=True)
class MappingListType:
    """A list of mappings; with `allows_bare_id`, an entry may be just its `id` as text."""

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
    | SourceReferenceType
    | TextListType
    | SourceTextsType
    | MappingType
    | MappingListType
)


@dataclass(frozen=True, slots=True)
class SchemaField:
    """One key of a mapping: the type of its value, and a description for YAML editors."""

    key: str
    value_type: ValueType
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class MappingSchema:
    """The keys of a mapping. If the last of the `exclusive_keys` is given, only these may be given."""

    fields: tuple[SchemaField, ...]
    exclusive_keys: tuple[str, ...] = ()

    def get_field(self, key: str) -> SchemaField:
        """Return the field of a key. Raises LookupError for an unknown key."""
        for field in self.fields:
            if field.key == key:
                return field
        raise LookupError(key)
