"""Make hidden characters visible and harmless: direction controls, and letters and blanks without width.

A capture may have characters that reverse the direction of writing or that are invisible (Boucher and
Anderson, "Trojan Source", 2021; Unicode Technical Report 36, section 2). Each gets a small mark with its code
point, in a box of its own (`.px-unseen`). The bidirectional algorithm treats the box as a paragraph, so the
character has no effect outside it (Unicode Standard Annex 9; CSS Writing Modes 3, section 2.4). The character
stays in the box, so the page's text equals the capture's. In attributes, titles and feeds, which can have no
markup, the code point replaces the character.

A hidden character with an ordinary use is left alone: a soft hyphen in a word, a joiner in a script that has
joiners or in an emoji, a direction mark in a text with letters written from right to left.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping

from markupsafe import Markup

from build_scripts.text.hidden_characters import (
    HIDDEN_CHARACTER,
    JOINERS,
    has_right_to_left_letters,
    replace_idle_characters,
)

# They enclose a value with letters written from right to left while a page is rendered. No other text has
# them, because `escape_html` writes them as references.
ISOLATE_START, ISOLATE_END = Markup("\x02"), Markup("\x03")

_ISOLATES = dict.fromkeys(map(ord, ISOLATE_START + ISOLATE_END))
# Values in attributes are escaped, so a tag has no angle brackets but its own. An option can have no markup.
_TAG = re.compile(r"(<option\b[^<>]*>[^<]*|<[^<>]*>)")


def mark_hidden_characters(html: str) -> str:
    """Return a page's HTML with hidden characters marked, and with isolated values in `<bdi>` elements."""
    if html.isascii() and ISOLATE_START not in html:
        return html
    parts = _TAG.split(html)
    for place, part in enumerate(parts):
        if part.startswith("<option"):
            parts[place] = (
                label_hidden_characters(part).replace(ISOLATE_START, "\u2068").replace(ISOLATE_END, "\u2069")
            )
        elif place % 2:
            parts[place] = label_hidden_characters(part).translate(_ISOLATES)
        elif not part.isascii() or ISOLATE_START in part or ISOLATE_END in part:
            marked = replace_idle_characters(part, _mark_in_box)
            parts[place] = marked.replace(ISOLATE_START, "<bdi>").replace(ISOLATE_END, "</bdi>")
    return "".join(parts)


def label_hidden_characters(text: str) -> str:
    """Return a text with each hidden character that has no use replaced by its code point: "[U+202E]"."""
    return replace_idle_characters(text, _format_code_point)


def isolate_direction(text: str) -> str:
    """Return a text labelled as above, in direction isolates if it has letters written from right to left."""
    text = label_hidden_characters(text)
    return f"\u2068{text}\u2069" if has_right_to_left_letters(text) else text


def label_front_matter(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a page's front matter with every text put through `label_hidden_characters`."""
    return {key: _label_value(value) for key, value in fields.items()}


def escape_hidden_in_json(written: str) -> str:
    """Return JSON with the same values in which hidden characters are escaped (RFC 8259)."""
    return str(
        HIDDEN_CHARACTER.sub(lambda found: _keep_unescaped(found[0]) or json.dumps(found[0])[1:-1], written)
    )


def escape_hidden_in_yaml(written: str) -> str:
    """Return YAML with the same values in which hidden characters of double-quoted strings are escaped."""
    return str(
        HIDDEN_CHARACTER.sub(lambda found: _keep_unescaped(found[0]) or f"\\U{ord(found[0]):08X}", written)
    )


def _label_value(value: object) -> object:
    if isinstance(value, str):
        return label_hidden_characters(value)
    if isinstance(value, list):
        return [_label_value(item) for item in value]
    return label_front_matter(value) if isinstance(value, Mapping) else value


def _keep_unescaped(character: str) -> str | None:
    """Return a character that needs no escape: it is printable, or a joiner, which is part of a spelling."""
    return character if character.isprintable() or character in JOINERS else None


def _mark_in_box(character: str) -> str:
    name = unicodedata.name(character, "")
    box = Markup('<span class="px-unseen" dir="ltr" title="{}" data-code="{}">{}</span>')
    return box.format(name, f"U+{ord(character):04X}", character)


def _format_code_point(character: str) -> str:
    return f"[U+{ord(character):04X}]"
