"""Resolve a speaker: from the article's words to a name, and to an actor or the office of one.

Whatever is uncertain stays unresolved: the speaker's name is then the article's own words.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.statements.parsed_sentence import (
    ParsedSentence,
    find_coordinated_noun_phrase,
    find_next_conjunct,
    find_noun_phrase,
)
from build_scripts.statements.people_in_article import NAMELESS_MENTION_TYPES, ArticlePeople
from build_scripts.statements.speaker_pronouns import (
    Antecedent,
    find_antecedent,
    find_organisation_antecedent,
    find_sentence_index,
    may_refer_to,
)
from build_scripts.text.dialogue import (
    MAX_SENTENCES_BACK,
    DialogueSentence,
    Question,
    find_answered_question,
    is_answering_subject,
)
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

_NEAR = 24
"""Characters before and after a noun phrase in which "as well as" makes it one of several speakers."""
_WITH_AFTER = re.compile(r",?\s+(?:as well as|along with|together with)\s")
_WITH_BEFORE = re.compile(
    r"\w,?\s+(?:as well as|along with|together with)\s+\Z|(?<![\w-])[^\W\d_a-z]\w*;\s+(?:and|or)\s+\Z"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the words in the article, the name they mean, and the id of an actor, if any.

    `actor` is set where the speaker is the actor, `office_of` where the speaker is the actor's office.
    """

    span: Span
    text: str
    actor: str | None
    office_of: str | None


def resolve_speaker(people: ArticlePeople, parsed: ParsedSentence, head: Token) -> Speaker:
    """Return the speaker whose noun phrase has this head."""
    words = find_noun_phrase(parsed.tree, head)
    written = words.extract(people.text)
    office = _find_office_actor(people, parsed, head, words)
    if office is not None:
        return Speaker(words, written, None, office)
    pronoun = head.text.lower()
    mention = people.find_mention_at(head)
    if mention is not None and mention.actor is not None and mention.via in NAMELESS_MENTION_TYPES:
        actor = people.actors_by_id[mention.actor]
        return Speaker(words, actor.name, actor.id, None)
    if pronoun in people.cues.singular_pronouns | people.cues.plural_pronouns:
        meant = _resolve_pronoun(people, parsed, head, pronoun)
        if meant is None:
            return Speaker(words, written, None, None)
        return Speaker(words, meant.text, meant.actor, meant.office_of)
    if pronoun == "it" and (antecedent := find_organisation_antecedent(people, parsed)) is not None:
        meant = resolve_speaker(people, *antecedent)
        return Speaker(words, meant.text, None, meant.office_of)
    return _resolve_noun_phrase(people, parsed, head)


def resolve_speaker_name(people: ArticlePeople, name: Span) -> Speaker:
    """Return the speaker with the name at this span, which is part of no sentence."""
    at = bisect.bisect_left(people.mentions, name.start, key=lambda m: m.span.start)
    if at < len(people.mentions) and people.mentions[at].span.end <= name.end:
        actor = people.actors_by_id.get(people.mentions[at].actor or "")
        if actor is not None:
            return Speaker(name, actor.name, actor.id, None)
    return Speaker(name, name.extract(people.text), None, None)


# --- names ------------------------------------------------------------------------------------------


def _resolve_noun_phrase(people: ArticlePeople, parsed: ParsedSentence, head: Token) -> Speaker:
    """Return the speaker of a noun phrase that is no pronoun, by its head or its appositions."""
    tree = parsed.tree
    words = find_noun_phrase(tree, head)
    several = _find_several_speakers(people, parsed, head, words)
    if several is not None:
        return Speaker(several, several.extract(people.text), None, None)
    names = [head, *tree.dependents(head, "appos")]
    for token in names:
        mention = people.find_mention_at(token)
        if mention is not None and mention.actor is not None:
            actor = people.actors_by_id[mention.actor]
            return Speaker(words, actor.name, actor.id, None)
    for token in names[1:]:
        if token.tag == "NNP" and head.tag not in PROPER_NOUN_TAGS and words.end <= token.start:
            return Speaker(words, find_noun_phrase(tree, token).extract(people.text), None, None)
    return Speaker(words, words.extract(people.text), None, None)


def _find_several_speakers(
    people: ArticlePeople, parsed: ParsedSentence, head: Token, words: Span
) -> Span | None:
    """Return the whole phrase where it names several speakers, or None."""
    tree = parsed.tree
    following = find_next_conjunct(tree, head)
    is_apposition = following is not None and following.dep == "appos"
    if following is not None and not (is_apposition and following.text.lower() in people.cues.person_titles):
        return find_coordinated_noun_phrase(tree, head)
    after = people.text[words.end : words.end + _NEAR]
    before = people.text[max(0, words.start - _NEAR) : words.start]
    return words if _WITH_AFTER.match(after) or _WITH_BEFORE.search(before) else None


# --- offices ----------------------------------------------------------------------------------------


def _find_office_actor(people: ArticlePeople, parsed: ParsedSentence, head: Token, words: Span) -> str | None:
    """Return the id of the actor whose office, or whose office's spokesperson, a speaker is; or None."""
    mention = people.find_mention_at(head)
    if mention is not None and mention.actor is not None:
        return None
    is_spokesperson = head.lemma.lower() in people.cues.spokesperson_nouns
    found: set[str] = set()
    for pattern, actor in people.office_patterns:
        match = pattern.search(words.extract(people.text))
        if match is not None:
            office = Span(words.start + match.start(), words.start + match.end())
            if is_spokesperson or office.covers(head.span):
                found.add(actor)
    for owner in _find_office_owners(people, parsed.tree, head, is_spokesperson=is_spokesperson):
        found |= _find_owner_actor(people, owner)
    return found.pop() if len(found) == 1 else None


def _find_office_owners(
    people: ArticlePeople, tree: ParseTree, head: Token, *, is_spokesperson: bool
) -> Iterator[Token]:
    """Yield the owners in "Roe's office", "Roe's spokesman", "an aide for Roe", "an aide in Roe's office"."""
    if is_spokesperson or head.lemma in people.cues.office_nouns:
        yield from tree.dependents(head, "poss")
    if not is_spokesperson:
        return
    for preposition in tree.dependents(head, "prep"):
        for noun in tree.dependents(preposition, "pobj"):
            if noun.lemma in people.cues.office_nouns:
                yield from tree.dependents(noun, "poss")
            elif preposition.lemma == "for":
                yield noun


def _find_owner_actor(people: ArticlePeople, owner: Token) -> set[str]:
    """Return the id of the actor that an owner's name means; none for an office of several owners."""
    mention = people.find_mention_at(owner)
    before = people.text[max(0, owner.start - 8) : owner.start]
    if owner.dep == "conj" or before.endswith(("'s and ", "’s and ")):
        return set()
    if mention is not None:
        return {mention.actor} if mention.actor is not None else set()
    ids = people.actors_by_name.get(owner.text, frozenset())
    return set(ids) if len(ids) == 1 else set()


# --- pronouns ---------------------------------------------------------------------------------------


def _resolve_pronoun(
    people: ArticlePeople, parsed: ParsedSentence, head: Token, pronoun: str
) -> Speaker | None:
    """Return the speaker that a pronoun refers to, or None; the person asked is the one answering."""
    index = find_sentence_index(people, parsed)
    near = people.parsed_sentences[max(0, index - MAX_SENTENCES_BACK) : index + 1]
    verbs = people.cues.dialogue_words
    may_answer = is_answering_subject(parsed.tree, head, verbs)
    question = find_answered_question(tuple(map(_as_dialogue, near)), head, verbs) if may_answer else None
    if question is None:
        antecedent = find_antecedent(people, parsed, head, pronoun)
        return _resolve_noun_phrase(people, *antecedent) if antecedent is not None else None
    asked_in = near[-1 - question.sentences_back]
    antecedent = _find_answering_antecedent(people, parsed, head, pronoun, question, asked_in)
    meant = _resolve_noun_phrase(people, *antecedent) if antecedent is not None else None
    if meant is not None and question.asker is not None:
        asker = _resolve_noun_phrase(people, asked_in, question.asker)
        if (meant.actor, meant.text) == (asker.actor, asker.text):
            return None
    return meant


def _find_answering_antecedent(
    people: ArticlePeople,
    parsed: ParsedSentence,
    head: Token,
    pronoun: str,
    question: Question,
    asked_in: ParsedSentence,
) -> Antecedent | None:
    """Return the antecedent of a pronoun that answers a question, or None."""
    if pronoun in people.cues.plural_pronouns or question.addressee is head:
        return find_antecedent(people, parsed, head, pronoun)
    if question.addressee is None:
        return None
    return _find_addressee(people, asked_in, question.addressee, pronoun)


def _as_dialogue(parsed: ParsedSentence) -> DialogueSentence:
    quoted = frozenset(t.index for t in parsed.tree.tokens if parsed.is_quoted(t))
    return DialogueSentence(parsed.tree, quoted, parsed.paragraph)


def _find_addressee(
    people: ArticlePeople, parsed: ParsedSentence, addressee: Token, pronoun: str
) -> Antecedent | None:
    """Return the name of the person asked in a sentence, if a pronoun may refer to them, or None."""
    if addressee.tag != "PRP":
        return (parsed, addressee) if may_refer_to(people, parsed, addressee, pronoun) else None
    word = addressee.text.lower()
    subject_form = {"him": "he", "her": "she"}.get(word, word)
    return find_antecedent(people, parsed, addressee, subject_form) if subject_form == pronoun else None
