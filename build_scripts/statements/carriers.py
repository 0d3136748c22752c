"""Settle who said it first where a report passes another's words on.

"…, according to Roe", "the Herald reported that …", "reports suggest that …": the carriers between a
speaker and the article.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.parsing import Token, Tree
from build_scripts.statements import spans
from build_scripts.statements.cues import Cues
from build_scripts.statements.reading import Draft, Reading, is_verb, phrase, with_phrase


def find(reading: Reading, token: Token, cues: Cues) -> Draft | None:
    """Read "…, according to Roe" and "According to Roe, …"."""
    tree = reading.tree
    for carrier in cues.carriers:
        size = len(carrier.words)
        here = tree.tokens[token.place : token.place + size]
        if tuple(t.text.lower() for t in here) != carrier.words or reading.quoted(token):
            continue
        last = here[-1]
        named = tree.below(last, "pobj") or tree.below(last, "pcomp")
        if not named or named[0].place < last.place or named[0].lemma in cues.no_carriers:
            return None
        clause = _attributed(tree, token)
        opens = not any(c.isalnum() for c in reading.text[reading.span.start : token.start])
        end = phrase(tree, named[0]).end if opens else tree.extent(named[0]).end
        own = Span(token.start, max(end, last.end))
        whole = tree.extent(clause)
        if clause.head == clause.place and ";" not in reading.span.of(reading.text):
            whole = reading.span
        content = spans.without((whole,), own, reading)
        return Draft(reading, content, Span(token.start, last.end), clause, named[0], carrier=own)
    return None


def _attributed(tree: Tree, token: Token) -> Token:
    """Return the head of the clause that a phrase like "according to" speaks of."""
    at = tree.head(token)
    while at.head != at.place:
        own_subject = any(s.place < at.place for s in tree.below(at, "nsubj", "nsubjpass"))
        if at.dep == "conj" and is_verb(at) and own_subject:
            break
        at = tree.head(at)
    return at


def settle(drafts: tuple[Draft, ...], cues: Cues) -> tuple[Draft, ...]:
    """Settle drafts that lie inside others, so that no two share content.

    What a phrase, an agency or "reports" pass on is its speaker's, with the one who passes it on as
    the carrier. "With Roe saying …" is a statement of its own beside the one that it follows, and a
    phrase that a comma sets off speaks of the whole sentence. Anything else keeps the outermost
    statement, because what it contains is that speaker's word.
    """
    settled = list(drafts)
    for place, inner in enumerate(drafts):
        own = _apart(inner)
        if own is not None:
            settled = [d if i == place else _without(d, own) for i, d in enumerate(settled)]
            continue
        around = [i for i, d in enumerate(settled) if d.content and i != place and _inside(inner, d)]
        around.sort(key=lambda i: sum(c.end - c.start for c in settled[i].content))
        for i in around:
            outer = settled[i]
            if not settled[place].content:
                break
            if _passes_on(outer, inner, cues):
                now = settled[place]
                settled[place] = replace(now, chain=(*now.chain, *outer.chain, *_tokens(outer.speaker)))
                settled[i] = _rest(outer, inner)
            else:
                settled[place] = replace(inner, content=())
    return tuple(d for d in settled if d.content)


def _apart(draft: Draft) -> Span | None:
    """Return the words of a draft that stand beside other statements and are never part of one."""
    if draft.carrier is None:
        own = with_phrase(draft.reading.tree, draft.verb)
        for piece in draft.content if own is not None else ():
            own = spans.hull(own, piece) if own is not None else None
        return own
    text, sentence = draft.reading.text, draft.reading.span
    before = text[sentence.start : draft.carrier.start].rstrip()
    after = text[draft.carrier.end : sentence.end]
    opens = not any(c.isalnum() for c in before)
    closes = before.endswith((",", "”", '"', "''")) and not any(c.isalnum() for c in after)
    return draft.carrier if opens or closes else None


def _tokens(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else (token,)


def _inside(draft: Draft, outer: Draft) -> bool:
    """Tell whether a draft's cue lies in another's content."""
    if draft.content == outer.content:
        return draft.cue.start > outer.cue.start
    return any(c.covers(draft.cue) for c in outer.content)


def _passes_on(outer: Draft, inner: Draft, cues: Cues) -> bool:
    """Tell whether the outer draft only carries what the inner one reports."""
    if inner.carrier or outer.speaker is None:
        return False
    if outer.carrier:
        return True
    direct = outer.reading.tree.head(inner.verb).place == outer.verb.place
    return direct and (outer.verb.lemma in cues.carrying or outer.speaker.lemma in cues.carrying_nouns)


def _rest(outer: Draft, inner: Draft) -> Draft:
    """Return what a carrier still reports once the statement that it carries is taken out."""
    if inner.verb.place == outer.verb.place or not outer.carrier:
        return replace(outer, content=())
    words = inner.cue
    named = [phrase(inner.reading.tree, t) for t in _tokens(inner.speaker)]
    for piece in (*named, *inner.content):
        words = spans.hull(words, piece)
    return _without(outer, words)


def _without(draft: Draft, cut: Span) -> Draft:
    for quotation in draft.reading.quotations:
        if cut.start < quotation.start < cut.end:
            cut = Span(cut.start, max(cut.end, quotation.end))
    return replace(draft, content=spans.without(draft.content, cut, draft.reading))
