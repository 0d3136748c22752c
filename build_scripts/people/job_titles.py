"""Find where the job title of an actor refers to the actor: "the minister", "the Ruritanian president".

A title refers to an actor if the editor's list or the article gives it to no other person: with "Defense
Minister Roe" and "Justice Minister Doe", "the minister" is unresolved and "the defense minister" is Roe. An
actor whom the article does not name is meant only by the whole title with its place ("Ruritania's harbour
minister"). Needs parses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_scripts.models import Mention, Role, Span
from build_scripts.people.place_adjectives import may_name_place
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

_GENERIC_WORDS = frozenset({"the", "country", "nation", "state", "city", "town", "region", "province"})
"""Words that tell no two holders of a title apart ("the country's president")."""
_LOOSE_DEPENDENTS = frozenset({"punct", "case"})
_NOT_REFERRING = frozenset({"appos", "attr", "compound", "nmod", "conj", "poss"})
"""Dependency labels of a title that describes or joins another noun."""


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A job title that an article or the list gives to a person.

    `noun` is its last word, `modifiers` are the words before it and `places` the words of what it is a title
    of, as far as known; all in lower case. `holder` is an actor's id, or another key that no actor has.
    """

    noun: str
    modifiers: frozenset[str]
    holder: str
    places: frozenset[str] = frozenset()

    def find_unexplained(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words, in lower case, that are neither the title's own nor those of its place."""
        own = self.modifiers | self.places
        return frozenset(w for w in words - own if not any(may_name_place(w, p) for p in self.places))


def find_job_title_mentions(
    text: str,
    trees: tuple[tuple[ParseTree, frozenset[int]], ...],
    mentions: tuple[Mention, ...],
    roles: Mapping[str, tuple[Role, ...]],
    title_nouns: frozenset[str],
) -> tuple[Mention, ...]:
    """Return the phrases that refer to an actor, in order, as spans of `text`.

    `trees` are the parsed sentences, each with the indices of its quoted tokens, `roles` those that the list
    gives to each actor, `title_nouns` the nouns that are job titles, in lower case.
    """
    first_named: dict[str, int] = {}  # the end of each actor's first mention
    for mention in mentions:
        if mention.actor is not None:
            first_named.setdefault(mention.actor, mention.span.end)
    listed = tuple(_titles_in_list(roles, title_nouns))
    titles: dict[str, set[JobTitle]] = defaultdict(set)
    for title in (
        *(t for t in listed if t.holder in first_named),
        *_titles_before_names(text, mentions, title_nouns),
        *_titles_in_sentences(trees, mentions, title_nouns),
    ):
        titles[title.noun].add(title)
    return tuple(
        Mention(span, span, actor, "title")
        for tree, quoted in trees
        for token in tree.tokens
        if token.index not in quoted and token.text.lower() in title_nouns
        if (actor := _find_holder(tree, token, titles, listed, first_named)) is not None
        for span in (Span(tree.tokens[token.left_edge].start, token.end),)
    )


def _titles_in_list(roles: Mapping[str, tuple[Role, ...]], title_nouns: frozenset[str]) -> Iterator[JobTitle]:
    for actor, own in roles.items():
        for role in own:
            title = _make_job_title(role.title.split(), actor, title_nouns)
            if title is not None:
                yield replace(title, places=title.places | _fold_place(role.of or ""))


def _fold_place(words: str) -> frozenset[str]:
    """Return the words of a place in lower case, without "of" and "the"."""
    return frozenset(w for w in words.lower().replace(",", " ").split() if w not in {"of", "the"})


def _titles_before_names(
    text: str, mentions: tuple[Mention, ...], title_nouns: frozenset[str]
) -> Iterator[JobTitle]:
    for mention in mentions:
        words = text[mention.span_with_title.start : mention.span.start].split()
        holder = mention.actor or f"another: {mention.span.extract(text)}"
        title = _make_job_title(words, holder, title_nouns)
        if title is not None:
            yield title


def _make_job_title(words: list[str], holder: str, title_nouns: frozenset[str]) -> JobTitle | None:
    """Return the title that ends with the last of the words that is a title's noun, or None."""
    folded = [w.strip(".,").lower() for w in words]
    for last in range(len(folded) - 1, -1, -1):
        if folded[last] in title_nouns:
            return JobTitle(
                folded[last], frozenset(folded[:last]), holder, _fold_place(" ".join(folded[last + 1 :]))
            )
    return None


def _titles_in_sentences(
    trees: tuple[tuple[ParseTree, frozenset[int]], ...],
    mentions: tuple[Mention, ...],
    title_nouns: frozenset[str],
) -> Iterator[JobTitle]:
    """Yield the titles of appositions ("Roe, the minister"), of unlisted names, and of unnamed holders."""
    mentions_by_end = {m.span.end: m for m in mentions}
    spans = sorted(m.span_with_title for m in mentions_by_end.values())
    starts = [s.start for s in spans]

    def is_in_mention(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < spans[at].end

    for tree, _ in trees:
        for token in tree.tokens:
            noun = token.lemma.lower()
            if noun not in title_nouns or not token.tag.startswith("N"):
                continue
            holder = _holder_in_sentence(tree, token, mentions_by_end, is_in_mention)
            if holder is None:
                continue
            before = tree.tokens[token.left_edge : token.index]
            modifiers = frozenset(t.text.lower() for t in before if t.text.isalpha())
            yield JobTitle(noun, modifiers, holder, _find_places(tree, token))


def _find_places(tree: ParseTree, token: Token) -> frozenset[str]:
    """Return the words of the place after a title ("minister of Zenda"), in lower case."""
    of = [p for p in tree.dependents(token, "prep") if p.lemma == "of"]
    names = [t for p in of for t in tree.tokens[p.index + 1 : p.right_edge + 1] if t.tag in PROPER_NOUN_TAGS]
    return frozenset(t.text.lower() for t in names)


def _find_appositions_of_place(tree: ParseTree, token: Token) -> tuple[Token, ...]:
    """Return the name in "the mayor of Zenda, Jane Roe", which the parser often attaches to Zenda."""
    places = [n for p in tree.dependents(token, "prep") for n in tree.dependents(p, "pobj")]
    return tuple(a for n in places for a in tree.dependents(n, "appos") if a.tag in PROPER_NOUN_TAGS)


def _holder_in_sentence(
    tree: ParseTree,
    token: Token,
    mentions_by_end: Mapping[int, Mention],
    is_in_mention: Callable[[int], bool],
) -> str | None:
    """Return the person who has the title with the noun `token` in its sentence, or None."""
    head = tree.head(token)
    if token.dep == "appos" and head.tag in PROPER_NOUN_TAGS:
        mention = mentions_by_end.get(head.end)
        return (mention.actor if mention is not None else None) or f"another: {head.text}"
    after = tree.tokens[token.index + 1 : token.index + 2]
    if any(t.tag in PROPER_NOUN_TAGS and t.text[:1].isupper() for t in after):
        return None if is_in_mention(token.start) else f"another: {after[0].text}"
    if appositions := tree.dependents(token, "appos") or _find_appositions_of_place(tree, token):
        named = [mentions_by_end[t.end] for t in appositions if t.end in mentions_by_end]
        return (named[0].actor if named else None) or "another: in apposition"
    if token.tag in {"NNS", "NNPS"} or tree.dependents(token, "prep"):
        return "another: " + token.lemma
    return None


def _find_holder(
    tree: ParseTree,
    token: Token,
    titles: Mapping[str, set[JobTitle]],
    listed: tuple[JobTitle, ...],
    first_named: Mapping[str, int],
) -> str | None:
    """Return the only actor who holds the title of a definite phrase that ends with `token`, or None."""
    noun = token.text.lower()
    if not _is_definite_phrase(tree, token):
        return None
    before = [t for t in tree.tokens[token.left_edge : token.index] if t.dep != "case"]
    words = frozenset(t.text.lower() for t in before) - _GENERIC_WORDS
    same_noun = titles.get(noun, ())
    own_words = frozenset(w for t in same_noun for w in t.modifiers)
    names = frozenset(t.text.lower() for t in before if t.text[:1].isupper()) - own_words
    fits = {t.holder for t in same_noun if not t.find_unexplained(words)}
    # "The Ruritanian minister" may also be a minister of whom the article doesn't say where.
    may_fit = {t.holder for t in same_noun if not t.places and t.find_unexplained(words) <= names}
    if len(fits) == 1 and may_fit <= fits:
        (holder,) = fits
        return holder if first_named.get(holder, token.start) < token.start else None
    if fits | may_fit:
        return None
    whole = {t.holder for t in listed if t.noun == noun and _is_whole_title(t, words)}
    return whole.pop() if len(whole) == 1 else None


def _is_whole_title(title: JobTitle, words: frozenset[str]) -> bool:
    """Return whether words are all of a title's modifiers, and of its place, and no others."""
    place = words - title.modifiers
    return title.modifiers <= words and bool(place) and not title.find_unexplained(words)


def _is_definite_phrase(tree: ParseTree, token: Token) -> bool:
    """Return whether `token` ends a whole phrase that begins with "the" or with an owner's name."""
    first = tree.tokens[token.left_edge]
    has_owner = any(o.tag in {"NN", "NNP"} for o in tree.dependents(token, "poss"))
    if first.index == token.index or token.dep in _NOT_REFERRING:
        return False
    if first.text.lower() != "the" and not (has_owner and first.tag == "NNP"):
        return False
    if any(t.index > token.index and t.dep not in _LOOSE_DEPENDENTS for t in tree.dependents(token)):
        return False
    after = tree.tokens[token.index + 1 : token.index + 2]
    return not any(
        t.text[:1].isupper() or t.text in {"-", "of"} or t.tag in {"NN", "NNS", "POS"} for t in after
    )
