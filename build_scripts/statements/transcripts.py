"""Find the turns of a conversation that an article prints as a transcript ("ROE: …", "Q: …").

A name before a colon at a paragraph's beginning may also be a headline ("Roe: harbour to close") or a
field of a list, so paragraphs are turns only where several such stand close together, one of them
speaks again, the name is that of a person named elsewhere in the article (or a label printed in capitals
in such company), and the words end as a sentence does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.statements.speaker_identity import Speaker

_LABEL = re.compile(
    r"(?P<mark>[\"“]?)"
    r"(?P<label>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \u00a0][^\W\d_][\w.'’-]{0,30}){0,4})"
    r"(?:[ \u00a0]?\([^()\n]{1,40}\)|[ \u00a0]?\[[^\[\]\n]{1,40}\])?:[ \u00a0]*(?=\S)"
)
_ENDS = re.compile(r"[.!?…—–-][\"”'’)\]]*$|[.!?…][\"”'’)\]]*\s*\([^()]{1,80}\)$")
_ADDRESS = re.compile(r"\?|\b(?:I|you|we|my|your|our)\b", re.IGNORECASE)
_LEAST_ADDRESS = 2
"""Turns that ask or say "I", "we" or "you", at least."""
_LEAST = 3
"""Turns of the shortest transcript."""
_MOST_SPEAKERS = 30
"""Different labels from which on a text is a list, not a conversation."""
_NEAR = 4
"""Paragraphs from one turn to the next, at most."""
_TURN = 40_000
"""Characters of the longest turn."""


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """What one speaker says in one or more paragraphs: label and colon, the words, and who it is."""

    label: Span
    colon: Span
    words: tuple[Span, ...]
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class _Labelled:
    number: int
    mark: str
    label: Span
    colon: Span
    words: Span


def find_transcript_turns(
    paragraphs: tuple[Span, ...], people: ArticlePeople, cues: CueWords
) -> tuple[TranscriptTurn, ...]:
    """Return the turns of all transcripts in an article, in order; none if it has no transcript."""
    lines = [line for n, p in enumerate(paragraphs) if (line := _labelled(people.text, n, p, cues))]
    if len(lines) < _LEAST or len({line.label.extract(people.text) for line in lines}) > _MOST_SPEAKERS:
        return ()
    known = _known(lines, people)
    kept = _trusted(lines, known, people.text, cues)
    turns: list[TranscriptTurn] = []
    for place, line in enumerate(kept):
        following = kept[place + 1].number if place + 1 < len(kept) else len(paragraphs)
        beside = [other for other in kept[max(0, place - 1) : place + 2] if other is not line]
        if any(abs(line.number - other.number) <= _NEAR for other in beside):
            name = line.label.extract(people.text)
            speaker = replace(known.get(name.casefold(), _written(line, name)), span=line.label)
            more = _further(people.text, paragraphs[line.number + 1 : following], line.mark)
            turns.append(TranscriptTurn(line.label, line.colon, (line.words, *more), speaker))
    return tuple(turns) if _talk(people.text, turns) else ()


def _talk(text: str, turns: list[TranscriptTurn]) -> bool:
    """Tell whether turns are a conversation, not a list of people: one returns, and they ask or address."""
    labels = {turn.label.extract(text).casefold() for turn in turns}
    lively = sum(any(_ADDRESS.search(w.extract(text)) for w in turn.words) for turn in turns)
    return len(turns) >= _LEAST and len(labels) < len(turns) and lively >= _LEAST_ADDRESS


def _written(line: _Labelled, name: str) -> Speaker:
    return Speaker(line.label, name, None, None)


def _labelled(text: str, number: int, paragraph: Span, cues: CueWords) -> _Labelled | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or paragraph.end - match.end() > _TURN:
        return None
    words = _bare(text, Span(match.end(), paragraph.end), match["mark"])
    label = Span(*match.span("label"))
    first = label.extract(text).split()[0].lower()
    if (
        not _ENDS.search(text, max(words.start, words.end - 90), words.end)
        or first in cues.non_speaker_labels
    ):
        return None
    colon = text.index(":", label.end)
    return _Labelled(number, match["mark"], label, Span(colon, colon + 1), words)


def _bare(text: str, words: Span, mark: str) -> Span:
    """Return the words without the quotation mark at their end where their paragraph begins with one."""
    closes = bool(mark) and text[words.end - 1] in '"”'
    return Span(words.start, words.end - 1) if closes and words.end - 1 > words.start else words


def _known(lines: list[_Labelled], people: ArticlePeople) -> dict[str, Speaker]:
    """Map each label, in folded case, to the person that the article names elsewhere by it."""
    actors: dict[str, set[str]] = {}
    for form, bearers in people.actors_by_name.items():
        actors.setdefault(form.casefold(), set()).update(bearers)
    names: dict[str, set[str]] = {}
    shared = {last.casefold() for last, name in people.full_names_by_last_word.items() if name is None}
    wanted = {line.label.extract(people.text).split()[-1].casefold() for line in lines}
    for last, name in people.full_names_by_last_word.items():
        if last.casefold() in wanted and name is not None and _stands_elsewhere(people.text, name):
            names.setdefault(last.casefold(), set()).add(name)
    found: dict[str, Speaker] = {}
    for line in lines:
        label = line.label.extract(people.text)
        words = [w for w in label.split() if w.casefold().rstrip(".") not in people.cues.person_titles]
        if not words or label.casefold() in found:
            continue
        whole = " ".join(words).casefold()
        ids = actors.get(whole, set())
        ends = whole.split()
        meant = {n for n in names.get(ends[-1], ()) if n.casefold().split()[-len(ends) :] == ends}
        if ends[-1] in shared and len(ends) == 1:
            continue
        if len(ids) == 1:
            actor = people.actors_by_id[next(iter(ids))]
            found[label.casefold()] = Speaker(line.label, actor.name, actor.id, None)
        elif not ids and len(meant) == 1:
            found[label.casefold()] = Speaker(line.label, next(iter(meant)), None, None)
    return found


def _stands_elsewhere(text: str, name: str) -> bool:
    """Tell whether a name stands in the text in other places than before a colon."""
    at = text.find(name)
    while at >= 0 and text[at + len(name) : at + len(name) + 1] == ":":
        at = text.find(name, at + len(name))
    return at >= 0


def _trusted(lines: list[_Labelled], known: dict[str, Speaker], text: str, cues: CueWords) -> list[_Labelled]:
    """Return the lines whose label names a person, and, beside such, those printed in capitals."""
    counts = Counter(line.label.extract(text).casefold() for line in lines)
    asked = all(counts[label] >= 2 for label in cues.question_labels)
    kept = []
    for line in lines:
        label = line.label.extract(text)
        folded = label.casefold()
        loud = label.isupper() and counts[folded] >= 2 and bool(known)
        if folded in known or loud or (asked and folded in cues.question_labels):
            kept.append(line)
    # Beside labels in capitals a name in small letters begins a headline, not a turn.
    loud_lines = [line for line in kept if line.label.extract(text).isupper()]
    return loud_lines if 2 * len(loud_lines) > len(kept) else kept


def _further(text: str, following: tuple[Span, ...], mark: str) -> tuple[Span, ...]:
    """Return the paragraphs that a speech in quotation marks runs on through, each opening with its mark."""
    found: list[Span] = []
    for paragraph in following:
        if not mark or text[paragraph.start] != mark or _LABEL.match(text, paragraph.start, paragraph.end):
            break
        found.append(_bare(text, Span(paragraph.start + 1, paragraph.end), mark))
    return tuple(found)
