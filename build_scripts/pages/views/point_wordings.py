"""The words in which sources report a point, each with those who use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from build_scripts.models import Cell, Point, Span
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

_QUOTES = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')
_AROUND = " \"'.,;:!?()[]…–—-"


@dataclass(frozen=True, slots=True)
class Use:
    """One source's cell on a point; `words` are those that differ, if any."""

    source: SourceView
    cell: Cell
    words: Span | None

    @property
    def place(self) -> Span:
        """The words to lead to: those that differ, or the cell's first sentence."""
        return self.words or self.cell.spans[0]

    @property
    def quoted(self) -> tuple[Span, ...]:
        """The sentences that may be shown."""
        return tuple(span for span in self.cell.spans if span in self.source.quotable)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that differ from those of other sources, numbered within their point, and who uses them."""

    number: int
    uses: tuple[Use, ...]

    @property
    def first(self) -> Use:
        """The first to use them, whose spelling stands for all."""
        return self.uses[0]


@dataclass(frozen=True)
class Wordings:
    """How a point is worded: each wording and who uses it, then who else reports it, and who does not.

    `plain` report it without words that differ; what the `unquoted` say may not be shown.
    """

    wordings: tuple[Wording, ...]
    plain: tuple[Use, ...]
    unquoted: tuple[Use, ...]
    absent: tuple[SourceView, ...]

    @cached_property
    def uses(self) -> Mapping[str, Use]:
        """What each source that reports the point says, by the source's name."""
        grouped = (use for wording in self.wordings for use in wording.uses)
        return {use.source.id: use for use in (*grouped, *self.plain, *self.unquoted)}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each source's wording, for those that have one."""
        return {use.source.id: wording.number for wording in self.wordings for use in wording.uses}

    @cached_property
    def sentences(self) -> int:
        """How many sentences may be read."""
        return sum(len(use.quoted) for use in self.uses.values())


def wordings(view: StoryView, point: Point) -> Wordings:
    """Return how a point is worded, in the order of the sources' letters."""
    groups: dict[str, list[Use]] = {}
    plain: list[Use] = []
    unquoted: list[Use] = []
    absent: list[SourceView] = []
    for source in view.sources:
        cell = point.cell(source.id)
        if cell is None:
            absent.append(source)
            continue
        words = cell.words if point.differs else None
        use = Use(source, cell, words)
        if not use.quoted or (words and source.sentence(words) not in source.quotable):
            unquoted.append(Use(source, cell, None))
        elif words is None:
            plain.append(use)
        else:
            groups.setdefault(normalised(words.of(source.article.text)), []).append(use)
    numbered = (Wording(number, tuple(uses)) for number, uses in enumerate(groups.values(), 1))
    return Wordings(tuple(numbered), tuple(plain), tuple(unquoted), tuple(absent))


def words_first(cell: Cell) -> tuple[Span, ...]:
    """Return a cell's sentences in order, but first the one that holds the words that differ."""
    words = cell.words
    if words is None:
        return cell.spans
    return tuple(sorted(cell.spans, key=lambda span: not span.start <= words.start < span.end))


def normalised(words: str) -> str:
    """Return words as they are compared: without regard to case, blanks, quotation marks or marks around."""
    return " ".join(words.translate(_QUOTES).casefold().split()).strip(_AROUND)
