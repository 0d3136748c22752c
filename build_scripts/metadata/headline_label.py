"""Let the labels of lines say which was taken for the headline: cleaning guesses, describing chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact


def relabel_headline(
    text: str, lines: tuple[Line, ...], headline: StatedFact[str] | None
) -> tuple[Line, ...]:
    """Return the lines with the headline's labelled as such, and no other line but what repeats it.

    A headline that doesn't stand in the text, or that stands in the article's own text, changes nothing.
    """
    if headline is None or not isinstance(headline.evidence, Span):
        return lines
    taken = next((line for line in lines if line.span.covers(headline.evidence)), None)
    if taken is None or taken.kind in TEXT_KINDS:
        return lines
    return tuple(_settled(text, lines, taken))


def _settled(text: str, lines: tuple[Line, ...], taken: Line) -> Iterator[Line]:
    words = taken.span.extract(text).strip()
    for line in lines:
        if line is taken and line.kind is not LineKind.HEADLINE:
            yield replace(line, kind=LineKind.HEADLINE, rule="of all lines the likeliest headline")
        elif line.kind is LineKind.HEADLINE and line.span.extract(text).strip() != words:
            rule = f"might be a headline; line {taken.number} was taken for it"
            yield replace(line, kind=LineKind.BOILERPLATE, rule=rule)
        else:
            yield line
