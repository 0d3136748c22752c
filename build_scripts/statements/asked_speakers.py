"""Find the person asked who answers in the same sentence: "Roe, asked whether it was closed, said it was".

The parser often takes Roe for the one who asked, and finds no subject for "said".
"""

from __future__ import annotations

from build_scripts.statements.cue_words import CueWords
from build_scripts.text.parser import ParseTree, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def was_asked(tree: ParseTree, verb: Token, cues: CueWords) -> bool:
    """Return whether a verb says that its subject was asked, and a verb after a comma what they answered."""
    if not _follows_person(tree, verb, cues):
        return False
    return any(_find_asked(tree, t, cues) is verb for t in tree.tokens[verb.index + 1 :])


def find_person_asked(tree: ParseTree, verb: Token, cues: CueWords) -> Token | None:
    """Return the person asked of whom a verb reports the answer; None if there is none."""
    asked = _find_asked(tree, verb, cues)
    return tree.dependents(asked, "nsubj")[0] if asked is not None else None


def _find_asked(tree: ParseTree, verb: Token, cues: CueWords) -> Token | None:
    """Return "asked" in "Roe, asked about it, said no", given "said"; None for any other verb."""
    if verb.tag not in _FINITE or verb.lemma not in cues.verbs or tree.dependents(verb, "nsubj"):
        return None
    if not verb.index or tree.tokens[verb.index - 1].text != ",":
        return None
    near = (tree.head(verb), *tree.dependents(verb, "ccomp", "advcl"))
    return next((t for t in near if t.index < verb.index and _follows_person(tree, t, cues)), None)


def _follows_person(tree: ParseTree, verb: Token, cues: CueWords) -> bool:
    """Return whether a verb of asking follows its subject and a comma."""
    is_asking = verb.lemma in cues.dialogue_words.asking and verb.tag in {"VBD", "VBN"}
    return is_asking and bool(tree.dependents(verb, "nsubj")) and tree.tokens[verb.index - 1].text == ","
