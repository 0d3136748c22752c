"""Build statements and silences from drafts, transcripts and quotations with a name after a dash."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from build_scripts.models import Silence, Span, Statement, StatementKind
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.declined_to_comment import SilenceDraft
from build_scripts.statements.hedges import find_statement_hedges
from build_scripts.statements.parsed_sentence import StatementDraft, find_noun_phrase
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.statements.quotation_speaker import find_dash_attribution
from build_scripts.statements.speaker_identity import resolve_speaker, resolve_speaker_name
from build_scripts.statements.transcripts import TranscriptTurn
from build_scripts.statements.trim_content import trim_statement_content

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_DIRECT = 1.0
"""Share of words in quotation marks that makes speech direct: all of them."""


def build_statement(
    draft: StatementDraft, people: ArticlePeople, quotations: tuple[Span, ...], cues: CueWords
) -> Statement | None:
    """Return the statement of a draft, its speaker resolved; None if it has no speaker or no content."""
    if draft.speaker is None or not draft.content:
        return None
    speaker = resolve_speaker(people, draft.sentence, draft.speaker)
    content = trim_statement_content(draft, cues)
    return Statement(
        spans=content,
        kind=classify_speech(people.text, content, quotations),
        cue=draft.cue,
        speaker=speaker.span,
        speaker_text=speaker.text,
        actor=speaker.actor,
        office_of=speaker.office_of,
        chain=tuple(find_noun_phrase(draft.sentence.tree, t) for t in draft.chain),
        hedges=find_statement_hedges(draft, cues),
    )


def classify_speech(text: str, content: tuple[Span, ...], quotations: tuple[Span, ...]) -> StatementKind:
    """Return "direct", "mixed" or "indirect" by the share of a content's words in quotation marks.

    `quotations` are all those of the article, in order.
    """
    words = inside = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            words += 1
            at = bisect_right(quotations, word.start(), key=lambda q: q.start) - 1
            inside += at >= 0 and word.end() <= quotations[at].end
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * words else "mixed"


def build_turn_statement(turn: TranscriptTurn) -> Statement:
    """Return a turn of a transcript as a statement; its cue is the colon."""
    speaker = turn.speaker
    return Statement(
        turn.words, "direct", turn.colon, speaker.span, speaker.text, speaker.actor, speaker.office_of
    )


def find_dash_statements(
    people: ArticlePeople, quotations: tuple[Span, ...], taken: tuple[Span, ...]
) -> Iterator[Statement]:
    """Yield the quotations that a dash and a name follow ("“…” ― Jane Roe"), unless `taken` overlaps them.

    `taken` is the content of the statements already found.
    """
    text = people.text
    remaining = iter(sorted(taken))
    content = next(remaining, None)
    for quotation in quotations:
        while content is not None and content.end <= quotation.start:
            content = next(remaining, None)
        attribution = find_dash_attribution(text, quotation)
        if attribution is None or (content is not None and content.overlaps(quotation)):
            continue
        dash, name = attribution
        speaker = resolve_speaker_name(people, name)
        kind = classify_speech(text, (quotation,), quotations)
        yield Statement((quotation,), kind, dash, name, speaker.text, speaker.actor, speaker.office_of)


def build_silence(draft: SilenceDraft, people: ArticlePeople) -> Silence:
    """Return the silence of a draft, its speaker resolved."""
    if draft.speaker is None:
        return Silence(draft.span, draft.cue, None, "")
    speaker = resolve_speaker(people, draft.sentence, draft.speaker)
    return Silence(draft.span, draft.cue, speaker.span, speaker.text, speaker.actor, speaker.office_of)
