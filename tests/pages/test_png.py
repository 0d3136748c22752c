"""Another program reads the same pixels from a PNG file as were written."""

from __future__ import annotations

import io
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from build_scripts.pages.exports.png import encode_png

INK, PAPER = (0x14, 0x17, 0x1A), (255, 255, 255)
RUNS = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 1200)), min_size=1, max_size=30)


def decode(data: bytes) -> np.ndarray:
    """Return the shades of a picture, as Pillow reads them."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert image.format == "PNG"
        return np.asarray(image)


@given(RUNS, st.integers(1, 40))
def test_runs_of_any_length_are_read_as_they_were_written(runs: list[tuple[int, int]], width: int) -> None:
    pixels = list(chain.from_iterable([shade] * length for shade, length in runs))
    pixels += [0] * (-len(pixels) % (2 * width))
    shades = np.array(pixels, np.uint8).reshape(-1, 2 * width)
    assert np.array_equal(decode(encode_png(shades, INK, PAPER)), shades)


def test_every_length_of_a_run_has_a_code() -> None:
    for length in range(1, 600):
        # A row is stored as its difference from the row above; of one row, each byte is two pixels.
        shades = np.array([[7] * 2 * length + [3, 9]], np.uint8)
        assert np.array_equal(decode(encode_png(shades, INK, PAPER)), shades), length


def test_shades_lead_from_the_dark_colour_to_the_light_one() -> None:
    with Image.open(io.BytesIO(encode_png(np.array([[0, 15], [5, 10]], np.uint8), INK, PAPER))) as image:
        found = np.asarray(image.convert("RGB"))
    assert [tuple(map(int, pixel)) for pixel in found[0]] == [INK, PAPER]
    assert all(INK[n] < found[1, 0, n] < found[1, 1, n] < PAPER[n] for n in range(3))
