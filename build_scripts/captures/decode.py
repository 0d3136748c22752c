"""Decode the bytes of a captured file into the text that all offsets refer to."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Literal

from build_scripts.captures.encodings import (
    decode_legacy_text,
    describe_binary_file,
    detect_byte_order_mark,
    is_damaged_utf8,
)
from build_scripts.models import Capture
from build_scripts.models.problems import Problem, UserError

CaptureFormat = Literal["text", "page", "markdown"]
FORMAT_BY_SUFFIX: dict[str, CaptureFormat] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".md": "markdown",
    ".markdown": "markdown",
}
MAX_CAPTURE_LINES = 20_000  # ten times those of the longest pages that were seen
SAVE_AS_UTF8_FIX = "save the file again as UTF-8"
COPY_TEXT_FIX = "copy the article's text into a .txt file"
PDF_SIGNATURE = "%PDF-"
GARBLED_LETTERS_FIX = "if letters look wrong, save it again as UTF-8"


def get_capture_format(path: str) -> CaptureFormat:
    """Return the format of a capture by the ending of its path; an unknown ending means pasted text."""
    return FORMAT_BY_SUFFIX.get(PurePath(path).suffix.lower(), "text")


def decode_capture(data: bytes, path: str) -> Capture:
    """Return the capture in these bytes: `decode_capture_with_warnings` without the warnings."""
    return decode_capture_with_warnings(data, path)[0]


def decode_capture_with_warnings(data: bytes, path: str) -> tuple[Capture, tuple[Problem, ...]]:
    r"""Return the capture in these bytes, and warnings; `path` is as the user typed it.

    The bytes are UTF-8, with or without a byte order mark, or UTF-16 with one; otherwise the encoding is
    detected, and a warning names it. The mark is left out, and `\r\n` and `\r` become `\n`; every other
    character stays. Raises UserError if the bytes are not text, contain a NUL character or have more than
    `MAX_CAPTURE_LINES` lines.
    """
    mark_length, codec, name = detect_byte_order_mark(data) or (0, "utf-8", "utf-8")
    warnings: tuple[Problem, ...] = ()
    try:
        text = data[mark_length:].decode(codec)
    except UnicodeDecodeError as error:
        found = None if mark_length or is_damaged_utf8(data, error) else decode_legacy_text(data)
        if found is None:
            at = mark_length + error.start
            raise UserError(_undecodable_problem(data, path, at, mark_length, codec, name)) from None
        text, name = found.text, found.encoding
        warnings = (Problem(path, None, None, found.remark or "", GARBLED_LETTERS_FIX, "warning"),)
    text = normalize_line_ends(text)
    if text.startswith(PDF_SIGNATURE) or "\0" in text:
        if (other := find_binary_file_problem(data, path)) is not None:
            raise UserError(other)
        line = text.count("\n", 0, text.index("\0")) + 1
        message, fix = "holds a NUL character", "paste the text again into a plain text file"
        raise UserError(Problem(path, line, None, message, fix))
    if text.count("\n") > MAX_CAPTURE_LINES:
        message = f"has more than {MAX_CAPTURE_LINES:,} lines"
        raise UserError(Problem(path, None, None, message, "keep only the article's page"))
    return Capture(path, text, hashlib.sha256(data).hexdigest(), name), warnings


def find_binary_file_problem(data: bytes, path: str) -> Problem | None:
    """Return a problem if the first bytes are those of a binary file format, else None."""
    kind = describe_binary_file(data)
    return None if kind is None else Problem(path, None, None, f"is {kind}, not text", COPY_TEXT_FIX)


def normalize_line_ends(text: str) -> str:
    r"""Return the text with every line end as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable_problem(data: bytes, path: str, at: int, mark_length: int, codec: str, name: str) -> Problem:
    """Return the problem of a file whose byte at offset `at` is invalid in its encoding."""
    if (other := find_binary_file_problem(data, path)) is not None:
        return other
    fix = COPY_TEXT_FIX if b"\0" in data and not mark_length else SAVE_AS_UTF8_FIX
    line = normalize_line_ends(data[mark_length:at].decode(codec, "replace")).count("\n") + 1
    message = f"is not {name.removesuffix('-sig').upper()}: byte {at + 1} is 0x{data[at]:02X}"
    return Problem(path, line, None, message, fix)
