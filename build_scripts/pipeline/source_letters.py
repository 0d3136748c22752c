"""Give each source of a story its letter, in the order of the story's list: A, B, …, Z, AA."""

from __future__ import annotations

import string


def make_source_letter(number: int) -> str:
    """Return the letter of the source at index `number`: A to Z, then AA, AB and so on."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = string.ascii_uppercase[rest] + name
    return name
