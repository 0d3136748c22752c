"""Append a source to a story's `sources:` list, and change nothing else in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import yaml

from build_scripts.models.problems import UserError
from build_scripts.source_files.yaml.json_schemas import compose_schema_comment
from build_scripts.source_files.yaml.parser import YamlNode, parse_yaml
from build_scripts.source_files.yaml_files import parse_story_file

STORY_FILE_DEPTH = 2
"""Folders above a story's files, which are in `sources/<story>/`."""


def compose_story_file(title: str, source: str) -> str:
    """Return the text of a new `story.yml`."""
    quoted = json.dumps(title, ensure_ascii=False)
    hints = "# standfirst: …\n# date: 2031-03-12   # of the event\n# place: …\n"
    comment = compose_schema_comment("story", STORY_FILE_DEPTH)
    return f"{comment}title: {quoted}\n{hints}sources:\n  - {format_yaml_scalar(source)}\n"


def append_listed_source(text: str, source: str, others: Iterable[str]) -> str | None:
    """Return the text of a `story.yml` with a source appended to `sources:`, otherwise unchanged.

    If the story has no list yet, `others`, the ids of its captures, come first, so that they keep their
    letters. Return None if the text can't be edited with exactly this result.
    """
    try:
        before = _fields(parse_yaml(text, "story.yml"))
        listed = before.get("sources") or ()
        if not isinstance(listed, tuple):
            return None
        names = [source] if listed else [*others, source]
        changed = _insert(text, names)
        after = _fields(parse_yaml(changed, "story.yml"))
    except (UserError, yaml.YAMLError):
        return None
    expected = {**before, "sources": (*listed, *names)}
    return changed if after == expected and _messages(changed) <= _messages(text) else None


def format_yaml_scalar(value: str) -> str:
    """Return a text as a YAML scalar on one line, in quotation marks if YAML would not read it as text."""
    return str(yaml.safe_dump(value, allow_unicode=True, width=float("inf"))).splitlines()[0]


def format_yaml_flow(value: Any) -> str:
    """Return a text, list or mapping as YAML on one line."""
    if isinstance(value, str):
        return format_yaml_scalar(value)
    flow = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    )
    return str(flow).strip()


def _insert(text: str, names: list[str]) -> str:
    """Return the text with names after the last item of `sources:`, in the style of the list."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next(((key, value) for key, value in pairs if key.value == "sources"), None)
    end = "\r\n" if "\r\n" in text else "\n"
    items = [format_yaml_scalar(name) for name in names]
    if found is None:
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        return f"{text}{gap}sources:{end}" + "".join(f"  - {item}{end}" for item in items)
    key, value = found
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        return _insert_in_flow_list(text, value, items)
    if isinstance(value, yaml.SequenceNode):
        at, indent = _last_word_end(value.value[-1]), " " * value.start_mark.column
    elif value.start_mark.index == value.end_mark.index:  # a key without a value
        at, indent = key.end_mark.index, "  "
    else:  # `null` or `~`
        return f"{text[: value.start_mark.index]}[{', '.join(items)}]{text[value.end_mark.index :]}"
    line_end = re.compile(r"[\r\n]|\Z").search(text, at)
    at = line_end.start() if line_end else len(text)
    return text[:at] + "".join(f"{end}{indent}- {item}" for item in items) + text[at:]


def _insert_in_flow_list(text: str, flow: yaml.SequenceNode, items: list[str]) -> str:
    at = flow.value[-1].end_mark.index if flow.value else flow.start_mark.index + 1
    return text[:at] + (", " if flow.value else "") + ", ".join(items) + text[at:]


def _last_word_end(node: yaml.Node) -> int:
    """Return the offset of the end of a node's last word; PyYAML ends a block where the next one begins."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last_word_end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last_word_end(node.value[-1])
    return int(node.end_mark.index)


def _without_lines(node: YamlNode) -> object:
    """Return a YAML value without line numbers."""
    if isinstance(node.value, dict):
        return {key: _without_lines(value) for key, value in node.value.items()}
    if isinstance(node.value, tuple):
        return tuple(_without_lines(item) for item in node.value)
    return node.value


def _fields(node: YamlNode) -> dict[str, object]:
    return (
        {key: _without_lines(value) for key, value in node.value.items()}
        if isinstance(node.value, dict)
        else {}
    )


def _messages(text: str) -> set[str]:
    return {problem.message for problem in parse_story_file(text, "story.yml")[1]}
