"""Tell who a speaker is: the words, the name they stand for, and the actor or the office.

Pronouns: the nearest compatible subject before the pronoun, in its sentence, then in the sentences
before it of the same paragraph, then at the end of the paragraph before; after Hobbs (1978) in spirit,
and only over subjects. What is not certain stays unresolved.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models import Actor, Mention, Span
from build_scripts.parsing import Token
from build_scripts.statements.cues import Cues
from build_scripts.statements.reading import Reading, phrase

_BACK = 3
"""Sentences that a pronoun may look back."""
_LINKS = 6
"""Pronouns in the sentences before that may lead from one to the other: "He said … He added …"."""
_NEAR = 24
_WITH_AFTER = re.compile(r",?\s+(?:as well as|along with|together with)\s")
_WITH_BEFORE = re.compile(r"\w,?\s+(?:as well as|along with|together with)\s+\Z")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_NAMELESS = frozenset({"pronoun", "title"})
"""How an actor may be meant who isn't named there."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker."""

    span: Span
    text: str
    actor: str | None
    office_of: str | None


@dataclass(frozen=True, slots=True)
class People:
    """What an article tells about the people in it, gathered once."""

    text: str
    readings: tuple[Reading, ...]
    mentions: tuple[Mention, ...]
    bearers: Mapping[str, frozenset[str]]
    actors: Mapping[str, Actor]
    offices: tuple[tuple[re.Pattern[str], str], ...]
    names: Mapping[str, str | None]
    cues: Cues

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that covers a token, or None."""
        at = bisect.bisect_right(self.mentions, token.start, key=lambda m: m.span.start) - 1
        if at >= 0 and self.mentions[at].span.end >= token.end:
            return self.mentions[at]
        return None


def gather(
    text: str,
    readings: tuple[Reading, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    cues: Cues,
) -> People:
    """Gather the people of one article."""
    offices: dict[str, set[str]] = {}
    for actor in actors:
        for office in actor.offices:
            offices.setdefault(" ".join(office.lower().removeprefix("the ").split()), set()).add(actor.id)
    patterns = tuple(
        (
            re.compile(r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b", re.IGNORECASE),
            next(iter(ids)),
        )
        for words, ids in sorted(offices.items())
        if len(ids) == 1
    )
    return People(
        text=text,
        readings=readings,
        mentions=mentions,
        bearers=_bearers(text, mentions),
        actors={a.id: a for a in actors},
        offices=patterns,
        names=_full_names(readings, cues),
        cues=cues,
    )


def _bearers(text: str, mentions: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Map each form, and the last word of each, to the actors that the article means by it."""
    found: dict[str, frozenset[str]] = {}
    for mention in mentions:
        if mention.actor is not None and mention.via not in _NAMELESS:
            words = mention.span.of(text)
            for form in {words, words.split()[-1]}:
                found[form] = found.get(form, frozenset()) | {mention.actor}
    return found


def _full_names(readings: tuple[Reading, ...], cues: Cues) -> dict[str, str | None]:
    """Map the last word of each name to the only full name in the article that it ends, or None."""
    found: dict[str, str | None] = {}
    for reading in readings:
        run: list[Token] = []
        for token in (*reading.tree.tokens, None):
            if token is not None and token.tag == "NNP" and token.text[:1].isupper():
                run.append(token)
                continue
            words = [t for t in run if t.text.lower().rstrip(".") not in cues.titles]
            if len(words) >= 2 and _may_be_person(words, cues):
                name = reading.text[words[0].start : words[-1].end]
                last = words[-1].text
                known = found.setdefault(last, name)
                if known is not None and known != name:
                    longer, shorter = sorted((known, name), key=len, reverse=True)
                    found[last] = shorter if longer.endswith(shorter) else None
            run = []
    return found


def _may_be_person(words: list[Token], cues: Cues) -> bool:
    return words[-1].text.lower() not in cues.no_persons and words[0].text.lower() not in cues.not_first


def resolve(people: People, reading: Reading, head: Token) -> Speaker:
    """Return the speaker whose noun phrase has this head."""
    words = phrase(reading.tree, head)
    said = words.of(people.text)
    office = _office(people, reading, head, words)
    if office is not None:
        return Speaker(words, said, None, office)
    pronoun = head.text.lower()
    mention = people.mention(head)
    if mention is not None and mention.actor is not None and mention.via in _NAMELESS:
        actor = people.actors[mention.actor]
        return Speaker(words, actor.name, actor.id, None)
    if pronoun in people.cues.singular | people.cues.plural:
        found = _antecedent(people, reading, head, pronoun)
        if found is None:
            return Speaker(words, said, None, None)
        where, token = found
        meant = _named(people, where, token)
        return Speaker(words, meant.text, meant.actor, meant.office_of)
    return _named(people, reading, head)


def written(people: People, name: Span) -> Speaker:
    """Return the speaker whose name stands at this span, outside any grammar."""
    at = bisect.bisect_left(people.mentions, name.start, key=lambda m: m.span.start)
    if at < len(people.mentions) and people.mentions[at].span.end <= name.end:
        actor = people.actors.get(people.mentions[at].actor or "")
        if actor is not None:
            return Speaker(name, actor.name, actor.id, None)
    return Speaker(name, name.of(people.text), None, None)


def _named(people: People, reading: Reading, head: Token) -> Speaker:
    words = phrase(reading.tree, head)
    tree = reading.tree
    last = _last_of_several(people, reading, head, words)
    if last is not None:
        words = Span(words.start, max(words.end, last))
        return Speaker(words, words.of(people.text), None, None)
    named = [head, *tree.below(head, "appos")]
    for token in named:
        mention = people.mention(token)
        if mention is not None and mention.actor is not None:
            actor = people.actors[mention.actor]
            return Speaker(words, actor.name, actor.id, None)
    for token in named[1:]:
        if token.tag == "NNP" and head.tag not in _NAME_TAGS and words.end <= token.start:
            return Speaker(words, phrase(tree, token).of(people.text), None, None)
    return Speaker(words, words.of(people.text), None, None)


def _last_of_several(people: People, reading: Reading, head: Token, words: Span) -> int | None:
    """Return where a phrase for several people ends, or None if it is for one.

    The parser reads "Roe, Doe and Poe" as Roe, who is Doe and Poe: but a name is no description.
    """
    tree = reading.tree
    if tree.below(head, "conj"):
        return words.end
    for other in tree.below(head, "appos"):
        more = tree.below(other, "conj")
        if more and other.tag in _NAME_TAGS and other.text.lower() not in people.cues.titles:
            return tree.tokens[more[-1].last].end
    near = people.text[words.end : words.end + _NEAR], people.text[max(0, words.start - _NEAR) : words.start]
    return words.end if _WITH_AFTER.match(near[0]) or _WITH_BEFORE.search(near[1]) else None


def _office(people: People, reading: Reading, head: Token, words: Span) -> str | None:
    """Return the actor for whom an office speaks, where the phrase's head is the office or its voice."""
    mention = people.mention(head)
    if mention is not None and mention.actor is not None:
        return None
    said = words.of(people.text)
    voice = head.lemma.lower() in people.cues.for_office
    found: set[str] = set()
    for pattern, actor in people.offices:
        match = pattern.search(said)
        if match is not None:
            place = Span(words.start + match.start(), words.start + match.end())
            if voice or place.covers(head.span):
                found.add(actor)
    for owner in reading.tree.below(head, "poss"):
        if voice or head.lemma == "office":
            found |= _owner(people, owner)
    for preposition in reading.tree.below(head, "prep"):
        for noun in reading.tree.below(preposition, "pobj"):
            if voice and noun.lemma == "office":
                for owner in reading.tree.below(noun, "poss"):
                    found |= _owner(people, owner)
            elif voice and preposition.lemma == "for":
                found |= _owner(people, noun)
    return found.pop() if len(found) == 1 else None


def _owner(people: People, owner: Token) -> set[str]:
    """Return the actor that an owner's name stands for, also where the name isn't counted as a mention."""
    mention = people.mention(owner)
    if owner.dep == "conj" or people.text[max(0, owner.start - 8) : owner.start].endswith(
        ("'s and ", "’s and ")
    ):
        return set()  # an office of several
    if mention is not None:
        return {mention.actor} if mention.actor is not None else set()
    bearers = people.bearers.get(owner.text, frozenset())
    return set(bearers) if len(bearers) == 1 else set()


# --- pronouns ---------------------------------------------------------------------------------------


def _antecedent(
    people: People, reading: Reading, head: Token, pronoun: str, links: int = _LINKS
) -> tuple[Reading, Token] | None:
    number = bisect.bisect_left(people.readings, reading.span.start, key=lambda r: r.span.start)
    for back in range(_BACK + 1):
        if number - back < 0:
            break
        other = people.readings[number - back]
        if reading.paragraph - other.paragraph > 1:
            break
        for token in _subjects(other, head.start if back == 0 else None, people.mentions):
            if _compatible(people, other, token, pronoun):
                main = other.tree.head(token).dep == "ROOT"
                return (other, token) if main or links == _LINKS else None
            if back and links and token.text.lower() == pronoun:
                return _antecedent(people, other, token, pronoun, links - 1)
        if pronoun in people.cues.plural and back:
            break
    return None


def _subjects(reading: Reading, before: int | None, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return a sentence's subjects outside quotations: the main clause's first, then the nearest."""
    found = [
        t
        for t in reading.tree.tokens
        if t.dep in {"nsubj", "nsubjpass"} and (before is None or t.end <= before) and not reading.quoted(t)
    ]
    main = [t for t in found if reading.tree.head(t).dep == "ROOT"]
    rest = [t for t in found if t not in main]
    if not main:  # the parser may miss the verb of a sentence that a name begins
        at = bisect.bisect_left(mentions, reading.span.start, key=lambda m: m.form.start)
        opening = [m for m in mentions[at : at + 1] if m.form.start == reading.span.start]
        main = [t for t in reading.tree.tokens for m in opening if t.end == m.span.end and t not in found]
    return [*main, *reversed(rest)]


def _compatible(people: People, reading: Reading, token: Token, pronoun: str) -> bool:
    tree = reading.tree
    together = bool(tree.below(token, "conj"))
    if pronoun in people.cues.plural:
        return token.tag in {"NNS", "NNPS"} or (token.tag == "NNP" and together)
    words = {t.text.lower().rstrip(".") for t in tree.tokens[token.first : token.place + 1]}
    other = people.cues.she if pronoun == "he" else people.cues.he
    if token.tag != "NNP" or together or words & other:
        return False
    mention = people.mention(token)
    actor = people.actors.get(mention.actor or "") if mention is not None else None
    known = actor.name if actor is not None else people.names.get(token.text)
    if people.cues.genders.get(known.split()[0].lower() if known else "", pronoun) != pronoun:
        return False
    if mention is not None:
        return actor is not None
    if token.text.lower() in people.cues.no_persons:
        return False
    named = people.names.get(token.text) is not None and "the" not in words
    return named or bool(words & people.cues.titles)
