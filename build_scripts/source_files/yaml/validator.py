"""Validate parsed YAML against its schema, and collect every problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from build_scripts.models.problems import Problem, Severity
from build_scripts.source_files.yaml.did_you_mean import find_similar_name, suggest_options
from build_scripts.source_files.yaml.parser import YamlNode
from build_scripts.source_files.yaml.schema_types import (
    ChoiceType,
    DateType,
    IdentifierType,
    MappingListType,
    MappingSchema,
    MappingType,
    SourceTextsType,
    TextBlockType,
    TextListType,
    TextType,
    TimezoneType,
    WebAddressType,
    WholeNumberType,
    WikidataItemType,
    YesNoType,
)
from build_scripts.source_files.yaml.value_formats import (
    MAX_IDENTIFIER_LENGTH,
    WHOLE_NUMBER_PATTERN,
    WIKIDATA_ITEM_PATTERN,
    find_identifier_fault,
    is_valid_date,
    is_valid_web_address,
)
from build_scripts.text.hidden_characters import describe_character, find_forbidden_character
from build_scripts.text.homoglyphs import describe_first_homoglyph

K = TypeVar("K")
_FLAG = ChoiceType(("true", "false"))
_LINE = TextType()
_ITEM = re.compile(WIKIDATA_ITEM_PATTERN)
_NUMBER = re.compile(WHOLE_NUMBER_PATTERN)


class MappingValidator:
    """Return the valid values of one YAML mapping by key, and record problems.

    A method raises LookupError if the schema has no such key, or another type for it: that is a bug in the
    program. `problems` is the list for the whole file, which the validators of all its mappings share. An
    invalid value is recorded and then treated as absent, so that one problem does not hide the next.
    """

    def __init__(
        self, node: YamlNode, path: str, problems: list[Problem], schema: MappingSchema, field_path: str = ""
    ) -> None:
        self.node, self.path, self.field_path, self.problems = node, path, field_path, problems
        self._schema = schema
        self._read_keys: set[str] = set()
        self._fields: dict[str, YamlNode] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        elif node.value is not None:
            self.add_problem(node, "", "is not a list of `key: value` lines", "write one `key: value` a line")

    def add_problem(
        self, at: YamlNode, key: str, message: str, fix: str, severity: Severity = "error"
    ) -> None:
        """Record a problem at a node of this mapping; `key` is "" for the mapping as a whole."""
        field = ".".join(part for part in (self.field_path, key) if part) or None
        self.problems.append(Problem(self.path, at.line, field, message, fix, severity))

    def get(self, key: str) -> YamlNode | None:
        """Return the node of a key, or None if it is absent or null."""
        self._schema.get_field(key)
        self._read_keys.add(key)
        node = self._fields.get(key)
        return None if node is None or node.value is None else node

    def text(self, key: str) -> str | None:
        """Return the text of a key: one line, not blank, not too long."""
        return self._line(key, self._type(key, TextType))

    def block(self, key: str) -> str | None:
        """Return the text of a key with its line ends, without white space at the ends of lines."""
        text_type = TextType(self._type(key, TextBlockType).max_length)
        node = self.get(key)
        if node is None or not isinstance(node.value, str):
            return self._line(key, text_type)
        lines = [line.rstrip() for line in node.value.expandtabs(4).split("\n")]
        # Validated as one line of text: length and blankness are those of the whole.
        if self._text(YamlNode(node.line, " ".join(lines)), key, text_type) is None:
            return None
        return "\n".join(lines).strip("\n")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        return tuple(text for _, text in self.texts_with_nodes(key))

    def texts_with_nodes(self, key: str) -> tuple[tuple[YamlNode, str], ...]:
        """Return a list of texts, each with its node. The caller must check texts that are choices."""
        item_type = self._type(key, TextListType).item_type
        node = self.get(key)
        text_type = item_type if isinstance(item_type, TextType) else _LINE
        return () if node is None else self._valid_items(node, key, text_type)

    def texts_by_source(self, key: str) -> dict[str, tuple[tuple[YamlNode, str], ...]]:
        """Return the lists of texts of a mapping from source ids, each text with its node."""
        example = self._type(key, SourceTextsType).example
        node = self.get(key)
        if node is None or not isinstance(node.value, dict):
            if node is not None:
                self._add_missing_mapping(node, key, example)
            return {}
        cells = MappingValidator(node, self.path, self.problems, MappingSchema(()), self._field_path(key))
        return {
            source: () if item.value is None else cells._valid_items(item, source, _LINE)
            for source, item in node.value.items()
        }

    def identifier(self, key: str) -> str | None:
        """Return a required id, which becomes part of an address."""
        id_type, node = self._type(key, IdentifierType), self.get(key)
        if node is None:
            self.add_problem(self.node, key, "is missing", f"add `{key}: …`")
            return None
        return self.identifier_in_node(node, key, is_file_name=id_type.is_file_name)

    def identifier_in_node(self, node: YamlNode, key: str, *, is_file_name: bool = True) -> str | None:
        """Return the node's text if it is a valid id and, for a file name, valid on any system."""
        text = self._text(node, key, TextType(MAX_IDENTIFIER_LENGTH))
        if text is None or (fault := find_identifier_fault(text, is_file_name=is_file_name)) is None:
            return text
        self.add_problem(node, key, *fault)
        return None

    def date(self, key: str) -> str | None:
        """Return an ISO 8601 date or time, as precise as given."""
        fix = "write it like 2024-11-27, 2024-11 or 2024-11-27T19:33"
        return self._valid_text(key, DateType, is_valid_date, "'{}' is not a date", fix)

    def address(self, key: str) -> str | None:
        """Return an http or https address with a host and without any code that could run."""
        fix = "write the whole address, from https:// on, without spaces"
        text = self._valid_text(key, WebAddressType, is_valid_web_address, "is not a web address", fix)
        self._warn_of_homoglyphs(self.get(key) or self.node, key, text and urlsplit(text).hostname)
        return text

    def wikidata_item(self, key: str) -> str | None:
        """Return the id of a Wikidata item."""
        message, fix = "'{}' is not a Wikidata item", "write it like Q42"
        return self._valid_text(key, WikidataItemType, _ITEM.fullmatch, message, fix)

    def whole_number(self, key: str) -> int | None:
        """Return a whole number, at least 1."""
        message, fix = "'{}' is not a line number", "count lines from 1"
        text = self._valid_text(key, WholeNumberType, _NUMBER.fullmatch, message, fix)
        return None if text is None else int(text)

    def timezone(self, key: str) -> str | None:
        """Return the name of a time zone of the IANA database."""
        zones = available_timezones()
        text = self._fields[key].value if key in self._fields else None
        similar = find_similar_name(text, zones) if isinstance(text, str) and text not in zones else None
        fix = f"did you mean `{similar}`?" if similar else "write it like Europe/Vienna"
        return self._valid_text(key, TimezoneType, zones.__contains__, "'{}' is not a time zone", fix)

    def choice(self, key: str) -> str | None:
        """Return one of the words that the schema gives for the key."""
        return self._valid_choice(key, self._type(key, ChoiceType))

    def yes_or_no(self, key: str) -> bool:
        """Return whether the value is `true`; absent means false."""
        self._type(key, YesNoType)
        return self._valid_choice(key, _FLAG) == "true"

    def list_items(self, key: str) -> tuple[YamlNode, ...]:
        """Return the nodes of a list."""
        self._type(key, MappingListType)
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.add_problem(node, key, "is not a list", "begin each entry with `- `")
            return ()
        return node.value

    def mappings(self, key: str) -> tuple[MappingValidator, ...]:
        """Return validators for a list of mappings."""
        return tuple(
            self.list_item_mapping(item, key, f"{key}[{n}]") for n, item in enumerate(self.list_items(key), 1)
        )

    def list_item_mapping(self, item: YamlNode, key: str, name: str) -> MappingValidator:
        """Return a validator for an item of the list of a key; problems call it `name`."""
        return MappingValidator(
            item, self.path, self.problems, self._type(key, MappingListType).schema, self._field_path(name)
        )

    def mapping(self, key: str) -> MappingValidator | None:
        """Return a validator for the mapping of a key, or None if it is absent."""
        mapping_type, node = self._type(key, MappingType), self.get(key)
        if node is None:
            return None
        if not isinstance(node.value, dict):
            self._add_missing_mapping(node, key, mapping_type.example)
            return None
        return MappingValidator(node, self.path, self.problems, mapping_type.schema, self._field_path(key))

    def report_unknown_keys(self) -> None:
        """Record a problem for every key that the schema does not allow.

        Raises LookupError if a key of the schema has never been asked for.
        """
        keys = [field.key for field in self._schema.fields]
        exclusive = self._schema.exclusive_keys
        if exclusive and self.get(exclusive[-1]) is not None:
            keys = list(exclusive)
        if unread := set(keys) - self._read_keys:
            raise LookupError(f"keys of the schema that were never read: {', '.join(sorted(unread))}")
        for key, node in self._fields.items():
            if key not in keys:
                similar = find_similar_name(key, keys)
                fix = f"did you mean `{similar}`?" if similar else f"use one of: {', '.join(sorted(keys))}"
                self.add_problem(node, key, "unknown key", fix)

    def _type(self, key: str, expected: type[K]) -> K:
        """Return the value type of a key, which must be of the expected class."""
        found = self._schema.get_field(key).value_type
        if isinstance(found, expected):
            return found
        raise LookupError(f"the schema has {found} for {key}")

    def _field_path(self, key: str) -> str:
        return f"{self.field_path}.{key}" if self.field_path else key

    def _valid_text(
        self, key: str, expected: type[object], is_valid: Callable[[str], object], message: str, fix: str
    ) -> str | None:
        """Return the text of a key if it is valid; else record `message`, with the text in place of `{}`."""
        self._type(key, expected)
        text = self._line(key, _LINE)
        if text is None or is_valid(text):
            return text
        self.add_problem(self.get(key) or self.node, key, message.format(text), fix)
        return None

    def _add_missing_mapping(self, node: YamlNode, key: str, example: str) -> None:
        self.add_problem(node, key, "needs keys of its own", f"write it like `{key}: {example}`")

    def _line(self, key: str, text_type: TextType) -> str | None:
        """Return the text of a key as one line; a missing required one is a problem."""
        field = self._schema.get_field(key)
        node = self.get(key)
        if node is None:
            if field.required:
                self.add_problem(self.node, key, "is missing", f"add `{key}: …`")
            return None
        return self._text(node, key, text_type)

    def _text(self, node: YamlNode, key: str, text_type: TextType) -> str | None:
        """Return a node's text on one line, or None and a problem if it is not valid."""
        if not isinstance(node.value, str):
            self.add_problem(node, key, "is not text", f"write `{key}: …` on one line")
        elif not (text := " ".join(node.value.split())):
            self.add_problem(node, key, "is empty", "fill it in or remove the line")
        elif len(text) > text_type.max_length:
            self.add_problem(node, key, f"has {len(text)} characters", f"use at most {text_type.max_length}")
        elif (character := find_forbidden_character(text)) is not None:
            message = f"holds the hidden character {describe_character(character)}"
            self.add_problem(node, key, message, "type the text again without it")
        else:
            self._warn_of_homoglyphs(node, key, text if text_type.is_name else None)
            return text
        return None

    def _warn_of_homoglyphs(self, node: YamlNode, key: str, name: str | None) -> None:
        if name and (message := describe_first_homoglyph(name)) is not None:
            fix = "check the spelling, and type the word again if a letter only looks right"
            self.add_problem(node, key, message, fix, "warning")

    def _valid_items(self, node: YamlNode, key: str, text_type: TextType) -> tuple[tuple[YamlNode, str], ...]:
        """Return the valid texts of a list, each with its node; a single text counts as a list."""
        items = node.value if isinstance(node.value, tuple) else (node,)
        texts = ((item, self._text(item, key, text_type)) for item in items)
        return tuple((item, text) for item, text in texts if text is not None)

    def _valid_choice(self, key: str, choice: ChoiceType) -> str | None:
        text = self._line(key, _LINE)
        if text is None or text in choice.options:
            return text
        fix = suggest_options(text, choice.options)
        self.add_problem(self.get(key) or self.node, key, f"unknown value '{text}'", fix)
        return None
