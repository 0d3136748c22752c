"""Find where a title that is cut out of a parsed sentence may begin and end, and what it may leave out.

Dependency labels are those of ClearNLP, tags those of the Penn Treebank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.models import Span
from build_scripts.text.parser import ParseTree, Token
from build_scripts.text.title_words import TitleWords

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
# Labels of what tells where, when or how.
ADVERBIALS = ("prep", "advmod", "npadvmod")
DASHES = ("-", "--", "–", "—")
YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}s?")
# Characters of a subject beyond which it is cut, wherever the grammar allows it.
MAX_SUBJECT_LENGTH = 60


class TitleCuts:
    """The places at which a parsed sentence may be cut."""

    def __init__(self, tree: ParseTree, words: TitleWords) -> None:
        self._tree, self._tokens, self._words = tree, tree.tokens, words
        self._may_end = self._find_ends()

    def list_ends(self, head: Token) -> tuple[int, ...]:
        """Return the offsets at which a title with this head, a verb or a noun, may end."""
        ends = [
            n for n in range(head.index, head.right_edge + 1) if self._may_end[n] and not self._tears_apart(n)
        ]
        # The parser hangs a closing quotation mark on any verb.
        closing = [n + 1 for n in ends if n + 1 < len(self._tokens) and self._tokens[n + 1].tag == "''"]
        return tuple(self._tokens[n].end for n in sorted({*ends, *closing}))

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

    def tells_other_time(self, adverbial: Token) -> bool:
        """Return whether an adverbial may tell a time that is not the event's day: "last year", "in 2003"."""
        nouns = [adverbial, *self._tree.dependents(adverbial, "pobj", "npadvmod")]
        words = [*nouns, *(word for noun in nouns for word in self._tree.dependents(noun))]
        said = {word.text.casefold() for word in words if word.tag != "MD"}
        return not said.isdisjoint(self._words.other_times) or any(map(YEAR.fullmatch, said))

    def follows_duration(self, mark: Token) -> bool:
        """Return whether a word follows a length of time: "after" of "two years after the king died"."""
        return mark.index > 0 and self._tokens[mark.index - 1].lemma in self._words.time_units

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
        return all(index >= 0 and self._tokens[index].text in (*DASHES, ",", "(", ")") for index in indices)

    def _are_dashes(self, index: int) -> bool:
        """Return whether a token is a dash and no part of a word."""
        return (
            index > 0
            and self._tokens[index].text in DASHES
            and self._tokens[index - 1].end < self._tokens[index].start
        )

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
        if self._are_dashes(token.left_edge - 1):
            return range(0)
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
        """Return whether a noun that is joined to another is rather the next clause's subject.

        It is one after a comma that no list needs, or before a verb that the other noun doesn't belong to.
        """
        if token.dep != "conj" or not token.tag.startswith("NN") or token.left_edge < 2:
            return False
        following = self._tokens[token.index + 1 : token.index + 2]
        if any(t.tag in FINITE_TAGS and not t.left_edge <= token.index <= t.right_edge for t in following):
            return True
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
        if token.dep in ADVERBIALS and self.tells_other_time(token):
            return True
        rule = rules.get(token.dep)
        return token.dep not in OPTIONAL if rule is None else rule(token, head)

    def _needs_preposition(self, token: Token, head: Token) -> bool:
        word = token.text.casefold()
        is_open = word in self._words.governed_prepositions or head.lemma in self._words.open_nouns
        is_governed = is_open and token.index == head.index + 1
        # "No injuries in Zenda" says nothing of other places.
        if is_governed or word in self._words.kept_prepositions or self.is_negated(head):
            return True
        if head.tag.startswith("VB"):
            return self._completes(token, head)
        return head.tag.startswith("JJ") or head.tag in ("IN", "RB", "DT", "CD")

    def _needs_coordinated(self, token: Token, head: Token) -> bool:
        """Return whether "between 40" needs its other half. A list may be cut after its first item only."""
        outer = self._tree.head(head)
        while outer.dep == "pobj" or outer.text.casefold() == "of":  # "between the town of Zenda and the sea"
            outer = self._tree.head(outer)
        word, governor = outer.text.casefold(), self._tree.head(outer)
        is_comparison = word == "as" and governor.tag[:2] in (
            "RB",
            "JJ",
        )  # "as far apart as Zenda and Hentzau"
        return (
            word == "between"
            or is_comparison
            or token.dep == head.dep == "conj"
            or bool(self._tree.dependents(head, "preconj"))
        )

    def _needs_clause(self, token: Token, head: Token) -> bool:
        """Return whether a clause is a condition, or completes a comparison ("as fast as we can")."""
        marks = self._tree.dependents(token, "mark", "advmod")
        is_condition = any(mark.text.casefold() in self._words.conditions for mark in marks)
        return is_condition or head.tag[:2] in ("RB", "JJ") or self._says_what_for(token, head)

    def _says_what_for(self, token: Token, verb: Token) -> bool:
        """Return whether a verb without an object needs a clause: "moved to calm them", "called for …"."""
        is_open = any(t.tag == "TO" for t in self._tree.dependents(token, "aux"))
        others = [t for t in self._tree.dependents(verb, *COMPLEMENTS, "prep") if t.index < token.index]
        return not others and (is_open or verb.lemma in self._words.empty_verbs)

    def _needs_description(self, token: Token, head: Token) -> bool:
        """Return whether a noun says too little without its clause: "concerns that …", "a plan to …"."""
        if self._tree.head(head).lemma in self._words.addressing_verbs:  # "told the crowd that …"
            return False
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
        after = [t for t in self._tree.dependents(verb, *ADVERBIALS) if t.index > verb.index]
        # "Are now out of control": without its preposition "are" says nothing.
        needed = [t for t in after if t.dep == "prep"] if verb.lemma == "be" else []
        if token != next(iter(needed or after), None):
            return False
        return verb.lemma in self._words.placing_verbs or not self._tree.dependents(verb, *COMPLEMENTS)
