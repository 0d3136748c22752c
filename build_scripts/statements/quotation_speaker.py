"""Find the speakers of quotations that the parse does not attach to a cue.

These are quotations with a cue verb close after or before them ("“…,” said Roe", "Roe said: “…”"), quotations
announced at the end of a paragraph ("Roe wrote:"), and those with a name after a dash ("“…” ― Jane Roe").
"""

from __future__ import annotations

import re
from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.cue_speaker import find_cue_speaker, names_no_speaker
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_noun_phrase,
    is_verb,
    reports_speech,
)
from build_scripts.text.parser import Token

_DASH_AND_NAME = re.compile(
    r"[ \u00a0\n]{0,3}(?P<dash>[―—–])[ \u00a0]{0,2}"
    r"(?P<name>[^\W\d_a-z][\w.'’-]{0,30}(?:[ \u00a0][^\W\d_a-z][\w.'’-]{0,30}){1,4}?)"
    r"[ \u00a0]{0,3}(?:\n|\Z)"
)
_JOINS = re.compile(r",? (?:and|but)(?: that)? ")
_INTRODUCES_NAME = re.compile(r"\b(?:(?:en|sub)?titled|headlined|nicknamed)[,:]?\s*\Z", re.IGNORECASE)
_INTRODUCES_TITLE = frozenset({"in", "on", "at", "for", "from", "with"})
_INTRODUCTION_LENGTH = 20
"""Characters before a quotation that may introduce it as a name."""
_MOST_TOKENS_TO_CUE = 12
"""Tokens between a quotation and its cue, at most."""
_MOST_TOKENS_TO_CLOSE_CUE = 3
"""Tokens between a quotation of one or two words and its cue, at most."""
_MOST_TOKENS_TO_SUBJECT = 7
"""Tokens after "said" in which its subject is looked for."""
_FEWEST_SPEECH_WORDS = 3
"""Words of the shortest quotation that is speech by itself; shorter ones are terms."""
_QUOTATION_FORMS = frozenset({"quotation"})
_FORMS_BEFORE_CUE = frozenset({"quotation", "preceding"})
_WORD = re.compile(r"\w+")
_NOUN_TAGS = frozenset({"NNP", "NN", "NNS", "NNPS", "PRP"})
_MODIFIER_TAGS = frozenset({"DT", "JJ", "PRP$", "POS", "CD"})


def is_quoted_name(text: str, quotation: Span) -> bool:
    """Return whether the words before a quotation make it the name of a thing ("an article titled “…”")."""
    start = max(0, quotation.start - _INTRODUCTION_LENGTH)
    return _INTRODUCES_NAME.search(text, start, quotation.start) is not None


def add_quotation_drafts(
    parsed: ParsedSentence, drafts: tuple[StatementDraft, ...], cues: CueWords
) -> tuple[StatementDraft, ...]:
    """Return the drafts of one sentence with its quotations that have a cue and are in no draft yet.

    A quotation whose cue is that of a draft is added to its content; any other makes a draft of its own.
    """
    found = list(drafts)
    for mark in parsed.speech_quotations:
        # A speech that continues in the next paragraph may be longer than its sentence.
        quotation = Span(mark.start, min(mark.end, parsed.span.end))
        in_draft = any(c.overlaps(quotation) for d in found for c in d.content)
        if in_draft or mark.start < parsed.span.start:
            continue
        verb = _find_cue(parsed, quotation, cues)
        same = next((n for n, d in enumerate(found) if verb is not None and d.verb.index == verb.index), None)
        if same is None and verb is None:
            same = _find_draft_joined_to(parsed, quotation, found)
        if same is not None:
            found[same] = replace(found[same], content=tuple(sorted((*found[same].content, quotation))))
            continue
        draft = _build_quotation_draft(parsed, quotation, verb, cues) if verb is not None else None
        if (
            verb is not None
            and draft is not None
            and (mark.end > quotation.end or _is_speech(parsed, quotation, verb, cues))
        ):
            found.append(draft)
    return tuple(found)


def _find_draft_joined_to(
    parsed: ParsedSentence, quotation: Span, drafts: list[StatementDraft]
) -> int | None:
    """Return the place of the draft that "and" or "but" joins to a quotation after it, or None."""
    if len(quotation.extract(parsed.text).split()) < _FEWEST_SPEECH_WORDS:
        return None
    for place, draft in enumerate(drafts):
        ends = {draft.cue.end, *(c.end for c in draft.content)}
        if draft.speaker is not None:
            ends.add(find_noun_phrase(parsed.tree, draft.speaker).end)
        if any(e < quotation.start and _JOINS.fullmatch(parsed.text, e, quotation.start) for e in ends):
            return place
    return None


def _build_quotation_draft(
    parsed: ParsedSentence, quotation: Span, verb: Token, cues: CueWords
) -> StatementDraft | None:
    """Return the draft of a quotation with this cue verb, or None if it has no speaker."""
    speaker, cue, chain = find_cue_speaker(parsed.tree, verb, cues)
    if speaker is None or parsed.is_quoted(speaker):  # the parser may find a subject in the quotation
        speaker = _find_noun_between(parsed, quotation, verb) or _find_noun_near_verb(parsed, verb, cues)
    if speaker is None or parsed.is_quoted(speaker) or speaker.text.lower() in cues.non_speaker_subjects:
        return None
    return StatementDraft(parsed, (quotation,), cue, verb, speaker, chain)


def _is_speech(parsed: ParsedSentence, quotation: Span, verb: Token, cues: CueWords) -> bool:
    """Return whether a quotation is long enough for speech, or opens the sentence right before its cue."""
    words = quotation.extract(parsed.text)
    if len(words.split()) >= _FEWEST_SPEECH_WORDS:
        return True
    first = next((t.index for t in parsed.tree.tokens if t.start >= quotation.end), verb.index)
    is_close = 0 <= verb.index - first <= _MOST_TOKENS_TO_CLOSE_CUE
    opens = quotation.start == parsed.span.start and is_close
    return opens and " ".join(_WORD.findall(words.lower())) not in cues.quoted_silences


# --- cues ---------------------------------------------------------------------------------------------


def _find_cue(parsed: ParsedSentence, quotation: Span, cues: CueWords) -> Token | None:
    """Return the cue verb of a quotation: close before it, after it, or further before it; or None."""
    return (
        _find_cue_before(parsed, quotation, cues, _MOST_TOKENS_TO_CLOSE_CUE + 1)
        or _find_cue_after(parsed, quotation, cues)
        or _find_cue_before(parsed, quotation, cues, _MOST_TOKENS_TO_CUE)
    )


def _is_cue(
    parsed: ParsedSentence, token: Token, cues: CueWords, forms: frozenset[str] = _QUOTATION_FORMS
) -> bool:
    """Return whether a token is a cue verb that reports speech and takes a quotation in one of the forms."""
    if not is_verb(token) or token.lemma not in cues.verbs:
        return False
    return not cues.verbs[token.lemma].takes.isdisjoint(forms) and reports_speech(parsed, token, cues)


def _find_cue_after(parsed: ParsedSentence, quotation: Span, cues: CueWords) -> Token | None:
    """Return the cue verb after a quotation that ends with a comma or an open ending, or None."""
    words = quotation.extract(parsed.text).rstrip("\"”'’»")
    comma_follows = parsed.text[quotation.end : quotation.end + 1] == ","
    if not comma_follows and not words.endswith((",", "!", "?", "-", "—", "…")):
        return None
    before = [t for t in parsed.tree.tokens if t.end <= quotation.start][-1:]
    if any(t.lemma in _INTRODUCES_TITLE and t.tag == "IN" for t in before):
        return None  # "In “Boats of Zenda,” she says …"
    following = [t for t in parsed.tree.tokens if t.start >= quotation.end][:_MOST_TOKENS_TO_CUE]
    opening = [t for t in following if t.text != ","][:1]
    if any(t.tag == "CC" for t in opening) and quotation.start > parsed.span.start:
        return None  # "There were “old boats”, but Roe said …"
    for token in following:
        if token.text in {";", ":"} or parsed.is_quoted(token):  # a full stop here is an abbreviation's
            return None
        is_participle = token.tag == "VBG" and token.dep in {"advcl", "acl"}  # "“…”, highlighting …"
        if not is_participle and _is_cue(parsed, token, cues, _FORMS_BEFORE_CUE):
            return token
    return None


def _find_cue_before(parsed: ParsedSentence, quotation: Span, cues: CueWords, most: int) -> Token | None:
    """Return the cue verb among the last `most` tokens before a quotation that follows a comma or colon."""
    if not parsed.text[parsed.span.start : quotation.start].rstrip().endswith((",", ":")):
        return None
    preceding = [t for t in parsed.tree.tokens if t.end <= quotation.start][-most:]
    for token in reversed(preceding):
        if token.text in {".", ";"} or parsed.is_quoted(token):
            return None
        if _is_cue(parsed, token, cues):
            return token
    return None


# --- speakers -----------------------------------------------------------------------------------------


def _find_noun_near_verb(parsed: ParsedSentence, verb: Token, cues: CueWords) -> Token | None:
    """Return the noun right after "said", or the one right before it, or None."""
    tokens = parsed.tree.tokens
    for token in tokens[verb.index + 1 : verb.index + 1 + _MOST_TOKENS_TO_SUBJECT]:
        if token.lemma.lower() in cues.time_words:
            break
        if token.tag in _NOUN_TAGS:
            following = tokens[token.index + 1 : token.index + 2]
            if not (following and following[0].tag in {"NNP", "NN", "NNS"}):
                return token
        elif token.tag not in _MODIFIER_TAGS:
            break
    if verb.index and tokens[verb.index - 1].tag in _NOUN_TAGS:
        return tokens[verb.index - 1]
    return None


def _find_noun_between(parsed: ParsedSentence, quotation: Span, verb: Token) -> Token | None:
    """Return the noun between a quotation and its cue, before a comma ("“…,” Roe, a sailor, said")."""
    between = [t for t in parsed.tree.tokens if quotation.end <= t.start and t.index < verb.index]
    last: Token | None = None
    for token in between:
        if token.tag in _NOUN_TAGS:
            last = token
        elif token.text == "," and last is not None:
            return last if between[-1].text == "," else None
        elif token.tag not in _MODIFIER_TAGS:
            return None
    return None


# --- announced, whole and dash-attributed quotations -------------------------------------------------


def find_announced_draft(parsed: ParsedSentence, cues: CueWords) -> StatementDraft | None:
    """Return the draft, without content yet, that a sentence announces at its end ("Roe wrote:")."""
    words = parsed.span.extract(parsed.text).rstrip()
    tokens = [t for t in parsed.tree.tokens if any(c.isalnum() for c in t.text)]
    if not words.endswith(":"):
        return None
    for verb in reversed(tokens[-_MOST_TOKENS_TO_CUE:]):
        if parsed.is_quoted(verb) or not _is_cue(parsed, verb, cues):
            continue
        speaker, cue, chain = find_cue_speaker(parsed.tree, verb, cues)
        if speaker is None or parsed.is_quoted(speaker):
            return None
        if names_no_speaker(parsed.tree, verb, speaker, cues):
            return None
        return StatementDraft(parsed, (), cue, verb, speaker, chain)
    return None


def find_whole_sentence_quotation(parsed: ParsedSentence) -> Span | None:
    """Return the quotation that fills a whole sentence, cut to the sentence, or None."""
    for quotation in parsed.quotations:
        start, end = max(quotation.start, parsed.span.start), min(quotation.end, parsed.span.end)
        rest = parsed.text[parsed.span.start : start] + parsed.text[end : parsed.span.end]
        if start < end and not any(c.isalnum() for c in rest):
            return Span(start, end)
    return None


def find_dash_attribution(text: str, quotation: Span) -> tuple[Span, Span] | None:
    """Return the dash and the name after a quotation ("“…” ― Jane Roe"), or None."""
    match = _DASH_AND_NAME.match(text, quotation.end)
    if match is None or len(quotation.extract(text).split()) < _FEWEST_SPEECH_WORDS:
        return None
    start, end = match.span("name")
    return Span(*match.span("dash")), Span(start, start + len(text[start:end].rstrip(".")))
