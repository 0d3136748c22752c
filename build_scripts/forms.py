"""Check parsed YAML against what a file may say, and gather every fault on the way."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from .problems import Problem
from .strict_yaml import Node

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
PARTIAL_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?)?)?",
    re.ASCII,
)

_JOINERS = "\u200c\u200d"  # part of the spelling in Persian and in Indic scripts


class Form:
    """One mapping of a YAML file while it is read: hands out checked values, notes what is wrong.

    `problems` is the list of the whole file, to which every form of that file adds. A faulty value is
    noted and then treated as absent, so that one fault does not hide the next.
    """

    def __init__(self, node: Node, path: str, problems: list[Problem], name: str = "") -> None:
        self.node, self.path, self.name, self.problems = node, path, name, problems
        self._read: set[str] = set()
        self._fields: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        elif node.value is not None:
            self.fault(node, "", "is not a list of `key: value` lines", "write `key: value`, one a line")

    def fault(
        self,
        at: Node,
        key: str,
        what: str,
        mend: str,
        severity: Literal["error", "warning"] = "error",
    ) -> None:
        """Note a problem at a node of this form."""
        field = ".".join(part for part in (self.name, key) if part) or None
        self.problems.append(Problem(self.path, at.line, field, what, mend, severity))

    def get(self, key: str) -> Node | None:
        """Return the node under a key, or None where it is absent or null; mark the key as known."""
        self._read.add(key)
        node = self._fields.get(key)
        return None if node is None or node.value is None else node

    def text(self, key: str, *, required: bool = False, limit: int = 2_000) -> str | None:
        """Return the text under a key: one line, not blank, at most `limit` characters."""
        node = self.get(key)
        if node is None:
            if required:
                self.fault(self.node, key, "is missing", f"add `{key}: …`")
            return None
        return self._text(node, key, limit)

    def _text(self, node: Node, key: str, limit: int = 2_000) -> str | None:
        if not isinstance(node.value, str):
            self.fault(node, key, "is not text", f"write `{key}: …` on one line")
        elif not (text := " ".join(node.value.split())):
            self.fault(node, key, "is empty", "fill it in or remove the line")
        elif len(text) > limit:
            self.fault(node, key, f"has {len(text)} characters", f"use at most {limit}")
        elif not all(c.isprintable() or c in _JOINERS for c in text):
            self.fault(node, key, "holds characters that do not print", "type the text again")
        else:
            return text
        return None

    def block(self, key: str, limit: int) -> str | None:
        """Return the text under a key with its line ends, without blanks at the ends of lines."""
        node = self.get(key)
        if node is None or not isinstance(node.value, str):
            return self.text(key, limit=limit)
        lines = [line.rstrip() for line in node.value.expandtabs(4).split("\n")]
        # Each line has to be what a text may be; what is blank or too long is so as a whole.
        if self._text(Node(node.line, " ".join(lines)), key, limit) is None:
            return None
        return "\n".join(lines).strip("\n")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        return tuple(text for _, text in self.located_texts(key))

    def located_texts(self, key: str) -> tuple[tuple[Node, str], ...]:
        """Return a list of texts, each with the node it stands at."""
        node = self.get(key)
        if node is None:
            return ()
        found = []
        for item in node.value if isinstance(node.value, tuple) else (node,):
            text = self._text(item, key)
            if text is not None:
                found.append((item, text))
        return tuple(found)

    def identifier(self, key: str) -> str | None:
        """Return a required name that can be part of an address."""
        text = self.text(key, required=True, limit=80)
        if text is not None and not IDENTIFIER.fullmatch(text):
            node = self.get(key) or self.node
            ending = ", and leave out the file's ending" if re.search(r"\w\.\w+$", text) else ""
            self.fault(
                node, key, f"'{text}' cannot be an address", f"use a-z, 0-9 and single hyphens{ending}"
            )
            return None
        return text

    def date(self, key: str) -> str | None:
        """Return an ISO 8601 date or time, as precise as it is given."""
        text = self.text(key)
        if text is not None and not valid_date(text):
            node = self.get(key) or self.node
            self.fault(node, key, f"'{text}' is not a date", "write 2024-11-27, 2024-11 or 2024-11-27T19:33")
            return None
        return text

    def address(self, key: str) -> str | None:
        """Return an http or https address with a host and nothing in it that could run."""
        text = self.text(key)
        if text is not None and not valid_address(text):
            node = self.get(key) or self.node
            self.fault(node, key, "is not a web address", "write it whole, from https:// on, without blanks")
            return None
        return text

    def timezone(self, key: str) -> str | None:
        """Return the name of a time zone of the IANA database."""
        text = self.text(key)
        if text is not None and text not in available_timezones():
            node = self.get(key) or self.node
            self.fault(node, key, f"'{text}' is not a time zone", "write it like Europe/Vienna")
            return None
        return text

    def choice(self, key: str, options: Sequence[str]) -> str | None:
        """Return one of the given words."""
        text = self.text(key)
        if text is not None and text not in options:
            node = self.get(key) or self.node
            self.fault(node, key, f"'{text}' is not known here", f"use one of: {', '.join(options)}")
            return None
        return text

    def whole(self, key: str) -> int | None:
        """Return a whole number from 1."""
        text = self.text(key, required=True)
        if text is None:
            return None
        if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
            self.fault(
                self.get(key) or self.node, key, f"'{text}' is not a number from 1", "count lines from 1"
            )
            return None
        return int(text)

    def flag(self, key: str) -> bool:
        """Return a yes or no; absent is no."""
        return self.choice(key, ("true", "false")) == "true"

    def forms(self, key: str) -> tuple[Form, ...]:
        """Return a list of mappings as forms."""
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.fault(node, key, "is not a list", "begin each entry with `- `")
            return ()
        return tuple(
            Form(item, self.path, self.problems, f"{self.name}{'.' if self.name else ''}{key}[{n}]")
            for n, item in enumerate(node.value, 1)
        )

    def form(self, key: str, example: str) -> Form | None:
        """Return the mapping under a key as a form; `example` shows a user what to write instead."""
        node = self.get(key)
        if node is None or isinstance(node.value, dict):
            name = f"{self.name}{'.' if self.name else ''}{key}"
            return None if node is None else Form(node, self.path, self.problems, name)
        self.fault(node, key, "needs keys of its own", f"write it like `{key}: {example}`")
        return None

    def free_keys(self) -> tuple[str, ...]:
        """Return every key of the form, marked as known: for mappings whose keys are free."""
        self._read.update(self._fields)
        return tuple(self._fields)

    def finish(self) -> None:
        """Note every key that nobody asked for, with the known key it looks like."""
        for key, node in self._fields.items():
            if key not in self._read:
                like = difflib.get_close_matches(key, sorted(self._read), 1)
                known = (
                    f"did you mean `{like[0]}`?" if like else f"known are: {', '.join(sorted(self._read))}"
                )
                self.fault(node, key, "is not a known key", known)


def valid_date(text: str) -> bool:
    """Tell whether a text is an ISO 8601 date that exists, with or without a time."""
    match = PARTIAL_DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(match[part] or 1) for part in ("year", "month", "day"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


def valid_address(text: str) -> bool:
    """Tell whether a text is an http(s) address that is safe to link to and that builders can parse."""
    if re.search(r"[\s<>\"'`{}|\\^\x00-\x20\x7f]", text) or len(text) > 2_000:
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in ("http", "https")
        and (port is None or port > 0)
        and "@" not in parts.netloc
        and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) is not None
    )
