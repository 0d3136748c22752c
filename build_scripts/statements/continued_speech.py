"""Follow speech over the end of a sentence or a paragraph.

A quotation of several sentences or paragraphs, one that a paragraph of its own sets off after "Roe
wrote:", and one that goes on, without a cue, with what a single speaker said before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from build_scripts.models import Span, Statement
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft, find_noun_phrase
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.statements.speaker_identity import resolve_speaker
from build_scripts.statements.speech_type import classify_speech

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me)\b(?!\.)")
_CLOSERS = ("”", '"', "''", "»", "“")


def opens_next_paragraph(
    announced: StatementDraft, reading: ParsedSentence, paragraphs: tuple[Span, ...]
) -> bool:
    """Tell whether a sentence opens the paragraph after the one that announces it."""
    after = reading.paragraph == announced.sentence.paragraph + 1
    return after and reading.span.start == paragraphs[reading.paragraph].start


def find_block_quotation_span(text: str, paragraph: Span, marks: tuple[Span, ...]) -> Span | None:
    """Return the words of a paragraph that stands for a quotation without marks, as a letter does, or None.

    Such a block follows "Roe wrote:", but so may the article where a page's own box was lost in copying,
    so the words must speak in the first person.
    """
    words = paragraph.extract(text).rstrip()
    at = bisect_left(marks, paragraph.start, key=lambda m: m.start)
    quoted = at < len(marks) and marks[at].start == paragraph.start
    if quoted or not words or words[-1] not in ".!?…" or not _FIRST_PERSON.search(words):
        return None
    return Span(paragraph.start, paragraph.start + len(words))


def find_block_quotation_statement(
    reading: ParsedSentence,
    announced: StatementDraft | None,
    paragraph: Span,
    people: ArticlePeople,
    marks: tuple[Span, ...],
) -> Statement | None:
    """Return the statement that a whole paragraph without marks is where "Roe wrote:" announces it."""
    if announced is None or announced.speaker is None or reading.span.start != paragraph.start:
        return None
    words = find_block_quotation_span(people.text, paragraph, marks)
    if words is None or reading.paragraph != announced.sentence.paragraph + 1:
        return None
    who = resolve_speaker(people, announced.sentence, announced.speaker)
    chain = tuple(find_noun_phrase(announced.sentence.tree, t) for t in announced.chain)
    return Statement((words,), "direct", announced.cue, who.span, who.text, who.actor, who.office_of, chain)


def continues_statement(
    text: str,
    said: tuple[Statement, ...],
    statement: Statement,
    before: ParsedSentence,
    reading: ParsedSentence,
    more: Span,
    paragraphs: tuple[Span, ...],
) -> bool:
    """Tell whether a sentence in quotation marks and without a cue goes on with an earlier statement.

    `before` is the sentence that the statement stands in, `said` are the last statements. In a new
    paragraph the sentence goes on with it where the quotation before was left open, as in a long speech;
    or where the paragraph is one quotation and the one before ends in the direct speech of the only one
    who speaks in it, and asks nothing.
    """
    if before.paragraph == reading.paragraph:
        return True
    paragraph = paragraphs[reading.paragraph]
    if reading.paragraph != before.paragraph + 1 or more.start != paragraph.start:
        return False
    end = statement.spans[-1].end
    if any(q.end >= end and not q.extract(text).endswith(_CLOSERS) for q in before.quotations):
        return True
    start = paragraphs[before.paragraph].start
    speakers_before = {s.speaker_text for s in said if s.spans[0].start >= start}
    opened_here = statement.spans[0].start >= start
    ends = max(end, statement.cue.end if statement.cue is not None else 0) > before.span.start
    asks = statement.spans[-1].extract(text).rstrip("”\"'’» ").endswith("?")
    whole = any(q.start == paragraph.start and q.end >= paragraph.end for q in reading.quotations)
    direct = statement.kind == "direct"
    return direct and len(speakers_before) == 1 and opened_here and ends and whole and not asks


def extend_statement(
    text: str, statement: Statement, further: list[Span], marks: tuple[Span, ...]
) -> Statement:
    """Return a statement with the quotations that go on with it, those of one quotation as one span."""
    content = list(statement.spans)
    for more in further:
        last = content[-1]
        at = bisect_right(marks, last.start, key=lambda m: m.start) - 1
        if at >= 0 and marks[at].covers(Span(last.start, more.end)):
            content[-1] = Span(last.start, more.end)
        else:
            content.append(more)
    whole = tuple(content)
    return replace(statement, spans=whole, kind=classify_speech(text, whole, marks))
