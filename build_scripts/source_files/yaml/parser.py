"""Read YAML from strangers: plain mappings, lists and text, each with its line.

No tag, anchor, alias, merge key, duplicate key or second document is accepted, and every scalar is its
text as written: what a date or a yes is, the schema decides. Built on PyYAML's event stream, so that
nothing is constructed before it has been checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from build_scripts.models.problems import Problem, UserError
from build_scripts.text.hidden_characters import describe_character

_MEND = "check indentation, colons and quotation marks"
# What PyYAML says of the mistakes that people make most, and what to tell them.
_MENDS = (
    ("\\t", "a tab stands there: use blanks"),
    ("mapping values are not allowed", "put a value with a colon in it in quotation marks"),
    ("<block end>", "put the value in quotation marks, or mend the indentation"),
)

MAX_YAML_CHARACTERS = 1_000_000
MAX_YAML_DEPTH = 12
MAX_YAML_ENTRIES = 1_000  # of one list or mapping: an actor is a page, a passage a search


@dataclass(frozen=True, slots=True)
class YamlNode:
    """One YAML value: text, `None`, a tuple of nodes, or a mapping of them; `line` counts from 1."""

    line: int
    value: str | tuple[YamlNode, ...] | dict[str, YamlNode] | None


def parse_yaml(text: str, path: str) -> YamlNode:
    """Return the one document in `text`; an empty text is an empty mapping.

    Raises UserError with one problem that names the line, if the text is not YAML or uses more of it
    than plain mappings, lists and text.
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise UserError(Problem(path, None, None, "the file is too large", "keep it under 1 MB"))
    events = _events(text, path)
    for event in events:
        if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            continue
        if isinstance(event, yaml.StreamEndEvent):
            return YamlNode(1, {})
        node = _build(event, events, path, 0)
        break
    else:
        return YamlNode(1, {})
    if any(isinstance(event, yaml.DocumentStartEvent) for event in events):
        raise UserError(Problem(path, None, None, "more than one document", "remove the line `---`"))
    return node


def _events(text: str, path: str) -> Iterator[yaml.Event]:
    line = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.end_mark.line + 1 if event.end_mark else line
            yield event
    # PyYAML lets a ValueError through where an escape or a version is a number out of range.
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = f"not YAML: holds {describe_character(text[error.position])}"
        raise UserError(Problem(path, line, None, what, "type the line again, without it")) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else line
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "not readable"
        mend = next((mend for sign, mend in _MENDS if sign in what), _MEND)
        raise UserError(Problem(path, line, None, f"not YAML: {what}", mend)) from None


def _build(event: yaml.Event, events: Iterator[yaml.Event], path: str, depth: int) -> YamlNode:
    line = event.start_mark.line + 1 if event.start_mark else 1

    def refuse(what: str, mend: str) -> UserError:
        return UserError(Problem(path, line, None, what, mend))

    if depth > MAX_YAML_DEPTH:
        raise refuse("nested too deeply", "use the layout that the documentation shows")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise refuse(
            "YAML anchors and aliases are not read", "write the value out, or in quotation marks if text"
        )
    if getattr(event, "tag", None):
        raise refuse("YAML tags (`!…`) are not read", "remove it, or put the text in quotation marks")
    if isinstance(event, yaml.ScalarEvent):
        empty = event.style is None and event.value in ("", "~", "null")
        return YamlNode(line, None if empty else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_build(event, events, path, depth + 1))
            if len(items) > MAX_YAML_ENTRIES:
                raise refuse(
                    f"a list of more than {MAX_YAML_ENTRIES:,} entries", "divide it or leave some out"
                )
        return YamlNode(line, tuple(items))
    mapping: dict[str, YamlNode] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _build(event, events, path, depth + 1)
        if not isinstance(key.value, str) or key.value == "<<":
            raise UserError(Problem(path, key.line, None, "a key that is not plain text", "use a plain word"))
        if key.value in mapping:
            raise UserError(
                Problem(path, key.line, key.value, "this key stands twice", "keep one of the two")
            )
        if len(mapping) >= MAX_YAML_ENTRIES:
            raise refuse(f"more than {MAX_YAML_ENTRIES:,} keys", "leave some out")
        mapping[key.value] = _build(next(events), events, path, depth + 1)
    return YamlNode(line, mapping)
