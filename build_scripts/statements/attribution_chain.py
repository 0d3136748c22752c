"""Settle who said it first where a report passes another's words on.

"…, according to Roe", "as Roe put it, …", "the Herald reported that …", "reports suggest that …": the
carriers between a speaker and the article.
"""

from __future__ import annotations

from dataclasses import replace

from build_scripts.models import Span
from build_scripts.statements.content_spans import enclose_spans, subtract_span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_coordinated_noun_phrase,
    find_noun_phrase,
    find_with_phrase,
    is_negated_verb,
    is_verb,
    reports_speech,
)
from build_scripts.text.parser import ParseTree, Token


def find_attribution_phrase(reading: ParsedSentence, token: Token, cues: CueWords) -> StatementDraft | None:
    """Read "…, according to Roe", "According to Roe, …", "as Roe put it, …" and "in Roe's words, …"."""
    tree = reading.tree
    if token.lemma == "as" and token.dep in {"mark", "advmod"}:
        return _as_said(reading, token, cues)
    if token.lemma == "in" and token.dep == "prep":
        words = _in_words(reading, token)
        if words is not None:
            return words
    for carrier in cues.attribution_phrases:
        size = len(carrier.words)
        here = tree.tokens[token.index : token.index + size]
        if tuple(t.text.lower() for t in here) != carrier.words or reading.is_quoted(token):
            continue
        last = here[-1]
        named = tree.dependents(last, "pobj") or tree.dependents(last, "pcomp")
        if not named or named[0].index < last.index or named[0].lemma in cues.non_speaker_sources:
            return None
        clause = _attributed(tree, token)
        opens = not any(c.isalnum() for c in reading.text[reading.span.start : token.start])
        end = _named_end(reading, named[0]) if opens else tree.subtree_span(named[0]).end
        own = Span(token.start, max(end, last.end))
        return _beside(reading, Span(token.start, last.end), clause, named[0], own)
    return None


def _beside(reading: ParsedSentence, cue: Span, clause: Token, speaker: Token, own: Span) -> StatementDraft:
    """Return the draft of a clause, or of the whole sentence that it heads, without the phrase beside it."""
    whole = reading.tree.subtree_span(clause)
    if clause.head_index == clause.index and ";" not in reading.span.extract(reading.text):
        whole = reading.span
    content = subtract_span((whole,), own, reading)
    return StatementDraft(reading, content, cue, clause, speaker, attribution_phrase=own)


def _named_end(reading: ParsedSentence, named: Token) -> int:
    """Return where the name after an opening "according to" ends, with a clause that commas set off."""
    tree = reading.tree
    for clause in tree.dependents(named, "relcl"):
        end = tree.subtree_span(clause).end
        if tree.tokens[clause.left_edge].tag in {"WDT", "WP"} and reading.text[end : end + 1] == ",":
            return end
    return find_coordinated_noun_phrase(tree, named).end


def _as_said(reading: ParsedSentence, token: Token, cues: CueWords) -> StatementDraft | None:
    """Read "as Roe put it" and "as Roe said on Monday" where commas set it off.

    What stands before it in a negated clause is left alone: "it is not closed, as Roe said" has two senses.
    """
    tree = reading.tree
    verb = tree.head(token)
    speakers = [s for s in tree.dependents(verb, "nsubj") if token.index < s.index < verb.index]
    if not is_verb(verb) or tree.head(verb) is verb or not speakers or reading.is_quoted(verb):
        return None
    objects = tree.dependents(verb, "dobj", "ccomp", "xcomp", "acomp")
    puts = verb.lemma == "put" and [o.lemma for o in objects] == ["it"]
    says = "clause" in (cues.verbs[verb.lemma].takes if verb.lemma in cues.verbs else ())
    heard = verb.lemma == "tell" or not objects
    if not puts and not (says and heard and not {o.dep for o in objects} & {"ccomp", "xcomp"}):
        return None
    if speakers[0].text.lower() in cues.non_speaker_subjects | cues.nobody_words or not reports_speech(
        reading, verb, cues
    ):
        return None
    words = Span(token.start, max(tree.subtree_span(verb).end, verb.end)).extract(reading.text)
    own = Span(token.start, token.start + len(words.rstrip(" ,—–")))
    clause = _attributed(tree, verb)
    before, after = _around(reading, own)
    if before and (not before.endswith((",", "—", "–")) or (not after and is_negated_verb(tree, clause))):
        return None
    if after and not after.startswith((",", "—", "–")):
        return None
    cue = Span(verb.start, objects[0].end) if puts else verb.span
    return _beside(reading, cue, clause, speakers[0], own)


def _around(reading: ParsedSentence, own: Span) -> tuple[str, str]:
    """Return the sentence's text before and after a phrase, empty where no word stands there."""
    before = reading.text[reading.span.start : own.start].strip()
    after = reading.text[own.end : reading.span.end].strip()
    words = [text if any(c.isalnum() for c in text) else "" for text in (before, after)]
    return words[0], words[1]


def _in_words(reading: ParsedSentence, token: Token) -> StatementDraft | None:
    """Read "in Roe's words" in a sentence that quotes."""
    tree = reading.tree
    for words in tree.dependents(token, "pobj"):
        owners = tree.dependents(words, "poss")
        plain = words.lemma == "word" and owners and words.index == tree.tokens[words.right_edge].index
        if plain and owners[0].tag.startswith("NNP") and reading.quotations and not reading.is_quoted(token):
            own = Span(token.start, words.end)
            return _beside(reading, own, _attributed(tree, token), owners[0], own)
    return None


def _attributed(tree: ParseTree, token: Token) -> Token:
    """Return the head of the clause that a phrase like "according to" speaks of."""
    at = tree.head(token)
    while at.head_index != at.index:
        own_subject = any(s.index < at.index for s in tree.dependents(at, "nsubj", "nsubjpass"))
        if at.dep == "conj" and is_verb(at) and own_subject:
            break
        at = tree.head(at)
    return at


def credit_cited_speaker(reading: ParsedSentence, draft: StatementDraft, cues: CueWords) -> StatementDraft:
    """Return "the Herald reported, citing Roe, that …" as Roe's, through the Herald; any other as it is.

    Only with a verb that passes on: what "Roe said, citing Doe" is Roe's own word.
    """
    tree = reading.tree
    if (
        draft.attribution_phrase is not None
        or draft.speaker is None
        or draft.verb.lemma not in cues.relaying_verbs
    ):
        return draft
    for clause in tree.dependents(draft.verb, "advcl", "prep"):
        if clause.text.lower() != "citing" or reading.is_quoted(clause):
            continue
        for named in tree.dependents(clause, "dobj", "pobj"):
            if named.tag.startswith("NNP") or named.lemma.lower() in cues.citable_nouns:
                own = Span(clause.start, find_noun_phrase(tree, named).end)
                content = subtract_span(draft.content, own, reading)
                return replace(draft, content=content, speaker=named, chain=(*draft.chain, draft.speaker))
    return draft


def resolve_nested_drafts(drafts: tuple[StatementDraft, ...], cues: CueWords) -> tuple[StatementDraft, ...]:
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


def _disjoint(drafts: list[StatementDraft]) -> tuple[StatementDraft, ...]:
    """Return the drafts that have content, none with words that one before it has."""
    kept: list[StatementDraft] = []
    for draft in drafts:
        content = draft.content
        for taken in (c for d in kept for c in d.content):
            content = subtract_span(content, taken, draft.sentence)
            if any(c.overlaps(taken) for c in content):  # a quotation that both would have as a whole
                content = ()
        if content:
            kept.append(replace(draft, content=content))
    return tuple(kept)


def _apart(draft: StatementDraft) -> Span | None:
    """Return the words of a draft that stand beside other statements and are never part of one."""
    if draft.attribution_phrase is None:
        own = find_with_phrase(draft.sentence.tree, draft.verb)
        for piece in draft.content if own is not None else ():
            own = enclose_spans(own, piece) if own is not None else None
        return own
    text, sentence = draft.sentence.text, draft.sentence.span
    before = text[sentence.start : draft.attribution_phrase.start].rstrip()
    after = text[draft.attribution_phrase.end : sentence.end]
    opens = not any(c.isalnum() for c in before)
    closes = before.endswith((",", "”", '"', "''")) and not any(c.isalnum() for c in after)
    return draft.attribution_phrase if opens or closes else None


def _tokens(token: Token | None) -> tuple[Token, ...]:
    return () if token is None else (token,)


def _inside(draft: StatementDraft, outer: StatementDraft) -> bool:
    """Tell whether a draft's cue lies in another's content."""
    if draft.content == outer.content:
        return draft.cue.start > outer.cue.start
    return any(c.covers(draft.cue) for c in outer.content)


def _passes_on(outer: StatementDraft, inner: StatementDraft, cues: CueWords) -> bool:
    """Tell whether the outer draft only carries what the inner one reports."""
    if inner.attribution_phrase or outer.speaker is None:
        return False
    if outer.attribution_phrase:
        return True
    direct = outer.sentence.tree.head(inner.verb).index == outer.verb.index
    return direct and (outer.verb.lemma in cues.relaying_verbs or outer.speaker.lemma in cues.relaying_nouns)


def _rest(outer: StatementDraft, inner: StatementDraft) -> StatementDraft:
    """Return what a carrier still reports once the statement that it carries is taken out."""
    if inner.verb.index == outer.verb.index or not outer.attribution_phrase:
        return replace(outer, content=())
    words = inner.cue
    named = [find_noun_phrase(inner.sentence.tree, t) for t in _tokens(inner.speaker)]
    for piece in (*named, *inner.content):
        words = enclose_spans(words, piece)
    return _without(outer, words)


def _without(draft: StatementDraft, cut: Span) -> StatementDraft:
    for quotation in draft.sentence.quotations:
        if cut.start < quotation.start < cut.end:
            cut = Span(cut.start, max(cut.end, quotation.end))
    return replace(draft, content=subtract_span(draft.content, cut, draft.sentence))
