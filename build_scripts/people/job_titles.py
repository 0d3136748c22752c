"""Find where actors are meant by the post they hold: "the minister", "the Ruritanian president".

A post is an actor's where the editor's list or the article gives it to nobody else: "Defense Minister Roe"
and "Justice Minister Doe" leave "the minister" to nobody and "the defense minister" to Roe. Needs parses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention, Span
from build_scripts.text.parser import ParseTree, Token

_BESIDE = frozenset({"punct", "case"})
_OTHERWISE = frozenset({"appos", "attr", "compound", "nmod", "conj", "poss"})
_NAMES = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A post that somebody is said to hold: its noun, the words before it; an actor's id or another key."""

    noun: str
    modifiers: frozenset[str]
    holder: str


def find_job_title_mentions(
    text: str,
    trees: tuple[tuple[ParseTree, frozenset[int]], ...],
    mentions: tuple[Mention, ...],
    roles: Mapping[str, tuple[str, ...]],
    titles: frozenset[str],
) -> tuple[Mention, ...]:
    """Return the phrases that mean an actor named before them, in order, as spans of `text`.

    `trees` are the sentences with the places of the tokens in quotation marks, `roles` the titles that the
    list gives to each actor, `titles` the nouns that are posts, in lower case.
    """
    named: dict[str, int] = {}
    for mention in mentions:
        if mention.actor is not None:
            named.setdefault(mention.actor, mention.span.end)
    held: dict[str, set[JobTitle]] = defaultdict(set)
    for post in (
        *_listed(named, roles, titles),
        *_before_names(text, mentions, titles),
        *_in_sentences(trees, {m.span.end: m for m in mentions}, titles),
    ):
        held[post.noun].add(post)
    return tuple(
        Mention(span, span, who, "title")
        for tree, quoted in trees
        for token in tree.tokens
        if token.index not in quoted and (who := _holder(tree, token, held, named)) is not None
        for span in (Span(tree.tokens[token.left_edge].start, token.end),)
    )


def _listed(
    named: Mapping[str, int], roles: Mapping[str, tuple[str, ...]], titles: frozenset[str]
) -> Iterator[JobTitle]:
    for actor in named:
        for role in roles.get(actor, ()):
            post = _post(role.split(), actor, titles)
            if post is not None:
                yield post


def _before_names(text: str, mentions: tuple[Mention, ...], titles: frozenset[str]) -> Iterator[JobTitle]:
    for mention in mentions:
        words = text[mention.span_with_title.start : mention.span.start].split()
        post = _post(words, mention.actor or f"another: {mention.span.extract(text)}", titles)
        if post is not None:
            yield post


def _post(words: list[str], holder: str, titles: frozenset[str]) -> JobTitle | None:
    plain = [w.strip(".,").lower() for w in words]
    for place in range(len(plain) - 1, -1, -1):
        if plain[place] in titles:
            return JobTitle(plain[place], frozenset(plain[:place]), holder)
    return None


def _in_sentences(
    trees: tuple[tuple[ParseTree, frozenset[int]], ...], known: Mapping[int, Mention], titles: frozenset[str]
) -> Iterator[JobTitle]:
    """Yield the posts of appositions ("Roe, the minister"), of names not listed, and of nobody named."""
    forms = sorted(m.span_with_title for m in known.values())
    starts = [f.start for f in forms]

    def in_forms(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < forms[place].end

    for tree, _ in trees:
        for token in tree.tokens:
            noun = token.lemma.lower()
            if noun not in titles or not token.tag.startswith("N"):
                continue
            words = frozenset(
                t.text.lower() for t in tree.tokens[token.left_edge : token.index] if t.text.isalpha()
            )
            head = tree.head(token)
            after = tree.tokens[token.index + 1 : token.index + 2]
            if token.dep == "appos" and head.tag in _NAMES:
                mention = known.get(head.end)
                actor = mention.actor if mention is not None else None
                yield JobTitle(noun, words, actor or f"another: {head.text}")
            elif any(t.tag in _NAMES and t.text[:1].isupper() for t in after):
                if not in_forms(token.start):
                    yield JobTitle(noun, words, f"another: {after[0].text}")
            elif any(t.dep == "appos" for t in tree.dependents(token)):
                own = [known[t.end] for t in tree.dependents(token, "appos") if t.end in known]
                yield JobTitle(noun, words, (own[0].actor if own else None) or "another: in apposition")
            elif token.tag in {"NNS", "NNPS"} or any(t.dep == "prep" for t in tree.dependents(token)):
                yield JobTitle(noun, words, "another: " + token.lemma)


def _holder(
    tree: ParseTree, token: Token, held: Mapping[str, set[JobTitle]], named: Mapping[str, int]
) -> str | None:
    """Return the only actor who holds the post that a definite phrase names by its last word."""
    posts = held.get(token.text.lower(), ())
    first = tree.tokens[token.left_edge]
    if not posts or first.text.lower() != "the" or first.index == token.index or token.dep in _OTHERWISE:
        return None
    if any(t.index > token.index and t.dep not in _BESIDE for t in tree.dependents(token)):
        return None
    after = tree.tokens[token.index + 1 : token.index + 2]
    if any(t.text[:1].isupper() or t.text in {"-", "of"} or t.tag in {"NN", "NNS", "POS"} for t in after):
        return None
    words = frozenset(t.text.lower() for t in tree.tokens[token.left_edge + 1 : token.index])
    holders = {p.holder for p in posts if words <= p.modifiers}
    if len(holders) != 1:
        return None
    who = holders.pop()
    return who if named.get(who, token.start) < token.start else None
