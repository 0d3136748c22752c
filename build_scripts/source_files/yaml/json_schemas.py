"""Generate JSON Schemas (2020-12) of the YAML files under `sources/` from the definitions in `schema`.

YAML editors complete and validate by them. They accept every file that the validator accepts, and refuse
every fault of form that it refuses: an unknown key, a list in place of text, an unknown word. Only the
validator checks whether a date exists, a passage is in its article or two files fit together.

YAML parses a year as a number and `true` as a boolean, while the validator keeps every scalar as written
text. So the schemas accept numbers where text may look like one. The patterns mean the same in ECMAScript
and Python, and allow white space around a value, as the validator does.
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
    SourceReferenceType,
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
    SOURCE_REFERENCE_PATTERN,
    WHOLE_NUMBER_PATTERN,
    WIKIDATA_ITEM_PATTERN,
    WINDOWS_DEVICE_NAMES,
)
from build_scripts.text.hidden_characters import BIDI_CONTROLS

JsonSchema = dict[str, Any]

SCHEMA_FOLDER = "schemas"
JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BIDI_CONTROLS_PATTERN = "".join(f"\\u{ord(character):04x}" for character in sorted(BIDI_CONTROLS))
_SCALAR_TYPES = ["string", "number", "boolean"]


def generate_json_schemas() -> Mapping[str, bytes]:
    """Return the schemas by file name, as bytes that are the same in every run."""
    files = {
        "publication": (
            "The publication, its publisher and its rights: publication.yml",
            _mapping_schema(PUBLICATION_SCHEMA),
        ),
        "actors": (
            "The people who have a page: actors.yml",
            _list_file_schema(ACTORS_SCHEMA.fields[0].value_type),
        ),
        "corrections": (
            "Corrected mistakes of the site: corrections.yml",
            _list_file_schema(SITE_CORRECTIONS_SCHEMA.fields[0].value_type),
        ),
        "story": (
            "One event, its sources and the editor's changes to its points: story.yml",
            _mapping_schema(STORY_SCHEMA),
        ),
        "sidecar": (
            "Facts that a capture doesn't state or gets wrong: the sidecar, a .yml of the same name",
            {**_mapping_schema(SIDECAR_SCHEMA), "type": ["object", "null"]},
        ),
    }
    return {
        f"{name}.json": _encode({"$schema": JSON_SCHEMA_DIALECT, "title": title, **schema})
        for name, (title, schema) in files.items()
    }


def compose_schema_comment(name: str, depth: int) -> str:
    """Return the comment that names a file's schema for YAML editors; `depth` counts the file's folders."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA_FOLDER}/{name}.json\n"


def _encode(schema: JsonSchema) -> bytes:
    return (json.dumps(schema, ensure_ascii=True, indent=2) + "\n").encode()


def _list_file_schema(value_type: ValueType) -> JsonSchema:
    """Return the schema of a file that is a list or empty."""
    return {**_value_schema(value_type), "type": ["array", "object", "null"], "maxProperties": 0}


def _mapping_schema(mapping: MappingSchema) -> JsonSchema:
    schema: JsonSchema = {
        "type": "object",
        "properties": {field.key: _property_schema(field) for field in mapping.fields},
        "additionalProperties": False,
    }
    if required := [field.key for field in mapping.fields if field.required]:
        schema["required"] = required
    if mapping.exclusive_keys:
        last = mapping.exclusive_keys[-1]
        schema["if"] = {"required": [last], "properties": {last: {"not": {"type": "null"}}}}
        schema["then"] = {"propertyNames": {"enum": list(mapping.exclusive_keys)}}
    return schema


def _property_schema(field: SchemaField) -> JsonSchema:
    """Return the schema of a key's value; an optional key may have no value."""
    schema = _value_schema(field.value_type)
    if not field.required:
        schema = _or_null(schema)
    return {"description": field.description, **schema}


def _or_null(schema: JsonSchema) -> JsonSchema:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"]
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _value_schema(value_type: ValueType) -> JsonSchema:
    """Return the schema of a value that is not null."""
    match value_type:
        case TextListType(item_type):
            item = _scalar_schema(item_type)
            return {"anyOf": [item, {"type": "array", "items": item}]}
        case SourceTextsType(example):
            cells = {"description": example, **_or_null(_value_schema(TextListType(TextType())))}
            return {"type": "object", "additionalProperties": cells}
        case MappingType(schema):
            return _mapping_schema(schema)
        case MappingListType(schema, allows_bare_id):
            entry = _mapping_schema(schema)
            if allows_bare_id:
                entry = {"anyOf": [_identifier_schema(is_file_name=True), entry]}
            return {"type": "array", "items": entry}
        case _:
            return _scalar_schema(value_type)


def _scalar_schema(value_type: ValueType) -> JsonSchema:
    match value_type:
        case TextType(limit) | TextBlockType(limit):
            return _text_schema(limit)
        case IdentifierType(is_file_name):
            return _identifier_schema(is_file_name=is_file_name)
        case ChoiceType(options):
            return {"anyOf": [{"enum": list(options)}, _one_of(options)]}
        case _:
            return _SIMPLE_SCHEMAS[value_type]


def _text_schema(limit: int) -> JsonSchema:
    """Return the schema of a line of text: not blank; a run of white space counts as one character."""
    pattern = rf"^\s*(?:[^\s{_BIDI_CONTROLS_PATTERN}]|\s+(?=\S)){{1,{limit}}}\s*$"
    # Not part of the standard: the most common YAML editors show this message, not the pattern.
    return {
        "type": _SCALAR_TYPES,
        "pattern": pattern,
        "patternErrorMessage": f"Write 1 to {limit:,} characters.",
    }


def _identifier_schema(*, is_file_name: bool) -> JsonSchema:
    reserved = f"(?!(?:{'|'.join(sorted(WINDOWS_DEVICE_NAMES))})\\s*$)" if is_file_name else ""
    pattern = rf"^\s*{reserved}(?=[a-z0-9-]{{1,{MAX_IDENTIFIER_LENGTH}}}\s*$){IDENTIFIER_PATTERN}\s*$"
    message = "Use a-z, 0-9 and single hyphens."
    return {"type": _SCALAR_TYPES, "pattern": pattern, "patternErrorMessage": message}


def _one_of(options: Iterable[str]) -> JsonSchema:
    return _matching("|".join(map(re.escape, options)))


def _matching(pattern: str) -> JsonSchema:
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


_SIMPLE_SCHEMAS: Mapping[ValueType, JsonSchema] = {
    DateType(): {
        "anyOf": [_matching(DATE_PATTERN), {"type": "integer", "minimum": 1, "maximum": 9999}],
        "examples": ["2024-11-27", "2024-11-27T19:33"],
    },
    WebAddressType(): {**_matching(ADDRESS_PATTERN), "examples": ["https://example.org/article"]},
    TimezoneType(): {**_text_schema(100), "examples": ["Europe/Vienna"]},
    WikidataItemType(): {**_matching(WIKIDATA_ITEM_PATTERN), "examples": ["Q42"]},
    WholeNumberType(): {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 999_999_999}, _matching(WHOLE_NUMBER_PATTERN)]
    },
    SourceReferenceType(): {
        **_matching(SOURCE_REFERENCE_PATTERN),
        "type": _SCALAR_TYPES,
        "examples": ["zenda-post", "zenda-post@1a2b3c4d"],
    },
    YesNoType(): {"anyOf": [{"type": "boolean"}, _one_of(("true", "false"))]},
}
