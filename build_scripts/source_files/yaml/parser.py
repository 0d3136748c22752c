"""Parse untrusted YAML into plain mappings, lists and text, each with its line number.

Tags, anchors, aliases, merge keys, duplicate keys and further documents are refused. Every scalar stays the
text as written; the schema decides whether it is a date or a number. Built on PyYAML's event stream, so
nothing is constructed before it has been checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from build_scripts.models.problems import Problem, UserError
from build_scripts.text.hidden_characters import describe_character

_DEFAULT_FIX = "check indentation, colons and quotation marks"
# Parts of PyYAML's messages about the most common mistakes, and how to fix these.
_FIXES = (
    ("\\t", "replace the tab with spaces"),
    ("mapping values are not allowed", "put a value that contains a colon in quotation marks"),
    ("<block end>", "put the value in quotation marks, or fix the indentation"),
)

MAX_YAML_CHARACTERS = 1_000_000
MAX_YAML_DEPTH = 12
MAX_YAML_ENTRIES = 1_000  # of a list or mapping: each actor costs a page, each passage a search


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A YAML value: text, `None`, a tuple of nodes or a mapping to nodes; `line` counts from 1."""

    line: int
    value: str | tuple[YamlNode, ...] | dict[str, YamlNode] | None


def parse_yaml(text: str, path: str) -> YamlNode:
    """Return the document in `text`; an empty text is an empty mapping.

    Raises UserError with one problem, which names the line, if the text is not YAML or contains more than
    plain mappings, lists and text.
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise _error(path, None, "the file is too large", "keep it under 1 MB")
    events = _events(text, path)
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        if isinstance(event, yaml.StreamEndEvent):
            return YamlNode(1, {})
        node = _build_node(event, events, path, 0)
        break
    else:
        return YamlNode(1, {})
    if any(isinstance(event, yaml.DocumentStartEvent) for event in events):
        raise _error(path, None, "the file has more than one document", "remove the line `---`")
    return node


def _events(text: str, path: str) -> Iterator[yaml.Event]:
    """Yield PyYAML's events. Raises UserError if the text is not YAML."""
    line = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.end_mark.line + 1 if event.end_mark else line
            yield event
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"not YAML: holds the character {describe_character(text[error.position])}"
        raise _error(path, line, message, "type the line again without it") from None
    # PyYAML raises ValueError or OverflowError for an escape or a version that is out of range.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else line
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
        fix = next((fix for part, fix in _FIXES if part in reason), _DEFAULT_FIX)
        raise _error(path, line, f"not YAML: {reason}", fix) from None


def _build_node(event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> YamlNode:
    """Return the value that starts with `event`, taking its other events from `events`."""
    line = event.start_mark.line + 1 if event.start_mark else 1
    _refuse_advanced_yaml(event, path, line, depth)
    if isinstance(event, yaml.ScalarEvent):
        empty = event.style is None and event.value in ("", "~", "null")
        return YamlNode(line, None if empty else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return YamlNode(line, _build_list(events, path, line, depth))
    return YamlNode(line, _build_mapping(events, path, line, depth))


def _refuse_advanced_yaml(event: yaml.Event, path: str, line: int, depth: int) -> None:
    if depth > MAX_YAML_DEPTH:
        raise _error(path, line, "nested too deeply", "use the layout that the documentation shows")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        fix = "write the value out, or put text in quotation marks"
        raise _error(path, line, "YAML anchors and aliases are not allowed", fix)
    if getattr(event, "tag", None):
        fix = "remove the tag, or put the text in quotation marks"
        raise _error(path, line, "YAML tags (`!…`) are not allowed", fix)


def _build_list(events: Iterator[yaml.Event], path: str, line: int, depth: int) -> tuple[YamlNode, ...]:
    items: list[YamlNode] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_build_node(event, events, path, depth + 1))
        if len(items) > MAX_YAML_ENTRIES:
            message = f"a list has more than {MAX_YAML_ENTRIES:,} entries"
            raise _error(path, line, message, "split the list or remove some entries")
    return tuple(items)


def _build_mapping(events: Iterator[yaml.Event], path: str, line: int, depth: int) -> dict[str, YamlNode]:
    """Return the mapping whose start was the last event. Raises UserError at an invalid or repeated key."""
    mapping: dict[str, YamlNode] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _build_node(event, events, path, depth + 1)
        if not isinstance(key.value, str) or key.value == "<<":
            raise _error(path, key.line, "a key is not plain text", "use a plain word as the key")
        if key.value in mapping:
            raise UserError(
                Problem(path, key.line, key.value, "this key is given twice", "keep one of the two")
            )
        if len(mapping) >= MAX_YAML_ENTRIES:
            raise _error(path, line, f"a mapping has more than {MAX_YAML_ENTRIES:,} keys", "remove some keys")
        mapping[key.value] = _build_node(next(events), events, path, depth + 1)
    return mapping


def _error(path: str, line: int | None, message: str, fix: str) -> UserError:
    return UserError(Problem(path, line, None, message, fix))
