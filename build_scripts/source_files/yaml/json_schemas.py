"""JSON Schemas (2020-12) of the YAML files under `sources/`, made from what `file_fields` says of them.

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

from build_scripts.source_files.yaml import schema as file_fields
from build_scripts.source_files.yaml.schema_types import (
    Address,
    Block,
    Cells,
    Choice,
    Date,
    Entries,
    Field,
    Flag,
    Identifier,
    Item,
    Kind,
    Nested,
    Shape,
    Text,
    Texts,
    Whole,
    Zone,
)
from build_scripts.source_files.yaml.value_formats import (
    ADDRESS_PATTERN,
    DATE_PATTERN,
    DEVICES,
    IDENTIFIER_PATTERN,
    ITEM_PATTERN,
    LONGEST_IDENTIFIER,
    NUMBER_PATTERN,
)
from build_scripts.text.hidden_characters import TURNING

Schema = dict[str, Any]

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TURNING = "".join(f"\\u{ord(character):04x}" for character in sorted(TURNING))
_SCALARS = ["string", "number", "boolean"]


def files() -> Mapping[str, bytes]:
    """Return the schemas by the names of their files: pure, and the same bytes in every run."""
    whole = {
        "publication": (
            "What the publication says of itself: publication.yml",
            _object(file_fields.PUBLICATION),
        ),
        "actors": ("Who is followed: actors.yml", _list(file_fields.ACTORS.fields[0].kind)),
        "corrections": (
            "What was wrong on the site and is right now: corrections.yml",
            _list(file_fields.AMENDMENTS.fields[0].kind),
        ),
        "story": ("One event and the curation of its points: story.yml", _object(file_fields.STORY)),
        "sidecar": (
            "What a capture doesn't say or gets wrong: the .yml beside it",
            {**_object(file_fields.SIDECAR), "type": ["object", "null"]},
        ),
    }
    return {
        f"{name}.json": _bytes({"$schema": DIALECT, "title": title, **schema})
        for name, (title, schema) in whole.items()
    }


def header(name: str, depth: int) -> str:
    """Return the line by which an editor finds a file's schema; the file is so many folders deep."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{name}.json\n"


def _bytes(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=True, indent=2) + "\n").encode()


def _list(kind: Kind) -> Schema:
    """Return the schema of a file that is a list, or says nothing."""
    return {**_value(kind), "type": ["array", "object", "null"], "maxProperties": 0}


def _object(shape: Shape) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {field.key: _property(field) for field in shape.fields},
        "additionalProperties": False,
    }
    if required := [field.key for field in shape.fields if field.required]:
        schema["required"] = required
    if shape.alone:
        last = shape.alone[-1]
        schema["if"] = {"required": [last], "properties": {last: {"not": {"type": "null"}}}}
        schema["then"] = {"propertyNames": {"enum": list(shape.alone)}}
    return schema


def _property(field: Field) -> Schema:
    """Return the schema of what stands under a key; an optional one may stand there without a value."""
    schema = _value(field.kind)
    if not field.required:
        schema = _or_null(schema)
    return {"description": field.about, **schema}


def _or_null(schema: Schema) -> Schema:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    types = schema["type"]
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _value(kind: Kind) -> Schema:
    match kind:
        case Texts(of):
            one = _scalar(of)
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case Cells(example):
            cells = {"description": example, **_or_null(_value(Texts(Text())))}
            return {"type": "object", "additionalProperties": cells}
        case Nested(shape):
            return _object(shape)
        case Entries(shape, short):
            entry = _object(shape)
            return {"type": "array", "items": {"anyOf": [_name(page=True), entry]} if short else entry}
        case _:
            return _scalar(kind)


def _scalar(kind: Kind) -> Schema:
    match kind:
        case Text(limit) | Block(limit):
            return _text(limit)
        case Identifier(page):
            return _name(page=page)
        case Choice(options):
            return {"anyOf": [{"enum": list(options)}, _one_of(options)]}
        case _:
            return _SCALAR[kind]


def _text(limit: int) -> Schema:
    """Return the schema of a line of text: not blank, and each run of blanks counted as one."""
    pattern = rf"^\s*(?:[^\s{_TURNING}]|\s+(?=\S)){{1,{limit}}}\s*$"
    # Not of the standard: what the commonest YAML editors say in place of the pattern.
    return {"type": _SCALARS, "pattern": pattern, "patternErrorMessage": f"Write 1 to {limit:,} characters."}


def _name(*, page: bool) -> Schema:
    kept = f"(?!(?:{'|'.join(sorted(DEVICES))})\\s*$)" if page else ""
    pattern = rf"^\s*{kept}(?=[a-z0-9-]{{1,{LONGEST_IDENTIFIER}}}\s*$){IDENTIFIER_PATTERN}\s*$"
    message = "Use a-z, 0-9 and single hyphens."
    return {"type": _SCALARS, "pattern": pattern, "patternErrorMessage": message}


def _one_of(options: Iterable[str]) -> Schema:
    return _matching("|".join(map(re.escape, options)))


def _matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*(?:{pattern})\s*$"}


_SCALAR: Mapping[Kind, Schema] = {
    Date(): {
        "anyOf": [_matching(DATE_PATTERN), {"type": "integer", "minimum": 1, "maximum": 9999}],
        "examples": ["2024-11-27", "2024-11-27T19:33"],
    },
    Address(): {**_matching(ADDRESS_PATTERN), "examples": ["https://example.org/article"]},
    Zone(): {**_text(100), "examples": ["Europe/Vienna"]},
    Item(): {**_matching(ITEM_PATTERN), "examples": ["Q42"]},
    Whole(): {
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 999_999_999}, _matching(NUMBER_PATTERN)]
    },
    Flag(): {"anyOf": [{"type": "boolean"}, _one_of(("true", "false"))]},
}
