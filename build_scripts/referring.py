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

from build_scripts import quotations
from build_scripts.knowledge import load
from build_scripts.models import Mention, Span
from build_scripts.parsing import Parses, Token, Tree

_BACK = 2
"""Sentences that a pronoun may look back."""
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_HIGHEST = 6
"""Heads that a pronoun's clause may be below the clause whose subject it means."""
_SURE = 2
"""Pronouns of one gender that must have been found for a person before their gender is taken as known."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words for persons, in lower case."""

    persons: frozenset[str]
    titles: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    no_persons: frozenset[str]
    not_first: frozenset[str]
    genders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom a sentence names: an actor's id, or a key that no actor has; the place of the head."""

    who: str
    token: Token
    together: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    tree: Tree
    paragraph: int
    persons: tuple[_Person, ...]
    quoted: frozenset[int]


def knowledge() -> Words:
    """Read the words that ship with the package."""
    titles, speakers = load("titles"), load("speakers")
    return Words(
        persons=frozenset(titles["titles"]) | frozenset(titles["kin"]) | frozenset(speakers["persons"]),
        titles=frozenset(titles["titles"]),
        he=frozenset(titles["he"]),
        she=frozenset(titles["she"]),
        no_persons=frozenset(speakers["no_persons"]),
        not_first=frozenset(speakers["not_first"]),
        genders={name: word for word in ("he", "she") for name in load("given_names")[word]},
    )


def find(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    parses: Parses,
    knowledge: Words,
) -> tuple[Mention, ...]:
    """Return the pronouns that mean an actor named in the article, in order, as spans of `text`."""
    if not any(m.actor is not None for m in mentions):
        return ()
    trees = [(s, t) for s in sentences if (t := parses.of(s)) is not None and t.tokens]
    full = [run for _, tree in trees for run in _runs(tree) if _full_name(run, knowledge)]
    gender = _told(text, mentions, full, knowledge)
    read = _read(text, paragraphs, trees, mentions, frozenset(run[-1].text for run in full), knowledge)
    certain = tuple(_pronouns(read, gender, certain=True))
    return tuple(
        Mention(token.span, token.span, who, "pronoun")
        for token, who in _pronouns(read, _learned(certain) | gender, certain=False)
        if not who.startswith("another:")
    )


def _read(
    text: str,
    paragraphs: tuple[Span, ...],
    trees: list[tuple[Span, Tree]],
    mentions: tuple[Mention, ...],
    surnames: frozenset[str],
    knowledge: Words,
) -> tuple[_Sentence, ...]:
    marks = quotations.find(text, paragraphs)
    mark_starts, mark_ends = [m.start for m in marks], [m.end for m in marks]
    starts = [p.start for p in paragraphs]
    known = {m.span.end: m for m in mentions}
    found: list[_Sentence] = []
    for span, tree in trees:
        own = marks[bisect_right(mark_ends, span.start) : bisect_left(mark_starts, span.end)]
        quoted = frozenset(
            t.place for t in tree.tokens if any(q.start <= t.start and t.end <= q.end for q in own)
        )
        persons = tuple(_persons(tree, known, quoted, surnames, knowledge))
        found.append(_Sentence(tree, bisect_right(starts, span.start) - 1, persons, quoted))
    return tuple(found)


# --- persons ----------------------------------------------------------------------------------------


def _runs(tree: Tree) -> Iterator[list[Token]]:
    """Yield the longest runs of proper nouns in a sentence."""
    run: list[Token] = []
    for token in tree.tokens:
        if token.tag in _NAME_TAGS and token.text[:1].isupper():
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _full_name(run: list[Token], knowledge: Words) -> bool:
    words = [t.text.lower().rstrip(".") for t in run]
    names = [w for w in words if w not in knowledge.titles]
    return (
        len(names) >= 2
        and names[-1] == words[-1]
        and words[-1] not in knowledge.no_persons
        and words[0] not in knowledge.not_first
    )


def _persons(
    tree: Tree,
    known: Mapping[int, Mention],
    quoted: frozenset[int],
    surnames: frozenset[str],
    knowledge: Words,
) -> Iterator[_Person]:
    inside = {t.place for run in _runs(tree) for t in run[:-1]}
    for token in tree.tokens:
        if token.place in quoted:
            continue
        together = bool(tree.below(token, "conj")) or token.dep == "conj"
        mention = known.get(token.end)
        if mention is not None:
            yield _Person(mention.actor or f"another: {token.text}", token, together)
        elif token.tag in _NAME_TAGS:
            titled = token.place > 0 and tree.tokens[token.place - 1].text.lower() in knowledge.titles
            if token.place not in inside and (token.text in surnames or titled):
                yield _Person(f"another: {token.text}", token, together)
        elif (
            token.tag == "NN"
            and token.lemma in knowledge.persons
            and token.dep not in {"compound", "appos", "attr"}
        ):
            yield _Person(f"another: {token.lemma}", token, together)


def _told(
    text: str, mentions: tuple[Mention, ...], full: list[list[Token]], knowledge: Words
) -> dict[str, str]:
    """Return the gender that titles and given names tell of each person, where they agree."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.actor is not None:
            title = text[mention.form.start : mention.span.start]
            first = mention.span.of(text).split()[0] if mention.via in {"name", "alias", "given"} else ""
            found[mention.actor] |= _genders(title, first, knowledge)
    for run in full:
        names = [t.text for t in run if t.text.lower().rstrip(".") not in knowledge.titles]
        title = " ".join(t.text for t in run if t.text not in names)
        found[f"another: {run[-1].text}"] |= _genders(title, names[0], knowledge)
    return {who: next(iter(told)) for who, told in found.items() if len(told) == 1}


def _genders(title: str, first: str, knowledge: Words) -> set[str]:
    """Return what a title tells, or else a given name."""
    words = {w.strip(".,").casefold() for w in title.split()}
    told = {g for g, those in (("he", knowledge.he), ("she", knowledge.she)) if words & those}
    given = knowledge.genders.get(first.casefold())
    return told or ({given} if given is not None else set())


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
    read: tuple[_Sentence, ...], gender: Mapping[str, str], *, certain: bool
) -> Iterator[tuple[Token, str]]:
    """Yield the pronouns and whom they mean; with `certain` only where no other person is in sight."""
    before: list[_Sentence] = []  # with the persons that pronouns in it mean
    for sentence in read:
        persons = list(sentence.persons)
        for token in sentence.tree.tokens:
            word = token.text.lower()
            if token.place in sentence.quoted or word not in _HE | _SHE or not token.tag.startswith("PRP"):
                continue
            wanted = "he" if word in _HE else "she"
            now = _Sentence(sentence.tree, sentence.paragraph, tuple(persons), sentence.quoted)
            who = _meant(now, before, token, wanted, gender, certain)
            persons.append(_Person(who or f"another: {wanted}", token))
            if who is not None:
                yield token, who
        persons.sort(key=lambda p: p.token.place)
        before.append(_Sentence(sentence.tree, sentence.paragraph, tuple(persons), sentence.quoted))
        del before[:-_BACK]


def _meant(
    sentence: _Sentence,
    before: list[_Sentence],
    token: Token,
    wanted: str,
    gender: Mapping[str, str],
    certain: bool,
) -> str | None:
    other = "she" if wanted == "he" else "he"

    def fitting(there: _Sentence) -> list[_Person]:
        return [
            p
            for p in there.persons
            if (there is not sentence or p.token.place < token.place)
            and gender.get(p.who, wanted) == wanted
            and p.who != f"another: {other}"
        ]

    own = fitting(sentence)
    earlier = [b for b in reversed(before) if sentence.paragraph - b.paragraph <= 1]
    if own:
        one = _one(own)
        if one is None:
            return None if certain else _clause_subject(sentence.tree, own, token)
        near = [p for b in earlier[:1] if b.paragraph == sentence.paragraph for p in fitting(b)]
        stands_out = any(p.token.dep in _SUBJECTS or p.token.dep == "poss" for p in own)
        return one if stands_out or all(p.who == one for p in near) else None
    for there in earlier:
        theirs = fitting(there)
        if theirs:
            return _one(theirs) or (None if certain else _main_subject(there.tree, theirs))
    return None


def _one(persons: list[_Person]) -> str | None:
    return persons[0].who if len({p.who for p in persons}) == 1 else None


def _clause_subject(tree: Tree, persons: list[_Person], token: Token) -> str | None:
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
        for subject in tree.below(above, *_SUBJECTS):
            if subject.place < token.place:
                place = tree.head(above).place if subject.tag == "WP" else subject.place
                at = [n for n, p in enumerate(persons) if p.token.place == place]
                return None if not at or persons[at[0]].together else _one(persons[at[0] :])
        verb = above
    return None


def _main_subject(tree: Tree, persons: list[_Person]) -> str | None:
    for person in persons:
        if person.token.dep in _SUBJECTS and tree.head(person.token).dep == "ROOT":
            return None if person.together else person.who
    return None
