"""Answer questions about the grammar of a parsed sentence: subjects, noun phrases, negation, reported speech.

Dependency labels are ClearNLP's, tags the Penn Treebank's (see `build_scripts.text.parser`).
"""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.statements.cue_words import CueWords
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

_MOST_TOKENS_IN_NAME = 8
"""Tokens between "with" and a verb, at most."""
_MOST_CONJUNCTS = 12
"""Names in one coordinated phrase, at most."""
_MOST_VERBS_UP = 8
"""Verbs above a verb that are searched for its subject, at most."""
_NOMINAL = ("NN", "PRP")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CUT_AFTER = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "npadvmod", "punct"})
_AFTER_NAME = frozenset({"after", "at", "before", "by", "during", "in", "on", "to", "via", "with"})
"""Prepositions after a name that tell where or when somebody spoke, and are no part of the name."""
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "dep", "parataxis"})
"""Labels of a verb that may have its subject in common with the verb above it."""


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence of an article: its parse and the quotations that overlap it.

    `text` is the whole article, `paragraph` the index of the sentence's paragraph. `speech_quotations` are
    the quotations that may be speech: all but titles of works and quoted names within the sentence.
    """

    text: str
    span: Span
    paragraph: int
    tree: ParseTree
    quotations: tuple[Span, ...]
    speech_quotations: tuple[Span, ...]

    def is_quoted(self, token: Token) -> bool:
        """Return whether a token is in quotation marks."""
        return any(q.start <= token.start and token.end <= q.end for q in self.quotations)


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement whose speaker is still a token, not yet a person.

    `attribution_phrase` is the whole phrase where the cue is a phrase ("according to Roe"), None where it is
    a verb or noun.
    """

    sentence: ParsedSentence
    content: tuple[Span, ...]
    cue: Span
    verb: Token
    speaker: Token | None
    chain: tuple[Token, ...] = ()
    attribution_phrase: Span | None = None


def is_verb(token: Token) -> bool:
    """Return whether a token is tagged as a verb."""
    return token.tag.startswith("VB")


def is_passive(tree: ParseTree, verb: Token) -> bool:
    """Return whether a verb is passive, with or without its auxiliary ("a box labelled …")."""
    bare = verb.dep in {"acl", "advcl"} and verb.tag == "VBN" and not tree.dependents(verb, "aux", "nsubj")
    return bare or bool(tree.dependents(verb, "auxpass", "nsubjpass", "agent"))


def is_negated_verb(tree: ParseTree, verb: Token) -> bool:
    """Return whether a verb is negated by its own adverb, or by "neither … nor"."""
    if any(t.dep == "neg" or t.lemma == "never" for t in tree.dependents(verb, "neg", "advmod")):
        return True
    if any(t.lemma == "neither" for t in tree.dependents(verb, "preconj", "cc", "advmod")):
        return True
    head = tree.head(verb)
    return verb.dep == "conj" and any(
        t.lemma == "nor" and t.index < verb.index for t in tree.dependents(head, "cc", "preconj")
    )


def find_verb_subject(tree: ParseTree, verb: Token) -> Token | None:
    """Return the head of a verb's subject, its own or the one it shares with a verb above it; or None."""
    with_subject = _find_with_and_subject(tree, verb)
    if with_subject is not None:
        return with_subject[1]
    for _ in range(_MOST_VERBS_UP):
        own = tree.dependents(verb, *_SUBJECTS)
        if own:
            inverted = own[-1].start > verb.start and tree.tokens[verb.index - 1].text == ","
            last = inverted or own[-1].start < verb.start  # "All you do, says Roe, is …"
            return _resolve_relative_pronoun(tree, verb, own[-1] if last else own[0])
        head = tree.head(verb)
        if head is verb:
            return None
        if verb.dep == "acl" and head.tag.startswith("N"):
            return head
        shares = verb.dep in _SHARES_SUBJECT and (is_verb(head) or head.dep == "ROOT")
        if verb.dep not in {"pcomp", "prep"} and not shares:
            return None
        verb = head
    return None


def _find_with_and_subject(tree: ParseTree, verb: Token) -> tuple[Token, Token] | None:
    """Return "with" and the subject of a verb in "with Roe saying", or None."""
    if verb.tag != "VBG" or verb.index < 2:
        return None
    head = tree.head(verb)
    own = tree.dependents(verb, *_SUBJECTS)
    if verb.dep == "pcomp" and head.lemma == "with" and own:
        return head, own[0]
    # The parser often mislabels this verb, so the words before it decide.
    subject = tree.tokens[verb.index - 1]
    for before in reversed(tree.tokens[max(0, verb.index - _MOST_TOKENS_IN_NAME) : verb.index]):
        if before.lemma == "with":
            return None if before is subject else (before, subject)
        nominal = before.tag.startswith(("NN", "JJ", "DT", "PRP", "POS", "CD"))
        if not nominal and not before.text[:1].isupper():
            return None
    return None


def find_with_phrase(tree: ParseTree, verb: Token) -> Span | None:
    """Return the span of "with Roe saying that …", given "saying"; None for any other verb."""
    found = _find_with_and_subject(tree, verb)
    if found is None:
        return None
    preposition, _ = found
    return Span(preposition.start, max(tree.subtree_span(verb).end, tree.subtree_span(preposition).end))


def _resolve_relative_pronoun(tree: ParseTree, verb: Token, subject: Token) -> Token:
    """Return the noun to which a relative pronoun refers, or the subject itself."""
    if subject.tag in {"WP", "WDT"} and verb.dep == "relcl":
        return tree.head(verb)
    return subject


def find_noun_phrase(tree: ParseTree, head: Token) -> Span:
    """Return the span of a noun phrase without its clauses, appositions and the words after a comma."""
    last = _find_last_token(tree, head)
    first = tree.tokens[_find_first_index(tree, head)]
    breaks = [t for t in tree.tokens[head.index : last.index] if t.text in {",", ";", "(", "—", "–"}]
    if breaks and breaks[0].index > head.index and not tree.dependents(head, "conj"):
        last = tree.tokens[breaks[0].index - 1]
    return Span(first.start, last.end)


def _find_first_index(tree: ParseTree, head: Token) -> int:
    """Return the index of a noun phrase's first token, after clauses, punctuation and adverbs before it."""
    first = head.left_edge
    for token in tree.dependents(head, "advcl", "relcl", "acl", "mark"):
        if token.index < head.index:
            first = token.right_edge + 1
    while first < head.index and (
        tree.tokens[first].dep == "punct" or tree.tokens[first].tag in {"``", "''", ",", ":", "RB", "IN"}
    ):
        first += 1
    return first


def _find_last_token(tree: ParseTree, head: Token) -> Token:
    """Return the last token of a noun phrase, before the first clause, apposition or comma after its head."""
    last = head
    for token in tree.dependents(head):
        if token.index < head.index or token.dep == "case":
            continue
        if token.dep == "appos" and token.tag == "NNP" and token.left_edge == last.index + 1:
            return tree.tokens[token.index]  # "Ruritania's foreign minister Karl Holt"
        if token.dep in _CUT_AFTER and not (token.dep == "punct" and token.text in {"-", "'", "’", "&"}):
            break
        if token.dep == "prep" and head.tag == "NNP" and token.lemma in _AFTER_NAME:
            break  # "said Jane Roe on Sunday"
        if token.dep == "prep" and any(t.dep == "punct" for t in tree.tokens[head.index : token.index]):
            break
        last = tree.tokens[token.right_edge]
    return last


def find_coordinated_noun_phrase(tree: ParseTree, head: Token) -> Span:
    """Return the span of a noun phrase with those coordinated with it ("Roe, Doe and Poe")."""
    last = head
    for _ in range(_MOST_CONJUNCTS):
        following = find_next_conjunct(tree, last)
        if following is None:
            break
        last = following
    words = find_noun_phrase(tree, head)
    return words if last is head else Span(words.start, find_noun_phrase(tree, last).end)


def find_next_conjunct(tree: ParseTree, noun: Token) -> Token | None:
    """Return the next noun coordinated with this one, or None.

    The parser may read "Roe, Doe and Poe" as an apposition: Roe, who is Doe and Poe. A name is no
    description, so an apposition that is a name counts as a conjunct.
    """
    conjuncts = tuple(
        t for t in tree.dependents(noun, "conj") if not tree.dependents(t, "case")
    )  # "Roe, Zenda's mayor"
    if not conjuncts:
        names = [
            t
            for t in tree.dependents(noun, "appos")
            if t.tag in PROPER_NOUN_TAGS and not tree.dependents(t, "case")
        ]
        conjuncts = tuple(
            t for t in names if any(c.tag.startswith(_NOMINAL) for c in tree.dependents(t, "conj"))
        )
    after = [t for t in conjuncts if t.index > noun.index]
    return after[-1] if after and after[-1].tag.startswith(_NOMINAL) else None


def reports_speech(parsed: ParsedSentence, verb: Token, cues: CueWords) -> bool:
    """Return whether a cue verb says that something was said, not that it was denied, asked or possible."""
    tree = parsed.tree
    if parsed.is_quoted(verb) or _is_denied(parsed, verb):
        return False
    # The parser may attach words of a quotation to the cue after it.
    own = [t for t in tree.dependents(verb, "mark", "aux") if not parsed.is_quoted(t)]
    if any(t.dep == "mark" and t.lemma in {"if", "unless", "whether"} for t in own):
        return False
    if not _has_particle(tree, verb, cues):
        return False
    auxiliaries = [t for t in own if t.dep == "aux"]
    if any(t.lemma in cues.modal_auxiliaries for t in auxiliaries):
        return False
    if not any(t.tag == "TO" for t in auxiliaries):
        return True
    head = tree.head(verb)
    reported_to_have = any(t.lemma == "have" for t in auxiliaries) and is_passive(tree, head)
    return head.lemma in cues.continuing_verbs or (
        reported_to_have and head.lemma in cues.passive_report_verbs
    )


def _has_particle(tree: ParseTree, verb: Token, cues: CueWords) -> bool:
    """Return whether a cue verb has the particle that it needs, if any ("went on")."""
    particle = cues.verbs[verb.lemma].particle if verb.lemma in cues.verbs else None
    after = [t.text for t in tree.tokens[verb.index + 1 : verb.index + 2] if t.dep == "prt"]
    return particle is None or after == [particle]


def _is_denied(parsed: ParsedSentence, verb: Token) -> bool:
    """Return whether a verb is negated or follows "without"; "“Probably not,” Roe said" is no negation."""
    tree = parsed.tree
    if verb.dep == "pcomp" and tree.head(verb).lemma == "without":
        return True
    negations = [t for t in tree.dependents(verb, "neg", "advmod") if t.dep == "neg" or t.lemma == "never"]
    only_quoted = bool(negations) and all(parsed.is_quoted(t) for t in negations)
    return is_negated_verb(tree, verb) and not only_quoted
