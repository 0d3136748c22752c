"""Tell who a speaker is: the words, the name they stand for, and the actor or the office.

Pronouns: the nearest compatible subject before the pronoun, in its sentence, then in the sentences
before it of the same paragraph, then at the end of the paragraph before; after Hobbs (1978) in spirit,
and only over subjects. What is not certain stays unresolved.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from build_scripts.models import Mention, Span
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    find_coordinated_noun_phrase,
    find_next_conjunct,
    find_noun_phrase,
)
from build_scripts.statements.people_in_article import NAMELESS_MENTION_TYPES, ArticlePeople
from build_scripts.text.dialogue import (
    MAX_SENTENCES_BACK,
    DialogueSentence,
    find_answered_question,
    is_answering_subject,
)
from build_scripts.text.parser import Token

_BACK = 3
"""Sentences that a pronoun may look back."""
_LINKS = 6
"""Pronouns in the sentences before that may lead from one to the other: "He said … He added …"."""
_NEAR = 24
_WITH_AFTER = re.compile(r",?\s+(?:as well as|along with|together with)\s")
_WITH_BEFORE = re.compile(
    r"\w,?\s+(?:as well as|along with|together with)\s+\Z|(?<![\w-])[^\W\d_a-z]\w*;\s+(?:and|or)\s+\Z"
)
_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker."""

    span: Span
    text: str
    actor: str | None
    office_of: str | None


def resolve_speaker(people: ArticlePeople, reading: ParsedSentence, head: Token) -> Speaker:
    """Return the speaker whose noun phrase has this head."""
    words = find_noun_phrase(reading.tree, head)
    said = words.extract(people.text)
    office = _office(people, reading, head, words)
    if office is not None:
        return Speaker(words, said, None, office)
    pronoun = head.text.lower()
    mention = people.find_mention_at(head)
    if mention is not None and mention.actor is not None and mention.via in NAMELESS_MENTION_TYPES:
        actor = people.actors_by_id[mention.actor]
        return Speaker(words, actor.name, actor.id, None)
    if pronoun in people.cues.singular_pronouns | people.cues.plural_pronouns:
        meant = _behind(people, reading, head, pronoun)
        if meant is None:
            return Speaker(words, said, None, None)
        return Speaker(words, meant.text, meant.actor, meant.office_of)
    return _named(people, reading, head)


def resolve_speaker_name(people: ArticlePeople, name: Span) -> Speaker:
    """Return the speaker whose name stands at this span, outside any grammar."""
    at = bisect.bisect_left(people.mentions, name.start, key=lambda m: m.span.start)
    if at < len(people.mentions) and people.mentions[at].span.end <= name.end:
        actor = people.actors_by_id.get(people.mentions[at].actor or "")
        if actor is not None:
            return Speaker(name, actor.name, actor.id, None)
    return Speaker(name, name.extract(people.text), None, None)


def _named(people: ArticlePeople, reading: ParsedSentence, head: Token) -> Speaker:
    words = find_noun_phrase(reading.tree, head)
    tree = reading.tree
    several = _several(people, reading, head, words)
    if several is not None:
        return Speaker(several, several.extract(people.text), None, None)
    named = [head, *tree.dependents(head, "appos")]
    for token in named:
        mention = people.find_mention_at(token)
        if mention is not None and mention.actor is not None:
            actor = people.actors_by_id[mention.actor]
            return Speaker(words, actor.name, actor.id, None)
    for token in named[1:]:
        if token.tag == "NNP" and head.tag not in _NAME_TAGS and words.end <= token.start:
            return Speaker(words, find_noun_phrase(tree, token).extract(people.text), None, None)
    return Speaker(words, words.extract(people.text), None, None)


def _several(people: ArticlePeople, reading: ParsedSentence, head: Token, words: Span) -> Span | None:
    """Return the whole phrase for several people, or None if it is for one."""
    tree = reading.tree
    following = find_next_conjunct(tree, head)
    title = following is not None and following.dep == "appos"
    if following is not None and not (title and following.text.lower() in people.cues.person_titles):
        return find_coordinated_noun_phrase(tree, head)
    near = people.text[words.end : words.end + _NEAR], people.text[max(0, words.start - _NEAR) : words.start]
    return words if _WITH_AFTER.match(near[0]) or _WITH_BEFORE.search(near[1]) else None


def _office(people: ArticlePeople, reading: ParsedSentence, head: Token, words: Span) -> str | None:
    """Return the actor for whom an office speaks, where the phrase's head is the office or its voice."""
    mention = people.find_mention_at(head)
    if mention is not None and mention.actor is not None:
        return None
    said = words.extract(people.text)
    voice = head.lemma.lower() in people.cues.spokesperson_nouns
    found: set[str] = set()
    for pattern, actor in people.office_patterns:
        match = pattern.search(said)
        if match is not None:
            place = Span(words.start + match.start(), words.start + match.end())
            if voice or place.covers(head.span):
                found.add(actor)
    for owner in reading.tree.dependents(head, "poss"):
        if voice or head.lemma == "office":
            found |= _owner(people, owner)
    for preposition in reading.tree.dependents(head, "prep"):
        for noun in reading.tree.dependents(preposition, "pobj"):
            if voice and noun.lemma == "office":
                for owner in reading.tree.dependents(noun, "poss"):
                    found |= _owner(people, owner)
            elif voice and preposition.lemma == "for":
                found |= _owner(people, noun)
    return found.pop() if len(found) == 1 else None


def _owner(people: ArticlePeople, owner: Token) -> set[str]:
    """Return the actor that an owner's name stands for, also where the name isn't counted as a mention."""
    mention = people.find_mention_at(owner)
    if owner.dep == "conj" or people.text[max(0, owner.start - 8) : owner.start].endswith(
        ("'s and ", "’s and ")
    ):
        return set()  # an office of several
    if mention is not None:
        return {mention.actor} if mention.actor is not None else set()
    bearers = people.actors_by_name.get(owner.text, frozenset())
    return set(bearers) if len(bearers) == 1 else set()


# --- pronouns ---------------------------------------------------------------------------------------


def _behind(people: ArticlePeople, reading: ParsedSentence, head: Token, pronoun: str) -> Speaker | None:
    """Return who stands behind a pronoun; who answers is the one asked, and never the one who asks."""
    place = _place(people, reading)
    near = people.parsed_sentences[max(0, place - MAX_SENTENCES_BACK) : place + 1]
    spoken = people.cues.dialogue_words
    may_answer = is_answering_subject(reading.tree, head, spoken)
    question = find_answered_question(tuple(map(_sentence, near)), head, spoken) if may_answer else None
    if question is None or pronoun in people.cues.plural_pronouns or question.addressee is head:
        found = _antecedent(people, reading, head, pronoun)
    elif question.addressee is None:
        return None
    else:
        found = _asked(people, near[-1 - question.sentences_back], question.addressee, pronoun)
    meant = _named(people, *found) if found is not None else None
    if meant is not None and question is not None and question.asker is not None:
        asker = _named(people, near[-1 - question.sentences_back], question.asker)
        if (meant.actor, meant.text) == (asker.actor, asker.text):
            return None
    return meant


def _place(people: ArticlePeople, reading: ParsedSentence) -> int:
    return bisect.bisect_left(people.parsed_sentences, reading.span.start, key=lambda r: r.span.start)


def _sentence(reading: ParsedSentence) -> DialogueSentence:
    quoted = frozenset(t.index for t in reading.tree.tokens if reading.is_quoted(t))
    return DialogueSentence(reading.tree, quoted, reading.paragraph)


def _asked(
    people: ArticlePeople, where: ParsedSentence, asked: Token, pronoun: str
) -> tuple[ParsedSentence, Token] | None:
    """Return where the person who was asked is named, if a pronoun may mean them."""
    if asked.tag != "PRP":
        return (where, asked) if _compatible(people, where, asked, pronoun) else None
    own = {"him": "he", "her": "she"}.get(asked.text.lower(), asked.text.lower())
    return _antecedent(people, where, asked, own) if own == pronoun else None


def _antecedent(
    people: ArticlePeople, reading: ParsedSentence, head: Token, pronoun: str, links: int = _LINKS
) -> tuple[ParsedSentence, Token] | None:
    number = _place(people, reading)
    for back in range(_BACK + 1):
        if number - back < 0:
            break
        other = people.parsed_sentences[number - back]
        if reading.paragraph - other.paragraph > 1:
            break
        nearer = people.parsed_sentences[number - back + 1 : number]
        for token in _subjects(other, head.start if back == 0 else None, people.mentions):
            main = other.tree.head(token).dep == "ROOT"
            if _compatible(people, other, token, pronoun):
                if any(_names_another(people, r, token, pronoun) for r in nearer):
                    return None
                return (other, token) if main or links == _LINKS else None
            if main and token.tag in {"NNS", "NNPS"} and token.text in people.full_names_by_last_word:
                return None  # a name in "s" that the tagger took for several
            if back and links and token.text.lower() == pronoun:
                found = _antecedent(people, other, token, pronoun, links - 1)
                another = found and any(_names_another(people, r, found[1], pronoun) for r in nearer)
                return None if another else found
        if pronoun in people.cues.plural_pronouns and back:
            break
    return None


def _names_another(people: ArticlePeople, reading: ParsedSentence, token: Token, pronoun: str) -> bool:
    """Tell whether a sentence names somebody else whom a pronoun behind it may mean ("…, as Roe noted.")."""
    for other in reading.tree.tokens:
        if other.tag != "NNP" or other.dep in {"compound", "poss", "nmod"} or reading.is_quoted(other):
            continue
        name = people.full_names_by_last_word.get(other.text)
        person = name is not None or people.find_mention_at(other) is not None
        if person and other.text != token.text and _may_be(people, other, pronoun):
            return True
    return False


def _subjects(reading: ParsedSentence, before: int | None, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return a sentence's subjects outside quotations: the main clause's first, then the nearest."""
    found = [
        t
        for t in reading.tree.tokens
        if t.dep in {"nsubj", "nsubjpass"}
        and (before is None or t.end <= before)
        and not reading.is_quoted(t)
    ]
    main = [t for t in found if reading.tree.head(t).dep == "ROOT"]
    rest = [t for t in found if t not in main]
    if not main:  # the parser may miss the verb of a sentence that a name begins
        at = bisect.bisect_left(mentions, reading.span.start, key=lambda m: m.span_with_title.start)
        opening = [m for m in mentions[at : at + 1] if m.span_with_title.start == reading.span.start]
        main = [t for t in reading.tree.tokens for m in opening if t.end == m.span.end and t not in found]
    return [*main, *reversed(rest)]


def _compatible(people: ArticlePeople, reading: ParsedSentence, token: Token, pronoun: str) -> bool:
    tree = reading.tree
    together = bool(tree.dependents(token, "conj"))
    if pronoun in people.cues.plural_pronouns:
        return token.tag in {"NNS", "NNPS"} or (token.tag == "NNP" and together)
    words = {t.text.lower().rstrip(".") for t in tree.tokens[token.left_edge : token.index + 1]}
    other = people.cues.female_titles if pronoun == "he" else people.cues.male_titles
    if token.tag != "NNP" or together or words & other:
        return False
    mention = people.find_mention_at(token)
    if not _may_be(people, token, pronoun):
        return False
    if mention is not None:
        return mention.actor is not None
    if token.text.lower() in people.cues.non_person_last_words:
        return False
    named = people.full_names_by_last_word.get(token.text) is not None and "the" not in words
    return named or bool(words & people.cues.person_titles)


def _may_be(people: ArticlePeople, token: Token, pronoun: str) -> bool:
    """Tell whether a given name that the article has for a name goes with a pronoun, or tells nothing."""
    mention = people.find_mention_at(token)
    actor = people.actors_by_id.get(mention.actor or "") if mention is not None else None
    known = actor.name if actor is not None else people.full_names_by_last_word.get(token.text)
    return (
        people.cues.pronouns_of_given_names.get(known.split()[0].lower() if known else "", pronoun) == pronoun
    )
