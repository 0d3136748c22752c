"""Check parsed YAML against the description of what a file may say, and gather every fault on the way."""

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
    IDENTIFIER,
    MAX_IDENTIFIER_LENGTH,
    WHOLE_NUMBER_PATTERN,
    WIKIDATA_ITEM_PATTERN,
    WINDOWS_DEVICE_NAMES,
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
    """One mapping of a YAML file while it is read: hands out checked values, notes what is wrong.

    `shape` says what keys it may have; asking for another, or for one as another kind of value, is a fault of
    the program and raises LookupError. `problems` is the list of the whole file, to which every form of that
    file adds. A faulty value is noted and then treated as absent, so that one fault does not hide the next.
    """

    def __init__(
        self, node: YamlNode, path: str, problems: list[Problem], shape: MappingSchema, name: str = ""
    ) -> None:
        self.node, self.path, self.field_path, self.problems = node, path, name, problems
        self._shape = shape
        self._read: set[str] = set()
        self._fields: dict[str, YamlNode] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        elif node.value is not None:
            self.add_problem(
                node, "", "is not a list of `key: value` lines", "write `key: value`, one a line"
            )

    def add_problem(
        self,
        at: YamlNode,
        key: str,
        what: str,
        mend: str,
        severity: Severity = "error",
    ) -> None:
        """Note a problem at a node of this form."""
        field = ".".join(part for part in (self.field_path, key) if part) or None
        self.problems.append(Problem(self.path, at.line, field, what, mend, severity))

    def get(self, key: str) -> YamlNode | None:
        """Return the node under a key, or None where it is absent or null."""
        self._shape.get_field(key)
        self._read.add(key)
        node = self._fields.get(key)
        return None if node is None or node.value is None else node

    def text(self, key: str) -> str | None:
        """Return the text under a key: one line, not blank, not too long."""
        return self._line(key, self._kind(key, TextType))

    def block(self, key: str) -> str | None:
        """Return the text under a key with its line ends, without blanks at the ends of lines."""
        kind = TextType(self._kind(key, TextBlockType).max_length)
        node = self.get(key)
        if node is None or not isinstance(node.value, str):
            return self._line(key, kind)
        lines = [line.rstrip() for line in node.value.expandtabs(4).split("\n")]
        # Each line has to be what a text may be; what is blank or too long is so as a whole.
        if self._text(YamlNode(node.line, " ".join(lines)), key, kind) is None:
            return None
        return "\n".join(lines).strip("\n")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        return tuple(text for _, text in self.texts_with_nodes(key))

    def texts_with_nodes(self, key: str) -> tuple[tuple[YamlNode, str], ...]:
        """Return a list of texts, each with the node it stands at. Of choices, any text is taken."""
        of = self._kind(key, TextListType).item_type
        node = self.get(key)
        return () if node is None else self._each(node, key, of if isinstance(of, TextType) else _LINE)

    def texts_by_source(self, key: str) -> dict[str, tuple[tuple[YamlNode, str], ...]]:
        """Return lists of texts by the keys that the file gives, each text with the node it stands at."""
        example = self._kind(key, SourceTextsType).example
        node = self.get(key)
        if node is None or not isinstance(node.value, dict):
            if node is not None:
                self._no_mapping(node, key, example)
            return {}
        within = MappingValidator(node, self.path, self.problems, MappingSchema(()), self._below(key))
        return {
            source: () if item.value is None else within._each(item, source, _LINE)
            for source, item in node.value.items()
        }

    def identifier(self, key: str) -> str | None:
        """Return a required name that can be part of an address."""
        kind, node = self._kind(key, IdentifierType), self.get(key)
        if node is None:
            self.add_problem(self.node, key, "is missing", f"add `{key}: …`")
            return None
        return self.identifier_in_node(node, key, page=kind.is_file_name)

    def identifier_in_node(self, node: YamlNode, key: str, *, page: bool = True) -> str | None:
        """Return a name that can be part of an address and, of a `page`, of a path on any system."""
        text = self._text(node, key, TextType(MAX_IDENTIFIER_LENGTH))
        if text is None:
            return None
        if not IDENTIFIER.fullmatch(text):
            ending = ", and leave out the file's ending" if re.search(r"\w\.\w+$", text) else ""
            mend = f"use a-z, 0-9 and single hyphens{ending}"
            self.add_problem(node, key, f"'{text}' cannot be an address", mend)
        elif page and text in WINDOWS_DEVICE_NAMES:
            self.add_problem(node, key, f"'{text}' is a name that Windows keeps for itself", "choose another")
        else:
            return text
        return None

    def date(self, key: str) -> str | None:
        """Return an ISO 8601 date or time, as precise as it is given."""
        mend = "write 2024-11-27, 2024-11 or 2024-11-27T19:33"
        return self._valid(key, DateType, is_valid_date, "'{}' is not a date", mend)

    def address(self, key: str) -> str | None:
        """Return an http or https address with a host and nothing in it that could run."""
        mend = "write it whole, from https:// on, without blanks"
        text = self._valid(key, WebAddressType, is_valid_web_address, "is not a web address", mend)
        self._look(self.get(key) or self.node, key, text and urlsplit(text).hostname)
        return text

    def wikidata_item(self, key: str) -> str | None:
        """Return an item of Wikidata."""
        return self._valid(key, WikidataItemType, _ITEM.fullmatch, "'{}' is not an item", "write it like Q42")

    def whole_number(self, key: str) -> int | None:
        """Return a whole number from 1."""
        what, mend = "'{}' is not a number from 1", "count lines from 1"
        text = self._valid(key, WholeNumberType, _NUMBER.fullmatch, what, mend)
        return None if text is None else int(text)

    def timezone(self, key: str) -> str | None:
        """Return the name of a time zone of the IANA database."""
        zones = available_timezones()
        text = self._fields[key].value if key in self._fields else None
        near = find_similar_name(text, zones) if isinstance(text, str) and text not in zones else None
        mend = f"did you mean `{near}`?" if near else "write it like Europe/Vienna"
        return self._valid(key, TimezoneType, zones.__contains__, "'{}' is not a time zone", mend)

    def choice(self, key: str) -> str | None:
        """Return one of the words that the key's description gives."""
        return self._choice(key, self._kind(key, ChoiceType))

    def yes_or_no(self, key: str) -> bool:
        """Return a yes or no; absent is no."""
        self._kind(key, YesNoType)
        return self._choice(key, _FLAG) == "true"

    def list_items(self, key: str) -> tuple[YamlNode, ...]:
        """Return the nodes of a list."""
        self._kind(key, MappingListType)
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.add_problem(node, key, "is not a list", "begin each entry with `- `")
            return ()
        return node.value

    def mappings(self, key: str) -> tuple[MappingValidator, ...]:
        """Return a list of mappings as forms."""
        return tuple(
            self.list_item_mapping(item, key, f"{key}[{n}]") for n, item in enumerate(self.list_items(key), 1)
        )

    def list_item_mapping(self, item: YamlNode, key: str, name: str) -> MappingValidator:
        """Return an item of the list under a key as a form, called `name` in problems."""
        return MappingValidator(
            item, self.path, self.problems, self._kind(key, MappingListType).schema, self._below(name)
        )

    def mapping(self, key: str) -> MappingValidator | None:
        """Return the mapping under a key as a form."""
        kind, node = self._kind(key, MappingType), self.get(key)
        if node is None or isinstance(node.value, dict):
            below = self._below(key)
            return (
                None if node is None else MappingValidator(node, self.path, self.problems, kind.schema, below)
            )
        self._no_mapping(node, key, kind.example)
        return None

    def report_unknown_keys(self) -> None:
        """Note every key that the file may not have, with the known key it looks like.

        Raises LookupError if a key that the description gives has never been asked for.
        """
        keys = [field.key for field in self._shape.fields]
        alone = self._shape.exclusive_keys
        if alone and self.get(alone[-1]) is not None:
            keys = list(alone)
        if unread := set(keys) - self._read:
            raise LookupError(f"described and not read: {', '.join(sorted(unread))}")
        for key, node in self._fields.items():
            if key not in keys:
                similar = find_similar_name(key, keys)
                fix = f"did you mean `{similar}`?" if similar else f"use one of: {', '.join(sorted(keys))}"
                self.add_problem(node, key, "is not a known key", fix)

    def _kind(self, key: str, kind: type[K]) -> K:
        found = self._shape.get_field(key).value_type
        if isinstance(found, kind):
            return found
        raise LookupError(f"{key} is described as {found}")

    def _below(self, key: str) -> str:
        return f"{self.field_path}.{key}" if self.field_path else key

    def _valid(
        self, key: str, kind: type[object], valid: Callable[[str], object], what: str, mend: str
    ) -> str | None:
        """Return the text under a key if it is valid; `what` is wrong else, with the text for `{}`."""
        self._kind(key, kind)
        text = self._line(key, _LINE)
        if text is None or valid(text):
            return text
        self.add_problem(self.get(key) or self.node, key, what.format(text), mend)
        return None

    def _no_mapping(self, node: YamlNode, key: str, example: str) -> None:
        self.add_problem(node, key, "needs keys of its own", f"write it like `{key}: {example}`")

    def _line(self, key: str, kind: TextType) -> str | None:
        field = self._shape.get_field(key)
        node = self.get(key)
        if node is None:
            if field.required:
                self.add_problem(self.node, key, "is missing", f"add `{key}: …`")
            return None
        return self._text(node, key, kind)

    def _text(self, node: YamlNode, key: str, kind: TextType) -> str | None:
        if not isinstance(node.value, str):
            self.add_problem(node, key, "is not text", f"write `{key}: …` on one line")
        elif not (text := " ".join(node.value.split())):
            self.add_problem(node, key, "is empty", "fill it in or remove the line")
        elif len(text) > kind.max_length:
            self.add_problem(node, key, f"has {len(text)} characters", f"use at most {kind.max_length}")
        elif (character := find_forbidden_character(text)) is not None:
            what = f"holds {describe_character(character)}, which nobody sees"
            self.add_problem(node, key, what, "type the text again, without it")
        else:
            self._look(node, key, text if kind.is_name else None)
            return text
        return None

    def _look(self, node: YamlNode, key: str, name: str | None) -> None:
        if name and (strange := describe_first_homoglyph(name)) is not None:
            self.add_problem(node, key, strange, "if it only looks right, type the word again", "warning")

    def _each(self, node: YamlNode, key: str, kind: TextType) -> tuple[tuple[YamlNode, str], ...]:
        items = node.value if isinstance(node.value, tuple) else (node,)
        read = ((item, self._text(item, key, kind)) for item in items)
        return tuple((item, text) for item, text in read if text is not None)

    def _choice(self, key: str, kind: ChoiceType) -> str | None:
        text = self._line(key, _LINE)
        if text is None or text in kind.options:
            return text
        fix = suggest_options(text, kind.options)
        self.add_problem(self.get(key) or self.node, key, f"unknown value '{text}'", fix)
        return None
