"""Find where the words of a second speaker begin: "Roe said that the quay was old, and Doe added that …".

The parser often takes such a second clause for a part of what the first speaker said.
"""

from __future__ import annotations

from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, reports_speech
from build_scripts.text.parser import ParseTree, Token

_JOINS_CLAUSES = frozenset({"and", "but", "while", "whereas", "yet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def find_second_speaker(parsed: ParsedSentence, verb: Token, cues: CueWords) -> int:
    """Return the offset at which a second speaker's clause begins after a cue, or the sentence's end.

    Evidence: a semicolon, or a comma and "and" or "but"; after it, a cue with a subject and a clause of its
    own, in the tense of the first cue. "…, and that Doe had said …" goes on with the first speaker's words.
    """
    for token in parsed.tree.tokens[verb.index + 1 :]:
        start = _find_start_of_clause(parsed.tree, token) if _is_such_cue(parsed, verb, token, cues) else None
        if start is not None and start > verb.end:
            return start
    return parsed.span.end


def _is_such_cue(parsed: ParsedSentence, verb: Token, token: Token, cues: CueWords) -> bool:
    """Return whether a token is a cue in the tense of an earlier one, with a clause as its content."""
    tree = parsed.tree
    in_tense = token.tag == verb.tag and token.tag in _FINITE and token.lemma in cues.verbs
    clauses = [c for c in tree.dependents(token, "ccomp") if c.index > token.index] if in_tense else []
    return bool(clauses) and reports_speech(parsed, token, cues)


def _find_start_of_clause(tree: ParseTree, cue: Token) -> int | None:
    """Return the offset of ", and Doe" or "; Doe" where Doe is the subject of a cue, or None."""
    for subject in tree.dependents(cue, "nsubj"):
        before = tree.tokens[max(0, subject.left_edge - 2) : subject.left_edge]
        if before and before[-1].text == ";":
            return before[-1].start
        if len(before) == 2 and before[0].text == "," and before[1].lemma in _JOINS_CLAUSES:
            return before[0].start
    return None
