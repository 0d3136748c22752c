"""Find who said what, who kept silent, and through whom it came.

English only: it needs parses (`build_scripts.text.parser`). Everything is a span of the article's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from build_scripts.models import Actor, Mention, Silence, Span, Statement
from build_scripts.statements.attribution_chain import resolve_nested_drafts
from build_scripts.statements.content_spans import subtract_span
from build_scripts.statements.continued_speech import (
    continues_statement,
    extend_statement,
    find_block_quotation_statement,
    opens_next_paragraph,
)
from build_scripts.statements.cue_words import CueWords, load_cue_words
from build_scripts.statements.declined_to_comment import SilenceDraft, find_silence_drafts
from build_scripts.statements.hedges import find_statement_hedges
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft, find_noun_phrase
from build_scripts.statements.people_in_article import ArticlePeople, gather_article_people
from build_scripts.statements.quotation_speaker import (
    add_quotation_drafts,
    find_announced_draft,
    find_dash_attribution,
    find_whole_sentence_quotation,
    is_quoted_name,
)
from build_scripts.statements.reported_speech import find_statement_drafts
from build_scripts.statements.speaker_identity import resolve_speaker, resolve_speaker_name
from build_scripts.statements.speech_type import classify_speech
from build_scripts.statements.transcripts import TranscriptTurn, find_transcript_turns
from build_scripts.statements.trim_content import trim_statement_content
from build_scripts.text.parser import Parses
from build_scripts.text.quotations import find_quotations, is_quoted_title

_BACK = 8
"""Statements that are looked through for another speaker in the paragraph before."""

__all__ = ["CueWords", "find_statements", "load_cue_words"]


def find_statements(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    parses: Parses,
    knowledge: CueWords,
) -> tuple[tuple[Statement, ...], tuple[Silence, ...]]:
    """Return the statements and the silences of one article, each in the order of the text.

    `actors` are all that the publication or the story lists; only their ids appear in the result.
    """
    marks = find_quotations(text, paragraphs)
    readings = _readings(text, paragraphs, sentences, parses, marks)
    people = gather_article_people(text, readings, mentions, actors, knowledge)
    turns = find_transcript_turns(paragraphs, people, knowledge)
    taken = deque(sorted(w for t in turns for w in t.words))
    quiet: list[SilenceDraft] = []
    found: list[Statement] = []
    last: tuple[ParsedSentence, int] | None = None  # the place in `found` of what may go on
    announced: StatementDraft | None = None  # what a paragraph that ended with "Roe wrote:" leads up to
    further: dict[int, list[Span]] = {}
    for reading in readings:
        while taken and taken[0].end <= reading.span.start:
            taken.popleft()
        if taken and taken[0].overlaps(reading.span):  # a turn of a transcript is its speaker's alone
            last = announced = None
            continue
        block = find_block_quotation_statement(
            reading, announced, paragraphs[reading.paragraph], people, marks
        )
        if block is not None:
            taken.appendleft(block.spans[0])
            found.append(block)
            continue
        drafts = resolve_nested_drafts(find_statement_drafts(reading, knowledge), knowledge)
        drafts = add_quotation_drafts(reading, drafts, knowledge)
        silent = find_silence_drafts(reading, drafts, knowledge)
        drafts = tuple(_beside(d, silent) for d in drafts)
        quiet += silent
        more = find_whole_sentence_quotation(reading) if not any(d.content for d in drafts) else None
        if (
            more is not None
            and announced is not None
            and opens_next_paragraph(announced, reading, paragraphs)
        ):
            drafts = (replace(announced, content=(more,)),)
            more = None
        new = [s for d in drafts if (s := _statement(d, people, marks, knowledge)) is not None]
        announced = find_announced_draft(reading, knowledge) if not new else None
        if more is not None and last is not None:
            before, place = last
            said = tuple(found[max(0, place - _BACK) :])
            if continues_statement(text, said, found[place], before, reading, more, paragraphs):
                further.setdefault(place, []).append(more)
                last = (reading, place)
                continue
        speech = [n for n, s in enumerate(new, len(found)) if s.kind != "indirect"]
        found += new
        last = (reading, speech[-1]) if speech else None
    found = [extend_statement(text, s, further[n], marks) if n in further else s for n, s in enumerate(found)]
    found += (_turn(t) for t in turns)
    found += _credited(text, people, marks, tuple(s for f in found for s in f.spans))
    spoken = sorted(found, key=lambda s: (s.spans[0], s.cue or s.spans[0]))
    return tuple(spoken), tuple(_silence(s, people) for s in quiet)


def _turn(turn: TranscriptTurn) -> Statement:
    who = turn.speaker
    return Statement(turn.words, "direct", turn.colon, who.span, who.text, who.actor, who.office_of)


def _credited(
    text: str, people: ArticlePeople, marks: tuple[Span, ...], taken: tuple[Span, ...]
) -> Iterator[Statement]:
    """Yield the quotations whose speaker stands behind a dash, where no cue has claimed them."""
    free = iter(sorted(taken))
    spoken = next(free, None)
    for mark in marks:
        while spoken is not None and spoken.end <= mark.start:
            spoken = next(free, None)
        credit = find_dash_attribution(text, mark)
        if credit is None or (spoken is not None and spoken.overlaps(mark)):
            continue
        dash, name = credit
        speaker = resolve_speaker_name(people, name)
        yield Statement(
            (mark,),
            classify_speech(text, (mark,), marks),
            dash,
            name,
            speaker.text,
            speaker.actor,
            speaker.office_of,
        )


def _beside(draft: StatementDraft, silent: tuple[SilenceDraft, ...]) -> StatementDraft:
    """Take the silences that stand beside a statement out of its content."""
    content = draft.content
    for silence in silent:
        if silence.is_beside_statement:
            content = subtract_span(content, silence.span, draft.sentence)
    return replace(draft, content=content)


def _readings(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    parses: Parses,
    marks: tuple[Span, ...],
) -> tuple[ParsedSentence, ...]:
    starts = [p.start for p in paragraphs]
    mark_starts, mark_ends = [m.start for m in marks], [m.end for m in marks]
    found: list[ParsedSentence] = []
    for sentence in sentences:
        tree = parses.find_tree(sentence)
        if tree is None or not tree.tokens:
            continue
        own = marks[bisect_right(mark_ends, sentence.start) : bisect_left(mark_starts, sentence.end)]
        speech = tuple(
            q
            for q in own
            if q.start <= sentence.start or not (is_quoted_title(text, q) or is_quoted_name(text, q))
        )
        found.append(
            ParsedSentence(text, sentence, bisect_right(starts, sentence.start) - 1, tree, own, speech)
        )
    return tuple(found)


def _statement(
    draft: StatementDraft, people: ArticlePeople, marks: tuple[Span, ...], cues: CueWords
) -> Statement | None:
    if draft.speaker is None or not draft.content:
        return None
    speaker = resolve_speaker(people, draft.sentence, draft.speaker)
    content = trim_statement_content(draft, cues)
    return Statement(
        spans=content,
        kind=classify_speech(people.text, content, marks),
        cue=draft.cue,
        speaker=speaker.span,
        speaker_text=speaker.text,
        actor=speaker.actor,
        office_of=speaker.office_of,
        chain=tuple(find_noun_phrase(draft.sentence.tree, t) for t in draft.chain),
        hedges=find_statement_hedges(draft, cues),
    )


def _silence(draft: SilenceDraft, people: ArticlePeople) -> Silence:
    if draft.speaker is None:
        return Silence(draft.span, draft.cue, None, "")
    speaker = resolve_speaker(people, draft.sentence, draft.speaker)
    return Silence(draft.span, draft.cue, speaker.span, speaker.text, speaker.actor, speaker.office_of)
