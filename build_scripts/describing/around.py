"""Find the lines around an article that can say when it was published and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import TEXT_KINDS, Kind, Line


@dataclass(frozen=True, slots=True)
class Around:
    """The lines of a capture, blank ones aside, with the places of the article's parts among them.

    `head` is the headline's place, or `first` where there is none; `first` and `last` are those of the
    article's own text.
    """

    lines: tuple[Line, ...]
    head: int
    first: int
    last: int


def around(lines: tuple[Line, ...]) -> Around | None:
    """Return the places of the article among the lines, or None where there is no article."""
    filled = tuple(line for line in lines if line.kind is not Kind.BLANK)
    body = [place for place, line in enumerate(filled) if line.kind in TEXT_KINDS]
    if not body:
        return None
    head = next((place for place, line in enumerate(filled) if line.kind is Kind.HEADLINE), body[0])
    return Around(filled, head, body[0], body[-1])
