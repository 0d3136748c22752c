"""Find what a broadcast inserts from elsewhere: a paragraph like [Jane Roe/Mayor/May 4: "It is closed."]."""

from __future__ import annotations

import re
from bisect import bisect_left

from build_scripts.models import Span
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.statements.speaker_identity import resolve_speaker_name
from build_scripts.statements.transcripts import TranscriptTurn

_INSERT = re.compile(
    r"\[[ ]?(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ ][^\W\d_][\w.'’-]{0,30}){0,4})"
    r"(?:[ ]?[/|,(][^:\[\]\"“”]{1,120})?[ ]?(?P<colon>:)[ ]?(?=[\"“])"
)


def find_broadcast_inserts(
    paragraphs: tuple[Span, ...], people: ArticlePeople, quotations: tuple[Span, ...]
) -> tuple[TranscriptTurn, ...]:
    """Return the inserts of an article, in order, each with the quotation as its words."""
    text = people.text
    found: list[TranscriptTurn] = []
    for paragraph in paragraphs:
        match = _INSERT.match(text, paragraph.start, paragraph.end)
        if match is None:
            continue
        at = bisect_left(quotations, match.end(), key=lambda q: q.start)
        words = quotations[at] if at < len(quotations) else None
        if words and words.start == match.end() and text[words.end : paragraph.end].strip(" .") == "]":
            label = Span(*match.span("name"))
            speaker = resolve_speaker_name(people, label)
            found.append(TranscriptTurn(label, Span(*match.span("colon")), (words,), speaker))
    return tuple(found)
