"""Encode a picture in shades of one colour as a PNG file whose bytes depend on the picture alone.

What zlib writes depends on its build: zlib-ng, which newer Pythons and Pillow bring, differs from zlib and
between processors. So the picture is compressed here, by two rules. Each row is stored as its difference from
the row above (PNG's filter "Up"), which leaves mostly zeros; runs of the same byte are then shortened, in the
fixed codes of DEFLATE (RFC 1951, section 3.2.6).
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from functools import cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

SHADE_COUNT = 16
"""The number of shades in a picture: each takes four bits."""

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FILTER_UP = 2
_ZLIB_HEADER = b"\x78\x01"

_LAST_BLOCK_WITH_FIXED_CODES = "110"
_END_OF_BLOCK = 256
_FIRST_LENGTH = 257
_LENGTHS = (
    # For each symbol from 257 on, the least length that it stands for, and its extra bits (section 3.2.5).
    *((length, 0) for length in range(3, 11)),
    *(
        (start + step * 2**bits, bits)
        for bits, start in ((1, 11), (2, 19), (3, 35), (4, 67), (5, 131))
        for step in range(4)
    ),
    (258, 0),
)
_MIN_LENGTH, _MAX_LENGTH = 3, 258
_DISTANCE_OF_ONE = "00000"


def encode_png(shades: npt.NDArray[np.uint8], dark: Colour, light: Colour) -> bytes:
    """Return a picture as a PNG file.

    `shades` gives the shade of each pixel, row by row, from 0 (`dark`) to 15 (`light`). The rows have an even
    number of pixels.
    """
    height, width = shades.shape
    packed = shades[:, ::2] << 4 | shades[:, 1::2]
    rows = np.full((height, packed.shape[1] + 1), _FILTER_UP, np.uint8)
    rows[:, 1:] = np.diff(packed, axis=0, prepend=np.zeros((1, packed.shape[1]), np.uint8))
    palette = bytes(
        (a * (SHADE_COUNT - 1 - shade) + b * shade) // (SHADE_COUNT - 1)
        for shade in range(SHADE_COUNT)
        for a, b in zip(dark, light, strict=True)
    )
    header = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)  # four bits a pixel, by palette
    data = rows.tobytes()
    stream = _ZLIB_HEADER + _deflate_runs(data) + struct.pack(">I", zlib.adler32(data))
    chunks = (b"IHDR", header), (b"PLTE", palette), (b"IDAT", stream), (b"IEND", b"")
    return _SIGNATURE + b"".join(_make_chunk(name, content) for name, content in chunks)


def _make_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _deflate_runs(data: bytes) -> bytes:
    """Return the bytes as one DEFLATE block with fixed codes; only runs of one byte are shortened."""
    values = np.frombuffer(data, np.uint8)
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] ^ 1))
    lengths = np.diff(starts, append=len(values))
    runs = zip(values[starts].tolist(), lengths.tolist(), strict=True)
    codes = (_encode_run(value, length) for value, length in runs)
    bits = "".join((_LAST_BLOCK_WITH_FIXED_CODES, *codes, _encode_symbol(_END_OF_BLOCK)))
    # The first bit of the stream is the lowest bit of its first byte.
    return int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")


@cache
def _encode_run(value: int, length: int) -> str:
    """Return the bits for a run of a byte: the byte itself, and how often it is repeated."""
    literal, repetitions = _encode_symbol(value), length - 1
    bits = literal
    while repetitions >= _MIN_LENGTH:
        taken = min(repetitions, _MAX_LENGTH)
        bits += _encode_length(taken) + _DISTANCE_OF_ONE
        repetitions -= taken
    return bits + literal * repetitions


def _encode_length(length: int) -> str:
    """Return the bits for the length of a repetition, from 3 to 258."""
    index = bisect_right(_LENGTHS, length, key=itemgetter(0)) - 1
    start, extra = _LENGTHS[index]
    # Of the extra bits, the lowest is the first.
    return _encode_symbol(_FIRST_LENGTH + index) + "".join(str(length - start >> n & 1) for n in range(extra))


def _encode_symbol(symbol: int) -> str:
    """Return the fixed code of a byte, a length or the end (section 3.2.6), its highest bit first."""
    if symbol < 144:
        return f"{symbol + 0b00110000:08b}"
    if symbol < 256:
        return f"{symbol - 144 + 0b110010000:09b}"
    if symbol < 280:
        return f"{symbol - 256:07b}"
    return f"{symbol - 280 + 0b11000000:08b}"
