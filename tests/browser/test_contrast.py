"""The style sheet's colours have enough contrast: computed from its tokens, without a browser.

Relative luminance and contrast ratio are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
and #dfn-contrast-ratio); 4.5 is the minimum for text (1.4.3), 7 the enhanced one (1.4.6), 3 that for parts of
controls (1.4.11).
"""

import re
from collections.abc import Iterator, Mapping

import pytest

from tests.helpers.paths import TOP

STYLESHEET = (TOP / "build_scripts/theme/assets/parallax.css").read_text("utf-8")
SCHEMES = ("light", "dark")
TEXT = ("ink", "ink-2", "link", "differs")
GROUNDS = ("paper", "panel")


def _blocks(style: str) -> Iterator[tuple[str, str]]:
    """Yield each innermost block's selector, with the media query around it, and its declarations."""
    around: list[str] = []
    start = 0
    for found in re.finditer(r"[{};]", style):
        before = style[start : found.start()].strip()
        start = found.end()
        if found[0] == "{":
            around.append(before)
        elif found[0] == "}":
            around.pop()
        if before and found[0] != "{":
            yield " ".join(around), before


def _tokens(scheme: str, more: bool = False) -> Mapping[str, str]:
    """Return a scheme's colours, in the order of the stylesheet; with `more`, as asked for more contrast."""
    colours = {}
    for where, declaration in _blocks(re.sub(r"/\*.*?\*/", "", STYLESHEET, flags=re.DOTALL)):
        token = re.fullmatch(r"--px-([\w-]+)\s*:\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", declaration)
        asked = "prefers-contrast: more" in where
        if token and (where == ":root" or (more and asked)):
            colours[token[1]] = token[2 + SCHEMES.index(scheme)]
    return colours


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(full[n : n + 2], 16) / 255 for n in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula() -> None:
    assert _contrast("#000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_contrast(scheme: str, ground: str) -> None:
    colours = _tokens(scheme)
    found = {name: _contrast(colours[name], colours[ground]) for name in TEXT}
    assert min(found.values()) >= 4.5, found
    assert found["ink"] >= 7
    assert _contrast(colours["line"], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_highlighted_text_has_contrast(scheme: str) -> None:
    colours = _tokens(scheme)
    assert _contrast(colours["ink"], colours["mark"]) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_more_contrast_is_given_where_it_is_asked_for(scheme: str, ground: str) -> None:
    colours = _tokens(scheme, more=True)
    assert colours != _tokens(scheme), "no token changes with prefers-contrast: more"
    found = {name: _contrast(colours[name], colours[ground]) for name in (*TEXT, "line")}
    assert min(found.values()) >= 7, found
