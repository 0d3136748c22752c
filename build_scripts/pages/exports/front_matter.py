"""The YAML that stands above a Markdown file's text."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from build_scripts.pages.views.show_hidden_characters import escape_hidden_in_yaml


def dump_front_matter(fields: Mapping[str, object]) -> str:
    """Return the fields between their two lines of hyphens; a YAML 1.1 reader reads back the same."""
    body = yaml.dump(dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{escape_hidden_in_yaml(body)}---\n"


class _Dumper(yaml.SafeDumper):
    """PyYAML's safe dumper, but for what it would write as a line end and read as a blank."""


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, None if value.isprintable() else '"')


_Dumper.add_representer(str, _text)
