"""Propose to an editor whom else to follow, and which names may be other spellings of listed people's.

Nothing proposed is ever matched: it becomes a mention only when the editor lists it.
"""

from __future__ import annotations

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
from build_scripts.people.not_followed import spelling_variants as spelling
from build_scripts.people.not_followed.find_names import SINGLE_WORD_CLUES
from build_scripts.people.not_followed.name_order import find_surname
from build_scripts.people.not_followed.person_clues import MIN_PERSON_WEIGHT, sum_clue_weights
from build_scripts.people.not_followed.spelling_variants import (
    ComparableName,
    ComparableWord,
    are_spelling_variants,
    compare_word_spellings,
    make_comparable_name,
)
from build_scripts.text.normalize import remove_hidden_characters

__all__ = ["SpellingRules", "load_spelling_rules", "propose_actors", "propose_actors_for_publication"]
SpellingRules = spelling.SpellingRules
load_spelling_rules = spelling.load_spelling_rules
_AGAINST: frozenset[PersonClue] = frozenset({"the", "thing", "maker", "place", "within", "work", "other"})


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
"""Last words of titles that are no post, in lower case."""


@dataclass(frozen=True, slots=True)
class _Found:
    source: str
    text: str
    unlisted: UnlistedName

    @property
    def name(self) -> str:
        return _on_one_line(self.unlisted.name.extract(self.text))


def propose_actors(
    articles: Sequence[tuple[str, Article]], actors: Sequence[Actor], known: SpellingRules
) -> tuple[ActorProposal, ...]:
    """Return the proposals for articles, each with the name of its source; who is named most comes first.

    `actors` are all who are listed. A name that may be two actors' is proposed as neither's.
    """
    aside = {fold_name_words(name, known.name_words) for _, article in articles for name in _makers(article)}
    found = [
        one
        for source, article in articles
        for unlisted in article.unlisted_names
        if fold_name_words((one := _Found(source, article.text, unlisted)).name, known.name_words)
        not in aside
    ]
    order = {source: number for number, (source, _) in enumerate(articles)}
    single = _single_forms(actors, known)
    proposals = []
    for group in _groups(found, known):
        likely = _likely(group, actors, single, known)
        if likely is None and not _person(group):
            continue
        proposals.append(_proposal(group, likely, order, known))
    return tuple(
        sorted(
            proposals,
            key=lambda p: (-len(p.counts_by_source), -len(p.occurrences), order[p.occurrences[0].source]),
        )
    )


def propose_actors_for_publication(
    publication: Publication, known: SpellingRules
) -> tuple[ActorProposal, ...]:
    """Return the proposals for all stories together, each source named "story/source".

    Other spellings of people whom only a story lists are proposed for that story, with its own sources.
    """
    only = [
        (story.id, proposal)
        for story in publication.stories
        for proposal in story.proposals
        if proposal.actor is not None and not proposal.actor.followed
    ]
    listed = tuple(
        replace(
            p, occurrences=tuple(replace(place, source=f"{story}/{place.source}") for place in p.occurrences)
        )
        for story, p in only
    )
    taken = {(place.source, place.span) for proposal in listed for place in proposal.occurrences}
    articles = [(f"{story.id}/{a.id}", a) for story in publication.stories for a in story.articles]
    rest = propose_actors(articles, publication.actors, known)
    return (*(p for p in rest if not {(q.source, q.span) for q in p.occurrences} <= taken), *listed)


def _makers(article: Article) -> Iterable[str]:
    data = article.metadata
    return (*(data.byline.value if data.byline else ()), *((data.outlet.value,) if data.outlet else ()))


def _groups(found: Sequence[_Found], known: SpellingRules) -> list[list[_Found]]:
    """Put together what is likely one name in all articles, with family names alone that mean no other."""
    full: list[list[_Found]] = []
    heads: list[ComparableName] = []
    index: dict[tuple[str, ...], list[_Found]] = {}
    for one in sorted((f for f in found if " " in f.name), key=lambda f: -len(f.unlisted.spans)):
        words = fold_name_words(one.name, known.name_words)
        group = index.get(words)
        if group is None:
            name = make_comparable_name(one.name, known)
            like = (g for head, g in zip(heads, full, strict=True) if are_spelling_variants(head, name))
            group = next(like, None)
            if group is None:
                full.append(group := [])
                heads.append(name)
            index[words] = group
        group.append(one)
    families: dict[ComparableWord, list[list[_Found]]] = defaultdict(list)
    for group in full:
        for word in {_family(one, known) for one in group}:
            families[word].append(group)
    alone: dict[ComparableName, list[_Found]] = defaultdict(list)
    for one in found:
        if " " not in one.name:
            name = make_comparable_name(one.name, known)
            bearers = _bearers(name, families)
            if not bearers:
                alone[name].append(one)
            elif all(g is bearers[0] for g in bearers) and not one.unlisted.clues & _AGAINST:
                bearers[0].append(one)
    return [*full, *alone.values()]


def _bearers(
    name: ComparableName, families: Mapping[ComparableWord, list[list[_Found]]]
) -> list[list[_Found]]:
    """Return the groups whose family name a word is; where it is nobody's, those that it is likely one of."""
    word = name.words[0]
    if len(name.words) > 1:
        return []
    return families.get(word) or [
        g for f, groups in families.items() if compare_word_spellings(f, word) for g in groups
    ]


def _family(one: _Found, known: SpellingRules) -> ComparableWord:
    return make_comparable_name(find_surname(one.name.split()), known).words[-1]


def _single_forms(actors: Sequence[Actor], known: SpellingRules) -> Mapping[ComparableName, frozenset[str]]:
    """Return the single words that name actors, each with the ids of those whom it names."""
    forms: dict[ComparableName, set[str]] = defaultdict(set)
    for group in build_name_index(tuple(actors), known.name_words).forms.values():
        for form in group:
            if len(form.words) == 1:
                forms[make_comparable_name(form.words[0], known)].add(form.actor)
    return {name: frozenset(ids) for name, ids in forms.items()}


def _likely(
    group: Sequence[_Found],
    actors: Sequence[Actor],
    single: Mapping[ComparableName, frozenset[str]],
    known: SpellingRules,
) -> Actor | None:
    """Return the only actor of whose name these are likely spellings, or None."""
    names = sorted({one.name for one in group})
    whole = [make_comparable_name(name, known) for name in names if " " in name]
    ids: set[str] = set()
    for actor in actors if whole else ():
        listed = [make_comparable_name(n, known) for n in (actor.name, *actor.aliases) if " " in n]
        if any(are_spelling_variants(one, name) for one in listed for name in whole):
            ids.add(actor.id)
    if not whole and not any(one.unlisted.clues & _AGAINST for one in group):
        for name in (make_comparable_name(name, known) for name in names):
            for form, bearers in single.items():
                if form != name and are_spelling_variants(form, name):
                    ids |= bearers
    return next(a for a in actors if a.id in ids) if len(ids) == 1 else None


def _person(group: Sequence[_Found]) -> bool:
    """Tell whether all articles together say enough for a name to be a person's."""
    signs = frozenset[PersonClue]().union(*(one.unlisted.clues for one in group))
    if {"person", "other"} <= signs:
        signs -= {"person", "other"}
    whole = any(" " in one.name for one in group)
    return sum_clue_weights(signs) >= MIN_PERSON_WEIGHT and (whole or bool(signs & SINGLE_WORD_CLUES))


def _proposal(
    group: Sequence[_Found], actor: Actor | None, order: Mapping[str, int], known: SpellingRules
) -> ActorProposal:
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
        job_title=next((title for title, _ in titles.most_common() if _is_post(title, known)), None),
        statement_count=sum(one.unlisted.statement_count for one in group),
        actor=actor,
    )


def _is_post(title: str, known: SpellingRules) -> bool:
    last = fold_word(title.rsplit(maxsplit=1)[-1], known.name_words)
    return last in known.name_words.titles and last not in NOT_JOB_TITLES


def _on_one_line(words: str) -> str:
    """Return words of a text as they are to be listed: without what isn't seen and with single blanks."""
    return " ".join(remove_hidden_characters(words).split())
