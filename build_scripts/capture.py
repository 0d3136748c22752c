"""Turn the bytes of a captured file into the one text that everything else points into."""

from __future__ import annotations

import codecs
import hashlib

from .models import Capture
from .problems import Problem, UserError

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)  # byte order mark, codec for what follows it, the encoding's name


def decode(data: bytes, path: str) -> Capture:
    r"""Return the capture that these bytes hold; `path` is as the user typed it.

    The bytes are UTF-8, with or without a byte order mark, or UTF-16 with one. The mark is left out, and
    `\r\n` and `\r` become `\n`. Raise UserError where the bytes are in no such encoding or hold a NUL
    character.
    """
    mark, codec, name = next((m for m in MARKS if data.startswith(m[0])), (b"", "utf-8", "utf-8"))
    content = data[len(mark) :]
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        read = content[: error.start].decode(codec, "replace")
        line = _lines(read).count("\n") + 1
        byte = len(mark) + error.start
        raise UserError(
            Problem(
                path,
                line,
                None,
                f"is not {name.removesuffix('-sig').upper()}: byte {byte + 1} is 0x{data[byte]:02X}",
                "save the file again as UTF-8",
            )
        ) from None
    text = _lines(text)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UserError(
            Problem(path, line, None, "holds a NUL character", "paste the text again, into a plain text file")
        )
    return Capture(path, text, hashlib.sha256(data).hexdigest(), name)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
