"""Find who said what, who kept silent, and through whom it came.

English only: it needs parses (`build_scripts.parsing`). Everything is a span of the article's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from build_scripts.models import Actor, Mention, Silence, Span, Statement
from build_scripts.statements import (
    attribution_chain as carriers,
)
from build_scripts.statements import (
    content_spans as spans,
)
from build_scripts.statements import (
    continued_speech as running,
)
from build_scripts.statements import (
    declined_to_comment as silences,
)
from build_scripts.statements import (
    hedges,
    transcripts,
)
from build_scripts.statements import (
    quotation_speaker as quoted,
)
from build_scripts.statements import (
    reported_speech as reported,
)
from build_scripts.statements import (
    speaker_identity as speakers,
)
from build_scripts.statements import (
    speech_type as kinds,
)
from build_scripts.statements import (
    trim_content as pruning,
)
from build_scripts.statements.cue_words import Cues, knowledge
from build_scripts.statements.parsed_sentence import Draft, Reading
from build_scripts.statements.parsed_sentence import phrase as noun_phrase
from build_scripts.statements.people_in_article import People, gather
from build_scripts.text import quotations
from build_scripts.text.parser import Parses

_BACK = 8
"""Statements that are looked through for another speaker in the paragraph before."""

__all__ = ["Cues", "find", "knowledge"]


def find(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    parses: Parses,
    knowledge: Cues,
) -> tuple[tuple[Statement, ...], tuple[Silence, ...]]:
    """Return the statements and the silences of one article, each in the order of the text.

    `actors` are all that the publication or the story lists; only their ids appear in the result.
    """
    marks = quotations.find(text, paragraphs)
    readings = _readings(text, paragraphs, sentences, parses, marks)
    people = gather(text, readings, mentions, actors, knowledge)
    turns = transcripts.find(paragraphs, people, knowledge)
    taken = deque(sorted(w for t in turns for w in t.words))
    quiet: list[silences.SilenceDraft] = []
    found: list[Statement] = []
    last: tuple[Reading, int] | None = None  # the place in `found` of what may go on
    announced: Draft | None = None  # what a paragraph that ended with "Roe wrote:" leads up to
    further: dict[int, list[Span]] = {}
    for reading in readings:
        while taken and taken[0].end <= reading.span.start:
            taken.popleft()
        if taken and taken[0].overlaps(reading.span):  # a turn of a transcript is its speaker's alone
            last = announced = None
            continue
        block = running.block(reading, announced, paragraphs[reading.paragraph], people, marks)
        if block is not None:
            taken.appendleft(block.spans[0])
            found.append(block)
            continue
        drafts = carriers.settle(reported.find(reading, knowledge), knowledge)
        drafts = quoted.find(reading, drafts, knowledge)
        silent = silences.find(reading, drafts, knowledge)
        drafts = tuple(_beside(d, silent) for d in drafts)
        quiet += silent
        more = quoted.goes_on(reading) if not any(d.content for d in drafts) else None
        if more is not None and announced is not None and running.follows(announced, reading, paragraphs):
            drafts = (replace(announced, content=(more,)),)
            more = None
        new = [s for d in drafts if (s := _statement(d, people, marks, knowledge)) is not None]
        announced = quoted.announces(reading, knowledge) if not new else None
        if more is not None and last is not None:
            before, place = last
            said = tuple(found[max(0, place - _BACK) :])
            if running.goes_on(text, said, found[place], before, reading, more, paragraphs):
                further.setdefault(place, []).append(more)
                last = (reading, place)
                continue
        speech = [n for n, s in enumerate(new, len(found)) if s.kind != "indirect"]
        found += new
        last = (reading, speech[-1]) if speech else None
    found = [running.longer(text, s, further[n], marks) if n in further else s for n, s in enumerate(found)]
    found += (_turn(t) for t in turns)
    found += _credited(text, people, marks, tuple(s for f in found for s in f.spans))
    spoken = sorted(found, key=lambda s: (s.spans[0], s.cue or s.spans[0]))
    return tuple(spoken), tuple(_silence(s, people) for s in quiet)


def _turn(turn: transcripts.Turn) -> Statement:
    who = turn.speaker
    return Statement(turn.words, "direct", turn.colon, who.span, who.text, who.actor, who.office_of)


def _credited(
    text: str, people: People, marks: tuple[Span, ...], taken: tuple[Span, ...]
) -> Iterator[Statement]:
    """Yield the quotations whose speaker stands behind a dash, where no cue has claimed them."""
    free = iter(sorted(taken))
    spoken = next(free, None)
    for mark in marks:
        while spoken is not None and spoken.end <= mark.start:
            spoken = next(free, None)
        credit = quoted.credited(text, mark)
        if credit is None or (spoken is not None and spoken.overlaps(mark)):
            continue
        dash, name = credit
        speaker = speakers.written(people, name)
        yield Statement(
            (mark,),
            kinds.of(text, (mark,), marks),
            dash,
            name,
            speaker.text,
            speaker.actor,
            speaker.office_of,
        )


def _beside(draft: Draft, silent: tuple[silences.SilenceDraft, ...]) -> Draft:
    """Take the silences that stand beside a statement out of its content."""
    content = draft.content
    for silence in silent:
        if silence.apart:
            content = spans.without(content, silence.span, draft.reading)
    return replace(draft, content=content)


def _readings(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    parses: Parses,
    marks: tuple[Span, ...],
) -> tuple[Reading, ...]:
    starts = [p.start for p in paragraphs]
    mark_starts, mark_ends = [m.start for m in marks], [m.end for m in marks]
    found: list[Reading] = []
    for sentence in sentences:
        tree = parses.of(sentence)
        if tree is None or not tree.tokens:
            continue
        own = marks[bisect_right(mark_ends, sentence.start) : bisect_left(mark_starts, sentence.end)]
        speech = tuple(
            q
            for q in own
            if q.start <= sentence.start or not (quotations.is_title(text, q) or quoted.is_named(text, q))
        )
        found.append(Reading(text, sentence, bisect_right(starts, sentence.start) - 1, tree, own, speech))
    return tuple(found)


def _statement(draft: Draft, people: People, marks: tuple[Span, ...], cues: Cues) -> Statement | None:
    if draft.speaker is None or not draft.content:
        return None
    speaker = speakers.resolve(people, draft.reading, draft.speaker)
    content = pruning.prune(draft, cues)
    return Statement(
        spans=content,
        kind=kinds.of(people.text, content, marks),
        cue=draft.cue,
        speaker=speaker.span,
        speaker_text=speaker.text,
        actor=speaker.actor,
        office_of=speaker.office_of,
        chain=tuple(noun_phrase(draft.reading.tree, t) for t in draft.chain),
        hedges=hedges.of(draft, cues),
    )


def _silence(draft: silences.SilenceDraft, people: People) -> Silence:
    if draft.speaker is None:
        return Silence(draft.span, draft.cue, None, "")
    speaker = speakers.resolve(people, draft.reading, draft.speaker)
    return Silence(draft.span, draft.cue, speaker.span, speaker.text, speaker.actor, speaker.office_of)
