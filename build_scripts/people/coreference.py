"""Find the places where an article refers to actors without their names: "he", "she", "the minister".

Needs parses, and so reads English only. Entry: `find_coreferences`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from build_scripts.models import Mention, Role, Span
from build_scripts.people.job_titles import find_job_title_mentions
from build_scripts.people.named_persons import (
    PersonWords,
    find_persons,
    infer_person_genders,
    is_full_name,
)
from build_scripts.people.pronouns import (
    SentenceWithPersons,
    infer_genders_from_pronouns,
    resolve_pronouns,
)
from build_scripts.text.parser import Parses, ParseTree, find_proper_noun_runs
from build_scripts.text.quotations import find_quotations


def find_coreferences(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    roles: Mapping[str, tuple[Role, ...]],
    parses: Parses,
    person_words: PersonWords,
) -> tuple[Mention, ...]:
    """Return the pronouns and job titles that refer to actors named in the article, in order.

    All spans are of `text`; `mentions` are those by name; no mention in the result overlaps one of them.
    `roles` are those that the list of actors gives to each actor.
    """
    has_places = any(role.of for own in roles.values() for role in own)
    if not has_places and not any(m.actor is not None for m in mentions):
        return ()  # a title without its place refers only to an actor whom the article names
    trees = [(s, t) for s in sentences if (t := parses.find_tree(s)) is not None and t.tokens]
    full_names = [
        run for _, tree in trees for run in find_proper_noun_runs(tree) if is_full_name(run, person_words)
    ]
    genders = infer_person_genders(text, mentions, full_names, person_words)
    surnames = frozenset(run[-1].text for run in full_names)
    with_persons = _find_persons_in_sentences(text, paragraphs, trees, mentions, surnames, person_words)
    verbs = person_words.dialogue_verbs
    certain = tuple(resolve_pronouns(with_persons, genders, verbs, certain=True))
    genders = infer_genders_from_pronouns(certain) | genders
    pronouns = (
        Mention(token.span, token.span, person, "pronoun")
        for token, person in resolve_pronouns(with_persons, genders, verbs, certain=False)
        if not person.startswith("another:")
    )
    trees_with_quotes = tuple((s.tree, s.quoted) for s in with_persons)
    titles = find_job_title_mentions(text, trees_with_quotes, mentions, roles, person_words.titles)
    return _without_overlaps(sorted((*pronouns, *titles), key=lambda m: m.span), mentions)


def _without_overlaps(found: list[Mention], mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the found mentions that overlap none of `mentions`, which are by name."""
    ends = [m.span.end for m in mentions]
    free: list[Mention] = []
    for mention in found:
        at = bisect_right(ends, mention.span.start)
        if at == len(ends) or mentions[at].span.start >= mention.span.end:
            free.append(mention)
    return tuple(free)


def _find_persons_in_sentences(
    text: str,
    paragraphs: tuple[Span, ...],
    trees: list[tuple[Span, ParseTree]],
    mentions: tuple[Mention, ...],
    surnames: frozenset[str],
    person_words: PersonWords,
) -> tuple[SentenceWithPersons, ...]:
    """Return the parsed sentences with the persons they name outside quotation marks."""
    quotations = find_quotations(text, paragraphs)
    quotation_starts, quotation_ends = [q.start for q in quotations], [q.end for q in quotations]
    starts = [p.start for p in paragraphs]
    mentions_by_end = {m.span.end: m for m in mentions}
    found: list[SentenceWithPersons] = []
    for span, tree in trees:
        own = quotations[bisect_right(quotation_ends, span.start) : bisect_left(quotation_starts, span.end)]
        quoted = frozenset(
            t.index for t in tree.tokens if any(q.start <= t.start and t.end <= q.end for q in own)
        )
        persons = tuple(find_persons(tree, mentions_by_end, quoted, surnames, person_words))
        found.append(SentenceWithPersons(tree, bisect_right(starts, span.start) - 1, persons, quoted))
    return tuple(found)
