"""Propose actors to an editor: unlisted people, and other spellings of listed people's names.

A proposed name is never matched: it becomes a mention only when the editor lists it. Entry: `propose_actors`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from build_scripts.models import (
    Actor,
    ActorProposal,
    Article,
    NameOccurrence,
    PersonClue,
    Publication,
    UnlistedName,
)
from build_scripts.people.name_forms import build_name_index, fold_name_words, fold_word
from build_scripts.people.not_followed.find_names import SINGLE_WORD_CLUES
from build_scripts.people.not_followed.name_order import find_surname
from build_scripts.people.not_followed.person_clues import MIN_PERSON_WEIGHT, sum_clue_weights
from build_scripts.people.spelling_variants import (
    ComparableName,
    ComparableWord,
    SpellingRules,
    are_spelling_variants,
    compare_word_spellings,
    load_spelling_rules,
    make_comparable_name,
)
from build_scripts.text.normalize import remove_hidden_characters

__all__ = ["SpellingRules", "load_spelling_rules", "propose_actors", "propose_actors_for_publication"]
_FIELD = re.compile(r"(?<=\S) (?:of|for) .*")
"""The field after an office: "of Trade"."""
_CLUES_AGAINST_PERSON: frozenset[PersonClue] = frozenset(
    {"the", "thing", "maker", "place", "within", "work", "other"}
)
NOT_JOB_TITLES = frozenset(
    {
        "candidate",
        "critic",
        "democrat",
        "dr",
        "journalist",
        "lady",
        "lawyer",
        "lord",
        "miss",
        "mr",
        "mrs",
        "ms",
    }
    | {"nominee", "official", "opponent", "republican", "reporter", "rival", "sir", "strategist", "writer"}
)
"""Last words of titles that are no job title, in lower case."""


@dataclass(frozen=True, slots=True)
class _NameInSource:
    """An unlisted name of one source, with the source's id and the article's text."""

    source: str
    text: str
    unlisted: UnlistedName

    @property
    def name(self) -> str:
        """The name on one line, without hidden characters."""
        return _on_one_line(self.unlisted.name.extract(self.text))


def propose_actors(
    articles: Sequence[tuple[str, Article]], actors: Sequence[Actor], rules: SpellingRules
) -> tuple[ActorProposal, ...]:
    """Return the proposals for articles, given with the ids of their sources; the most named come first.

    `actors` are all that are listed. A name that may be a spelling of two actors' names is proposed as
    neither's.
    """
    ignored = {
        fold_name_words(name, rules.name_words)
        for _, article in articles
        for name in _authors_and_outlet(article)
    }
    found = [
        one
        for source, article in articles
        for unlisted in article.unlisted_names
        if fold_name_words((one := _NameInSource(source, article.text, unlisted)).name, rules.name_words)
        not in ignored
    ]
    order = {source: number for number, (source, _) in enumerate(articles)}
    single = _index_single_words(actors, rules)
    proposals = []
    for group in _group_names(found, rules):
        actor = _find_likely_actor(group, actors, single, rules)
        if actor is None and not _is_person(group):
            continue
        proposals.append(_make_proposal(group, actor, order, rules))
    return tuple(
        sorted(
            proposals,
            key=lambda p: (-len(p.counts_by_source), -len(p.occurrences), order[p.occurrences[0].source]),
        )
    )


def propose_actors_for_publication(
    publication: Publication, rules: SpellingRules
) -> tuple[ActorProposal, ...]:
    """Return the proposals for all stories together, with source ids of the form "story/source".

    Other spellings of people that only one story lists are proposed for that story, with its own sources.
    """
    of_one_story = [
        (story.id, proposal)
        for story in publication.stories
        for proposal in story.proposals
        if proposal.actor is not None and not proposal.actor.followed
    ]
    listed = tuple(
        replace(
            p, occurrences=tuple(replace(place, source=f"{story}/{place.source}") for place in p.occurrences)
        )
        for story, p in of_one_story
    )
    taken = {(place.source, place.span) for proposal in listed for place in proposal.occurrences}
    articles = [(f"{story.id}/{a.id}", a) for story in publication.stories for a in story.articles]
    rest = propose_actors(articles, publication.actors, rules)
    return (*(p for p in rest if not {(q.source, q.span) for q in p.occurrences} <= taken), *listed)


def _authors_and_outlet(article: Article) -> Iterable[str]:
    data = article.metadata
    return (*(data.byline.value if data.byline else ()), *((data.outlet.value,) if data.outlet else ()))


def _group_names(found: Sequence[_NameInSource], rules: SpellingRules) -> list[list[_NameInSource]]:
    """Return the names in groups that are likely one person's.

    A single word joins the full names whose surname it is, if it can be no other's.
    """
    groups = _group_spellings([one for one in found if " " in one.name], rules)
    groups_by_surname: dict[ComparableWord, list[list[_NameInSource]]] = defaultdict(list)
    for group in groups:
        for word in {_surname(one, rules) for one in group}:
            groups_by_surname[word].append(group)
    single: list[_NameInSource] = []
    for one in found:
        if " " not in one.name:
            name = make_comparable_name(one.name, rules)
            bearers = _groups_with_surname(name, groups_by_surname)
            if not bearers:
                single.append(one)
            elif all(g is bearers[0] for g in bearers) and not one.unlisted.clues & _CLUES_AGAINST_PERSON:
                bearers[0].append(one)
    return [*groups, *_group_spellings(single, rules)]


def _group_spellings(found: Sequence[_NameInSource], rules: SpellingRules) -> list[list[_NameInSource]]:
    """Return full names, or single words, in groups of likely spellings, the most frequent spelling first."""
    groups: list[tuple[ComparableName, list[_NameInSource]]] = []
    by_words: dict[tuple[str, ...], list[_NameInSource]] = {}
    for one in sorted(found, key=lambda f: -len(f.unlisted.spans)):
        words = fold_name_words(one.name, rules.name_words)
        if words not in by_words:
            name = make_comparable_name(one.name, rules)
            similar = next((g for first, g in groups if are_spelling_variants(first, name)), None)
            if similar is None:
                groups.append((name, similar := []))
            by_words[words] = similar
        by_words[words].append(one)
    return [group for _, group in groups]


def _groups_with_surname(
    name: ComparableName, groups_by_surname: Mapping[ComparableWord, list[list[_NameInSource]]]
) -> list[list[_NameInSource]]:
    """Return the groups with this word as a surname, or else those with a likely other spelling of it."""
    word = name.words[0]
    if len(name.words) > 1:
        return []
    return groups_by_surname.get(word) or [
        g for f, groups in groups_by_surname.items() if compare_word_spellings(f, word) for g in groups
    ]


def _surname(one: _NameInSource, rules: SpellingRules) -> ComparableWord:
    return make_comparable_name(find_surname(one.name.split()), rules).words[-1]


def _index_single_words(
    actors: Sequence[Actor], rules: SpellingRules
) -> Mapping[ComparableName, frozenset[str]]:
    """Return the single words that name actors, each with the ids of these actors."""
    forms: dict[ComparableName, set[str]] = defaultdict(set)
    for group in build_name_index(tuple(actors), rules.name_words).forms.values():
        for form in group:
            if len(form.words) == 1:
                forms[make_comparable_name(form.words[0], rules)].add(form.actor)
    return {name: frozenset(ids) for name, ids in forms.items()}


def _find_likely_actor(
    group: Sequence[_NameInSource],
    actors: Sequence[Actor],
    single: Mapping[ComparableName, frozenset[str]],
    rules: SpellingRules,
) -> Actor | None:
    """Return the only actor of whose name these are likely spellings, or None."""
    names = sorted({one.name for one in group})
    full_names = [make_comparable_name(name, rules) for name in names if " " in name]
    if full_names:
        ids = _find_actors_by_full_name(full_names, actors, rules)
    elif any(one.unlisted.clues & _CLUES_AGAINST_PERSON for one in group):
        return None
    else:
        ids = _find_actors_by_single_word([make_comparable_name(name, rules) for name in names], single)
    return next(a for a in actors if a.id in ids) if len(ids) == 1 else None


def _find_actors_by_full_name(
    names: Sequence[ComparableName], actors: Sequence[Actor], rules: SpellingRules
) -> set[str]:
    """Return the ids of actors with a full name that is likely another spelling of one of the names."""
    ids: set[str] = set()
    for actor in actors:
        listed = [make_comparable_name(n, rules) for n in (actor.name, *actor.aliases) if " " in n]
        if any(are_spelling_variants(one, name) for one in listed for name in names):
            ids.add(actor.id)
    return ids


def _find_actors_by_single_word(
    names: Sequence[ComparableName], single: Mapping[ComparableName, frozenset[str]]
) -> set[str]:
    """Return the ids of actors that a likely other spelling of one of the single words names."""
    ids: set[str] = set()
    for name in names:
        for form, bearers in single.items():
            if form != name and are_spelling_variants(form, name):
                ids |= bearers
    return ids


def _is_person(group: Sequence[_NameInSource]) -> bool:
    """Return whether the clues of all articles together suffice for a person's name."""
    clues = frozenset[PersonClue]().union(*(one.unlisted.clues for one in group))
    if {"person", "other"} <= clues:
        clues -= {"person", "other"}
    has_full_name = any(" " in one.name for one in group)
    return sum_clue_weights(clues) >= MIN_PERSON_WEIGHT and (has_full_name or bool(clues & SINGLE_WORD_CLUES))


def _make_proposal(
    group: Sequence[_NameInSource], actor: Actor | None, order: Mapping[str, int], rules: SpellingRules
) -> ActorProposal:
    """Return the proposal for a group of names that are likely one person's."""
    places = [
        NameOccurrence(one.source, span, _on_one_line(span.extract(one.text)))
        for one in group
        for span in one.unlisted.spans
    ]
    titles = Counter(
        _on_one_line(one.unlisted.title.extract(one.text)) for one in group if one.unlisted.title is not None
    )
    return ActorProposal(
        occurrences=tuple(sorted(set(places), key=lambda p: (order[p.source], p.span))),
        has_title=bool(titles),
        job_title=next((title for title, _ in titles.most_common() if _is_job_title(title, rules)), None),
        statement_count=sum(one.unlisted.statement_count for one in group),
        actor=actor,
    )


def _is_job_title(title: str, rules: SpellingRules) -> bool:
    office = _FIELD.sub("", title)
    last = fold_word(office.rsplit(maxsplit=1)[-1], rules.name_words)
    return last in rules.name_words.titles and last not in NOT_JOB_TITLES


def _on_one_line(words: str) -> str:
    """Return words of a text for a list: without hidden characters and with single blanks."""
    return " ".join(remove_hidden_characters(words).split())
