"""Find the writer's aside at the end of what somebody said: "… on a trip widely viewed as a bid for boats".

An aside says how others see the speech or its occasion, or whom the speaker cites.
"""

from __future__ import annotations

import re

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence
from build_scripts.text.parser import ParseTree, Token

_GOES_ON = re.compile(r", (?:and|but|that)\b")


def find_aside(parsed: ParsedSentence, words: Span, cues: CueWords) -> int:
    """Return the offset at which an aside ends unquoted content, or the content's end if there is none."""
    for token in parsed.tree.tokens:
        if token.start <= words.start or parsed.is_quoted(token):
            continue
        start = _find_start(parsed.tree, token, cues)
        if start is not None and words.start < start < words.end:
            goes_on = _GOES_ON.search(parsed.text, start, words.end)
            return words.end if goes_on else start
    return words.end


def _find_start(tree: ParseTree, token: Token, cues: CueWords) -> int | None:
    """Return the offset of the aside that a token shows, or None."""
    if token.lemma in cues.viewing_verbs and token.tag in {"VBN", "VBD"}:
        return _find_start_of_view(tree, token, cues)
    before = tree.tokens[token.index - 1]
    after = tree.tokens[token.index + 1].lemma if token.index + 1 < len(tree.tokens) else ""
    sums_up = token.text in {"a", "an"} and after in cues.summing_nouns
    opens_aside = token.text == "citing" or (token.text == "in" and after == "what") or sums_up
    return before.start if opens_aside and before.text == "," else None


def _find_start_of_view(tree: ParseTree, verb: Token, cues: CueWords) -> int | None:
    """Return where "on a trip widely viewed as …" or ", a plan seen as …" begins, given the verb; or None.

    The parser attaches such a participle to almost any word, so the words before it decide.
    """
    is_view = any(p.lemma == "as" and p.index > verb.index for p in tree.dependents(verb, "prep"))
    if not is_view or tree.dependents(verb, "aux", "auxpass", "nsubj", "nsubjpass"):
        return None
    articles = (t for t in reversed(tree.tokens[1 : verb.index]) if t.text in {"a", "an"})
    article = next(articles, verb)
    first = tree.tokens[article.index - 1]
    if first.tag != "IN":
        return first.start if first.text == "," else None
    follows_comma = tree.tokens[first.index - 1].text == ","
    return first.start if follows_comma or _is_shared_view(tree, verb, cues) else None


def _is_shared_view(tree: ParseTree, verb: Token, cues: CueWords) -> bool:
    """Return whether many share a view: "widely viewed", "seen by critics"."""
    agents = [n for p in tree.dependents(verb, "agent") for n in tree.dependents(p, "pobj")]
    by_many = any(n.left_edge == n.index and n.tag in {"NNS", "JJ"} for n in agents)
    return by_many or any(a.lemma in cues.viewing_adverbs for a in tree.dependents(verb, "advmod"))
