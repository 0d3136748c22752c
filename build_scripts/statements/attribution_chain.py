"""Find the original speaker where one report relays another: the attribution chain.

In "the Herald reported that Roe said …" and "reports suggest that …" the Herald and the reports only relay.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.content_spans import enclose_spans, subtract_span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_noun_phrase,
    find_with_phrase,
)
from build_scripts.text.parser import Token


def credit_cited_speaker(parsed: ParsedSentence, draft: StatementDraft, cues: CueWords) -> StatementDraft:
    """Return "the Herald reported, citing Roe, that …" as Roe's, relayed by the Herald; others unchanged.

    Only with a relaying verb: in "Roe said, citing Doe" the words are Roe's own.
    """
    tree = parsed.tree
    if (
        draft.attribution_phrase is not None
        or draft.speaker is None
        or draft.verb.lemma not in cues.relaying_verbs
    ):
        return draft
    for clause in tree.dependents(draft.verb, "advcl", "prep"):
        if clause.text.lower() != "citing" or parsed.is_quoted(clause):
            continue
        for cited in tree.dependents(clause, "dobj", "pobj"):
            if cited.tag.startswith("NNP") or cited.lemma.lower() in cues.citable_nouns:
                phrase = Span(clause.start, find_noun_phrase(tree, cited).end)
                content = subtract_span(draft.content, phrase, parsed)
                return replace(draft, content=content, speaker=cited, chain=(*draft.chain, draft.speaker))
    return draft


def resolve_nested_drafts(drafts: tuple[StatementDraft, ...], cues: CueWords) -> tuple[StatementDraft, ...]:
    """Return the drafts of one sentence resolved where one is inside another, so that no two share content.

    - An attribution phrase, a relaying verb or "reports" only relays, and so does a cue after a person's
      thought or after what their own office says for them: the inner statement stays, and the outer speaker
      joins its chain.
    - "With Roe saying …" and a phrase set off by a comma are taken out of the statements around them.
    - Otherwise the outermost statement stays: all of its content is that speaker's.
    """
    resolved = list(drafts)
    for place, inner in enumerate(drafts):
        separate = _find_separate_words(inner)
        if separate is not None:
            resolved = [d if i == place else _cut_from_content(d, separate) for i, d in enumerate(resolved)]
        else:
            _resolve_enclosing_drafts(resolved, place, inner, cues)
    return _drop_shared_content(resolved)


def _resolve_enclosing_drafts(
    resolved: list[StatementDraft], place: int, inner: StatementDraft, cues: CueWords
) -> None:
    """Decide between a draft and those that contain its cue, shortest first; update `resolved`."""
    around = [i for i, d in enumerate(resolved) if d.content and i != place and _is_inside(inner, d)]
    around.sort(key=lambda i: sum(c.end - c.start for c in resolved[i].content))
    for i in around:
        outer, now = resolved[i], resolved[place]
        if not now.content:
            break
        if _is_relayed(outer, inner, cues):
            resolved[place] = replace(now, chain=(*now.chain, *outer.chain, *_as_tuple(outer.speaker)))
            resolved[i] = _drop_relayed_content(outer, now)
        else:
            resolved[place] = replace(inner, content=())


def _drop_shared_content(drafts: list[StatementDraft]) -> tuple[StatementDraft, ...]:
    """Return the drafts with content, none with characters that an earlier one has."""
    kept: list[StatementDraft] = []
    for draft in drafts:
        content = draft.content
        for taken in (c for d in kept for c in d.content):
            content = subtract_span(content, taken, draft.sentence)
            if any(c.overlaps(taken) for c in content):  # both would hold the same quotation whole
                content = ()
        if content:
            kept.append(replace(draft, content=content))
    return tuple(kept)


def _find_separate_words(draft: StatementDraft) -> Span | None:
    """Return the words of a draft that never belong to another statement's content, or None.

    They are a "with" phrase and its content, or an attribution phrase at an edge of the sentence.
    """
    if draft.attribution_phrase is None:
        words = find_with_phrase(draft.sentence.tree, draft.verb)
        for piece in draft.content if words is not None else ():
            words = enclose_spans(words, piece) if words is not None else None
        return words
    text, sentence = draft.sentence.text, draft.sentence.span
    before = text[sentence.start : draft.attribution_phrase.start].rstrip()
    after = text[draft.attribution_phrase.end : sentence.end]
    opens = not any(c.isalnum() for c in before)
    closes = before.endswith((",", "”", '"', "''")) and not any(c.isalnum() for c in after)
    return draft.attribution_phrase if opens or closes else None


def _as_tuple(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else (token,)


def _is_inside(draft: StatementDraft, outer: StatementDraft) -> bool:
    """Return whether a draft's cue is in another's content."""
    if draft.content == outer.content:
        return draft.cue.start > outer.cue.start
    return any(c.covers(draft.cue) for c in outer.content)


def _is_relayed(outer: StatementDraft, inner: StatementDraft, cues: CueWords) -> bool:
    """Return whether the outer draft only relays the inner one."""
    if inner.attribution_phrase or outer.speaker is None:
        return False
    if outer.attribution_phrase or _speaks_for(outer, inner, cues):
        return True
    direct = outer.sentence.tree.head(inner.verb).index == outer.verb.index
    return direct and (outer.verb.lemma in cues.relaying_verbs or outer.speaker.lemma in cues.relaying_nouns)


def _speaks_for(outer: StatementDraft, inner: StatementDraft, cues: CueWords) -> bool:
    """Return whether the outer speaker, who follows, tells the inner one's thought or is their office.

    "Roe hopes to come, the guild said", "Roe called for a new quay, her office said".
    """
    office, person, tree = outer.speaker, inner.speaker, outer.sentence.tree
    if office is None or person is None or office.index < inner.verb.index:
        return False
    if inner.verb.lemma in cues.thinking_verbs and inner.verb.index < outer.verb.index:
        return True
    if office.lemma not in cues.spokesperson_nouns | cues.office_nouns:
        return False
    owners = tree.dependents(office, "poss")
    return any(t.tag == "PRP$" or t.text == person.text for t in owners)


def _drop_relayed_content(outer: StatementDraft, inner: StatementDraft) -> StatementDraft:
    """Return a relaying draft whose content lacks the statement that it relays."""
    if inner.verb.index == outer.verb.index or not outer.attribution_phrase:
        return replace(outer, content=())
    words = inner.cue
    speakers = [find_noun_phrase(inner.sentence.tree, t) for t in _as_tuple(inner.speaker)]
    for piece in (*speakers, *inner.content):
        words = enclose_spans(words, piece)
    if any(t.start >= words.end for t in inner.chain):  # "…, Doe told the Herald", which relays the statement
        words = Span(words.start, inner.sentence.span.end)
    return _cut_from_content(outer, words)


def _cut_from_content(draft: StatementDraft, cut: Span) -> StatementDraft:
    """Return a draft whose content lacks a span, extended to the end of a quotation that begins in it."""
    for quotation in draft.sentence.quotations:
        if cut.start < quotation.start < cut.end:
            cut = Span(cut.start, max(cut.end, quotation.end))
    return replace(draft, content=subtract_span(draft.content, cut, draft.sentence))
