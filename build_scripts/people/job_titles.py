"""Find where the job title of an actor refers to the actor: "the minister", "the Ruritanian president".

A title refers to an actor if the editor's list or the article gives it to no other person: with "Defense
Minister Roe" and "Justice Minister Doe", "the minister" is unresolved and "the defense minister" is Roe.
Needs parses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention, Span
from build_scripts.text.parser import PROPER_NOUN_TAGS, ParseTree, Token

_LOOSE_DEPENDENTS = frozenset({"punct", "case"})
_NOT_REFERRING = frozenset({"appos", "attr", "compound", "nmod", "conj", "poss"})
"""Dependency labels of a title that describes or joins another noun."""


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A job title that an article or the list gives to a person.

    `noun` is its last word and `modifiers` are the words before it, in lower case. `holder` is an actor's id,
    or another key that no actor has.
    """

    noun: str
    modifiers: frozenset[str]
    holder: str


def find_job_title_mentions(
    text: str,
    trees: tuple[tuple[ParseTree, frozenset[int]], ...],
    mentions: tuple[Mention, ...],
    roles: Mapping[str, tuple[str, ...]],
    title_nouns: frozenset[str],
) -> tuple[Mention, ...]:
    """Return the phrases that refer to an actor named before them, in order, as spans of `text`.

    `trees` are the parsed sentences, each with the indices of its quoted tokens, `roles` the job titles that
    the list gives to each actor, `title_nouns` the nouns that are job titles, in lower case.
    """
    first_named: dict[str, int] = {}  # the end of each actor's first mention
    for mention in mentions:
        if mention.actor is not None:
            first_named.setdefault(mention.actor, mention.span.end)
    titles: dict[str, set[JobTitle]] = defaultdict(set)
    for title in (
        *_titles_in_list(first_named, roles, title_nouns),
        *_titles_before_names(text, mentions, title_nouns),
        *_titles_in_sentences(trees, mentions, title_nouns),
    ):
        titles[title.noun].add(title)
    return tuple(
        Mention(span, span, actor, "title")
        for tree, quoted in trees
        for token in tree.tokens
        if token.index not in quoted and (actor := _find_holder(tree, token, titles, first_named)) is not None
        for span in (Span(tree.tokens[token.left_edge].start, token.end),)
    )


def _titles_in_list(
    actors: Mapping[str, int], roles: Mapping[str, tuple[str, ...]], title_nouns: frozenset[str]
) -> Iterator[JobTitle]:
    for actor in actors:
        for role in roles.get(actor, ()):
            title = _make_job_title(role.split(), actor, title_nouns)
            if title is not None:
                yield title


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
            return JobTitle(folded[last], frozenset(folded[:last]), holder)
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
            yield JobTitle(noun, frozenset(t.text.lower() for t in before if t.text.isalpha()), holder)


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
    if appositions := tree.dependents(token, "appos"):
        named = [mentions_by_end[t.end] for t in appositions if t.end in mentions_by_end]
        return (named[0].actor if named else None) or "another: in apposition"
    if token.tag in {"NNS", "NNPS"} or tree.dependents(token, "prep"):
        return "another: " + token.lemma
    return None


def _find_holder(
    tree: ParseTree, token: Token, titles: Mapping[str, set[JobTitle]], first_named: Mapping[str, int]
) -> str | None:
    """Return the only actor who holds the title of a definite phrase that ends with `token`, or None."""
    same_noun = titles.get(token.text.lower(), ())
    first = tree.tokens[token.left_edge]
    if not same_noun or not _is_definite_phrase(tree, token):
        return None
    words = frozenset(t.text.lower() for t in tree.tokens[first.index + 1 : token.index])
    holders = {t.holder for t in same_noun if words <= t.modifiers}
    if len(holders) != 1:
        return None
    holder = holders.pop()
    return holder if first_named.get(holder, token.start) < token.start else None


def _is_definite_phrase(tree: ParseTree, token: Token) -> bool:
    """Return whether `token` ends a phrase that begins with "the" and is no part of a longer one."""
    first = tree.tokens[token.left_edge]
    if first.text.lower() != "the" or first.index == token.index or token.dep in _NOT_REFERRING:
        return False
    if any(t.index > token.index and t.dep not in _LOOSE_DEPENDENTS for t in tree.dependents(token)):
        return False
    after = tree.tokens[token.index + 1 : token.index + 2]
    return not any(
        t.text[:1].isupper() or t.text in {"-", "of"} or t.tag in {"NN", "NNS", "POS"} for t in after
    )
