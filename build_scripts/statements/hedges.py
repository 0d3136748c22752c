"""Find hedges: words that mark a claim as uncertain or as another's ("reportedly", "is believed to")."""

from __future__ import annotations

import re

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import StatementDraft
from build_scripts.text.parser import ParseTree, Token

_SCOPE_LABELS = frozenset({"ccomp", "xcomp", "pcomp", "prep", "auxpass", "aux"})
"""Labels of a clause in the scope of its head; a coordinated clause is not."""
_WORD = re.compile(r"\w+")
_Word = tuple[str, int, int]
"""A word in lower case, its start and its end."""


def find_sentence_hedges(text: str, sentence: Span, cues: CueWords) -> tuple[Span, ...]:
    """Return the hedges of one sentence, in order, none overlapping; "is believed to" is one hedge."""
    words = [
        (m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)
    ]
    by_first_word: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues.hedge_phrases:
        by_first_word.setdefault(phrase.words[0], []).append(phrase.words)
    found: list[Span] = []
    at = 0
    while at < len(words):
        size = _find_longest_phrase(words, at, by_first_word)
        first = at
        if size == 2 and words[at + 1][0] == "to":
            first = _find_first_auxiliary(words, at, cues)
            following = words[at + size][0] if at + size < len(words) else ""
            if first == at or following not in cues.hedge_infinitives:  # "was said to reporters" is no hedge
                size = 0
        if size:
            found.append(Span(words[first][1], words[at + size - 1][2]))
        at += size or 1
    return tuple(found)


def _find_longest_phrase(words: list[_Word], at: int, by_first_word: dict[str, list[tuple[str, ...]]]) -> int:
    """Return the number of words of the longest hedge that begins at a word, 0 if none does."""
    phrases = by_first_word.get(words[at][0], ())
    return max((len(p) for p in phrases if tuple(w for w, _, _ in words[at : at + len(p)]) == p), default=0)


def _find_first_auxiliary(words: list[_Word], at: int, cues: CueWords) -> int:
    """Return the index of the first of the auxiliaries before a word, or the word's own."""
    while at > 0 and words[at - 1][0] in cues.hedge_auxiliaries:
        at -= 1
    return at


def find_statement_hedges(draft: StatementDraft, cues: CueWords) -> tuple[Span, ...]:
    """Return the hedges that apply to a statement: those in its content or cue, and those above its cue.

    "Reportedly said", "is reported to have said" and "it is believed that Roe said" hedge the statement; a
    hedge on another clause of the sentence does not.
    """
    tree, text = draft.sentence.tree, draft.sentence.text
    verbs = _find_cue_and_verbs_above(tree, draft.verb)
    speakers = {t.index for t in (draft.speaker, *draft.chain) if t is not None}
    found: list[Span] = []
    for hedge in find_sentence_hedges(text, draft.sentence.span, cues):
        inside = any(c.overlaps(hedge) for c in (*draft.content, draft.cue))
        between = text[min(hedge.end, draft.cue.end) : max(hedge.start, draft.cue.start)]
        tokens = [t for t in tree.tokens if t.span.overlaps(hedge)]
        in_scope = any(_modifies_verb(t, verbs) or t.index in speakers for t in tokens)
        if inside or (in_scope and ";" not in between):
            found.append(hedge)
    return tuple(found)


def _find_cue_and_verbs_above(tree: ParseTree, verb: Token) -> frozenset[int]:
    """Return the indexes of a cue and of the verbs whose clause it completes."""
    indexes = {verb.index}
    while verb.dep in _SCOPE_LABELS and verb.head_index not in indexes:
        verb = tree.head(verb)
        indexes.add(verb.index)
    return frozenset(indexes)


def _modifies_verb(token: Token, verbs: frozenset[int]) -> bool:
    """Return whether a token is one of these verbs or an adverb of one of them."""
    return token.index in verbs or (token.dep == "advmod" and token.head_index in verbs)
