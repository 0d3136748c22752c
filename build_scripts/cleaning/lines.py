"""Label every line of a capture with what it is and the rule that decided."""

from __future__ import annotations

from ..models import TEXT_KINDS, Correction, Kind, Line, Paragraph, Span
from . import labels
from .blocks import choose
from .features import look
from .knowledge import Knowledge
from .signs import sign

KEPT = "kept by the editor"
DROPPED = "cut by the editor"


def clean(
    text: str,
    known: Knowledge,
    keep: tuple[Correction, ...] = (),
    drop: tuple[Correction, ...] = (),
) -> tuple[Line, ...]:
    r"""Return every line of a text, labelled; line ends must be `\n`.

    The lines in order, joined by a newline, are the text. `keep` and `drop` overrule the rules where a
    line starts as they say; `check_corrections` tells which of them don't fit.
    """
    seen = look(text)
    signs = tuple(sign(line, known) for line in seen)
    labelled = labels.label(seen, signs, choose(seen, signs), known)
    overruled = {c.line: (Kind.BODY, KEPT) for c in keep} | {
        c.line: (Kind.BOILERPLATE, DROPPED) for c in drop
    }
    for correction, _ in check_corrections(text, keep, drop):
        overruled.pop(correction.line, None)
    return tuple(
        Line(line.index + 1, line.span, *overruled.get(line.index + 1, given))
        for line, given in zip(seen, labelled, strict=True)
    )


def check_corrections(
    text: str, keep: tuple[Correction, ...], drop: tuple[Correction, ...]
) -> tuple[tuple[Correction, str], ...]:
    """Return each correction that does not fit the text, with the reason; `clean` ignores those."""
    lines = text.split("\n")
    wrong: list[tuple[Correction, str]] = []
    for correction in (*keep, *drop):
        if not 1 <= correction.line <= len(lines):
            wrong.append((correction, f"the capture has {len(lines)} lines"))
            continue
        words = lines[correction.line - 1].strip()
        if not words:
            wrong.append((correction, "the line is blank"))
        elif not words.startswith(correction.starts.strip()):
            wrong.append((correction, f'the line starts with "{words[:40]}"'))
    kept = {c.line for c in keep}
    wrong += [(c, "the line is both kept and dropped") for c in drop if c.line in kept]
    return tuple(wrong)


def paragraphs(text: str, lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Return the article's own text: spans of BODY, HEADING and LIST_ITEM lines without blanks around."""
    found = []
    for line in lines:
        words = line.span.of(text)
        start = line.span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if line.kind in TEXT_KINDS and end > start:
            found.append(Paragraph(Span(start, end), line.kind))
    return tuple(found)


def plain(text: str) -> tuple[Line, ...]:
    """Return every line that is not blank as body."""
    return tuple(
        Line(line.index + 1, line.span, Kind.BLANK, labels.BLANK)
        if line.blank
        else Line(line.index + 1, line.span, Kind.BODY, "the whole file is taken as the article")
        for line in look(text)
    )
