"""Find where a title that is cut out of a parsed sentence may begin and end, and what it may leave out.

Dependency labels are those of ClearNLP, tags those of the Penn Treebank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.text.package_data import load_words
from build_scripts.text.parser import ParseTree, Token

# Labels of what completes a verb.
COMPLEMENTS = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "dative", "prt", "agent", "nsubjpass")
# Labels of what may be left out after its head, unless a rule says otherwise.
OPTIONAL = frozenset(
    {"prep", "advcl", "relcl", "appos", "acl", "npadvmod", "advmod", "conj", "cc", "punct", "parataxis"}
    | {"agent", "dep", "meta"}
)
# Labels of clauses that may stand before the word that they depend on.
LEADING_CLAUSES = frozenset({"ccomp", "advcl", "parataxis"})
# Labels of the words with which a clause of its own begins.
CLAUSE_HEADS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis"})
# Labels of what may stand between commas or the like.
INSERTED = frozenset({"appos", "relcl", "advcl", "prep", "acl", "parataxis", "npadvmod"})
# Tags of words with which no title ends, and of finite verbs.
OPEN_TAGS = frozenset({"IN", "CC", "TO", "DT", "WDT", "WP", "WP$", "PRP$", "WRB", "MD"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Characters of a subject beyond which it is cut, wherever the grammar allows it.
MAX_SUBJECT_LENGTH = 60


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of `words/point_titles.yml`."""

    reporting_verbs: frozenset[str]
    speaking_verbs: frozenset[str]
    denying_verbs: frozenset[str]
    conditions: frozenset[str]
    claiming_conjunctions: frozenset[str]
    counting_nouns: frozenset[str]
    kept_prepositions: frozenset[str]
    governed_prepositions: frozenset[str]
    placing_verbs: frozenset[str]
    particles: frozenset[str]


def load_title_words() -> TitleWords:
    """Return the words by which English sentences are cut to titles, from `words/point_titles.yml`."""
    return TitleWords(**{key: frozenset(words) for key, words in load_words("point_titles").items()})


class TitleCuts:
    """The places at which a parsed sentence may be cut."""

    def __init__(self, tree: ParseTree, words: TitleWords) -> None:
        self._tree, self._tokens, self._words = tree, tree.tokens, words
        self._may_end = self._find_ends()

    def list_ends(self, head: Token) -> tuple[int, ...]:
        """Return the offsets at which a title with this head, a verb or a noun, may end."""
        ends = range(head.index, head.right_edge + 1)
        return tuple(self._tokens[n].end for n in ends if self._may_end[n] and not self._tears_apart(n))

    def find_begin(self, noun: Token) -> Token:
        """Return the first word of a noun phrase, without a conjunction or mark before it."""
        first = self._tokens[noun.left_edge]
        while first.index < noun.index and first.dep in ("cc", "punct", "mark"):
            first = self._tokens[first.index + 1]
        return first

    def find_core_end(self, noun: Token) -> Token:
        """Return the last word that is needed to tell what a noun stands for: "ships" of "ships, she said,".

        What follows a comma or the like only adds to it; in a long phrase, so does all that may be cut.
        """
        last = noun
        for token in self._tree.dependents(noun):
            if token.index < noun.index or token.dep in ("punct", "cc"):
                continue
            end = self.find_core_end(token)
            is_added = token.dep in OPTIONAL and self._are_marks(token.left_edge - 1)
            is_long = end.end - self._tokens[noun.left_edge].start > MAX_SUBJECT_LENGTH
            if is_added or (is_long and not self._is_needed(token, noun)):
                break
            last = max(last, end, key=lambda one: one.index)
        return last

    def list_gaps(self, verb: Token, start: int) -> Iterator[Span]:
        """Yield what stands between commas or the like in a predicate, from the token with index `start`."""
        for token in self._tokens[start : verb.right_edge + 1]:
            first, last = token.left_edge - 1, token.right_edge + 1
            is_inside = first > start and last < verb.right_edge
            if token.dep in INSERTED and is_inside and self._are_marks(first, last):
                yield Span(self._tokens[first - 1].end, self._tokens[last + 1].start)

    def list_numbers(self, first: int, last: int) -> Iterator[Span]:
        """Yield the numbers of what is counted between two tokens, each up to what it counts."""
        for token in self._tokens[first : last + 1]:
            counted = self._find_counted(token)
            if counted is not None:
                yield Span(self.find_begin(token).start, counted.start)

    def is_negated(self, token: Token) -> bool:
        """Return whether a noun or verb is negated, or the verb that a noun belongs to."""
        while True:
            if any(t.dep == "neg" or t.text.casefold() == "no" for t in self._tree.dependents(token)):
                return True
            if token.dep in CLAUSE_HEADS or token.head_index == token.index:
                return False
            token = self._tree.head(token)

    def _find_counted(self, noun: Token) -> Token | None:
        """Return the word after the number of a noun: "people" of "at least ten people", or None."""
        if not self._words.counting_nouns.isdisjoint((noun.lemma, noun.text.casefold())):
            for preposition in self._tree.dependents(noun, "prep"):
                for counted in self._tree.dependents(preposition, "pobj"):
                    if preposition.text.casefold() == "of":
                        return self._find_counted(counted) or self._tokens[counted.left_edge]
        numbers = [t for t in self._tree.dependents(noun, "nummod") if t.index < noun.index]
        return self._tokens[numbers[-1].index + 1] if numbers and noun.tag in ("NNS", "NNPS") else None

    def _are_marks(self, *indices: int) -> bool:
        marks = (",", "(", ")", "-", "--", "–", "—")
        return all(index >= 0 and self._tokens[index].text in marks for index in indices)

    def _find_ends(self) -> list[bool]:
        """Return for each token whether a title may end with it, as far as the grammar needs what follows."""
        may_end = [
            token.tag not in OPEN_TAGS and token.dep not in ("cc", "mark") and self._ends_word(token)
            for token in self._tokens
        ]
        for token in self._tokens:
            for index in self._find_needed_range(token):
                may_end[index] = False
        return may_end

    def _find_needed_range(self, token: Token) -> range:
        """Return the tokens after which a token or its head must still come."""
        head = self._tree.head(token)
        if token.dep == "punct" or head.index == token.index:
            return range(0)
        if token.index < head.index:
            return range(0) if token.dep in LEADING_CLAUSES else range(token.index, head.index)
        if self._joins_clauses(token):
            return range(token.left_edge, token.right_edge + 1)
        return range(head.index, token.index) if self._is_needed(token, head) else range(0)

    def _ends_word(self, token: Token) -> bool:
        """Return whether a token has a letter, digit or sign and the next one belongs to another word."""
        if not any(map(str.isalnum, token.text)) and token.text not in ("%", "”", '"', ")"):
            return False
        following = next(iter(self._tokens[token.index + 1 : token.index + 2]), None)
        if following is None or following.start > token.end:
            return True
        return not any(map(str.isalnum, following.text)) and following.text not in ("-", "‑", "–", "/", "%")

    def _joins_clauses(self, token: Token) -> bool:
        """Return whether a noun is joined to one other noun after a comma: it is rather the next subject."""
        if token.dep != "conj" or not token.tag.startswith("NN") or token.left_edge < 2:
            return False
        is_second = self._tree.head(token).dep != "conj" and not self._tree.dependents(token, "conj")
        before = self._tokens[token.left_edge - 2 : token.left_edge]
        return is_second and before[0].text == "," and before[1].dep == "cc"

    def _tears_apart(self, index: int) -> bool:
        """Return whether the words after a token seem to need it: a noun, or a verb without other subject.

        Where the parse says otherwise it is wrong.
        """
        following = self._tokens[index + 1 :]
        if following[1:2] and following[1].text == self._tokens[index].text:  # "side by side"
            return True
        if following and following[0].tag in ("NN", "NNS") and following[0].dep != "npadvmod":
            return True
        for token in following:
            if token.dep in ("punct", "cc", "mark") or token.tag in ("WDT", "WP", "WRB", "TO", "PRP"):
                return False
            if token.tag in FINITE_TAGS:
                return True
        return False

    def _is_needed(self, token: Token, head: Token) -> bool:
        """Return whether a head needs a word that follows it."""
        rules = {
            "prep": self._needs_preposition,
            "conj": self._needs_coordinated,
            "cc": self._needs_coordinated,
            "advcl": self._needs_clause,
            "relcl": self._needs_description,
            "acl": self._needs_description,
            "appos": self._needs_name,
            "advmod": self._needs_adverbial,
            "npadvmod": self._needs_adverbial,
        }
        rule = rules.get(token.dep)
        return token.dep not in OPTIONAL if rule is None else rule(token, head)

    def _needs_preposition(self, token: Token, head: Token) -> bool:
        word = token.text.casefold()
        is_governed = word in self._words.governed_prepositions and token.index == head.index + 1
        # "No injuries in Zenda" says nothing of other places.
        if is_governed or word in self._words.kept_prepositions or self.is_negated(head):
            return True
        if head.tag.startswith("VB"):
            return self._completes(token, head)
        return head.tag.startswith("JJ") or head.tag in ("IN", "RB", "DT", "CD")

    def _needs_coordinated(self, token: Token, head: Token) -> bool:
        """Return whether "between 40" needs its other half. A list may be cut after its first item only."""
        is_range = self._tree.head(head).text.casefold() == "between"
        return is_range or token.dep == head.dep == "conj" or bool(self._tree.dependents(head, "preconj"))

    def _needs_clause(self, token: Token, head: Token) -> bool:
        """Return whether a clause is a condition, or completes a comparison ("as fast as we can")."""
        marks = self._tree.dependents(token, "mark", "advmod")
        is_condition = any(mark.text.casefold() in self._words.conditions for mark in marks)
        return is_condition or head.tag[:2] in ("RB", "JJ")

    def _needs_description(self, token: Token, head: Token) -> bool:
        """Return whether a noun says too little without its clause: "concerns that …", "a plan to …"."""
        opening = self._tree.dependents(token, "mark", "aux")
        if any(t.tag in ("IN", "TO") for t in opening):
            return True
        return not head.tag.startswith("NN") or self.is_negated(head)

    def _needs_name(self, token: Token, head: Token) -> bool:
        """Return whether an apposition is the name after a title: "Adviser Jane Roe"."""
        return token.index > head.index and not self._are_marks(token.left_edge - 1)

    def _needs_adverbial(self, token: Token, head: Token) -> bool:
        word = token.text.casefold()
        if not head.tag.startswith("VB"):
            return token.dep == "advmod"
        is_particle = word in self._words.particles and token.index == head.index + 1
        return is_particle or word in ("not", "never", "only") or self._completes(token, head)

    def _completes(self, token: Token, verb: Token) -> bool:
        """Return whether an adverbial is the first one of a verb that says too little without any."""
        others = self._tree.dependents(verb, "prep", "advmod", "npadvmod")
        if any(verb.index < other.index < token.index for other in others):
            return False
        return verb.lemma in self._words.placing_verbs or not self._tree.dependents(verb, *COMPLEMENTS)
