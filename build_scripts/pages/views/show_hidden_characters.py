"""Mark hidden characters in pages, and keep them from acting: controls of direction, blanks without width.

A capture may hold characters that turn the direction of writing, or that hide in it (Boucher and Anderson,
"Trojan Source", 2021; Unicode Technical Report 36, section 2). Each gets a small mark with its number, in a
box of its own (`.px-unseen`), which is a paragraph to the bidirectional algorithm: what is opened or closed
in it ends with it (Unicode Standard Annex 9; CSS Writing Modes 3, section 2.4). The character stays in the
box, so a page's text is the capture's. Where no markup can stand (attributes, titles, feeds) the number
stands instead.

What does its ordinary work stays as it is: a soft hyphen in a word, a joiner in a script that has them or in
an emoji, a mark of direction in a text with letters from right to left.
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

# Around a value with letters from right to left, while a page is put together. No text holds them by then:
# `escape_html` writes them as references.
ISOLATE_START, ISOLATE_END = Markup("\x02"), Markup("\x03")

_ISOLATES = dict.fromkeys(map(ord, ISOLATE_START + ISOLATE_END))
# Values are escaped in attributes, too: no tag holds an angle bracket but its own. An option holds no markup.
_TAG = re.compile(r"(<option\b[^<>]*>[^<]*|<[^<>]*>)")


def mark_hidden_characters(html: str) -> str:
    """Return a page's HTML with hidden characters marked and isolate marks turned into isolates."""
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
            marked = replace_idle_characters(part, _box)
            parts[place] = marked.replace(ISOLATE_START, "<bdi>").replace(ISOLATE_END, "</bdi>")
    return "".join(parts)


def label_hidden_characters(text: str) -> str:
    """Return a text for places without markup: a number in brackets for each idle hidden character."""
    return replace_idle_characters(text, _label)


def isolate_direction(text: str) -> str:
    """Return such a text, between controls of its own if it has letters that could move what is beside it."""
    text = label_hidden_characters(text)
    return f"\u2068{text}\u2069" if has_right_to_left_letters(text) else text


def label_front_matter(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a page's front matter with every text put through `label_hidden_characters`."""
    return {key: _in(value) for key, value in fields.items()}


def escape_hidden_in_json(written: str) -> str:
    """Return JSON with an escape for each control of direction and the like: the same values (RFC 8259)."""
    return str(HIDDEN_CHARACTER.sub(lambda found: _plain(found[0]) or json.dumps(found[0])[1:-1], written))


def escape_hidden_in_yaml(written: str) -> str:
    """Return YAML whose strings with such characters are in double quotes with escapes instead."""
    return str(HIDDEN_CHARACTER.sub(lambda found: _plain(found[0]) or f"\\U{ord(found[0]):08X}", written))


def _in(value: object) -> object:
    if isinstance(value, str):
        return label_hidden_characters(value)
    if isinstance(value, list):
        return [_in(one) for one in value]
    return label_front_matter(value) if isinstance(value, Mapping) else value


def _plain(character: str) -> str | None:
    """Return the character where it may stand unescaped: it is a sign or letter, or part of a spelling."""
    return character if character.isprintable() or character in JOINERS else None


def _box(character: str) -> str:
    name = unicodedata.name(character, "")
    box = Markup('<span class="px-unseen" dir="ltr" title="{}" data-code="{}">{}</span>')
    return box.format(name, f"U+{ord(character):04X}", character)


def _label(character: str) -> str:
    return f"[U+{ord(character):04X}]"
