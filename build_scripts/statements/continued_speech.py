"""Decide whether speech continues over the end of a sentence or a paragraph.

It does within a quotation of several sentences or paragraphs, in a block quotation (a paragraph of its own
after "Roe wrote:"), and in a quotation without a cue after the speech of a single speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from build_scripts.models import Span, Statement
from build_scripts.statements.build_statement import classify_speech
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft, find_noun_phrase
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.statements.speaker_identity import resolve_speaker

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me)\b(?!\.)")
_CLOSING_MARKS = ("”", '"', "''", "»", "“")


def opens_next_paragraph(
    announced: StatementDraft, parsed: ParsedSentence, paragraphs: tuple[Span, ...]
) -> bool:
    """Return whether a sentence opens the paragraph after the one that announces a statement."""
    is_next = parsed.paragraph == announced.sentence.paragraph + 1
    return is_next and parsed.span.start == paragraphs[parsed.paragraph].start


def find_block_quotation_statement(
    parsed: ParsedSentence,
    announced: StatementDraft | None,
    paragraph: Span,
    people: ArticlePeople,
    quotations: tuple[Span, ...],
) -> Statement | None:
    """Return the whole unquoted paragraph that a sentence opens as the announced statement, or None."""
    if announced is None or announced.speaker is None or parsed.span.start != paragraph.start:
        return None
    words = _find_block_quotation(people.text, paragraph, quotations)
    if words is None or parsed.paragraph != announced.sentence.paragraph + 1:
        return None
    speaker = resolve_speaker(people, announced.sentence, announced.speaker)
    chain = tuple(find_noun_phrase(announced.sentence.tree, t) for t in announced.chain)
    return Statement(
        (words,),
        "direct",
        announced.cue,
        speaker.span,
        speaker.text,
        speaker.actor,
        speaker.office_of,
        chain,
    )


def _find_block_quotation(text: str, paragraph: Span, quotations: tuple[Span, ...]) -> Span | None:
    """Return the words of a paragraph that is a quotation without marks, such as a letter; or None.

    The article itself may follow "Roe wrote:", where a box on the page was lost in copying. So the words must
    be in the first person.
    """
    words = paragraph.extract(text).rstrip()
    at = bisect_left(quotations, paragraph.start, key=lambda q: q.start)
    is_quoted = at < len(quotations) and quotations[at].start == paragraph.start
    if is_quoted or not words or words[-1] not in ".!?…" or not _FIRST_PERSON.search(words):
        return None
    return Span(paragraph.start, paragraph.start + len(words))


def continues_statement(
    text: str,
    recent: tuple[Statement, ...],
    statement: Statement,
    before: ParsedSentence,
    parsed: ParsedSentence,
    quotation: Span,
    paragraphs: tuple[Span, ...],
) -> bool:
    """Return whether a sentence that is a quotation without a cue continues an earlier statement.

    `before` is the sentence in which the statement was last found, `recent` the last statements. Within a
    paragraph it does. At the start of the next paragraph it does where the earlier quotation was left open,
    as in a long speech; or where the new paragraph is one quotation, and the paragraph before has only one
    speaker and ends in direct speech that is no question.
    """
    if before.paragraph == parsed.paragraph:
        return True
    paragraph = paragraphs[parsed.paragraph]
    if parsed.paragraph != before.paragraph + 1 or quotation.start != paragraph.start:
        return False
    end = statement.spans[-1].end
    if any(q.end >= end and not q.extract(text).endswith(_CLOSING_MARKS) for q in before.quotations):
        return True
    start = paragraphs[before.paragraph].start
    one_speaker = len({s.speaker_text for s in recent if s.spans[0].start >= start}) == 1
    whole_paragraph = any(q.start == paragraph.start and q.end >= paragraph.end for q in parsed.quotations)
    return one_speaker and whole_paragraph and _ends_paragraph_in_speech(text, statement, start, before)


def _ends_paragraph_in_speech(text: str, statement: Statement, start: int, before: ParsedSentence) -> bool:
    """Return whether direct speech of the paragraph at `start` ends in `before`, and not as a question."""
    end = max(statement.spans[-1].end, statement.cue.end if statement.cue is not None else 0)
    is_question = statement.spans[-1].extract(text).rstrip("”\"'’» ").endswith("?")
    in_paragraph = statement.spans[0].start >= start and end > before.span.start
    return statement.kind == "direct" and in_paragraph and not is_question


def extend_statement(
    text: str, statement: Statement, continuations: list[Span], quotations: tuple[Span, ...]
) -> Statement:
    """Return a statement with the quotations that continue it; parts of one quotation become one span."""
    content = list(statement.spans)
    for more in continuations:
        last = content[-1]
        at = bisect_right(quotations, last.start, key=lambda q: q.start) - 1
        if at >= 0 and quotations[at].covers(Span(last.start, more.end)):
            content[-1] = Span(last.start, more.end)
        else:
            content.append(more)
    whole = tuple(content)
    return replace(statement, spans=whole, kind=classify_speech(text, whole, quotations))
