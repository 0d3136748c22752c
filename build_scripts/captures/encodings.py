"""Detect the text encoding of a file, and decode it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)  # byte order mark, codec for the bytes after it, the encoding's name

# Encodings from before UTF-8 (WHATWG, Encoding Standard), and a penalty for the rarer ones: a Western text
# decodes alike in most of them, and is nearly always in the first.
LEGACY_PENALTIES = {
    "cp1252": 0.0,
    **dict.fromkeys(("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"), 0.01),
    "euc_jp": 0.0,
    **dict.fromkeys(("koi8_r", "cp949", "cp932", "gb18030", "big5"), 0.02),
    **dict.fromkeys(("iso8859_2", "iso8859_15", "mac_roman", "cp866", "cp874"), 0.04),
}
ENCODING_NAMES = {
    "cp932": "Shift_JIS",
    "cp949": "EUC-KR",
    "cp866": "IBM866",
    "mac_roman": "macintosh",
    "euc_jp": "EUC-JP",
    "koi8_r": "KOI8-R",
    "big5": "Big5",
}  # common names that no rule derives from Python's

# A page that declares one of these is decoded as the encoding on the right, as in every browser.
SUPERSET_ENCODINGS = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("iso8859-9",), "cp1254"),
    **dict.fromkeys(("iso8859-11", "tis-620"), "cp874"),
    **dict.fromkeys(
        ("utf-16", "utf-16-le", "utf-16-be", "unicode"), "utf-8"
    ),  # its meta element could be read as ASCII
    "x-mac-cyrillic": "mac_cyrillic",
    "x-gbk": "gb18030",
    "big5-hkscs": "big5hkscs",
    "big5": "big5hkscs",
}
# A page can declare no other codec: some of Python's codecs are not text encodings.
DECLARABLE_CODECS = frozenset(
    (
        *("utf-8", "iso2022_jp", "koi8-u", "mac-cyrillic", "mac-roman", "big5hkscs", "euc_jp", "cp874"),
        *("cp932", "cp949", "gb18030", "cp866", "koi8-r", *(f"cp{number}" for number in range(1250, 1259))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
DECLARATION_RANGE = 16_384  # the first bytes of a page, in which its declaration is looked for
HTML_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
CHARSET_DECLARATION = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]{1,40})
    | \A\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE | re.VERBOSE,
)

MAX_CHAOS = 0.3  # from this share of unlikely neighbouring characters, a decoding is not text
COHERENCE_WEIGHT = 0.2  # bonus for letter frequencies of a language (its coherence, up to MAX_COHERENCE)
MISPLACED_WEIGHT = 0.2  # penalty for the share of characters in impossible places
MAX_COHERENCE = 0.5  # above it, differences between two decodings mean nothing
NON_ASCII = re.compile(r"[^\x00-\x7f]")
MARKS_INSIDE_WORDS = "’‘·–—"  # punctuation that occurs between letters
# Scripts for which charset-normalizer has no letter frequencies.
EAST_ASIAN_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
MIN_EAST_ASIAN_LETTERS = 10
SAMPLE_BYTES = 200_000  # bytes from which the encoding is detected
MAX_BROKEN_SHARE = 0.002  # share of a page's characters that may be invalid in the declared encoding
# Control characters that no text contains: a decoding in a legacy encoding with one of them is wrong.
DISALLOWED_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
BINARY_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a recording",
    b"PK\x03\x04": "a zip file, as word processors write",
    b"\xd0\xcf\x11\xe0": "a word processor's file",
    b"\x1f\x8b": "a compressed file",
    b"bplist": "a web archive",
}


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Decoded text, the name of its encoding, and a remark for the user, if there is one."""

    text: str
    encoding: str
    remark: str | None = None


def detect_byte_order_mark(data: bytes) -> tuple[int, str, str] | None:
    """Return the byte order mark's length, the codec for the rest and the encoding's name; else None."""
    return next(
        ((len(mark), codec, name) for mark, codec, name in BYTE_ORDER_MARKS if data.startswith(mark)), None
    )


def decode_legacy_text(data: bytes) -> DecodedText | None:
    """Return the text of bytes in an encoding other than Unicode, or None if they don't look like text.

    charset-normalizer measures how unlikely the neighbouring characters of each decoding are (chaos), and how
    close its letter frequencies are to a language's (coherence). Of equally good ones, the more common
    encoding wins.
    """
    if describe_binary_file(data) or b"\0" in data:
        return None
    found = from_bytes(data[:SAMPLE_BYTES], cp_isolation=list(LEGACY_PENALTIES), threshold=MAX_CHAOS)
    penalties: dict[str, float] = {}
    for decoding in found:
        if not decoding.coherence and len(EAST_ASIAN_LETTER.findall(str(decoding))) < MIN_EAST_ASIAN_LETTERS:
            continue  # too little evidence
        value = decoding.chaos + MISPLACED_WEIGHT * _misplaced_share(str(decoding))
        value -= COHERENCE_WEIGHT * min(decoding.coherence, MAX_COHERENCE)
        for codec in {decoding.encoding, *decoding.could_be_from_charset} & LEGACY_PENALTIES.keys():
            penalties[codec] = min(value + LEGACY_PENALTIES[codec], penalties.get(codec, 1.0))
    for codec in sorted(penalties, key=lambda codec: (penalties[codec], codec)):
        text = _decode_strictly(data, codec)
        if text is not None and not DISALLOWED_CONTROLS.search(text):
            name = format_encoding_name(codec)
            return DecodedText(text, name, f"is not UTF-8, and was read as {name}")
    return None


def _misplaced_share(text: str) -> float:
    """Return the share of non-ASCII characters that are in impossible places.

    Such a place is that of punctuation inside a word, or of a capital after a small letter.
    """
    number = wrong = 0
    for found in NON_ASCII.finditer(text):
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        number += 1
        if found[0].isalpha():
            wrong += found[0].isupper() and before.islower()
        else:
            wrong += before.isalpha() and after.isalpha() and found[0] not in MARKS_INSIDE_WORDS
    return wrong / number if number else 0.0


def is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Return whether bytes are damaged UTF-8 rather than another encoding.

    They are if most of the non-ASCII characters are valid UTF-8, or if the last character is cut off.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(not c.isascii() for c in text) - broken
    return whole > broken or (error.reason == "unexpected end of data" and error.start >= len(data) - 3)


def decode_html_page(data: bytes) -> DecodedText | None:
    """Return the text of an HTML page, or None if the bytes are not text.

    A byte order mark decides; then UTF-8, if all bytes are valid UTF-8; then the page's own declaration; then
    detection. UTF-8 comes before the declaration because other text is almost never valid UTF-8 by chance,
    while programs that save pages as UTF-8 leave old declarations in them.
    """
    if describe_binary_file(data):
        return None
    mark = detect_byte_order_mark(data)
    if mark is not None:
        length, codec, name = mark
        return _decode_page_as(data[length:], codec, name)
    declared = find_declared_codec(data)
    text = _decode_strictly(data, "utf-8")
    if text is not None:
        remark = None
        if declared not in (None, "utf-8") and not text.isascii():
            remark = f"declares {format_encoding_name(declared or '')} but is UTF-8, and was read as UTF-8"
        return DecodedText(text, "utf-8", remark)
    found = _decode_page_as(data, declared, format_encoding_name(declared)) if declared else None
    if found is None:
        found = decode_legacy_text(data) or _decode_page_as(data, "utf-8", "utf-8")
    return found


def find_declared_codec(data: bytes) -> str | None:
    """Return the codec that a page declares in its head, or None if it declares no known one."""
    match = CHARSET_DECLARATION.search(HTML_COMMENT.sub(b"", data[:DECLARATION_RANGE]))
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace").lower()
    try:
        name = codecs.lookup(SUPERSET_ENCODINGS.get(label, label)).name
    except LookupError:
        return None
    name = codecs.lookup(SUPERSET_ENCODINGS.get(name, name)).name
    return name if name in DECLARABLE_CODECS else None


def describe_binary_file(data: bytes) -> str | None:
    """Return the kind of a binary file in words ("a PDF file"), by its first bytes; else None."""
    return next((kind for start, kind in BINARY_SIGNATURES.items() if data.startswith(start)), None)


def format_encoding_name(codec: str) -> str:
    """Return the common name of an encoding ("windows-1252" for "cp1252")."""
    codec = codec.replace("-", "_")
    if codec in ENCODING_NAMES:
        return ENCODING_NAMES[codec]
    name = codec.replace("iso8859_", "ISO-8859-").replace("_", "-")
    return f"windows-{name[2:]}" if name.startswith("cp") else name


def _decode_strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_page_as(data: bytes, codec: str, name: str) -> DecodedText | None:
    """Return a page decoded as `codec`, a few invalid bytes as U+FFFD; None if there are more."""
    text = data.decode(codec, "replace")
    broken_count = text.count("\N{REPLACEMENT CHARACTER}") if _decode_strictly(data, codec) is None else 0
    if broken_count > max(1, MAX_BROKEN_SHARE * len(text)):
        return None
    count = "1 byte that is" if broken_count == 1 else f"{broken_count} bytes that are"
    remark = f"holds {count} not {name.upper()}, shown as \N{REPLACEMENT CHARACTER}"
    return DecodedText(text, name, remark if broken_count else None)
