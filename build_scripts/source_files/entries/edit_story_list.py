"""Put a source into a story's list without touching anything else of the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import yaml

from build_scripts.models.problems import UserError
from build_scripts.source_files.yaml.json_schemas import compose_schema_comment
from build_scripts.source_files.yaml.parser import YamlNode, parse_yaml
from build_scripts.source_files.yaml_files import parse_story_file

STORY_FILE_DEPTH = 2
"""A story's files stand in `sources/<story>/`."""


def compose_story_file(title: str, source: str) -> str:
    """Return the text of a new `story.yml`."""
    quoted = json.dumps(title, ensure_ascii=False)
    hints = "# standfirst: …\n# date: 2024-11-27   # of the event\n# place: …\n"
    comment = compose_schema_comment("story", STORY_FILE_DEPTH)
    return f"{comment}title: {quoted}\n{hints}sources:\n  - {format_yaml_scalar(source)}\n"


def append_listed_source(text: str, source: str, others: Iterable[str]) -> str | None:
    """Return the text of a `story.yml` with a source at the end of `sources:`, all else as it was.

    Where the story has no list yet, `others`, the captures that it has, come first, so that their letters
    stay. Return None where the text can't be changed so that exactly this comes of it.
    """
    try:
        before = _fields(parse_yaml(text, "story.yml"))
        had = before.get("sources") or ()
        if not isinstance(had, tuple):
            return None
        names = [source] if had else [*others, source]
        changed = _insert(text, names)
        after = _fields(parse_yaml(changed, "story.yml"))
    except (UserError, yaml.YAMLError):
        return None
    meant = {**before, "sources": (*had, *names)}
    return changed if after == meant and _faults(changed) <= _faults(text) else None


def format_yaml_scalar(value: str) -> str:
    """Return a text as a YAML scalar on one line, in quotation marks where it would else be no text."""
    return str(yaml.safe_dump(value, allow_unicode=True, width=float("inf"))).splitlines()[0]


def _insert(text: str, names: list[str]) -> str:
    """Put names after the last item of `sources:`, in the style that the list is written in."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next(((key, value) for key, value in pairs if key.value == "sources"), None)
    end = "\r\n" if "\r\n" in text else "\n"
    items = [format_yaml_scalar(one) for one in names]
    if found is None:
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        return f"{text}{gap}sources:{end}" + "".join(f"  - {item}{end}" for item in items)
    key, value = found
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        at = value.value[-1].end_mark.index if value.value else value.start_mark.index + 1
        return text[:at] + (", " if value.value else "") + ", ".join(items) + text[at:]
    if isinstance(value, yaml.SequenceNode):
        at, blanks = _last(value.value[-1]), " " * value.start_mark.column
    elif value.start_mark.index == value.end_mark.index:  # a key without a value
        at, blanks = key.end_mark.index, "  "
    else:  # a null that is written out
        return f"{text[: value.start_mark.index]}[{', '.join(items)}]{text[value.end_mark.index :]}"
    stop = re.compile(r"[\r\n]|\Z").search(text, at)
    at = stop.start() if stop else len(text)
    return text[:at] + "".join(f"{end}{blanks}- {item}" for item in items) + text[at:]


def _last(node: yaml.Node) -> int:
    """Return where the last word of a node ends; PyYAML ends a block only where the next one begins."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _last(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _last(node.value[-1])
    return int(node.end_mark.index)


def _plain(node: YamlNode) -> object:
    """Return what a YAML value says, without the lines that it stands on."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    if isinstance(node.value, tuple):
        return tuple(_plain(item) for item in node.value)
    return node.value


def _fields(node: YamlNode) -> dict[str, object]:
    return {key: _plain(value) for key, value in node.value.items()} if isinstance(node.value, dict) else {}


def _faults(text: str) -> set[str]:
    return {problem.message for problem in parse_story_file(text, "story.yml")[1]}
