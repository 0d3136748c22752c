"""Settle who said it first where a report passes another's words on.

"…, according to Roe", "as Roe put it, …", "the Herald reported that …", "reports suggest that …": the
carriers between a speaker and the article.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements import content_spans as spans
from build_scripts.statements.cue_words import Cues
from build_scripts.statements.parsed_sentence import (
    Draft,
    Reading,
    everyone,
    is_verb,
    negated,
    phrase,
    reports,
    with_phrase,
)
from build_scripts.text.parser import Token, Tree


def find(reading: Reading, token: Token, cues: Cues) -> Draft | None:
    """Read "…, according to Roe", "According to Roe, …", "as Roe put it, …" and "in Roe's words, …"."""
    tree = reading.tree
    if token.lemma == "as" and token.dep in {"mark", "advmod"}:
        return _as_said(reading, token, cues)
    if token.lemma == "in" and token.dep == "prep":
        words = _in_words(reading, token)
        if words is not None:
            return words
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
        end = _named_end(reading, named[0]) if opens else tree.extent(named[0]).end
        own = Span(token.start, max(end, last.end))
        return _beside(reading, Span(token.start, last.end), clause, named[0], own)
    return None


def _beside(reading: Reading, cue: Span, clause: Token, speaker: Token, own: Span) -> Draft:
    """Return the draft of a clause, or of the whole sentence that it heads, without the phrase beside it."""
    whole = reading.tree.extent(clause)
    if clause.head == clause.place and ";" not in reading.span.of(reading.text):
        whole = reading.span
    content = spans.without((whole,), own, reading)
    return Draft(reading, content, cue, clause, speaker, carrier=own)


def _named_end(reading: Reading, named: Token) -> int:
    """Return where the name after an opening "according to" ends, with a clause that commas set off."""
    tree = reading.tree
    for clause in tree.below(named, "relcl"):
        end = tree.extent(clause).end
        if tree.tokens[clause.first].tag in {"WDT", "WP"} and reading.text[end : end + 1] == ",":
            return end
    return everyone(tree, named).end


def _as_said(reading: Reading, token: Token, cues: Cues) -> Draft | None:
    """Read "as Roe put it" and "as Roe said on Monday" where commas set it off.

    What stands before it in a negated clause is left alone: "it is not closed, as Roe said" has two senses.
    """
    tree = reading.tree
    verb = tree.head(token)
    speakers = [s for s in tree.below(verb, "nsubj") if token.place < s.place < verb.place]
    if not is_verb(verb) or tree.head(verb) is verb or not speakers or reading.quoted(verb):
        return None
    objects = tree.below(verb, "dobj", "ccomp", "xcomp", "acomp")
    puts = verb.lemma == "put" and [o.lemma for o in objects] == ["it"]
    says = "clause" in (cues.verbs[verb.lemma].takes if verb.lemma in cues.verbs else ())
    heard = verb.lemma == "tell" or not objects
    if not puts and not (says and heard and not {o.dep for o in objects} & {"ccomp", "xcomp"}):
        return None
    if speakers[0].text.lower() in cues.not_speakers | cues.nobody or not reports(reading, verb, cues):
        return None
    words = Span(token.start, max(tree.extent(verb).end, verb.end)).of(reading.text)
    own = Span(token.start, token.start + len(words.rstrip(" ,—–")))
    clause = _attributed(tree, verb)
    before, after = _around(reading, own)
    if before and (not before.endswith((",", "—", "–")) or (not after and negated(tree, clause))):
        return None
    if after and not after.startswith((",", "—", "–")):
        return None
    cue = Span(verb.start, objects[0].end) if puts else verb.span
    return _beside(reading, cue, clause, speakers[0], own)


def _around(reading: Reading, own: Span) -> tuple[str, str]:
    """Return the sentence's text before and after a phrase, empty where no word stands there."""
    before = reading.text[reading.span.start : own.start].strip()
    after = reading.text[own.end : reading.span.end].strip()
    words = [text if any(c.isalnum() for c in text) else "" for text in (before, after)]
    return words[0], words[1]


def _in_words(reading: Reading, token: Token) -> Draft | None:
    """Read "in Roe's words" in a sentence that quotes."""
    tree = reading.tree
    for words in tree.below(token, "pobj"):
        owners = tree.below(words, "poss")
        plain = words.lemma == "word" and owners and words.place == tree.tokens[words.last].place
        if plain and owners[0].tag.startswith("NNP") and reading.quotations and not reading.quoted(token):
            own = Span(token.start, words.end)
            return _beside(reading, own, _attributed(tree, token), owners[0], own)
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


def cited(reading: Reading, draft: Draft, cues: Cues) -> Draft:
    """Return "the Herald reported, citing Roe, that …" as Roe's, through the Herald; any other as it is.

    Only with a verb that passes on: what "Roe said, citing Doe" is Roe's own word.
    """
    tree = reading.tree
    if draft.carrier is not None or draft.speaker is None or draft.verb.lemma not in cues.carrying:
        return draft
    for clause in tree.below(draft.verb, "advcl", "prep"):
        if clause.text.lower() != "citing" or reading.quoted(clause):
            continue
        for named in tree.below(clause, "dobj", "pobj"):
            if named.tag.startswith("NNP") or named.lemma.lower() in cues.cited:
                own = Span(clause.start, phrase(tree, named).end)
                content = spans.without(draft.content, own, reading)
                return replace(draft, content=content, speaker=named, chain=(*draft.chain, draft.speaker))
    return draft


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
    return _disjoint(settled)


def _disjoint(drafts: list[Draft]) -> tuple[Draft, ...]:
    """Return the drafts that have content, none with words that one before it has."""
    kept: list[Draft] = []
    for draft in drafts:
        content = draft.content
        for taken in (c for d in kept for c in d.content):
            content = spans.without(content, taken, draft.reading)
            if any(c.overlaps(taken) for c in content):  # a quotation that both would have as a whole
                content = ()
        if content:
            kept.append(replace(draft, content=content))
    return tuple(kept)


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
