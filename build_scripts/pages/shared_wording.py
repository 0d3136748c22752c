"""Wording that sources share: beside a sentence, between two sources, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from build_scripts.models import PointCell, SharedWording, Span
from build_scripts.pages.exports.tables import Table, TableValue
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import StoryView

PrintOrder = Literal["earlier", "later"]

# Of a longer run its beginning and its end stand for it.
_MOST_SHOWN = 9
_AT_EACH_END = 4


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """A run of words in a sentence, as seen from its source: where the same words stand.

    `run` and `other_run` are the words here and in the other source, `other_sentence` is the one that holds
    these there. `other_printed` tells when the other source printed them, None where the times don't.
    `agencies` are those that this source credits, then those that the other does. `may_be_shown` tells
    whether the rights allow both sources' words to be shown: where they don't, which words are shared isn't
    said, only how many.
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
        """Who credits which agency, said from this source."""
        here, there = (" and ".join(names) for names in self.agencies)
        if not here and not there:
            return "neither credits an agency"
        if here == there:
            return f"both credit {here}"
        return f"this article credits {here or 'no agency'}, the other {there or 'no agency'}"


@dataclass(frozen=True, slots=True)
class CopiedRunGroup:
    """A run of words in a sentence, and everywhere else where it stands: all may be shown, or none."""

    sentence: Span
    run: Span
    copies: tuple[CopiedRun, ...]

    @property
    def word_count(self) -> int:
        """How many words the run has."""
        return self.copies[0].word_count

    @property
    def may_be_shown(self) -> bool:
        """Whether it may be said which words they are."""
        return self.copies[0].may_be_shown

    @property
    def printed_earlier(self) -> tuple[SourceView, ...]:
        """The sources that printed them earlier than this one."""
        return tuple(copy.other_source for copy in self.copies if copy.other_printed == "earlier")

    @property
    def agency_credits(self) -> tuple[tuple[str, bool, tuple[SourceView, ...]], ...]:
        """Each agency, whether this source credits it, and which others do."""
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
    """Two sources in the order of their letters, and the runs of words they share, as the first has them."""

    source: SourceView
    other_source: SourceView
    runs: tuple[tuple[Span, CopiedRun], ...]

    @property
    def sentence_count(self) -> int:
        """How many sentences of the first share words with the other."""
        return len({sentence for sentence, _ in self.runs})

    @property
    def printed_first(self) -> SourceView | None:
        """The source that printed all of them first, if the times tell."""
        found = {copy.other_printed for _, copy in self.runs}
        if len(found) > 1 or None in found:
            return None
        return self.other_source if "earlier" in found else self.source

    @property
    def agency_credit(self) -> str:
        """Who credits which agency for any of them."""
        here, there = (
            tuple(dict.fromkeys(name for _, copy in self.runs for name in copy.agencies[side]))
            for side in (0, 1)
        )
        if here and there and here != there:
            others = f"{self.other_source.letter} {' and '.join(there)}"
            return f"{self.source.letter} credits {' and '.join(here)}, {others}"
        if here and there:
            return f"both credit {' and '.join(here)}"
        for source, without, names in (
            (self.source, self.other_source, here),
            (self.other_source, self.source, there),
        ):
            if names:
                return f"{source.letter} credits {' and '.join(names)}, {without.letter} no agency"
        return "neither credits an agency"


def find_copied_runs(view: StoryView, source: SourceView) -> Mapping[Span, tuple[CopiedRunGroup, ...]]:
    """Return, by sentence, the words of a source that stand elsewhere too, in the order of the text."""
    order = {other.id: place for place, other in enumerate(view.sources)}
    found: dict[tuple[Span, Span, bool], list[CopiedRun]] = {}
    for shared in view.shared_runs_by_source.get(source.id, ()):
        side = 0 if shared.sentences[0][0] == source.id else 1
        sentence = shared.sentences[side][1]
        copy = _copy(view, shared, side)
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
    """Return where the words of a sentence stand in other cells of its row: for each the longest run."""
    copies = [copy for copied in found.get(source, {}).get(span, ()) for copy in copied.copies]
    rows = (
        [c for c in copies if c.other_source.id == cell.source and c.other_sentence in cell.spans]
        for cell in cells
    )
    return tuple(max(every, key=lambda copy: copy.word_count) for every in rows if every)


def list_sharing_pairs(view: StoryView) -> tuple[SharingPair, ...]:
    """Return every two sources that share wording, those with most such sentences first."""
    found: dict[tuple[str, str], list[tuple[Span, CopiedRun]]] = {}
    for shared in view.story.shared_wordings:
        (one, sentence), (other, _) = shared.sentences
        found.setdefault((one, other), []).append((sentence, _copy(view, shared, 0)))
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
    """Return the sources that share wording with one, each with how many of its sentences do."""
    sentences: dict[str, set[Span]] = {}
    for shared in view.shared_runs_by_source.get(source.id, ()):
        side = 0 if shared.sentences[0][0] == source.id else 1
        sentences.setdefault(shared.sentences[1 - side][0], set()).add(shared.sentences[side][1])
    return tuple((other, len(sentences[other.id])) for other in view.sources if other.id in sentences)


def abbreviate_run(source: SourceView, run: Span) -> tuple[Span, Span | None]:
    """Return the words that stand for a run: all of a short one, else its first and its last."""
    text = source.article.text
    words, at = [], run.start
    for word in run.extract(text).split():
        start = text.index(word, at)
        at = start + len(word)
        words.append(Span(start, at))
    if len(words) <= _MOST_SHOWN:
        return run, None
    return Span(run.start, words[_AT_EACH_END - 1].end), Span(words[-_AT_EACH_END].start, run.end)


def make_shared_wording_table(view: StoryView) -> Table:
    """Return one row for each run of words that two sources share.

    The words and where they begin and end are given where the rights allow both sources' to be shown.
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


def _copy(view: StoryView, shared: SharedWording, side: int) -> CopiedRun:
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
