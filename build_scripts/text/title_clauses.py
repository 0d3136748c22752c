"""Find the clauses of a parsed sentence that can stand alone as a title, and where each may be cut.

A clause may begin and end, and words may be left out of its middle, only where no dependency that the grammar
needs is cut: adverbials, relative clauses and the like may go, objects and the parts of a name may not
(Dorr, Zajic and Schwartz, "Hedge Trimmer", 2003; Filippova and Strube, "Dependency tree based sentence
compression", 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.models import Span, TitleClause
from build_scripts.models.sentences import TitleSubject
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token
from build_scripts.text.title_cuts import ADVERBIALS, COMPLEMENTS, FINITE_TAGS, TitleCuts
from build_scripts.text.title_words import TitleWords

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
PREDICATES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis"})
# Labels of noun phrases that a predicate is about, and of others.
OBJECTS, OTHER_NOUNS = ("dobj", "attr"), ("pobj", "appos")
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
# A longer sentence is a list, and is not tried.
MAX_TOKENS = 120
MAX_TITLE_CLAUSES = 16


def find_title_clauses(tree: ParseTree, words: TitleWords) -> tuple[TitleClause, ...]:
    """Return the clauses and noun phrases of a sentence that can be a title, at most `MAX_TITLE_CLAUSES`.

    Offsets are those of the parsed text.
    """
    if len(tree.tokens) > MAX_TOKENS:
        return ()
    reader = _ClauseReader(tree, words)
    clauses = tuple(reader.list_clauses())
    is_cut = any(clause.subject != "sentence" for clause in clauses)
    phrases = reader.list_phrases(OBJECTS if is_cut else (*OBJECTS, *OTHER_NOUNS))
    return tuple(dict.fromkeys((*clauses, *phrases)))[:MAX_TITLE_CLAUSES]


class _ClauseReader:
    def __init__(self, tree: ParseTree, words: TitleWords) -> None:
        self._tree, self._tokens, self._words = tree, tree.tokens, words
        self._cuts = TitleCuts(tree, words)

    def list_clauses(self) -> Iterator[TitleClause]:
        """Yield the clauses that make a claim, in the order of their verbs."""
        for verb in self._tokens:
            is_verb = verb.tag.startswith("VB") or (verb.tag == "MD" and verb.dep == "ROOT")
            if is_verb and verb.dep in PREDICATES and not self._only_credits(verb):
                clause = self._read_clause(verb)
                if clause is not None and clause.ends:
                    yield clause

    def list_phrases(self, labels: tuple[str, ...]) -> Iterator[TitleClause]:
        """Yield the noun phrases with one of these labels, and a sentence that is no clause."""
        for noun in self._tokens:
            is_fragment = noun.dep == "ROOT" and not noun.tag.startswith("VB")
            is_noun = noun.dep in labels and noun.tag.startswith("NN")
            ends = self._cuts.list_ends(noun) if is_fragment or is_noun else ()
            if ends and (is_fragment or self._is_affirmed(noun)):
                begins = (self._cuts.find_begin(noun).start,)
                numbers = tuple(self._cuts.list_numbers(noun.left_edge, noun.right_edge))
                yield TitleClause("phrase", begins, (), ends, numbers, is_main=is_fragment)

    def _read_clause(self, verb: Token) -> TitleClause | None:
        subject = self._find_subject(verb)
        is_inverted = subject is None or subject.index > verb.index or subject.dep == "csubj"
        if verb.dep == "ROOT" and (is_inverted or self._asks_something()):
            return self._read_whole_sentence(verb, subject)
        if subject is not None and subject.index > verb.index:
            return None
        if subject is not None and subject.tag not in RELATIVE_TAGS:
            return self._read_whole_clause(verb, subject)
        return self._read_clause_without_subject(verb, subject)

    def _read_whole_clause(self, verb: Token, subject: Token) -> TitleClause | None:
        """Return a clause with a subject of its own, or None if it makes no claim by itself."""
        if not self._makes_claim(verb) or self._asks(subject):
            return None
        adverbs = self._tree.dependents(verb, "aux", "auxpass", "neg", "advmod")
        between = [t.left_edge for t in adverbs if subject.right_edge < t.index < verb.index]
        start = min((verb.index, *between))
        if self._is_single_comma(subject, start):  # "Zenda, located on a river, has a port": a wrong parse
            return self._read_whole_sentence(verb, None) if verb.dep == "ROOT" else None
        core = self._cuts.find_core_end(subject)
        gaps = [Span(core.end, self._tokens[start].start)] if core.index + 1 < start else []
        says_of_itself = self._says_of_itself(verb, subject)
        return TitleClause(
            "speaker" if says_of_itself else self._describe_subject(subject),
            self._list_begins(verb, subject),
            tuple(dict.fromkeys((*gaps, *self._cuts.list_gaps(verb, start)))),
            self._cuts.list_ends(verb),
            tuple(self._cuts.list_numbers(subject.left_edge, verb.right_edge)),
            is_main=self._is_main(verb),
            is_lead_in=not says_of_itself and self._is_lead_in(verb),
        )

    def _is_single_comma(self, subject: Token, start: int) -> bool:
        """Return whether one comma alone stands between a subject and its verb, which has none there."""
        between = [t.text for t in self._tokens[subject.index + 1 : start]]
        return between[-1:] == [","] and between.count(",") == 1

    def _read_whole_sentence(self, verb: Token, subject: Token | None) -> TitleClause | None:
        """Return a question, or a sentence without a subject before its verb; None for a request."""
        finite = (verb, *self._tree.dependents(verb, "aux", "auxpass"))
        if not any(t.tag in FINITE_TAGS for t in finite):
            return None
        begin = next((t.start for t in self._tokens if t.dep not in ("cc", "punct")), verb.start)
        ends = self._cuts.list_ends(verb)
        if self._asks_something():
            ends = (self._tokens[-1].end,)
        elif subject is None and verb.lemma != "be":  # the parse is wrong, so it tells no place to cut
            ends = ends[-1:]
        return TitleClause("sentence", (begin,), (), ends, is_main=True)

    def _asks_something(self) -> bool:
        return self._tokens[-1].text == "?"

    def _read_clause_without_subject(self, verb: Token, relative: Token | None) -> TitleClause | None:
        """Return a clause with the subject of another, or with the noun that it describes, or None."""
        subject = self._find_missing_subject(verb, relative)
        if subject is None:
            return None
        left = [t.index for t in self._tree.dependents(verb, "aux", "auxpass", "neg") if t.index < verb.index]
        start, core = min((verb.index, *left)), self._cuts.find_core_end(subject)
        if core.index >= start:
            return None
        in_subject = self._cuts.list_numbers(subject.left_edge, subject.right_edge)
        begins: tuple[int, ...] = (self._cuts.find_begin(subject).start,)
        if subject.dep in SUBJECTS:
            begins = self._list_begins(self._tree.head(subject), subject)
        return TitleClause(
            self._describe_subject(subject),
            begins,
            (Span(core.end, self._tokens[start].start),),
            self._cuts.list_ends(verb),
            (*in_subject, *self._cuts.list_numbers(start, verb.right_edge)),
            needs_gap=core.index + 1 < start,
            is_main=verb.dep == "conj" and self._is_main(self._tree.head(verb)),
            describes=verb.dep in ("relcl", "acl", "advcl"),
        )

    def _find_subject(self, verb: Token) -> Token | None:
        return next(iter(self._tree.dependents(verb, *SUBJECTS)), None)

    def _find_missing_subject(self, verb: Token, relative: Token | None) -> Token | None:
        """Return the noun that a clause describes, or the subject that it shares, or None if not certain."""
        has_auxiliary = bool(self._tree.dependents(verb, "aux", "auxpass"))
        if verb.dep in ("relcl", "acl"):
            return self._find_described(verb) if relative is not None or not has_auxiliary else None
        is_participle = verb.tag == "VBG" and not has_auxiliary
        if verb.dep == "advcl":
            is_certain = is_participle and not self._tree.dependents(verb, "mark", "advmod")
        else:
            is_finite = verb.tag in ("VBD", "VBZ", "VBP") or has_auxiliary
            is_certain = verb.dep == "conj" and is_finite and self._tokens[verb.left_edge - 1].dep == "cc"
        return self._find_shared_subject(verb) if is_certain else None

    def _find_described(self, verb: Token) -> Token | None:
        """Return the noun before a clause. In "a report on a storm that sank ships" it is not certain."""
        noun = self._tree.head(verb)
        is_inner = noun.dep == "pobj" and self._tree.head(self._tree.head(noun)).tag.startswith("NN")
        is_before = noun.tag.startswith("NN") and noun.index < verb.index
        return noun if is_before and not is_inner else None

    def _find_shared_subject(self, verb: Token) -> Token | None:
        head = self._tree.head(verb)
        while head.dep == "conj" and self._find_subject(head) is None:
            head = self._tree.head(head)
        subject = self._find_subject(head)
        if subject is None or subject.index > head.index or subject.tag in (*RELATIVE_TAGS, "EX"):
            return None
        # "A pump and hoses help": where the numbers differ, the parse is wrong.
        finite = next(iter(self._tree.dependents(verb, "aux", "auxpass")), verb)
        differs = subject.tag in ("NN", "NNP") and finite.tag == "VBP"
        is_claim = head.tag.startswith("VB") and self._makes_claim(head)
        return subject if is_claim and not differs else None

    def _list_begins(self, verb: Token, subject: Token) -> tuple[int, ...]:
        """Return where a clause may begin: a condition before its subject must stay, other words may."""
        begin = self._cuts.find_begin(subject).start
        for token in self._tree.dependents(verb):
            if token.right_edge >= subject.left_edge:
                break
            first = self._tokens[token.left_edge]
            if token.dep == "advcl" and first.text.casefold() in self._words.conditions:
                return (first.start,)
            if token.dep in ADVERBIALS:
                if self._cuts.tells_other_time(token):
                    return (first.start,)
                if token.dep != "advmod":
                    return (begin, first.start)
        return (begin,)

    def _makes_claim(self, verb: Token) -> bool:
        """Return whether a clause says by itself what its sentence claims."""
        head = self._tree.head(verb)
        openers = [t for t in self._tree.dependents(verb) if t.index < verb.index]
        marks = {t.text.casefold() for t in openers if t.dep == "mark" or t.tag == "WRB"}
        if any(t.tag in RELATIVE_TAGS for t in openers):
            return False
        if any(self._cuts.follows_duration(t) for t in openers if t.dep == "mark"):
            return False
        if verb.dep == "advcl":
            return bool(marks) and marks <= self._words.claiming_conjunctions
        if verb.dep == "ccomp":
            return marks <= {"that"} and self._reports(head)
        if verb.dep == "conj":
            return head.tag.startswith("VB") and marks <= {"that"} and self._makes_claim(head)
        return verb.dep in ("ROOT", "parataxis")

    def _asks(self, subject: Token) -> bool:
        """Return whether a subject has a word that asks, or that points out of the clause: "half of whom"."""
        inside = self._tokens[subject.left_edge : subject.right_edge + 1]
        return any(t.tag in RELATIVE_TAGS and not self._is_in_relative_clause(t, subject) for t in inside)

    def _is_in_relative_clause(self, token: Token, subject: Token) -> bool:
        while token != subject and token.dep != "relcl":
            token = self._tree.head(token)
        return token != subject

    def _is_affirmed(self, noun: Token) -> bool:
        """Return whether a sentence says something of a noun, unlike "not the first time", "denied it"."""
        verb = self._tree.head(noun)
        is_denied = verb.lemma in self._words.denying_verbs
        return not is_denied and not self._only_credits(verb) and not self._cuts.is_negated(noun)

    # Who says it

    def _reports(self, verb: Token) -> bool:
        """Return whether a verb reports what somebody said, and neither denies nor questions it."""
        return verb.lemma in self._words.reporting_verbs and not self._tree.dependents(verb, "neg")

    def _only_credits(self, verb: Token) -> bool:
        """Return whether a clause is no more than "the mayor said", or "the mayor told the Post"."""
        if verb.lemma not in self._words.reporting_verbs:
            return False
        if self._tree.dependents(verb, "nsubjpass"):  # "a fault was reported", but "she was quoted as saying"
            return any(t.text.casefold() == "as" for t in self._tree.dependents(verb, "prep"))
        complements = self._tree.dependents(verb, *COMPLEMENTS)
        clauses = [t for t in complements if t.dep in ("ccomp", "xcomp")]
        if verb.lemma in self._words.speaking_verbs and not clauses:
            return True
        said_before = any(t.dep == "ccomp" and t.index < verb.index for t in clauses)
        return said_before or not any(t.index > verb.index for t in complements)

    def _is_lead_in(self, verb: Token) -> bool:
        """Return whether a clause credits somebody with what another clause says."""
        pending = [verb]
        while pending:
            token = pending.pop()
            if self._reports(token) and self._tree.dependents(token, "ccomp"):
                return True
            pending += self._tree.dependents(token, "prep", "pcomp", "xcomp")
        return False

    def _says_of_itself(self, verb: Token, subject: Token) -> bool:
        """Return whether a subject says something of "it" or "her", which nobody understands without it."""
        contents = self._tree.dependents(verb, "ccomp") if self._reports(verb) else ()
        about = [self._find_subject(content) for content in contents]
        return subject.tag.startswith("NN") and any(t is not None and t.tag == "PRP" for t in about)

    def _is_main(self, verb: Token) -> bool:
        """Return whether a clause is the sentence's own, or what somebody says in it."""
        while verb.dep in ("ccomp", "conj", "pcomp", "prep"):
            verb = self._tree.head(verb)
        return verb.dep == "ROOT"

    def _describe_subject(self, subject: Token) -> TitleSubject:
        if subject.tag in PROPER_NOUN_TAGS:
            return "name"
        if subject.tag.startswith("NN"):
            about = (subject, *self._tree.dependents(subject, "amod", "det"))
            is_vague = any(t.text.casefold() in self._words.vague_quantities for t in about)
            return "vague" if is_vague else "noun"
        return "there" if subject.tag == "EX" else "number" if subject.tag == "CD" else "pronoun"
