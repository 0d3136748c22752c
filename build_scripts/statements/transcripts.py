"""Find the turns of a transcript: a conversation that an article prints as "ROE: …" or "Q: …".

A name before a colon may also be a headline ("Roe: harbour to close") or a field of a list. So paragraphs
count as turns only where several are close together, one speaker speaks twice, each label is the name of a
person named elsewhere in the article (or in capitals, among such labels), and the words end like a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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
_ENDS_LIKE_SENTENCE = re.compile(r"[.!?…—–-][\"”'’)\]]*$|[.!?…][\"”'’)\]]*\s*\([^()]{1,80}\)$")
_ASKS_OR_ADDRESSES = re.compile(r"\?|\b(?:I|you|we|my|your|our)\b", re.IGNORECASE)
_FEWEST_LIVELY_TURNS = 2
"""Turns that ask or say "I", "we" or "you", at least."""
_FEWEST_TURNS = 3
"""Turns of the shortest transcript."""
_MOST_LABELS = 30
"""Different labels, at most; a text with more is a list, not a conversation."""
_MOST_PARAGRAPHS_APART = 4
"""Paragraphs from one turn to the next, at most."""
_LONGEST_TURN = 40_000
"""Characters of the longest turn."""
_ENDING_LENGTH = 90
"""Characters at the end of a turn in which the end of a sentence is looked for."""


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """A speaker's turn: its label and colon, the words in one or more paragraphs, and the speaker."""

    label: Span
    colon: Span
    words: tuple[Span, ...]
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class _LabelledParagraph:
    """A paragraph that begins with a label and a colon, and perhaps with a quotation mark (`mark`)."""

    number: int
    mark: str
    label: Span
    colon: Span
    words: Span


def find_transcript_turns(
    paragraphs: tuple[Span, ...], people: ArticlePeople, cues: CueWords
) -> tuple[TranscriptTurn, ...]:
    """Return the turns of all transcripts in an article, in order; none if it has no transcript."""
    text = people.text
    found = [_read_label(text, number, p, cues) for number, p in enumerate(paragraphs)]
    labelled = [p for p in found if p is not None]
    if len(labelled) < _FEWEST_TURNS or len({p.label.extract(text) for p in labelled}) > _MOST_LABELS:
        return ()
    speakers = _find_speakers_by_label(labelled, people)
    kept = _keep_likely_turns(labelled, speakers, text, cues)
    turns: list[TranscriptTurn] = []
    for place, turn in enumerate(kept):
        neighbours = [other for other in kept[max(0, place - 1) : place + 2] if other is not turn]
        if any(abs(turn.number - other.number) <= _MOST_PARAGRAPHS_APART for other in neighbours):
            name = turn.label.extract(text)
            speaker = speakers.get(name.casefold(), Speaker(turn.label, name, None, None))
            next_turn = kept[place + 1].number if place + 1 < len(kept) else len(paragraphs)
            more = _find_continued_words(text, paragraphs[turn.number + 1 : next_turn], turn.mark)
            turns.append(
                TranscriptTurn(turn.label, turn.colon, (turn.words, *more), replace(speaker, span=turn.label))
            )
    return tuple(turns) if _is_conversation(text, turns) else ()


def _is_conversation(text: str, turns: list[TranscriptTurn]) -> bool:
    """Return whether turns are a conversation, not a list: one speaker speaks again, and some ask."""
    labels = {turn.label.extract(text).casefold() for turn in turns}
    lively = sum(any(_ASKS_OR_ADDRESSES.search(w.extract(text)) for w in turn.words) for turn in turns)
    return len(turns) >= _FEWEST_TURNS and len(labels) < len(turns) and lively >= _FEWEST_LIVELY_TURNS


def _read_label(text: str, number: int, paragraph: Span, cues: CueWords) -> _LabelledParagraph | None:
    """Return a paragraph that begins with a label and ends like a sentence, or None."""
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or paragraph.end - match.end() > _LONGEST_TURN:
        return None
    words = _drop_closing_mark(text, Span(match.end(), paragraph.end), match["mark"])
    label = Span(*match.span("label"))
    ending = max(words.start, words.end - _ENDING_LENGTH)
    if not _ENDS_LIKE_SENTENCE.search(text, ending, words.end):
        return None
    if label.extract(text).split()[0].lower() in cues.non_speaker_labels:
        return None
    colon = text.index(":", label.end)
    return _LabelledParagraph(number, match["mark"], label, Span(colon, colon + 1), words)


def _drop_closing_mark(text: str, words: Span, mark: str) -> Span:
    """Return the words without the closing quotation mark, where their paragraph begins with a mark."""
    closes = bool(mark) and text[words.end - 1] in '"”'
    return Span(words.start, words.end - 1) if closes and words.end - 1 > words.start else words


def _find_speakers_by_label(labelled: list[_LabelledParagraph], people: ArticlePeople) -> dict[str, Speaker]:
    """Return the person for each label, in folded case, that means one person named elsewhere."""
    text = people.text
    actors = _fold_actors_by_name(people)
    full_names = _find_full_names_by_last_word(labelled, people)
    ambiguous = {last.casefold() for last, name in people.full_names_by_last_word.items() if name is None}
    found: dict[str, Speaker] = {}
    for paragraph in labelled:
        label = paragraph.label.extract(text)
        words = [w for w in label.split() if w.casefold().rstrip(".") not in people.cues.person_titles]
        if not words or label.casefold() in found:
            continue
        name = " ".join(words).casefold()
        parts = name.split()
        if len(parts) == 1 and name in ambiguous:
            continue
        ids = actors.get(name, set())
        ending_so = {n for n in full_names.get(parts[-1], ()) if n.casefold().split()[-len(parts) :] == parts}
        if len(ids) == 1:
            actor = people.actors_by_id[next(iter(ids))]
            found[label.casefold()] = Speaker(paragraph.label, actor.name, actor.id, None)
        elif not ids and len(ending_so) == 1:
            found[label.casefold()] = Speaker(paragraph.label, next(iter(ending_so)), None, None)
    return found


def _fold_actors_by_name(people: ArticlePeople) -> dict[str, set[str]]:
    """Return the actors' ids by each form of a name, in folded case."""
    actors: dict[str, set[str]] = {}
    for form, ids in people.actors_by_name.items():
        actors.setdefault(form.casefold(), set()).update(ids)
    return actors


def _find_full_names_by_last_word(
    labelled: list[_LabelledParagraph], people: ArticlePeople
) -> dict[str, set[str]]:
    """Return the full names that end like a label and occur outside labels, by last word in folded case."""
    wanted = {p.label.extract(people.text).split()[-1].casefold() for p in labelled}
    names: dict[str, set[str]] = {}
    for last, name in people.full_names_by_last_word.items():
        if last.casefold() in wanted and name is not None and _occurs_outside_labels(people.text, name):
            names.setdefault(last.casefold(), set()).add(name)
    return names


def _occurs_outside_labels(text: str, name: str) -> bool:
    """Return whether a name occurs in the text without a colon after it."""
    at = text.find(name)
    while at >= 0 and text[at + len(name) : at + len(name) + 1] == ":":
        at = text.find(name, at + len(name))
    return at >= 0


def _keep_likely_turns(
    labelled: list[_LabelledParagraph], speakers: Mapping[str, Speaker], text: str, cues: CueWords
) -> list[_LabelledParagraph]:
    """Return the paragraphs whose label names a person, or is in capitals, or is "Q" or "A"."""
    counts = Counter(p.label.extract(text).casefold() for p in labelled)
    has_questions = all(counts[label] >= 2 for label in cues.question_labels)
    kept = []
    for paragraph in labelled:
        label = paragraph.label.extract(text)
        folded = label.casefold()
        repeated_capitals = label.isupper() and counts[folded] >= 2 and bool(speakers)
        if folded in speakers or repeated_capitals or (has_questions and folded in cues.question_labels):
            kept.append(paragraph)
    # Where most labels are in capitals, a name in small letters begins a headline, not a turn.
    in_capitals = [p for p in kept if p.label.extract(text).isupper()]
    return in_capitals if 2 * len(in_capitals) > len(kept) else kept


def _find_continued_words(text: str, following: tuple[Span, ...], mark: str) -> tuple[Span, ...]:
    """Return the words of the next unlabelled paragraphs that begin with the quotation mark of a turn."""
    found: list[Span] = []
    for paragraph in following:
        if not mark or text[paragraph.start] != mark or _LABEL.match(text, paragraph.start, paragraph.end):
            break
        found.append(_drop_closing_mark(text, Span(paragraph.start + 1, paragraph.end), mark))
    return tuple(found)
