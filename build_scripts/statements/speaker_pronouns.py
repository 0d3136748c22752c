"""Find the antecedent of a speaker's pronoun: the name that "he", "she" or "they" refers to.

The nearest compatible subject before the pronoun, in its sentence, then in the sentences before it in the
same paragraph, then at the end of the paragraph before; in the spirit of Hobbs (1978), but only over
subjects. An uncertain pronoun has no antecedent.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from build_scripts.models import Mention
from build_scripts.statements.parsed_sentence import ParsedSentence
from build_scripts.statements.people_in_article import ArticlePeople
from build_scripts.text.parser import Token

_MOST_SENTENCES_BACK = 3
"""Sentences from a pronoun back to its antecedent, at most."""
_MOST_PRONOUN_LINKS = 6
"""Pronouns in earlier sentences that one may lead back through, at most: "He said … He added …"."""

Antecedent = tuple[ParsedSentence, Token]
"""The head of a noun phrase, and the sentence it is in."""


def find_sentence_index(people: ArticlePeople, parsed: ParsedSentence) -> int:
    """Return the index of a sentence in `people.parsed_sentences`."""
    return bisect.bisect_left(people.parsed_sentences, parsed.span.start, key=lambda p: p.span.start)


def find_antecedent(
    people: ArticlePeople,
    parsed: ParsedSentence,
    head: Token,
    pronoun: str,
    links: int = _MOST_PRONOUN_LINKS,
) -> Antecedent | None:
    """Return the antecedent of a pronoun (in small letters) with this head, or None if it is uncertain.

    `links` is the number of further pronouns that may lead back to it.
    """
    index = find_sentence_index(people, parsed)
    for candidate_index in _find_candidate_indexes(people, parsed, index, pronoun):
        candidate = people.parsed_sentences[candidate_index]
        is_same = candidate_index == index
        for token in _find_subjects(candidate, head.start if is_same else None, people.mentions):
            is_main = candidate.tree.head(token).dep == "ROOT"
            found: Antecedent | None
            if may_refer_to(people, candidate, token, pronoun):
                found = (candidate, token)
                usable = is_main or links == _MOST_PRONOUN_LINKS
            elif is_main and token.tag in {"NNS", "NNPS"} and token.text in people.full_names_by_last_word:
                return None  # a name that ends in "s", which the tagger took for a plural
            elif not is_same and links and token.text.lower() == pronoun:
                found = find_antecedent(people, candidate, token, pronoun, links - 1)
                usable = True
            else:
                continue
            between = people.parsed_sentences[candidate_index + 1 : index]
            if found is None or any(_names_another(people, p, found[1], pronoun) for p in between):
                return None
            return found if usable else None
    return None


def find_organisation_antecedent(people: ArticlePeople, parsed: ParsedSentence) -> Antecedent | None:
    """Return the organisation that "it" refers to as a speaker, or None if it is uncertain.

    It is the subject of the sentence before: an organisation by its name ("the ministry"), or one that speaks
    or is silent there ("the palace did not mention …"). "It" may lead back to it through another "it".
    """
    index, paragraphs = find_sentence_index(people, parsed), {parsed.paragraph}
    near = people.parsed_sentences[max(0, index - _MOST_SENTENCES_BACK) : index]
    inserted = {p.paragraph for p in near if people.text.startswith("[", p.span.start)}  # from a broadcast
    for before in (p for p in reversed(near) if p.paragraph not in inserted):
        paragraphs.add(before.paragraph)
        subjects = [t for t in before.tree.tokens if t.dep == "nsubj" and before.tree.head(t).dep == "ROOT"]
        if len(paragraphs) > 2 or len(subjects) != 1 or before.is_quoted(subjects[0]):
            return None
        if subjects[0].text.lower() != "it":
            return (before, subjects[0]) if _is_organisation(people, before, subjects[0]) else None
    return None


def _is_organisation(people: ArticlePeople, parsed: ParsedSentence, subject: Token) -> bool:
    """Return whether a subject is one organisation, by its own word or because it speaks."""
    cues, tree = people.cues, parsed.tree
    is_several = subject.tag not in {"NN", "NNP"} or bool(tree.dependents(subject, "conj"))
    words = {t.lemma for t in tree.tokens[subject.left_edge : subject.index + 1]}
    has_name = subject.text in people.full_names_by_last_word and "the" not in words
    is_person = has_name or people.find_mention_at(subject) is not None
    if is_several or is_person or words & (cues.person_titles | cues.person_nouns):
        return False
    verb = tree.head(subject)
    return subject.text.lower() in cues.non_person_last_words or (
        verb.lemma in cues.verbs or verb.lemma in cues.negated_verbs
    )


def _find_candidate_indexes(
    people: ArticlePeople, parsed: ParsedSentence, index: int, pronoun: str
) -> Iterator[int]:
    """Yield the indexes of the sentences that may hold an antecedent, the nearest first.

    They are at most one paragraph back; for a plural pronoun, at most one sentence.
    """
    most = 1 if pronoun in people.cues.plural_pronouns else _MOST_SENTENCES_BACK
    for candidate in range(index, max(-1, index - most - 1), -1):
        if parsed.paragraph - people.parsed_sentences[candidate].paragraph > 1:
            return
        yield candidate


def _names_another(people: ArticlePeople, parsed: ParsedSentence, token: Token, pronoun: str) -> bool:
    """Return whether a sentence names another person that the pronoun may refer to ("…, as Roe noted.")."""
    for other in parsed.tree.tokens:
        if other.tag != "NNP" or other.dep in {"compound", "poss", "nmod"} or parsed.is_quoted(other):
            continue
        name = people.full_names_by_last_word.get(other.text)
        is_person = name is not None or people.find_mention_at(other) is not None
        if is_person and other.text != token.text and _fits_given_name(people, parsed, other, pronoun):
            return True
    return False


def _find_subjects(parsed: ParsedSentence, before: int | None, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return a sentence's unquoted subjects up to an offset: the main clause's first, then the nearest."""
    found = [
        t
        for t in parsed.tree.tokens
        if t.dep in {"nsubj", "nsubjpass"} and (before is None or t.end <= before) and not parsed.is_quoted(t)
    ]
    main = [t for t in found if parsed.tree.head(t).dep == "ROOT"]
    rest = [t for t in found if t not in main]
    if not main:
        main = [t for t in _find_opening_name(parsed, mentions) if t not in found]
    return [*main, *reversed(rest)]


def _find_opening_name(parsed: ParsedSentence, mentions: tuple[Mention, ...]) -> list[Token]:
    """Return the last token of the name that begins a sentence, if any: the parser may miss its verb."""
    at = bisect.bisect_left(mentions, parsed.span.start, key=lambda m: m.span_with_title.start)
    opening = [m for m in mentions[at : at + 1] if m.span_with_title.start == parsed.span.start]
    return [t for t in parsed.tree.tokens for m in opening if t.end == m.span.end]


def may_refer_to(people: ArticlePeople, parsed: ParsedSentence, token: Token, pronoun: str) -> bool:
    """Return whether a pronoun may refer to a noun phrase, by its number, title and given name."""
    tree = parsed.tree
    coordinated = bool(tree.dependents(token, "conj"))
    if pronoun in people.cues.plural_pronouns:
        is_people = token.tag == "NNS" and _are_people(people, parsed, token)
        return is_people or token.tag == "NNPS" or (token.tag == "NNP" and coordinated)
    words = {t.text.lower().rstrip(".") for t in tree.tokens[token.left_edge : token.index + 1]}
    other_titles = people.cues.female_titles if pronoun == "he" else people.cues.male_titles
    name = _find_name(parsed, token)
    if name is None or coordinated or words & other_titles:
        return False
    if not _fits_given_name(people, parsed, name, pronoun):
        return False
    mention = people.find_mention_at(name)
    if mention is not None:
        return mention.actor is not None
    return _names_person(people, parsed, name, words)


def _are_people(people: ArticlePeople, parsed: ParsedSentence, token: Token) -> bool:
    """Return whether a plural noun is one for people, or the subject of a cue."""
    cues = people.cues
    speaks = parsed.tree.head(token).lemma in cues.verbs and token.lemma not in cues.thing_nouns
    return speaks or cues.is_noun_for_people(token.lemma)


def _find_name(parsed: ParsedSentence, token: Token) -> Token | None:
    """Return a noun phrase's head if it is a name, or the name in apposition to it ("the mayor, Roe")."""
    if token.tag == "NNP":
        return token
    names = [t for t in parsed.tree.dependents(token, "appos") if t.tag == "NNP"]
    return names[0] if token.tag == "NN" and len(names) == 1 else None


def _names_person(people: ArticlePeople, parsed: ParsedSentence, token: Token, words: set[str]) -> bool:
    """Return whether a name that is no mention is a person's: named in full elsewhere, or with a title."""
    if token.text.lower() in people.cues.non_person_last_words:
        return False
    given = parsed.tree.tokens[token.index - 1 : token.index] if token.index else ()
    is_full = any(t.tag == "NNP" and t.head_index == token.index for t in given)
    known = people.full_names_by_last_word
    has_full_name = known.get(token.text) is not None or (is_full and token.text in known)
    return (has_full_name and "the" not in words) or bool(words & people.cues.person_titles)


def _fits_given_name(people: ArticlePeople, parsed: ParsedSentence, token: Token, pronoun: str) -> bool:
    """Return whether a pronoun fits the given name of a person; an unknown given name fits any."""
    mention = people.find_mention_at(token)
    actor = people.actors_by_id.get(mention.actor or "") if mention is not None else None
    name = actor.name if actor is not None else people.full_names_by_last_word.get(token.text)
    before = parsed.tree.tokens[token.left_edge : token.index]
    words = (
        name.split() if name else [t.text for t in before if t.tag == "NNP" and t.head_index == token.index]
    )
    genders = people.cues.pronouns_of_given_names
    return all(genders.get(word.lower(), pronoun) == pronoun for word in words[:1])
