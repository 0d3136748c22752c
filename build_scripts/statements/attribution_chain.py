"""Find attribution phrases, and the original speaker where one report relays another.

Phrases: "…, according to Roe", "as Roe put it, …", "in Roe's words". Attribution chains: in "the Herald
reported that Roe said …" and "reports suggest that …" the Herald and the reports only relay.
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

_SETS_OFF = (",", "—", "–")


# --- attribution phrases ------------------------------------------------------------------------------


def find_attribution_phrase(parsed: ParsedSentence, token: Token, cues: CueWords) -> StatementDraft | None:
    """Return the draft of the attribution phrase that begins with a token, or None.

    Phrases: "…, according to Roe", "According to Roe, …", "as Roe put it, …" and "in Roe's words, …".
    """
    if token.lemma == "as" and token.dep in {"mark", "advmod"}:
        return _find_as_clause(parsed, token, cues)
    if token.lemma == "in" and token.dep == "prep":
        draft = _find_in_words(parsed, token)
        if draft is not None:
            return draft
    for phrase in cues.attribution_phrases:
        tokens = parsed.tree.tokens[token.index : token.index + len(phrase.words)]
        if tuple(t.text.lower() for t in tokens) == phrase.words and not parsed.is_quoted(token):
            return _build_phrase_draft(parsed, token, tokens[-1], cues)
    return None


def _build_phrase_draft(
    parsed: ParsedSentence, first: Token, last: Token, cues: CueWords
) -> StatementDraft | None:
    """Return the draft of a phrase like "according to" from its first to its last token, or None."""
    tree = parsed.tree
    sources = tree.dependents(last, "pobj") or tree.dependents(last, "pcomp")
    if not sources or sources[0].index < last.index or sources[0].lemma in cues.non_speaker_sources:
        return None
    speaker = sources[0]
    opens_sentence = not any(c.isalnum() for c in parsed.text[parsed.span.start : first.start])
    end = _find_speaker_end(parsed, speaker) if opens_sentence else tree.subtree_span(speaker).end
    phrase = Span(first.start, max(end, last.end))
    clause = _find_attributed_clause(tree, first)
    return _build_draft(parsed, Span(first.start, last.end), clause, speaker, phrase)


def _build_draft(
    parsed: ParsedSentence, cue: Span, clause: Token, speaker: Token, phrase: Span
) -> StatementDraft:
    """Return a draft whose content is a clause, or the sentence that it heads, without the phrase."""
    content = parsed.tree.subtree_span(clause)
    if clause.head_index == clause.index and ";" not in parsed.span.extract(parsed.text):
        content = parsed.span
    return StatementDraft(
        parsed, subtract_span((content,), phrase, parsed), cue, clause, speaker, attribution_phrase=phrase
    )


def _find_speaker_end(parsed: ParsedSentence, speaker: Token) -> int:
    """Return the end of the name after an opening "according to", with a relative clause up to its comma."""
    tree = parsed.tree
    for clause in tree.dependents(speaker, "relcl"):
        end = tree.subtree_span(clause).end
        if tree.tokens[clause.left_edge].tag in {"WDT", "WP"} and parsed.text[end : end + 1] == ",":
            return end
    return find_coordinated_noun_phrase(tree, speaker).end


def _find_as_clause(parsed: ParsedSentence, token: Token, cues: CueWords) -> StatementDraft | None:
    """Return the draft of "as Roe put it" or "as Roe said on Monday" where commas set it off, or None.

    A negated clause before it is ambiguous ("it is not closed, as Roe said") and makes no statement.
    """
    tree = parsed.tree
    verb = tree.head(token)
    speakers = [s for s in tree.dependents(verb, "nsubj") if token.index < s.index < verb.index]
    if not is_verb(verb) or tree.head(verb) is verb or not speakers or parsed.is_quoted(verb):
        return None
    speaker = speakers[0]
    if speaker.text.lower() in cues.non_speaker_subjects | cues.negative_words:
        return None
    cue = _find_as_cue(tree, verb, cues)
    if cue is None or not reports_speech(parsed, verb, cues):
        return None
    words = Span(token.start, max(tree.subtree_span(verb).end, verb.end)).extract(parsed.text)
    phrase = Span(token.start, token.start + len(words.rstrip(" ,—–")))
    clause = _find_attributed_clause(tree, verb)
    if not _is_set_off(parsed, phrase, clause):
        return None
    return _build_draft(parsed, cue, clause, speaker, phrase)


def _find_as_cue(tree: ParseTree, verb: Token, cues: CueWords) -> Span | None:
    """Return "put it", or a verb of speech without content of its own ("as Roe told the Herald"), or None."""
    objects = tree.dependents(verb, "dobj", "ccomp", "xcomp", "acomp")
    if verb.lemma == "put" and [o.lemma for o in objects] == ["it"]:
        return Span(verb.start, objects[0].end)
    if verb.lemma not in cues.verbs or "clause" not in cues.verbs[verb.lemma].takes:
        return None
    may_have_object = verb.lemma == "tell" and not {o.dep for o in objects} & {"ccomp", "xcomp"}
    return verb.span if not objects or may_have_object else None


def _is_set_off(parsed: ParsedSentence, phrase: Span, clause: Token) -> bool:
    """Return whether commas or dashes set a phrase off, and no negated clause precedes it at the end."""
    before, after = _find_text_around(parsed, phrase)
    if after and not after.startswith(_SETS_OFF):
        return False
    if not before:
        return True
    ambiguous = not after and is_negated_verb(parsed.tree, clause)
    return before.endswith(_SETS_OFF) and not ambiguous


def _find_text_around(parsed: ParsedSentence, phrase: Span) -> tuple[str, str]:
    """Return the sentence's text before and after a phrase, empty where it has no word."""
    before = parsed.text[parsed.span.start : phrase.start].strip()
    after = parsed.text[phrase.end : parsed.span.end].strip()
    words = [text if any(c.isalnum() for c in text) else "" for text in (before, after)]
    return words[0], words[1]


def _find_in_words(parsed: ParsedSentence, token: Token) -> StatementDraft | None:
    """Return the draft of "in Roe's words" in a sentence with quotations, or None."""
    tree = parsed.tree
    for words in tree.dependents(token, "pobj"):
        owners = tree.dependents(words, "poss")
        is_phrase = words.lemma == "word" and owners and words.index == words.right_edge
        has_name = bool(owners) and owners[0].tag.startswith("NNP")
        if is_phrase and has_name and parsed.quotations and not parsed.is_quoted(token):
            phrase = Span(token.start, words.end)
            return _build_draft(parsed, phrase, _find_attributed_clause(tree, token), owners[0], phrase)
    return None


def _find_attributed_clause(tree: ParseTree, token: Token) -> Token:
    """Return the head of the clause that a phrase like "according to" attributes."""
    head = tree.head(token)
    while head.head_index != head.index:
        has_subject = any(s.index < head.index for s in tree.dependents(head, "nsubj", "nsubjpass"))
        if head.dep == "conj" and is_verb(head) and has_subject:
            break
        head = tree.head(head)
    return head


# --- chains -------------------------------------------------------------------------------------------


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

    - An attribution phrase, a relaying verb or "reports" only relays: the inner statement stays, and the
      outer speaker joins its chain.
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
            resolved[i] = _drop_relayed_content(outer, inner)
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
    if outer.attribution_phrase:
        return True
    direct = outer.sentence.tree.head(inner.verb).index == outer.verb.index
    return direct and (outer.verb.lemma in cues.relaying_verbs or outer.speaker.lemma in cues.relaying_nouns)


def _drop_relayed_content(outer: StatementDraft, inner: StatementDraft) -> StatementDraft:
    """Return a relaying draft whose content lacks the statement that it relays."""
    if inner.verb.index == outer.verb.index or not outer.attribution_phrase:
        return replace(outer, content=())
    words = inner.cue
    speakers = [find_noun_phrase(inner.sentence.tree, t) for t in _as_tuple(inner.speaker)]
    for piece in (*speakers, *inner.content):
        words = enclose_spans(words, piece)
    return _cut_from_content(outer, words)


def _cut_from_content(draft: StatementDraft, cut: Span) -> StatementDraft:
    """Return a draft whose content lacks a span, extended to the end of a quotation that begins in it."""
    for quotation in draft.sentence.quotations:
        if cut.start < quotation.start < cut.end:
            cut = Span(cut.start, max(cut.end, quotation.end))
    return replace(draft, content=subtract_span(draft.content, cut, draft.sentence))
