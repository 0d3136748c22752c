"""Show what nobody sees, and let it do nothing: controls of direction, letters and blanks without width.

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

from build_scripts.text.hidden_characters import is_valid_joiner

# Around a value with letters from right to left, while a page is put together. No text holds them by then:
# `escape_html` writes them as references.
ISOLATE_START, ISOLATE_END = Markup("\x02"), Markup("\x03")

_JOINERS = "\u200c\u200d\u180e"
_DIRECTIONS = "\u200e\u200f\u061c"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Other characters of the category Cf that are not seen, then letters and marks that are blank.
_OTHERS = (
    "\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
)
HIDDEN_CHARACTER = re.compile(f"[{_JOINERS}{_DIRECTIONS}{_SELECTORS}{_OTHERS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_ISOLATES = dict.fromkeys(map(ord, ISOLATE_START + ISOLATE_END))
# The flag of a part of a country is written with unseen characters (Unicode Technical Standard 51).
_FOUND = re.compile(
    rf"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{1,6}}\U000e007f|{HIDDEN_CHARACTER.pattern}"
)
# Values are escaped in attributes, too: no tag holds an angle bracket but its own. An option holds no markup.
_TAG = re.compile(r"(<option\b[^<>]*>[^<]*|<[^<>]*>)")


def has_right_to_left_letters(text: str) -> bool:
    """Tell whether a text has letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def mark_hidden_characters(html: str) -> str:
    """Return a page's HTML with marks for what isn't seen, and what the isolate marks enclose isolated."""
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
            parts[place] = (
                _FOUND.sub(_box, part).replace(ISOLATE_START, "<bdi>").replace(ISOLATE_END, "</bdi>")
            )
    return "".join(parts)


def label_hidden_characters(text: str) -> str:
    """Return a text for where no markup can stand: its number in brackets in place of what isn't seen."""
    return text if text.isascii() else _FOUND.sub(lambda found: _label(found) or found[0], text)


def isolate_direction(text: str) -> str:
    """Return such a text, between controls of its own if it has letters that could move what is beside it."""
    text = label_hidden_characters(text)
    return f"\u2068{text}\u2069" if has_right_to_left_letters(text) else text


def label_front_matter(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a page's front matter with every text put through `label_hidden_characters`."""
    return {key: _in(value) for key, value in fields.items()}


def escape_hidden_in_json(written: str) -> str:
    """Return JSON with an escape for each control of direction and the like: the same values (RFC 8259)."""
    return HIDDEN_CHARACTER.sub(lambda found: _plain(found[0]) or json.dumps(found[0])[1:-1], written)


def escape_hidden_in_yaml(written: str) -> str:
    """Return YAML whose strings with such characters are in double quotes with escapes instead."""
    return HIDDEN_CHARACTER.sub(lambda found: _plain(found[0]) or f"\\U{ord(found[0]):08X}", written)


def _in(value: object) -> object:
    if isinstance(value, str):
        return label_hidden_characters(value)
    if isinstance(value, list):
        return [_in(one) for one in value]
    return label_front_matter(value) if isinstance(value, Mapping) else value


def _plain(character: str) -> str | None:
    """Return the character where it may stand unescaped: it is a sign or letter, or part of a spelling."""
    return character if character.isprintable() or character in _JOINERS else None


def _box(found: re.Match[str]) -> str:
    character = found[0]
    if not _is_idle(found):
        return character
    name = unicodedata.name(character, "")
    box = Markup('<span class="px-unseen" dir="ltr" title="{}" data-code="{}">{}</span>')
    return box.format(name, f"U+{ord(character):04X}", character)


def _label(found: re.Match[str]) -> str | None:
    return f"[U+{ord(found[0]):04X}]" if _is_idle(found) else None


def _is_idle(found: re.Match[str]) -> bool:
    """Tell whether a character does nothing for the writing where it stands."""
    character, text = found[0], found.string
    if len(character) > 1:
        return False
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if character == "\u00ad":
        return not (all(c.isalpha() for c in before) and all(c.isalpha() for c in after))
    if character in _DIRECTIONS:
        return not has_right_to_left_letters(text)
    if character in _JOINERS:
        return not is_valid_joiner(text, found.start())
    if _SELECTOR.fullmatch(character):
        return not _is_selected(before)
    return True


def _is_selected(before: str) -> bool:
    """Tell whether a variation selector may follow: there is something of which it chooses the variant."""
    letter = before.isascii() and before.isalpha()
    return bool(before) and not (letter or before.isspace() or HIDDEN_CHARACTER.fullmatch(before))
