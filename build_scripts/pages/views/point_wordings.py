"""Group the sources of a point by the words in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from build_scripts.models import ComparedValues, Point, PointCell, Span, ValueRelation
from build_scripts.pages.views.missing_sources import MissingSource, list_missing_sources
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

_QUOTES = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')
_PUNCTUATION_AROUND = " \"'.,;:!?()[]…–—-"


@dataclass(frozen=True, slots=True)
class WordingUse:
    """One source's cell of a point; `words` are those that differ, if any."""

    source: SourceView
    cell: PointCell
    words: Span | None

    @property
    def linked_span(self) -> Span:
        """The span to link to: the words that differ, else the cell's first sentence."""
        return self.words or self.cell.spans[0]

    @property
    def quotable_spans(self) -> tuple[Span, ...]:
        """The sentences of the cell that may be shown."""
        return tuple(span for span in self.cell.spans if span in self.source.quotable_sentences)


@dataclass(frozen=True, slots=True)
class NumberedWording:
    """Words that differ from other sources', their number in the point, and the cells that have them."""

    number: int
    uses: tuple[WordingUse, ...]

    @property
    def first_use(self) -> WordingUse:
        """The first source to use them, whose spelling is shown for all."""
        return self.uses[0]


@dataclass(frozen=True, slots=True)
class StatedValues:
    """What sources state of one thing: each value once, with the sources that state it.

    `thing` is in the program's words ("people killed"), `relation` as in `ComparedValues`. Values that a
    later source has overtaken come first, then those that more sources state.
    """

    thing: str
    relation: ValueRelation
    values: tuple[StatedValue, ...]


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One value, in the words of the first of its `uses`; `is_earlier` if all of them were overtaken."""

    uses: tuple[WordingUse, ...]
    is_earlier: bool


@dataclass(frozen=True)
class PointWordings:
    """The wordings of a point, the other sources that report it, and those without a cell.

    `without_wording` report it without words that differ; the words of `not_quotable` may not be shown.
    """

    wordings: tuple[NumberedWording, ...]
    without_wording: tuple[WordingUse, ...]
    not_quotable: tuple[WordingUse, ...]
    missing: tuple[MissingSource, ...]

    @cached_property
    def possible(self) -> tuple[MissingSource, ...]:
        """The sources that may report it."""
        return tuple(one for one in self.missing if one.state == "possible")

    @cached_property
    def not_compared(self) -> tuple[MissingSource, ...]:
        """The sources that were not compared."""
        return tuple(one for one in self.missing if one.state == "not compared")

    @cached_property
    def absent_sources(self) -> tuple[SourceView, ...]:
        """The sources in which no sentence for it was found."""
        return tuple(one.source for one in self.missing if one.state == "not found")

    @cached_property
    def uses_by_source(self) -> Mapping[str, WordingUse]:
        """The use of each source that reports the point, by the source's id."""
        grouped = (use for wording in self.wordings for use in wording.uses)
        return {use.source.id: use for use in (*grouped, *self.without_wording, *self.not_quotable)}

    @cached_property
    def numbers_by_source(self) -> Mapping[str, int]:
        """The number of each source's wording, if it has one, by the source's id."""
        return {use.source.id: wording.number for wording in self.wordings for use in wording.uses}

    @cached_property
    def sentence_count(self) -> int:
        """The number of sentences that may be shown."""
        return sum(len(use.quotable_spans) for use in self.uses_by_source.values())

    @cached_property
    def possible_sentence_count(self) -> int:
        """The number of sentences that perhaps report it and may be shown."""
        return sum(len(one.quotable_spans) for one in self.possible)


def group_point_wordings(view: StoryView, point: Point) -> PointWordings:
    """Return the wordings of a point, in the order of the sources' letters."""
    groups: dict[str, list[WordingUse]] = {}
    shown = _find_shown_values(point)
    plain: list[WordingUse] = []
    unquoted: list[WordingUse] = []
    for source in view.sources:
        cell = point.get_cell(source.id)
        if cell is None:
            continue
        words = cell.differing_words if point.differs else None
        use = WordingUse(source, cell, words)
        if not use.quotable_spans or (words and source.find_sentence(words) not in source.quotable_sentences):
            unquoted.append(WordingUse(source, cell, None))
        elif words is None:
            plain.append(use)
        else:
            value = shown.values.get(source.id) if shown else None
            key = value or normalize_wording(words.extract(source.article.text))
            groups.setdefault(key, []).append(use)
    numbered = (NumberedWording(number, tuple(uses)) for number, uses in enumerate(groups.values(), 1))
    return PointWordings(tuple(numbered), tuple(plain), tuple(unquoted), list_missing_sources(view, point))


def list_stated_values(view: StoryView, point: Point) -> tuple[StatedValues, ...]:
    """Return what sources state of one thing, without what the words that differ show already.

    Words that may not be shown are left out.
    """
    shown = _find_shown_values(point)
    lists = (_group_values(view, point, compared) for compared in point.values if compared is not shown)
    return tuple(one for one in lists if one is not None)


def find_differing_thing(point: Point) -> str | None:
    """Return what the words that differ state ("people killed"), in the program's words; None if unknown."""
    shown = _find_shown_values(point)
    return shown.thing if shown else None


def _find_shown_values(point: Point) -> ComparedValues | None:
    """Return the values that the words of the cells that differ show, None if these show others."""
    shown = {cell.source: cell.differing_words for cell in point.cells if point.differs}
    return next((one for one in point.values if all(_show(shown, *each) for each in one.words.items())), None)


def _show(shown: Mapping[str, Span | None], source: str, words: Span) -> bool:
    differing = shown.get(source)
    return differing is not None and differing.overlaps(words)


def _group_values(view: StoryView, point: Point, compared: ComparedValues) -> StatedValues | None:
    groups: dict[str, list[WordingUse]] = {}
    for source in view.sources:
        cell, words = point.get_cell(source.id), compared.words.get(source.id)
        if cell is None or words is None or source.find_sentence(words) not in source.quotable_sentences:
            continue
        groups.setdefault(compared.values[source.id], []).append(WordingUse(source, cell, words))
    if not groups:
        return None
    values = [
        StatedValue(tuple(uses), all(use.source.id in compared.earlier for use in uses))
        for uses in groups.values()
    ]
    values.sort(key=lambda value: (not value.is_earlier, -len(value.uses)))
    return StatedValues(compared.thing, compared.relation, tuple(values))


def order_cell_sentences(cell: PointCell) -> tuple[Span, ...]:
    """Return a cell's sentences in order, but the one with the words that differ first."""
    words = cell.differing_words
    if words is None:
        return cell.spans
    return tuple(sorted(cell.spans, key=lambda span: not span.start <= words.start < span.end))


def normalize_wording(words: str) -> str:
    """Return words for comparison: in folded case, with plain quotation marks and no punctuation around."""
    return " ".join(words.translate(_QUOTES).casefold().split()).strip(_PUNCTUATION_AROUND)
