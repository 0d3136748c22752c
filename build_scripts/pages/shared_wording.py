"""Collect the wording that sources share: by sentence, by pair of sources, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from build_scripts.models import PointCell, SharedWording, SourceSentence, Span
from build_scripts.pages.exports.tables import Table, TableValue
from build_scripts.pages.views.point_wordings import WordingUse
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

PrintOrder = Literal["earlier", "later"]

# A run of more words is abbreviated to its first and last words.
_MOST_SHOWN = 9
_AT_EACH_END = 4


# Two cells are copies if their sentences share so large a part of their letters, in runs of words.
_COPIED_PART = 0.9


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A run of words that a source shares with another one, as seen from the first.

    `run` is the span of the words in this source, `other_run` that in the other source, in its sentence
    `other_sentence`. `other_printed` says when the other source printed them, None if that is unknown.
    `agencies` are those that this source credits, then those of the other. `may_be_shown` is true
    if the words of both sources may be shown; else only their number is.
    """

    other_source: SourceView
    other_sentence: Span
    run: Span
    other_run: Span
    word_count: int
    other_printed: PrintOrder | None
    agencies: tuple[tuple[str, ...], tuple[str, ...]]
    may_be_shown: bool

    @property
    def agency_credit(self) -> str:
        """Which of the two sources credits which agency, as seen from this one."""
        own, other = (" and ".join(names) for names in self.agencies)
        if not own and not other:
            return "neither credits an agency"
        if own == other:
            return f"both credit {own}"
        return f"this article credits {own or 'no agency'}, the other {other or 'no agency'}"


@dataclass(frozen=True, slots=True)
class CopiedRunGroup:
    """A run of words in a sentence, with all its copies in other sources: all may be shown, or none."""

    sentence: Span
    run: Span
    copies: tuple[CopiedRun, ...]

    @property
    def word_count(self) -> int:
        """The number of words in the run."""
        return self.copies[0].word_count

    @property
    def may_be_shown(self) -> bool:
        """Whether the words may be shown."""
        return self.copies[0].may_be_shown

    @property
    def printed_earlier(self) -> tuple[SourceView, ...]:
        """The other sources that printed the words earlier than this one."""
        return tuple(copy.other_source for copy in self.copies if copy.other_printed == "earlier")

    @property
    def agency_credits(self) -> tuple[tuple[str, bool, tuple[SourceView, ...]], ...]:
        """Each agency, whether this source credits it, and the other sources that do."""
        names = dict.fromkeys(name for copy in self.copies for side in copy.agencies for name in side)
        return tuple(
            (
                name,
                name in self.copies[0].agencies[0],
                tuple(copy.other_source for copy in self.copies if name in copy.agencies[1]),
            )
            for name in names
        )


@dataclass(frozen=True, slots=True)
class SharingPair:
    """Two sources in the order of their letters, and the runs they share, by sentence of the first."""

    source: SourceView
    other_source: SourceView
    runs: tuple[tuple[Span, CopiedRun], ...]

    @property
    def sentence_count(self) -> int:
        """The number of sentences of the first that share words with the other."""
        return len({sentence for sentence, _ in self.runs})

    @property
    def printed_first(self) -> SourceView | None:
        """The source that printed all runs first, None if that is unknown or differs."""
        found = {copy.other_printed for _, copy in self.runs}
        if len(found) > 1 or None in found:
            return None
        return self.other_source if "earlier" in found else self.source

    @property
    def agency_credit(self) -> str:
        """Which of the two sources credits which agency for any of the runs."""
        first, second = (
            tuple(dict.fromkeys(name for _, copy in self.runs for name in copy.agencies[side]))
            for side in (0, 1)
        )
        if not first and not second:
            return "neither credits an agency"
        if first == second:
            return f"both credit {' and '.join(first)}"
        (letter, names), (other_letter, other_names) = sorted(
            ((self.source.letter, first), (self.other_source.letter, second)),
            key=lambda credit: not credit[1],
        )
        others = f"{other_letter} {' and '.join(other_names) or 'no agency'}"
        return f"{letter} credits {' and '.join(names)}, {others}"


def find_copied_runs(view: StoryView, source: SourceView) -> Mapping[Span, tuple[CopiedRunGroup, ...]]:
    """Return, by sentence, the runs of words that a source shares with others, in the order of the text."""
    order = {other.id: place for place, other in enumerate(view.sources)}
    found: dict[tuple[Span, Span, bool], list[CopiedRun]] = {}
    for shared in view.shared_runs_by_source.get(source.id, ()):
        side = 0 if shared.sentences[0][0] == source.id else 1
        sentence = shared.sentences[side][1]
        copy = _view_from_side(view, shared, side)
        found.setdefault((sentence, copy.run, copy.may_be_shown), []).append(copy)
    by_sentence: dict[Span, list[CopiedRunGroup]] = {}
    for (sentence, run, _), every in sorted(found.items(), key=lambda pair: pair[0]):
        every.sort(key=lambda copy: order[copy.other_source.id])
        by_sentence.setdefault(sentence, []).append(CopiedRunGroup(sentence, run, tuple(every)))
    return {sentence: tuple(every) for sentence, every in by_sentence.items()}


def select_row_copies(
    found: Mapping[str, Mapping[Span, tuple[CopiedRunGroup, ...]]],
    source: str,
    span: Span,
    cells: Iterable[PointCell],
) -> tuple[CopiedRun, ...]:
    """Return the runs that a sentence shares with other cells of its row, the longest for each cell."""
    copies = [copy for copied in found.get(source, {}).get(span, ()) for copy in copied.copies]
    rows = (
        [c for c in copies if c.other_source.id == cell.source and c.other_sentence in cell.spans]
        for cell in cells
    )
    return tuple(max(every, key=lambda copy: copy.word_count) for every in rows if every)


def list_sharing_pairs(view: StoryView) -> tuple[SharingPair, ...]:
    """Return the pairs of sources that share wording, those with most such sentences first."""
    found: dict[tuple[str, str], list[tuple[Span, CopiedRun]]] = {}
    for shared in view.story.shared_wordings:
        (one, sentence), (other, _) = shared.sentences
        found.setdefault((one, other), []).append((sentence, _view_from_side(view, shared, 0)))
    made = [
        SharingPair(
            view.sources_by_id[one],
            view.sources_by_id[other],
            tuple(sorted(runs, key=lambda run: run[1].run)),
        )
        for (one, other), runs in found.items()
    ]
    return tuple(sorted(made, key=lambda pair: -pair.sentence_count))


def count_shared_sentences(view: StoryView, source: SourceView) -> tuple[tuple[SourceView, int], ...]:
    """Return the sources that share wording with this one, each with the number of this one's sentences."""
    sentences: dict[str, set[Span]] = {}
    for shared in view.shared_runs_by_source.get(source.id, ()):
        side = 0 if shared.sentences[0][0] == source.id else 1
        sentences.setdefault(shared.sentences[1 - side][0], set()).add(shared.sentences[side][1])
    return tuple((other, len(sentences[other.id])) for other in view.sources if other.id in sentences)


def abbreviate_run(source: SourceView, run: Span) -> tuple[Span, Span | None]:
    """Return the span of a short run and None; of a longer one, the spans of its first and last words."""
    text = source.article.text
    words, position = [], run.start
    for word in run.extract(text).split():
        start = text.index(word, position)
        position = start + len(word)
        words.append(Span(start, position))
    if len(words) <= _MOST_SHOWN:
        return run, None
    return Span(run.start, words[_AT_EACH_END - 1].end), Span(words[-_AT_EACH_END].start, run.end)


def make_shared_wording_table(view: StoryView) -> Table:
    """Return one row for each run of words that two sources share.

    The words and their offsets are given if the words of both sources may be shown.
    """
    rows: list[tuple[TableValue, ...]] = []
    for shared in view.story.shared_wordings:
        one, other = (view.sources_by_id[source] for source, _ in shared.sentences)
        shown = one.may_show(shared.spans[0]) and other.may_show(shared.spans[1])
        sides: list[TableValue] = []
        for source, (_, sentence), run, agencies in zip(
            (one, other), shared.sentences, shared.spans, shared.agencies, strict=True
        ):
            sides += (source.letter, source.id, source.paragraph_number(sentence), *sentence)
            sides += run if shown else (None, None)
            sides.append("; ".join(agencies) or None)
        words = shared.spans[0].extract(one.article.text) if shown else None
        rows.append((shared.word_count, words, shared.printed_first, *sides))
    side = ("letter", "source", "paragraph", "start", "end", "words_start", "words_end", "agencies")
    columns = ("number", "words", "earlier", *side, *(f"other_{name}" for name in side))
    return Table(columns, tuple(rows))


def _view_from_side(view: StoryView, shared: SharedWording, side: int) -> CopiedRun:
    """Return a shared run as seen from its first source (side 0) or its second (side 1)."""
    source, other = (view.sources_by_id[shared.sentences[at][0]] for at in (side, 1 - side))
    when: PrintOrder | None = None
    if shared.printed_first is not None:
        when = "earlier" if shared.printed_first == other.id else "later"
    return CopiedRun(
        other,
        shared.sentences[1 - side][1],
        shared.spans[side],
        shared.spans[1 - side],
        shared.word_count,
        when,
        (shared.agencies[side], shared.agencies[1 - side]),
        source.may_show(shared.spans[side]) and other.may_show(shared.spans[1 - side]),
    )


def fold_copies(uses: Iterable[WordingUse], view: StoryView) -> tuple[tuple[WordingUse, ...], ...]:
    """Return a point's uses in groups: a cell, then those of other sources that have nearly the same words.

    These are copies of one report, as those of an agency are.
    """
    groups: list[list[WordingUse]] = []
    for use in uses:
        group = next((group for group in groups if _is_copy(view, group[0], use)), None)
        if group is None:
            groups.append([use])
        else:
            group.append(use)
    return tuple(map(tuple, groups))


def _is_copy(view: StoryView, one: WordingUse, other: WordingUse) -> bool:
    """Return whether each sentence of two cells shares nearly all its words with the other's at its place."""
    spans, others = one.cell.spans, other.cell.spans
    return len(spans) == len(others) and all(
        _measure_shared_part(view, (one.source.id, span), (other.source.id, twin)) >= _COPIED_PART
        for span, twin in zip(spans, others, strict=True)
    )


def _measure_shared_part(view: StoryView, one: SourceSentence, other: SourceSentence) -> float:
    """Return the part of the longer of two sentences that is in runs which they share."""
    pair = {one, other}
    runs = (run for run in view.shared_runs_by_source.get(one[0], ()) if set(run.sentences) == pair)
    shared = sum(run.spans[0].end - run.spans[0].start for run in runs)
    return shared / max(span.end - span.start for _, span in pair)
