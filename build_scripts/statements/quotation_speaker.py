"""Find the speakers of quotations that the grammar alone does not attach to a cue.

A quotation with a cue verb close after or before it ("“…,” said Roe", "Roe: “…”"), and one that goes on
with the speech of the sentence before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.cue_speaker import find_cue_speaker, names_no_speaker
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft, is_verb, reports_speech
from build_scripts.text.parser import Token

_CREDIT = re.compile(
    r"[ \u00a0\n]{0,3}(?P<dash>[―—–])[ \u00a0]{0,2}"
    r"(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \u00a0][^\W\d_a-z][\w.'’-]{0,30}){1,4}?)"
    r"[ \u00a0]{0,3}(?:\n|\Z)"
)
_NAMES = re.compile(r"\b(?:(?:en|sub)?titled|headlined|nicknamed)[,:]?\s*\Z", re.IGNORECASE)
_BEFORE = 20
"""Characters before a quotation in which a word stands that makes it a name."""
_REACH = 12
"""Tokens between a quotation and its cue, at most."""
_CLOSE = 3
"""Tokens between a quotation of one or two words and its cue, at most."""
_WORD = re.compile(r"\w+")
_LEAST = 3
"""Words of the shortest quotation that is speech by itself; shorter ones are terms."""


def is_quoted_name(text: str, quotation: Span) -> bool:
    """Tell whether the words before a quotation make it the name of a thing ("an article titled “…”")."""
    return _NAMES.search(text, max(0, quotation.start - _BEFORE), quotation.start) is not None


def add_quotation_drafts(
    reading: ParsedSentence, drafts: tuple[StatementDraft, ...], cues: CueWords
) -> tuple[StatementDraft, ...]:
    """Return the drafts of one sentence with those quotations that none of them covers yet.

    A quotation that has its cue in common with a draft goes on with it; any other makes a new one.
    """
    found = list(drafts)
    for mark in reading.speech_quotations:
        # A speech that runs on into the next paragraph may be longer than its sentence.
        quotation = Span(mark.start, min(mark.end, reading.span.end))
        taken = any(c.overlaps(quotation) for d in found for c in d.content)
        if taken or mark.start < reading.span.start:
            continue
        verb = (
            _before(reading, quotation, cues, _CLOSE + 1)
            or _after(reading, quotation, cues)
            or _before(reading, quotation, cues, _REACH)
        )
        if verb is None:
            continue
        same = next((n for n, d in enumerate(found) if d.verb.index == verb.index), None)
        if same is not None:
            found[same] = replace(found[same], content=tuple(sorted((*found[same].content, quotation))))
            continue
        voice = find_cue_speaker(reading.tree, verb, cues)
        speaker = voice.speaker
        if speaker is None or reading.is_quoted(speaker):  # the parser may find a subject in the quotation
            speaker = _between(reading, quotation, verb) or _neighbour(reading, verb, cues)
        if speaker is None or reading.is_quoted(speaker) or speaker.text.lower() in cues.non_speaker_subjects:
            continue
        if mark.end > quotation.end or _is_speech(reading, quotation, verb, cues):
            found.append(StatementDraft(reading, (quotation,), voice.cue, verb, speaker, voice.chain))
    return tuple(found)


def _is_speech(reading: ParsedSentence, quotation: Span, verb: Token, cues: CueWords) -> bool:
    """Tell whether a quotation is long enough for speech, or opens the sentence right before its cue."""
    words = quotation.extract(reading.text)
    if len(words.split()) >= _LEAST:
        return True
    first = next((t.index for t in reading.tree.tokens if t.start >= quotation.end), verb.index)
    opens = quotation.start == reading.span.start and 0 <= verb.index - first <= _CLOSE
    return opens and " ".join(_WORD.findall(words.lower())) not in cues.quoted_silences


def _is_cue(reading: ParsedSentence, token: Token, cues: CueWords) -> bool:
    if not is_verb(token) or token.lemma not in cues.verbs:
        return False
    return "quotation" in cues.verbs[token.lemma].takes and reports_speech(reading, token, cues)


def _after(reading: ParsedSentence, quotation: Span, cues: CueWords) -> Token | None:
    """Return the cue verb after a quotation that a comma or a question mark closes."""
    words = quotation.extract(reading.text).rstrip("\"”'’»")
    if (
        not words.endswith((",", "!", "?", "-", "—", "…"))
        and reading.text[quotation.end : quotation.end + 1] != ","
    ):
        return None
    following = [t for t in reading.tree.tokens if t.start >= quotation.end][:_REACH]
    for token in following:
        if token.text in {".", ";", ":"} or reading.is_quoted(token):
            return None
        beside = token.tag == "VBG" and token.dep in {"advcl", "acl"}  # "“…”, highlighting …"
        if not beside and _is_cue(reading, token, cues):
            return token
    return None


def _before(reading: ParsedSentence, quotation: Span, cues: CueWords, reach: int) -> Token | None:
    """Return the cue verb before a quotation that a comma or a colon opens."""
    if not reading.text[reading.span.start : quotation.start].rstrip().endswith((",", ":")):
        return None
    preceding = [t for t in reading.tree.tokens if t.end <= quotation.start][-reach:]
    for token in reversed(preceding):
        if token.text in {".", ";"} or reading.is_quoted(token):
            return None
        if _is_cue(reading, token, cues):
            return token
    return None


def _neighbour(reading: ParsedSentence, verb: Token, cues: CueWords) -> Token | None:
    """Return the noun right after "said", or the one right before it."""
    tokens = reading.tree.tokens
    for token in tokens[verb.index + 1 : verb.index + 8]:
        if token.lemma.lower() in cues.time_words:
            break
        if token.tag in {"NNP", "NN", "NNS", "NNPS", "PRP"}:
            ahead = tokens[token.index + 1 : token.index + 2]
            if not (ahead and ahead[0].tag in {"NNP", "NN", "NNS"}):
                return token
        elif token.tag not in {"DT", "JJ", "PRP$", "POS", "CD"}:
            break
    if verb.index and tokens[verb.index - 1].tag in {"NNP", "NN", "NNS", "NNPS", "PRP"}:
        return tokens[verb.index - 1]
    return None


def _between(reading: ParsedSentence, quotation: Span, verb: Token) -> Token | None:
    """Return the noun that follows a quotation, up to a comma ("“…,” Roe, a sailor, said")."""
    between = [t for t in reading.tree.tokens if quotation.end <= t.start and t.index < verb.index]
    last: Token | None = None
    for token in between:
        if token.tag in {"NNP", "NN", "NNS", "NNPS", "PRP"}:
            last = token
        elif token.text == "," and last is not None:
            return last if between[-1].text == "," else None
        elif token.tag not in {"DT", "JJ", "PRP$", "POS", "CD"}:
            return None
    return None


def find_announced_draft(reading: ParsedSentence, cues: CueWords) -> StatementDraft | None:
    """Return the draft, still empty, of what a sentence announces at its end ("Roe wrote:"), or None."""
    words = reading.span.extract(reading.text).rstrip()
    tokens = [t for t in reading.tree.tokens if any(c.isalnum() for c in t.text)]
    if not words.endswith(":") or not tokens:
        return None
    for verb in reversed(tokens[-_REACH:]):
        if reading.is_quoted(verb) or not _is_cue(reading, verb, cues):
            continue
        voice = find_cue_speaker(reading.tree, verb, cues)
        speaker = voice.speaker
        if (
            speaker is None
            or reading.is_quoted(speaker)
            or names_no_speaker(reading.tree, verb, speaker, cues)
        ):
            return None
        return StatementDraft(reading, (), voice.cue, verb, speaker, voice.chain)
    return None


def find_whole_sentence_quotation(reading: ParsedSentence) -> Span | None:
    """Return the quotation that makes up a whole sentence, or the part of one that lies in it."""
    for quotation in reading.quotations:
        start, end = max(quotation.start, reading.span.start), min(quotation.end, reading.span.end)
        rest = reading.text[reading.span.start : start] + reading.text[end : reading.span.end]
        if start < end and not any(c.isalnum() for c in rest):
            return Span(start, end)
    return None


def find_dash_attribution(text: str, quotation: Span) -> tuple[Span, Span] | None:
    """Return the dash and the name that stand behind a quotation ("“…” ― Jane Roe"), or None."""
    match = _CREDIT.match(text, quotation.end)
    if match is None or len(quotation.extract(text).split()) < _LEAST:
        return None
    start, end = match.span("name")
    return Span(*match.span("dash")), Span(start, start + len(text[start:end].rstrip(".")))
