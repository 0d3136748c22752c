"""Draw the picture that other sites show beside a link to a story: its title, and whose reports are compared.

The same words give the same bytes on every machine. The fonts are the package's own, with instructions that
FreeType follows in whole numbers; no text engine of the system arranges the letters (`Layout.BASIC`); nothing
else is drawn with fractions; and `png` compresses the picture.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from build_scripts.pages.exports.png import SHADE_COUNT, encode_png
from build_scripts.text.format_values import format_count
from build_scripts.text.hidden_characters import HIDDEN_RUN
from build_scripts.text.package_data import load_font_file

PICTURE_WIDTH, PICTURE_HEIGHT = 1200, 630
"""In pixels: the size for which sites that show links make room."""

_Font = ImageFont.FreeTypeFont
_SERIF, _SANS = "NotoSerif-Bold", "NotoSans-Regular"

# The colours of the light pages, as in `parallax.css`. Other shades lie between ink and paper.
_INK, _PAPER = (0x14, 0x17, 0x1A), (0xFF, 0xFF, 0xFF)
_INK_SHADE, _SECOND_INK_SHADE, _RULE_SHADE, _PAPER_SHADE = 0, 4, 12, SHADE_COUNT - 1
_GREY_OF_SHADE = 17  # from 0..15 to 0..255

# Places in pixels from the top or the left; those of lines of text are their baselines.
_MARGIN = 72
_TEXT_WIDTH = PICTURE_WIDTH - 2 * _MARGIN
_BAR_HEIGHT = 12
_MARK_TOP, _MARK_GAP, _MASTHEAD_BASELINE, _MASTHEAD_RULE = 57, 16, 87, 124
_TITLE_TOP, _TITLE_BOTTOM = 140, 432
_SOURCES_RULE, _COUNT_BASELINE, _NAMES_BASELINES = 456, 506, (548, 588)
_MASTHEAD_SIZE, _COUNT_SIZE, _NAMES_SIZE = 36, 32, 28
_TITLE_SIZES = (72, 64, 56, 48, 42)
_NO_CHARACTER = "\uffff"
_MARK_SAMPLES = 4
"""Samples for each pixel of the mark, across and down."""


def draw_story_picture(publication_title: str, story_title: str, source_names: Sequence[str | None]) -> bytes:
    """Return the picture of a story as a PNG file; a source without a name is only counted.

    A title or a name with letters that the fonts lack is left out rather than shown in part; symbols that
    they lack are left out alone. A title that is too long becomes smaller, then is cut.
    """
    image = Image.new("L", (PICTURE_WIDTH, PICTURE_HEIGHT), _PAPER_SHADE * _GREY_OF_SHADE)
    draw = ImageDraw.Draw(image)
    _fill(draw, 0, PICTURE_WIDTH, 0, _BAR_HEIGHT, _INK_SHADE)
    _draw_masthead(image, draw, publication_title)
    _fill(draw, _MARGIN, PICTURE_WIDTH - _MARGIN, _MASTHEAD_RULE, 2, _RULE_SHADE)
    _write_title(draw, story_title)
    _fill(draw, _MARGIN, PICTURE_WIDTH - _MARGIN, _SOURCES_RULE, 4, _INK_SHADE)
    _write_sources(draw, source_names)
    greys = np.asarray(image).astype(np.uint16)
    shades = (greys + _GREY_OF_SHADE // 2) // _GREY_OF_SHADE
    return encode_png(shades.astype(np.uint8), _INK, _PAPER)


def describe_story_picture(story_title: str, source_names: Sequence[str | None]) -> str:
    """Return in words what the picture shows below the publication's title."""
    names = _list_names(source_names, list(dict.fromkeys(filter(None, source_names))))
    return f"{story_title}. {format_count(len(source_names), 'source')}" + (f": {names}" if names else "")


def _list_names(source_names: Sequence[str | None], shown: Sequence[str]) -> str:
    """Return the names to show, and the number of the sources that have others or none; "" for no names."""
    others = sum(name not in shown for name in source_names)
    return ", ".join(shown) + (f" and {others} more" if shown and others else "")


def _fill(draw: ImageDraw.ImageDraw, left: int, right: int, top: int, height: int, shade: int) -> None:
    draw.rectangle((left, top, right - 1, top + height - 1), fill=shade * _GREY_OF_SHADE)


def _write(
    draw: ImageDraw.ImageDraw,
    line: str,
    font: _Font,
    baseline: int,
    left: int = _MARGIN,
    shade: int = _INK_SHADE,
) -> None:
    draw.text((left, baseline), line, fill=shade * _GREY_OF_SHADE, font=font, anchor="ls")


def _draw_masthead(image: Image.Image, draw: ImageDraw.ImageDraw, title: str) -> None:
    """Draw the site's mark and write the publication's title beside it."""
    mark = _sample_mark()
    image.paste(Image.fromarray(mark), (_MARGIN, _MARK_TOP))
    left, font = _MARGIN + mark.shape[1] + _MARK_GAP, _load_font(_SERIF, _MASTHEAD_SIZE)
    line = _shorten(_select_drawable(title, _SERIF), font, PICTURE_WIDTH - _MARGIN - left)
    _write(draw, line, font, _MASTHEAD_BASELINE, left=left)


def _write_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    """Write a story's title in the largest size in which it has room."""
    words, height = _select_drawable(title, _SERIF), _TITLE_BOTTOM - _TITLE_TOP
    for size in _TITLE_SIZES:
        font, line_height = _load_font(_SERIF, size), size * 8 // 7
        lines = list(_wrap(words, font))
        if len(lines) * line_height <= height:
            break
    room = height // line_height
    if len(lines) > room:
        lines = [*lines[: room - 1], _shorten(" ".join(lines[room - 1 :]), font, _TEXT_WIDTH)]
    for number, line in enumerate(lines, 1):
        _write(draw, line, font, _TITLE_TOP + number * line_height)


def _write_sources(draw: ImageDraw.ImageDraw, names: Sequence[str | None]) -> None:
    """Write the number of a story's sources, and as many of their names as have room."""
    count = format_count(len(names), "source")
    _write(draw, count, _load_font(_SERIF, _COUNT_SIZE), _COUNT_BASELINE)
    font = _load_font(_SANS, _NAMES_SIZE)
    written = [_select_drawable(name or "", _SANS) for name in names]
    drawable = list(dict.fromkeys(filter(None, written)))
    for number in range(len(drawable), 0, -1):
        lines = list(_wrap(_list_names(written, drawable[:number]), font))
        if len(lines) <= len(_NAMES_BASELINES):
            for line, baseline in zip(lines, _NAMES_BASELINES, strict=False):
                _write(draw, line, font, baseline, shade=_SECOND_INK_SHADE)
            return


def _wrap(text: str, font: _Font) -> Iterator[str]:
    """Yield the lines of a text; a word that is longer than a line is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if _measure(longer, font) <= _TEXT_WIDTH:
            line = longer
            continue
        if line:
            yield line
        line = ""
        for letter in word:
            if _measure(line + letter, font) > _TEXT_WIDTH:
                yield line
                line = ""
            line += letter
    if line:
        yield line


def _shorten(text: str, font: _Font, width: int) -> str:
    """Return a text that is at most so wide, with an ellipsis in place of what was cut."""
    if _measure(text, font) <= width:
        return text
    while _measure(f"{text}…", font) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _measure(text: str, font: _Font) -> float:
    """Return the width of a text: that of its characters, because these fonts move no letters together."""
    return sum(_measure_character(character, font) for character in text)


@cache
def _measure_character(character: str, font: _Font) -> float:
    return font.getlength(character)


def _select_drawable(text: str, font_name: str) -> str:
    """Return a text without the symbols that a font lacks, or nothing if it lacks any other character."""
    characters = unicodedata.normalize("NFC", HIDDEN_RUN.sub("", text))
    lacking = {c for c in characters if not (c.isspace() or _is_drawable(c, font_name))}
    if any(unicodedata.category(c)[0] not in "SPZ" for c in lacking):
        return ""
    return " ".join("".join(c for c in characters if c not in lacking).split())


def _is_drawable(character: str, font_name: str) -> bool:
    """Return whether a font has a character; in place of all that it lacks, it has the same box."""
    return _draw_character(character, font_name) != _draw_character(_NO_CHARACTER, font_name)


@cache
def _draw_character(character: str, font_name: str) -> bytes:
    size = 32
    image = Image.new("L", (size, size))
    ImageDraw.Draw(image).text((0, size), character, fill=255, font=_load_font(font_name, size), anchor="ls")
    return image.tobytes()


@cache
def _load_font(name: str, size: int) -> _Font:
    return ImageFont.truetype(io.BytesIO(load_font_file(name)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _sample_mark() -> npt.NDArray[np.uint8]:
    """Return the greys of the masthead's mark (`theme/main.html`), 49 by 35 pixels.

    Its lines and its disc are measured in fourteenths of the unit of its drawing, at the middle of samples.
    """
    unit, across, down = 14, 28, 20
    y, x = np.ogrid[1 : down * unit : 2, 1 : across * unit : 2]
    within = (x >= unit) & (x <= 18 * unit)
    disc = (x - 22 * unit) ** 2 + (y - 10 * unit) ** 2 <= (5 * unit) ** 2
    middle = within & (abs(y - 10 * unit) <= unit)
    upper, lower = (
        within & ((8 * (x - unit) - 17 * (side - 2 * unit)) ** 2 <= (8**2 + 17**2) * unit**2)
        for side in (y, down * unit - y)
    )
    samples = (disc | middle | upper | lower).reshape(
        down * unit // 2 // _MARK_SAMPLES, _MARK_SAMPLES, across * unit // 2 // _MARK_SAMPLES, _MARK_SAMPLES
    )
    return np.asarray(255 - samples.sum(axis=(1, 3)) * 255 // _MARK_SAMPLES**2, np.uint8)
