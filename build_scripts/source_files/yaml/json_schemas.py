"""JSON Schemas (2020-12) of the YAML files under `sources/`, made from what `schema` says of them.

Editors complete and validate by them. What the reader takes without a fault, they take; what is refused for
its shape (a key nobody knows, a list in place of text, a word that isn't one of a few) they refuse, too.
Whether a day exists, a passage stands in its article or two files fit each other only the reader tells.

To YAML a year is a number, and `hide: true` no text; to the reader every scalar is its text as written. So
a schema takes numbers where text may look like one. Patterns are of the kind that ECMAScript and Python
read alike, and leave out blanks around a value, as the reader does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from build_scripts.source_files.yaml.schema import (
    ACTORS_SCHEMA,
    PUBLICATION_SCHEMA,
    SIDECAR_SCHEMA,
    SITE_CORRECTIONS_SCHEMA,
    STORY_SCHEMA,
)
from build_scripts.source_files.yaml.schema_types import (
    ChoiceType,
    DateType,
    IdentifierType,
    MappingListType,
    MappingSchema,
    MappingType,
    SchemaField,
    SourceTextsType,
    TextBlockType,
    TextListType,
    TextType,
    TimezoneType,
    ValueType,
    WebAddressType,
    WholeNumberType,
    WikidataItemType,
    YesNoType,
)
from build_scripts.source_files.yaml.value_formats import (
    ADDRESS_PATTERN,
    DATE_PATTERN,
    IDENTIFIER_PATTERN,
    MAX_IDENTIFIER_LENGTH,
    WHOLE_NUMBER_PATTERN,
    WIKIDATA_ITEM_PATTERN,
    WINDOWS_DEVICE_NAMES,
)
from build_scripts.text.hidden_characters import BIDI_CONTROLS

JsonSchema = dict[str, Any]

SCHEMA_FOLDER = "schemas"
JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TURNING = "".join(f"\\u{ord(character):04x}" for character in sorted(BIDI_CONTROLS))
_SCALARS = ["string", "number", "boolean"]


def generate_json_schemas() -> Mapping[str, bytes]:
    """Return the schemas by the names of their files: pure, and the same bytes in every run."""
    whole = {
        "publication": (
            "What the publication says of itself: publication.yml",
            _object(PUBLICATION_SCHEMA),
        ),
        "actors": ("Who is followed: actors.yml", _list(ACTORS_SCHEMA.fields[0].value_type)),
        "corrections": (
            "What was wrong on the site and is right now: corrections.yml",
            _list(SITE_CORRECTIONS_SCHEMA.fields[0].value_type),
        ),
        "story": ("One event and the curation of its points: story.yml", _object(STORY_SCHEMA)),
        "sidecar": (
            "What a capture doesn't say or gets wrong: the .yml beside it",
            {**_object(SIDECAR_SCHEMA), "type": ["object", "null"]},
        ),
    }
    return {
        f"{name}.json": _bytes({"$schema": JSON_SCHEMA_DIALECT, "title": title, **schema})
        for name, (title, schema) in whole.items()
    }


def compose_schema_comment(name: str, depth: int) -> str:
    """Return the line by which an editor finds a file's schema; the file is so many folders deep."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA_FOLDER}/{name}.json\n"


def _bytes(schema: JsonSchema) -> bytes:
    return (json.dumps(schema, ensure_ascii=True, indent=2) + "\n").encode()


def _list(kind: ValueType) -> JsonSchema:
    """Return the schema of a file that is a list, or says nothing."""
    return {**_value(kind), "type": ["array", "object", "null"], "maxProperties": 0}


def _object(shape: MappingSchema) -> JsonSchema:
    schema: JsonSchema = {
        "type": "object",
        "properties": {field.key: _property(field) for field in shape.fields},
        "additionalProperties": False,
    }
    if required := [field.key for field in shape.fields if field.required]:
        schema["required"] = required
    if shape.exclusive_keys:
        last = shape.exclusive_keys[-1]
        schema["if"] = {"required": [last], "properties": {last: {"not": {"type": "null"}}}}
        schema["then"] = {"propertyNames": {"enum": list(shape.exclusive_keys)}}
    return schema


def _property(field: SchemaField) -> JsonSchema:
    """Return the schema of what stands under a key; an optional one may stand there without a value."""
    schema = _value(field.value_type)
    if not field.required:
        schema = _or_null(schema)
    return {"description": field.description, **schema}


def _or_null(schema: JsonSchema) -> JsonSchema:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"]
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _value(kind: ValueType) -> JsonSchema:
    match kind:
        case TextListType(of):
            one = _scalar(of)
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case SourceTextsType(example):
            cells = {"description": example, **_or_null(_value(TextListType(TextType())))}
            return {"type": "object", "additionalProperties": cells}
        case MappingType(shape):
            return _object(shape)
        case MappingListType(shape, short):
            entry = _object(shape)
            return {"type": "array", "items": {"anyOf": [_name(page=True), entry]} if short else entry}
        case _:
            return _scalar(kind)


def _scalar(kind: ValueType) -> JsonSchema:
    match kind:
        case TextType(limit) | TextBlockType(limit):
            return _text(limit)
        case IdentifierType(page):
            return _name(page=page)
        case ChoiceType(options):
            return {"anyOf": [{"enum": list(options)}, _one_of(options)]}
        case _:
            return _SCALAR[kind]


def _text(limit: int) -> JsonSchema:
    """Return the schema of a line of text: not blank, and each run of blanks counted as one."""
    pattern = rf"^\s*(?:[^\s{_TURNING}]|\s+(?=\S)){{1,{limit}}}\s*$"
    # Not of the standard: what the commonest YAML editors say in place of the pattern.
    return {"type": _SCALARS, "pattern": pattern, "patternErrorMessage": f"Write 1 to {limit:,} characters."}


def _name(*, page: bool) -> JsonSchema:
    kept = f"(?!(?:{'|'.join(sorted(WINDOWS_DEVICE_NAMES))})\\s*$)" if page else ""
    pattern = rf"^\s*{kept}(?=[a-z0-9-]{{1,{MAX_IDENTIFIER_LENGTH}}}\s*$){IDENTIFIER_PATTERN}\s*$"
    message = "Use a-z, 0-9 and single hyphens."
    return {"type": _SCALARS, "pattern": pattern, "patternErrorMessage": message}


def _one_of(options: Iterable[str]) -> JsonSchema:
    return _matching("|".join(map(re.escape, options)))


def _matching(pattern: str) -> JsonSchema:
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


_SCALAR: Mapping[ValueType, JsonSchema] = {
    DateType(): {
        "anyOf": [_matching(DATE_PATTERN), {"type": "integer", "minimum": 1, "maximum": 9999}],
        "examples": ["2024-11-27", "2024-11-27T19:33"],
    },
    WebAddressType(): {**_matching(ADDRESS_PATTERN), "examples": ["https://example.org/article"]},
    TimezoneType(): {**_text(100), "examples": ["Europe/Vienna"]},
    WikidataItemType(): {**_matching(WIKIDATA_ITEM_PATTERN), "examples": ["Q42"]},
    WholeNumberType(): {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 999_999_999}, _matching(WHOLE_NUMBER_PATTERN)]
    },
    YesNoType(): {"anyOf": [{"type": "boolean"}, _one_of(("true", "false"))]},
}
