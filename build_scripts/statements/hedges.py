"""Find the words by which an article keeps a distance from a claim."""

from __future__ import annotations

import re

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import StatementDraft
from build_scripts.text.parser import ParseTree, Token

_UP = frozenset({"ccomp", "xcomp", "pcomp", "prep", "auxpass", "aux"})
"""Labels over which a clause stands in the scope of the one above it; not those of clauses beside it."""
_WORD = re.compile(r"\w+")


def find_sentence_hedges(text: str, sentence: Span, cues: CueWords) -> tuple[Span, ...]:
    """Return the hedges of one sentence, in order, none overlapping; "is believed to" as a whole."""
    words = [
        (m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)
    ]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues.hedge_phrases:
        by_first.setdefault(phrase.words[0], []).append(phrase.words)
    found: list[Span] = []
    at = 0
    while at < len(words):
        fits = [
            p for p in by_first.get(words[at][0], ()) if tuple(w for w, _, _ in words[at : at + len(p)]) == p
        ]
        if not fits:
            at += 1
            continue
        size = max(map(len, fits))
        first = at
        if size == 2 and words[at + 1][0] == "to":
            while first > 0 and words[first - 1][0] in cues.hedge_auxiliaries:
                first -= 1
            following = words[at + size][0] if at + size < len(words) else ""
            if first == at or following not in cues.hedge_infinitives:  # "was said to reporters" is no hedge
                at += 1
                continue
        found.append(Span(words[first][1], words[at + size - 1][2]))
        at += size
    return tuple(found)


def find_statement_hedges(draft: StatementDraft, cues: CueWords) -> tuple[Span, ...]:
    """Return the hedges in whose scope a statement stands, or which stand in its content.

    "Reportedly said", "is reported to have said", "it is believed that Roe said" are the statement's;
    what hedges another clause of the sentence is not.
    """
    tree, text = draft.sentence.tree, draft.sentence.text
    above = _above(tree, draft.verb)
    voices = {t.index for t in (draft.speaker, *draft.chain) if t is not None}
    found: list[Span] = []
    for hedge in find_sentence_hedges(text, draft.sentence.span, cues):
        inside = any(c.overlaps(hedge) for c in (*draft.content, draft.cue))
        between = text[min(hedge.end, draft.cue.end) : max(hedge.start, draft.cue.start)]
        words = [t for t in tree.tokens if t.span.overlaps(hedge)]
        scoped = any(_hedges(t, above) or t.index in voices for t in words)
        if inside or (scoped and ";" not in between):
            found.append(hedge)
    return tuple(found)


def _above(tree: ParseTree, verb: Token) -> frozenset[int]:
    """Return the places of a cue and of the verbs whose clause it completes."""
    places = {verb.index}
    while verb.dep in _UP and verb.head_index not in places:
        verb = tree.head(verb)
        places.add(verb.index)
    return frozenset(places)


def _hedges(token: Token, verbs: frozenset[int]) -> bool:
    """Tell whether a word is one of these verbs or an adverb of one of them."""
    return token.index in verbs or (token.dep == "advmod" and token.head_index in verbs)
