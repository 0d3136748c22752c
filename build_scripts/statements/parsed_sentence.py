"""What the finders of statements and silences share: one parsed sentence and its grammar."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.text.parser import ParseTree, Token

_LONGEST_NAME = 8
"""Tokens of the longest name that is looked for between "with" and a verb."""
_LONGEST_ROW = 12
"""Names that are looked for in one row."""
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NOMINAL = ("NN", "PRP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CUT_AFTER = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "npadvmod", "punct"})


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence as the finders read it: its parse and the quotations that touch it.

    `speech_quotations` are the quotations that may be speech: all but the titles of works inside the
    sentence.
    """

    text: str
    span: Span
    paragraph: int
    tree: ParseTree
    quotations: tuple[Span, ...]
    speech_quotations: tuple[Span, ...]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a token stands in quotation marks."""
        return any(q.start <= token.start and token.end <= q.end for q in self.quotations)


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement before its speaker is resolved.

    `attribution_phrase` is the whole phrase where the cue is one ("according to Roe"), None where it is a
    verb or noun.
    """

    sentence: ParsedSentence
    content: tuple[Span, ...]
    cue: Span
    verb: Token
    speaker: Token | None
    chain: tuple[Token, ...] = ()
    attribution_phrase: Span | None = None


def is_verb(token: Token) -> bool:
    """Tell a verb from everything else."""
    return token.tag.startswith("VB")


def is_passive(tree: ParseTree, verb: Token) -> bool:
    """Tell whether a verb stands in the passive, also without its auxiliary ("a box labelled …")."""
    bare = verb.dep in {"acl", "advcl"} and verb.tag == "VBN" and not tree.dependents(verb, "aux", "nsubj")
    return bare or bool(tree.dependents(verb, "auxpass", "nsubjpass", "agent"))


def is_negated_verb(tree: ParseTree, verb: Token) -> bool:
    """Tell whether a verb is negated by its own adverb, or by "neither … nor"."""
    if any(t.dep == "neg" or t.lemma == "never" for t in tree.dependents(verb, "neg", "advmod")):
        return True
    if any(t.lemma == "neither" for t in tree.dependents(verb, "preconj", "cc", "advmod")):
        return True
    head = tree.head(verb)
    return verb.dep == "conj" and any(
        t.lemma == "nor" and t.index < verb.index for t in tree.dependents(head, "cc", "preconj")
    )


def find_verb_subject(tree: ParseTree, verb: Token) -> Token | None:
    """Return the head of the subject of a verb, its own or the one that it shares with its head."""
    beside = _with(tree, verb)
    if beside is not None:
        return beside[1]
    seen = 0
    while seen < 8:
        own = tree.dependents(verb, *_SUBJECTS)
        if own:
            return _antecedent(tree, verb, own[-1] if own[-1].start < verb.start else own[0])
        head = tree.head(verb)
        if head is verb:
            return None
        if verb.dep == "acl" and head.tag.startswith("N"):
            return head
        if verb.dep in {"pcomp", "prep"} or (
            verb.dep in {"conj", "xcomp", "advcl", "dep", "parataxis"}
            and (is_verb(head) or head.dep == "ROOT")
        ):
            verb = head
            seen += 1
            continue
        return None
    return None


def _with(tree: ParseTree, verb: Token) -> tuple[Token, Token] | None:
    """Return "with" and the subject of a verb in "with Roe saying", or None."""
    if verb.tag != "VBG" or verb.index < 2:
        return None
    head = tree.head(verb)
    own = tree.dependents(verb, *_SUBJECTS)
    if verb.dep == "pcomp" and head.lemma == "with" and own:
        return head, own[0]
    # The parser often takes the verb for something else, so the words before it decide.
    subject = tree.tokens[verb.index - 1]
    for before in reversed(tree.tokens[max(0, verb.index - _LONGEST_NAME) : verb.index]):
        if before.lemma == "with":
            return None if before is subject else (before, subject)
        nominal = before.tag.startswith(("NN", "JJ", "DT", "PRP", "POS", "CD"))
        if not nominal and not before.text[:1].isupper():
            return None
    return None


def find_with_phrase(tree: ParseTree, verb: Token) -> Span | None:
    """Return the span of "with Roe saying that …" for its verb, or None if it isn't one."""
    beside = _with(tree, verb)
    if beside is None:
        return None
    return Span(beside[0].start, max(tree.subtree_span(verb).end, tree.subtree_span(beside[0]).end))


def _antecedent(tree: ParseTree, verb: Token, found: Token) -> Token:
    """Return the noun behind a relative pronoun, or the subject itself."""
    if found.tag in {"WP", "WDT"} and verb.dep == "relcl":
        return tree.head(verb)
    return found


def find_noun_phrase(tree: ParseTree, head: Token) -> Span:
    """Return the span of a noun phrase without its clauses, appositions and what follows a comma."""
    last = head
    for token in tree.dependents(head):
        if token.index < head.index or token.dep == "case":
            continue
        if token.dep in _CUT_AFTER and not (token.dep == "punct" and token.text in {"-", "'", "’", "&"}):
            break
        if token.dep == "prep" and any(t.dep == "punct" for t in tree.tokens[head.index : token.index]):
            break
        last = tree.tokens[token.right_edge]
    first = head.left_edge
    for token in tree.dependents(head):
        if token.index < head.index and token.dep in {"advcl", "relcl", "acl", "mark"}:
            first = token.right_edge + 1
    while first < head.index and (
        tree.tokens[first].dep == "punct" or tree.tokens[first].tag in {"``", "''", ",", ":", "RB", "IN"}
    ):
        first += 1
    span = Span(tree.tokens[first].start, last.end)
    inside = [t for t in tree.tokens[head.index : last.index] if t.text in {",", ";", "(", "—", "–"}]
    if inside and inside[0].index > head.index and not tree.dependents(head, "conj"):
        span = Span(span.start, tree.tokens[inside[0].index - 1].end)
    return span


def find_coordinated_noun_phrase(tree: ParseTree, head: Token) -> Span:
    """Return the span of a noun phrase with those that it names beside its head ("Roe, Doe and Poe")."""
    last = head
    for _ in range(_LONGEST_ROW):
        following = find_next_conjunct(tree, last)
        if following is None:
            break
        last = following
    words = find_noun_phrase(tree, head)
    return words if last is head else Span(words.start, find_noun_phrase(tree, last).end)


def find_next_conjunct(tree: ParseTree, one: Token) -> Token | None:
    """Return the next of those that a phrase names in a row, or None.

    The parser may read "Roe, Doe and Poe" as Roe, who is Doe and Poe: but a name is no description.
    """
    more = tuple(
        t for t in tree.dependents(one, "conj") if not tree.dependents(t, "case")
    )  # "Roe, Zenda's mayor"
    if not more:
        named = [
            t for t in tree.dependents(one, "appos") if t.tag in _NAME_TAGS and not tree.dependents(t, "case")
        ]
        more = tuple(t for t in named if any(c.tag.startswith(_NOMINAL) for c in tree.dependents(t, "conj")))
    after = [t for t in more if t.index > one.index]
    return after[-1] if after and after[-1].tag.startswith(_NOMINAL) else None


def reports_speech(reading: ParsedSentence, verb: Token, cues: CueWords) -> bool:
    """Tell whether a cue verb says that something was said, rather than denied, asked or possible."""
    tree = reading.tree
    doubts = [t for t in tree.dependents(verb, "neg", "advmod") if t.dep == "neg" or t.lemma == "never"]
    heard = bool(doubts) and all(reading.is_quoted(t) for t in doubts)  # "“Probably not,” Roe said"
    head = tree.head(verb)
    without = verb.dep == "pcomp" and head.lemma == "without"
    if reading.is_quoted(verb) or without or (is_negated_verb(tree, verb) and not heard):
        return False
    below = tree.dependents(verb)
    if any(t.dep == "mark" and t.lemma in {"if", "unless", "whether"} for t in below):
        return False
    if any(t.dep == "aux" and t.lemma in cues.modal_auxiliaries for t in below):
        return False
    if any(t.dep == "aux" and t.tag == "TO" for t in below):
        had = any(t.dep == "aux" and t.lemma == "have" for t in below)
        reported = had and is_passive(tree, head) and head.lemma in cues.passive_report_verbs
        return head.lemma in cues.continuing_verbs or reported
    return True
