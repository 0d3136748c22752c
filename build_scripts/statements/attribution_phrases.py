"""Find attribution phrases: "…, according to Roe", "as Roe put it, …", "in Roe's words"."""

from __future__ import annotations

from build_scripts.models import Span
from build_scripts.statements.content_spans import subtract_span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    StatementDraft,
    find_coordinated_noun_phrase,
    is_negated_verb,
    is_verb,
    reports_speech,
)
from build_scripts.text.parser import ParseTree, Token

_SETS_OFF = (",", "—", "–")


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
        if head.dep == "conj" and is_verb(head) and has_subject and _is_joined(tree, head):
            break
        head = tree.head(head)
    return head


def _is_joined(tree: ParseTree, verb: Token) -> bool:
    """Return whether "and" or a semicolon joins a verb to the one above it."""
    above = tree.head(verb)
    return any(t.dep == "cc" or t.text in {";", ":"} for t in tree.tokens[above.index : verb.index])
