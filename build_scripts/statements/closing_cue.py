"""Find speaker and content of a cue at a sentence's end: "…, the mayor, Jane Roe, said", "…, said Jane Roe".

Where a sentence is long, the parser often takes the words before such a cue for its subject. Commas are
better evidence: only a noun phrase, perhaps with an apposition, stands between the content and the cue, and
only a time, a place or an addressee after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from build_scripts.models import Span
from build_scripts.statements.content_spans import trim_reported_clause
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"DT", "PRP$", "POS", "CD", "JJ", "JJR", "JJS", "RB", "VBN", "VBG", "HYPH"})
_AFTER_NOUN = frozenset({"IN", "CC", "VBG", "VBN"})
_IN_NOUN_PHRASE = _NOUNS | _MODIFIERS | _AFTER_NOUN
_PRONOUNS = frozenset({"he", "she", "they"})
_ADDS_CONTENT = frozenset({"ccomp", "xcomp", "acomp", "oprd", "parataxis", "conj"})
_MOST_TOKENS_IN_NAME = 14
"""Tokens of the speaker's noun phrase, at most."""
_MOST_TOKENS_AFTER = 18
"""Tokens after a cue that ends its sentence, at most."""


def find_closing_cue_draft(parsed: ParsedSentence, verb: Token, cues: CueWords) -> StatementDraft | None:
    """Return the draft of a cue verb that ends its sentence after an unquoted content, or None."""
    tree = parsed.tree
    takes_clause = "clause" in cues.verbs[verb.lemma].takes
    if not takes_clause or verb.tag not in _FINITE or not verb.index:
        return None
    groups = _split_at_commas(tree.tokens[: verb.index])
    follows_comma = tree.tokens[verb.index - 1].text == ","
    speaker = _find_speaker_after(tree, verb, cues) if follows_comma else None
    if speaker is None:
        apposition = groups.pop() if follows_comma else []
        if len(groups) < 2 or _ends_list_of_names(groups) or not _ends_sentence(tree, verb):
            return None
        speaker = _find_speaker(tree, verb, groups.pop(), apposition)
    while groups and [t.lemma for t in groups[-1][:2]] == ["accord", "to"]:  # "…, according to Doe, Roe said"
        groups.pop()
    content = [t for group in groups for t in group]
    if speaker is None or not _is_unquoted_clause(parsed, content):
        return None
    words = Span(parsed.span.start, content[-1].end)
    return StatementDraft(parsed, trim_reported_clause(parsed, words), verb.span, verb, speaker)


def _is_unquoted_clause(parsed: ParsedSentence, tokens: list[Token]) -> bool:
    """Return whether tokens are one clause, with a finite verb and without quotation marks."""
    if any(t.text == ";" for t in tokens) or not any(t.tag in _FINITE or t.tag == "MD" for t in tokens):
        return False
    return not any(q.start < tokens[-1].end for q in parsed.quotations)


def _find_speaker(tree: ParseTree, verb: Token, group: list[Token], apposition: list[Token]) -> Token | None:
    """Return the head of the speaker's noun phrase, or of its apposition if that alone is a name; or None."""
    head = _find_head(group)
    name = _find_head(apposition) if apposition else head
    if head is None or name is None:
        return None
    if verb.lemma != "say" and any(t.text in {"a", "an"} for t in tree.dependents(head, "det")):
        return None  # "…, a last word added for the guild"
    is_name = name.tag in PROPER_NOUN_TAGS and head.tag not in PROPER_NOUN_TAGS
    return name if is_name and tree.head(name) is not head else head


def _find_speaker_after(tree: ParseTree, verb: Token, cues: CueWords) -> Token | None:
    """Return the head of the noun phrase after a cue that follows a comma ("…, said Jane Roe"), or None."""
    groups = _split_at_commas(tree.tokens[verb.index + 1 :])
    finite = [t for g in groups for t in g if t.tag in _FINITE or t.tag == "MD"]
    if not groups or verb.lemma != "say" or any(t.lemma not in cues.relaying_verbs for t in finite):
        return None  # in "one of the sailors cited above" the parser takes "cited" for a verb of its own
    words = list(takewhile(lambda t: t.lemma not in cues.time_words, groups[0]))
    head = _find_first_head(words) if words else None
    return None if head is None or head.lemma in cues.negative_words else head


def _ends_sentence(tree: ParseTree, verb: Token) -> bool:
    """Return whether only a time, a place, an addressee or the speaker's next action follows a verb."""
    after = tree.tokens[verb.index + 1 :]
    if len(after) > _MOST_TOKENS_AFTER or any(
        t.index > verb.index for t in tree.dependents(verb, *_ADDS_CONTENT)
    ):
        return False
    objects = [t for t in tree.dependents(verb, "dobj") if t.index > verb.index]
    if objects and verb.lemma != "tell":
        return False
    return not any(t.tag in _FINITE or t.tag in {"MD", "WDT", "WP", "TO", "``", "''", ":"} for t in after)


def _split_at_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the groups of tokens between commas, without empty ones."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    return [group for group in groups if group]


def _ends_list_of_names(groups: list[list[Token]]) -> bool:
    """Return whether the last group ends a list: "…, Jane Roe, John Doe and Osric Velaro said"."""
    joins = any(t.tag == "CC" for t in groups[-1])
    before = _find_head(groups[-2])
    return joins and len(groups) > 2 and before is not None and before.tag in PROPER_NOUN_TAGS


def _find_head(group: list[Token]) -> Token | None:
    """Return the head of a group of tokens if all of it is one noun phrase or a pronoun, or None."""
    is_long = len(group) > _MOST_TOKENS_IN_NAME
    if is_long or any(t.tag not in _IN_NOUN_PHRASE and t.text.lower() not in _PRONOUNS for t in group):
        return None
    return _find_first_head(group)


def _find_first_head(group: list[Token]) -> Token | None:
    """Return the head of the noun phrase that begins a group of tokens, or a person's pronoun; or None."""
    if group[0].text.lower() in _PRONOUNS or [t.text for t in group[1:2]] == ["of"]:
        return group[0]  # "she", "one of the sailors"
    head: Token | None = None
    for token in group:
        if token.tag in _NOUNS:
            head = token
        elif token.tag == "POS":
            head = None
        elif head is not None and token.tag in _AFTER_NOUN:
            break  # "officials of the town", "officials watching the sea"
        elif token.tag not in _MODIFIERS:
            break
    return head
