"""Find where actors are meant without being named: "he" and "she", "the minister".

Pronouns: the persons that a sentence names before the pronoun, else those of the sentence before it, at most
`_BACK` sentences and one paragraph back. One person is the answer; of several, the subject of the clause
that the pronoun's own clause depends on, or of the main clause before it; else nobody. The order of search
is that of Hobbs (Resolving pronoun references, Lingua 44, 1978), the preference for subjects that of
centering (Grosz, Joshi and Weinstein, Computational Linguistics 21, 1995). Words in quotation marks are left
out: "he" there may be anybody. Needs parses, so English only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention, Span
from build_scripts.people.job_titles import find_job_title_mentions
from build_scripts.people.named_persons import (
    NamedPerson,
    PersonWords,
    find_persons,
    find_proper_noun_runs,
    infer_person_genders,
    is_full_name,
    load_person_words,
)
from build_scripts.text.dialogue import (
    MAX_SENTENCES_BACK,
    DialogueSentence,
    DialogueVerbs,
    find_answered_question,
)
from build_scripts.text.parser import Parses, ParseTree, Token
from build_scripts.text.quotations import find_quotations

__all__ = ["PersonWords", "find_coreferences", "load_person_words"]
_BACK = 2
"""Sentences that a pronoun may look back."""
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HIGHEST = 6
"""Heads that a pronoun's clause may be below the clause whose subject it means."""
_SURE = 2
"""Pronouns of one gender that must have been found for a person before their gender is taken as known."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    tree: ParseTree
    paragraph: int
    persons: tuple[NamedPerson, ...]
    quoted: frozenset[int]


def find_coreferences(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    roles: Mapping[str, tuple[str, ...]],
    parses: Parses,
    knowledge: PersonWords,
) -> tuple[Mention, ...]:
    """Return the pronouns and posts that mean an actor named in the article, in order, as spans of `text`.

    `roles` are the titles that the list gives to each actor. None of the spans overlaps one of `mentions`.
    """
    if not any(m.actor is not None for m in mentions):
        return ()
    trees = [(s, t) for s in sentences if (t := parses.find_tree(s)) is not None and t.tokens]
    full = [run for _, tree in trees for run in find_proper_noun_runs(tree) if is_full_name(run, knowledge)]
    gender = infer_person_genders(text, mentions, full, knowledge)
    read = _read(text, paragraphs, trees, mentions, frozenset(run[-1].text for run in full), knowledge)
    spoken = knowledge.dialogue_verbs
    certain = tuple(_pronouns(read, gender, spoken, certain=True))
    pronouns = (
        Mention(token.span, token.span, who, "pronoun")
        for token, who in _pronouns(read, _learned(certain) | gender, spoken, certain=False)
        if not who.startswith("another:")
    )
    quoted = tuple((s.tree, s.quoted) for s in read)
    held = find_job_title_mentions(text, quoted, mentions, roles, knowledge.titles)
    return _apart(sorted((*pronouns, *held), key=lambda m: m.span), mentions)


def _apart(found: list[Mention], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return those that stand apart from the mentions by name."""
    ends = [m.span.end for m in mentions]
    free: list[Mention] = []
    for mention in found:
        at = bisect_right(ends, mention.span.start)
        if at == len(ends) or mentions[at].span.start >= mention.span.end:
            free.append(mention)
    return tuple(free)


def _read(
    text: str,
    paragraphs: tuple[Span, ...],
    trees: list[tuple[Span, ParseTree]],
    mentions: tuple[Mention, ...],
    surnames: frozenset[str],
    knowledge: PersonWords,
) -> tuple[_Sentence, ...]:
    marks = find_quotations(text, paragraphs)
    mark_starts, mark_ends = [m.start for m in marks], [m.end for m in marks]
    starts = [p.start for p in paragraphs]
    known = {m.span.end: m for m in mentions}
    found: list[_Sentence] = []
    for span, tree in trees:
        own = marks[bisect_right(mark_ends, span.start) : bisect_left(mark_starts, span.end)]
        quoted = frozenset(
            t.index for t in tree.tokens if any(q.start <= t.start and t.end <= q.end for q in own)
        )
        persons = tuple(find_persons(tree, known, quoted, surnames, knowledge))
        found.append(_Sentence(tree, bisect_right(starts, span.start) - 1, persons, quoted))
    return tuple(found)


def _learned(found: tuple[tuple[Token, str], ...]) -> dict[str, str]:
    """Return the gender of those for whom the pronouns found agree, nearly all of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for token, who in found:
        counts[who]["he" if token.text.lower() in _HE else "she"] += 1
    known: dict[str, str] = {}
    for who, count in counts.items():
        (most, often), *_ = count.most_common()
        if often >= _SURE and often * 5 >= count.total() * 4:
            known[who] = most
    return known


# --- pronouns ---------------------------------------------------------------------------------------


def _pronouns(
    read: tuple[_Sentence, ...], gender: Mapping[str, str], spoken: DialogueVerbs, *, certain: bool
) -> Iterator[tuple[Token, str]]:
    """Yield the pronouns and whom they mean; with `certain` only where no other person is in sight."""
    before: list[_Sentence] = []  # with the persons that pronouns in it mean
    for sentence in read:
        persons = list(sentence.persons)
        for token in sentence.tree.tokens:
            word = token.text.lower()
            if token.index in sentence.quoted or word not in _HE | _SHE or not token.tag.startswith("PRP"):
                continue
            wanted = "he" if word in _HE else "she"
            now = _Sentence(sentence.tree, sentence.paragraph, tuple(persons), sentence.quoted)
            # A question may begin further back than a pronoun may look.
            near = (*before, now)
            talk = tuple(DialogueSentence(s.tree, s.quoted, s.paragraph) for s in near)
            question = find_answered_question(talk, token, spoken)
            if question is None or question.addressee is token:
                who = _meant(now, before[-_BACK:], token, wanted, gender, certain)
            else:
                who = _who(near[-1 - question.sentences_back], question.addressee)
            if question is not None and who == _who(near[-1 - question.sentences_back], question.asker):
                who = None  # who answers is never who asks
            if who is not None and not _fits(who, wanted, gender):
                who = None
            persons.append(NamedPerson(who or f"another: {wanted}", token))
            if who is not None:
                yield token, who
        persons.sort(key=lambda p: p.token.index)
        before.append(_Sentence(sentence.tree, sentence.paragraph, tuple(persons), sentence.quoted))
        del before[:-MAX_SENTENCES_BACK]


def _who(sentence: _Sentence, token: Token | None) -> str | None:
    """Return the person whom a token of a sentence names, if it stands alone."""
    if token is None:
        return None
    return next(
        (p.key for p in sentence.persons if p.token.index == token.index and not p.is_coordinated), None
    )


def _fits(who: str, wanted: str, gender: Mapping[str, str]) -> bool:
    other = "she" if wanted == "he" else "he"
    return gender.get(who, wanted) == wanted and who != f"another: {other}"


def _meant(
    sentence: _Sentence,
    before: list[_Sentence],
    token: Token,
    wanted: str,
    gender: Mapping[str, str],
    certain: bool,
) -> str | None:
    # "Roe asked her": not Roe herself (Chomsky's principle B, Lectures on government and binding, 1981).
    verb = sentence.tree.head(token)
    own_subjects = sentence.tree.dependents(verb, *_SUBJECTS) if token.tag == "PRP" else ()
    beside = {
        p.key
        for p in sentence.persons
        if token.dep in {"dobj", "dative"} and not token.text.lower().endswith("self")
        for s in own_subjects
        if p.token.index == s.index
    }

    def fitting(there: _Sentence) -> list[NamedPerson]:
        return [
            p
            for p in there.persons
            if (there is not sentence or p.token.index < token.index)
            and _fits(p.key, wanted, gender)
            and p.key not in beside
        ]

    own = fitting(sentence)
    earlier = [b for b in reversed(before) if sentence.paragraph - b.paragraph <= 1]
    if own:
        one = _one(own)
        if one is None:
            return None if certain else _clause_subject(sentence.tree, own, token)
        near = [p for b in earlier[:1] if b.paragraph == sentence.paragraph for p in fitting(b)]
        stands_out = any(p.token.dep in _SUBJECTS or p.token.dep == "poss" for p in own)
        return one if stands_out or all(p.key == one for p in near) else None
    for there in earlier:
        theirs = fitting(there)
        if theirs and _speech_tells_of_another(there, sentence, token, wanted):
            return None
        if theirs:
            return _one(theirs) or (None if certain else _main_subject(there.tree, theirs))
    return None


def _speech_tells_of_another(there: _Sentence, sentence: _Sentence, token: Token, wanted: str) -> bool:
    """Tell whether a paragraph before ends in speech about a "he" whom the next paragraph may go on about.

    "“He is ill,” Roe said." and then, in a new paragraph, "He came late": Roe only if "he" says something.
    """
    words = _HE if wanted == "he" else _SHE
    told = any(t.index in there.quoted and t.text.lower() in words for t in there.tree.tokens)
    speaks = bool(sentence.quoted) and token.dep in _SUBJECTS
    return there.paragraph != sentence.paragraph and told and not speaks


def _one(persons: list[NamedPerson]) -> str | None:
    return persons[0].key if len({p.key for p in persons}) == 1 else None


def _clause_subject(tree: ParseTree, persons: list[NamedPerson], token: Token) -> str | None:
    """Return the person who is the subject of the clause above the pronoun's, itself a subject.

    Nobody else may stand between the two.
    """
    if token.dep not in _SUBJECTS:
        return None
    verb = tree.head(token)
    for _ in range(_HIGHEST):
        above = tree.head(verb)
        if above is verb:
            return None
        for subject in tree.dependents(above, *_SUBJECTS):
            if subject.index < token.index:
                place = tree.head(above).index if subject.tag == "WP" else subject.index
                at = [n for n, p in enumerate(persons) if p.token.index == place]
                return None if not at or persons[at[0]].is_coordinated else _one(persons[at[0] :])
        verb = above
    return None


def _main_subject(tree: ParseTree, persons: list[NamedPerson]) -> str | None:
    for person in persons:
        if person.token.dep in _SUBJECTS and tree.head(person.token).dep == "ROOT":
            return None if person.is_coordinated else person.key
    return None
