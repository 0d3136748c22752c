"""Write the YAML front matter of a Markdown file."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from build_scripts.pages.views.show_hidden_characters import escape_hidden_in_yaml


def dump_front_matter(fields: Mapping[str, object]) -> str:
    """Return the fields as YAML between two lines of hyphens; a YAML 1.1 parser reads the same values."""
    body = yaml.dump(
        dict(fields), Dumper=_FrontMatterDumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    return f"---\n{escape_hidden_in_yaml(body)}---\n"


class _FrontMatterDumper(yaml.SafeDumper):
    """PyYAML's safe dumper, which quotes line ends that it would otherwise write raw and read as a blank."""


def _represent_text(dumper: _FrontMatterDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, None if value.isprintable() else '"')


_FrontMatterDumper.add_representer(str, _represent_text)
