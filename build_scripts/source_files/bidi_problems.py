"""Report characters that change the direction of writing, in captures and in comments of YAML files.

Pages show them without obeying them. A file that a contributor writes has no need of them, and with them its
lines can read differently than programs read them (CVE-2021-42574).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.models.problems import Problem
from build_scripts.text.hidden_characters import BIDI_CONTROLS, describe_character

_BIDI_CONTROL = re.compile(f"[{''.join(sorted(BIDI_CONTROLS))}]")
_COMMENT = re.compile(r"(?:^|\s)#")


def find_bidi_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield one warning for each kind of character in a capture that changes the direction of writing."""
    first_offsets = {character: text.find(character) for character in BIDI_CONTROLS}
    for character, offset in sorted(first_offsets.items(), key=lambda pair: pair[1]):
        if offset >= 0:
            times = text.count(character)
            more = f", {times} times" if times > 1 else ""
            message = (
                f"contains {describe_character(character)}{more}, which changes the direction of writing"
            )
            fix = "check that the text reads as on its page; the site shows the letters in their stored order"
            yield Problem(path, text.count("\n", 0, offset) + 1, None, message, fix, "warning")


def find_bidi_comment_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield an error for each comment of a YAML file that changes the direction of writing."""
    if not _BIDI_CONTROL.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        comment = _COMMENT.search(line)
        if comment is not None and (found := _BIDI_CONTROL.search(line, comment.end())) is not None:
            message = f"a comment contains the hidden character {describe_character(found[0])}"
            yield Problem(path, number, None, message, "retype the comment without it")
