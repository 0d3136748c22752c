"""Label the line that was chosen as headline: cleaning only guesses it, `metadata.headline` chooses it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact


def relabel_headline(
    text: str, lines: tuple[Line, ...], headline: StatedFact[str] | None
) -> tuple[Line, ...]:
    """Return the lines with only the chosen line and its repetitions labelled as headline.

    Nothing changes where the headline comes from the sidecar or the markup, or from the article's own text.
    """
    if headline is None or not isinstance(headline.evidence, Span):
        return lines
    chosen = next((line for line in lines if line.span.covers(headline.evidence)), None)
    if chosen is None or chosen.kind in TEXT_KINDS:
        return lines
    return tuple(_relabel_lines(text, lines, chosen))


def _relabel_lines(text: str, lines: tuple[Line, ...], chosen: Line) -> Iterator[Line]:
    words = chosen.span.extract(text).strip()
    for line in lines:
        if line is chosen and line.kind is not LineKind.HEADLINE:
            yield replace(line, kind=LineKind.HEADLINE, rule="of all lines the likeliest headline")
        elif line.kind is LineKind.HEADLINE and line.span.extract(text).strip() != words:
            rule = f"might be a headline; line {chosen.number} was taken for it"
            yield replace(line, kind=LineKind.BOILERPLATE, rule=rule)
        else:
            yield line
