"""Find the mentions of listed actors by name.

A name is a sequence of words, looked up by its first word; the longest form that fits is taken. Words are
compared without case and diacritics, but the first word must be capitalised as in the list.

A listed name in full is a mention anywhere. A part of a name refers to an actor only for a reason in the
article: a title before it that only one actor has, the order in which the article introduces people
(`surnames`), or a listed form of that one word. A part inside a longer name that the list does not have ("Roe
Hall", "Zadok Roe") is no mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.models import Mention, MentionVia, Span
from build_scripts.people.name_forms import (
    NameForm,
    NameIndex,
    NameWords,
    build_name_index,
    infer_name_gender,
    load_name_words,
)
from build_scripts.people.name_tokens import (
    FoldedWord,
    NameMatch,
    find_actor_by_initial,
    find_capitalised_run_start,
    find_longer_name,
    find_name_matches,
    find_title_start,
    is_called_relative,
    is_listed_surname_first,
    is_office_possessive,
    opens_sentence,
    split_folded_words,
)
from build_scripts.people.surnames import FullNameUse, PartialNameUse, resolve_partial_names

__all__ = ["NameIndex", "NameWords", "build_name_index", "find_mentions", "load_name_words"]
_NAME_CONTINUES = re.compile(r"[ \u00a0](?:[^\W\d_a-z]|of[ \u00a0](?:the[ \u00a0])?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class _NameUse:
    """An occurrence of a listed form in a paragraph; all numbers are indices of its words.

    `title` is the first word of the title before the name, or of the name. `longer_name` are the first and
    last word of the longer name that a partial form is in, `single_word_actor` is the actor whose whole
    listed name is this one word. `previous_last` is the last word of the occurrence before, or -1.
    """

    words: list[FoldedWord]
    match: NameMatch
    title: int
    longer_name: tuple[int, int] | None
    single_word_actor: str | None
    previous_last: int

    @property
    def start(self) -> int:
        """The offset of the occurrence in the text."""
        return self.words[self.match.first].start

    @property
    def span(self) -> Span:
        """The span of the occurrence, without a title."""
        return Span(self.start, self.words[self.match.last].end)

    @property
    def part(self) -> tuple[str, ...]:
        """The folded words of the matched form."""
        return self.match.forms[0].words

    @property
    def title_words(self) -> tuple[str, ...]:
        """The folded words of the title before the name."""
        return tuple(w.folded for w in self.words[self.title : self.match.first])

    @property
    def full_forms(self) -> tuple[NameForm, ...]:
        """The matched forms that are whole names of several words: those listed, or else those derived."""
        full = tuple(f for f in self.match.forms if not f.is_partial and len(f.words) > 1)
        return tuple(f for f in full if f.listed) or full


def find_mentions(
    text: str, paragraphs: tuple[Span, ...], names: NameIndex, name_words: NameWords
) -> tuple[Mention, ...]:
    """Return the mentions of the listed actors in order, as spans of `text`.

    `actor` is None where the words fit several actors and nothing decides, or where they are a surname that
    nothing in the article connects to the actor.
    """
    paragraph_words = [split_folded_words(text, p, name_words) for p in paragraphs]
    small = frozenset(w.folded for words in paragraph_words for w in words if not w.is_capitalised)
    uses = tuple(
        u for words in paragraph_words for u in _find_name_uses(text, words, names, small, name_words)
    )
    full_uses = [f for u in uses for f in _full_name_uses(text, u, names, name_words)]
    partial_uses = [
        _partial_name_use(u, names, name_words)
        for u in uses
        if _refers_to_person_alone(text, u, small, name_words)
    ]
    actors_by_offset = resolve_partial_names(full_uses, partial_uses)
    words_before = _words_before_single_word_names(text, uses)
    found = (_make_mention(text, u, actors_by_offset, words_before, name_words) for u in uses)
    return tuple(m for m in found if m is not None)


def _find_name_uses(
    text: str, words: list[FoldedWord], names: NameIndex, small: frozenset[str], name_words: NameWords
) -> Iterator[_NameUse]:
    """Yield the occurrences of listed forms in a paragraph, in order."""
    previous_last = -1
    for match in find_name_matches(text, words, names, name_words):
        forms = match.forms
        is_single_word = all(f.via == "name" and len(f.words) == 1 for f in forms)
        single_word_actor = forms[0].actor if is_single_word and len({f.actor for f in forms}) == 1 else None
        full = any(not f.is_partial and len(f.words) > 1 for f in forms)
        longer_name = None if full else find_longer_name(text, words, match, small, name_words)
        yield _NameUse(
            words,
            match,
            find_title_start(text, words, match.first, name_words),
            longer_name,
            single_word_actor,
            previous_last,
        )
        previous_last = match.last


# --- full names, and parts of names alone -----------------------------------------------------------


def _full_name_uses(text: str, use: _NameUse, names: NameIndex, name_words: NameWords) -> list[FullNameUse]:
    """Return the persons that this occurrence introduces, one entry for each part of their names."""
    if use.full_forms and _is_in_name_of_thing(text, use, name_words):
        return []
    if use.full_forms:
        is_relative = is_called_relative(text, Span(use.words[use.title].start, use.span.end), name_words)
        actors = sorted({f.actor for f in use.full_forms})
        return [
            FullNameUse(
                part,
                use.start,
                actor,
                is_relative,
                infer_name_gender(use.title_words, use.words[use.match.first].folded, name_words),
            )
            for actor in actors
            for part in names.parts.get(actor, ())
        ]
    if use.longer_name is None or use.single_word_actor is not None:
        return []
    first, last = use.longer_name
    # Words after a part of a name often make it the name of a place or a thing ("Roe Hall"). Together they
    # are a person's name only if the part is a given name, or if the list writes the surname first.
    follows = any(f.via == "given" for f in use.match.forms) or is_listed_surname_first(use.match, names)
    if first == use.match.first and not follows:
        return []
    other = use.words[first if first < use.match.first else last].folded
    bearer = find_actor_by_initial(other, use.match, names) or f"another: {other}"
    is_relative = is_called_relative(text, Span(use.words[first].start, use.words[last].end), name_words)
    gender = infer_name_gender((), other, name_words)
    return [FullNameUse(use.part, use.start, bearer, is_relative, gender)]


def _is_in_name_of_thing(text: str, use: _NameUse, name_words: NameWords) -> bool:
    """Return whether a full name is part of a thing's name: "Roe" after "Jane Roe Co." may be the company."""
    following = use.words[use.match.last + 1 : use.match.last + 2]
    return any(
        w.is_capitalised
        and w.folded.rstrip(".") in name_words.thing_nouns
        and text[use.span.end : w.start] == " "
        for w in following
    )


def _refers_to_person_alone(text: str, use: _NameUse, small: frozenset[str], name_words: NameWords) -> bool:
    """Return whether a part of a name alone refers to a person, not to an office or a common word."""
    if use.full_forms or use.single_word_actor is not None or use.longer_name is not None:
        return False
    if is_office_possessive(text, use.span.end, name_words):
        return False
    return any(f.via != "given" for f in use.match.forms) or _is_given_name_alone(
        text, use, small, name_words
    )


def _is_given_name_alone(text: str, use: _NameUse, small: frozenset[str], name_words: NameWords) -> bool:
    """Return whether a given name alone refers to a person, by the word before it and its own meaning."""
    word = use.part[0]
    if word in name_words.given_names_also_places:
        return False
    if use.title != use.match.first:
        # Most titles are before a surname, which the list may have in front without a sign of it ("Xu Tarl").
        title = use.title_words[-1]
        return title in name_words.titles_of_given_names or (
            word not in name_words.given_name_genders and title not in name_words.royal_titles
        )
    if use.match.first > 0 and use.words[use.match.first - 1].folded in name_words.determiners:
        return False
    common = word in name_words.given_names_also_words or word in small
    return not (common and opens_sentence(text, use.words, use.match.first))


def _partial_name_use(use: _NameUse, names: NameIndex, name_words: NameWords) -> PartialNameUse:
    title = use.title_words
    actors = frozenset(f.actor for f in use.match.forms)
    fit = [a for a in actors if title and _has_role(names.roles.get(a, ()), title)]
    return PartialNameUse(
        part=use.part,
        offset=use.start,
        candidates=actors,
        listed_actors=frozenset(f.actor for f in use.match.forms if f.listed),
        title=title,
        is_given_name=all(f.via == "given" for f in use.match.forms),
        role_holder=fit[0] if len(fit) == 1 else None,
        gender=infer_name_gender(title, None, name_words),
    )


def _has_role(roles: tuple[frozenset[str], ...], title: tuple[str, ...]) -> bool:
    """Return whether one of the roles is the title before a name."""
    given = frozenset(title)
    core = frozenset(title[-2:])
    return any(role and (role <= given or (len(core) == 2 and core <= role)) for role in roles)


# --- mentions ---------------------------------------------------------------------------------------


def _words_before_single_word_names(text: str, uses: tuple[_NameUse, ...]) -> dict[str, frozenset[str]]:
    """Return for each actor listed under one word the words that the article writes before it."""
    found: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        if use.single_word_actor is not None and (first := _longer_name_start(text, use)) is not None:
            found[use.single_word_actor].add(" ".join(w.folded for w in use.words[first : use.match.first]))
    return {actor: frozenset(keys) for actor, keys in found.items()}


def _longer_name_start(text: str, use: _NameUse) -> int | None:
    """Return the index of the first word of a longer name that ends with the listed word, or None."""
    if (
        use.longer_name is None
        or use.longer_name[0] == use.match.first
        or _NAME_CONTINUES.match(text, use.span.end)
    ):
        return None
    return max(use.previous_last + 1, find_capitalised_run_start(text, use.words, use.match.first))


def _single_word_mention(
    text: str, use: _NameUse, actor: str, words_before: Mapping[str, frozenset[str]]
) -> Mention | None:
    """Return the mention of an actor listed under one word: alone, or as the end of the only longer name."""
    others = words_before.get(actor, frozenset())
    if use.longer_name is None or use.longer_name[0] == use.match.first:
        form = Span(use.words[use.title].start, use.span.end)
        return Mention(use.span, form, actor if len(others) < 2 else None, "name")
    first = _longer_name_start(text, use)
    if first is None or len(others) > 1:
        return None
    span = Span(use.words[first].start, use.span.end)
    return Mention(span, span, actor, "name")


def _make_mention(
    text: str,
    use: _NameUse,
    actors_by_offset: Mapping[int, str | None],
    words_before: Mapping[str, frozenset[str]],
    name_words: NameWords,
) -> Mention | None:
    """Return the mention that an occurrence of a listed form is, or None."""
    if is_office_possessive(text, use.span.end, name_words):
        return None
    if use.single_word_actor is not None:
        return _single_word_mention(text, use, use.single_word_actor, words_before)
    form = Span(use.words[use.title].start, use.span.end)
    if use.full_forms:
        certain = sorted({f.actor for f in use.full_forms})
        return Mention(use.span, form, certain[0] if len(certain) == 1 else None, use.full_forms[0].via)
    if use.start not in actors_by_offset:
        return None
    actor = actors_by_offset[use.start]
    vias: dict[str | None, MentionVia] = {f.actor: f.via for f in use.match.forms}
    listed = [f.via for f in use.match.forms if f.via != "given"]
    if actor is None and not listed:
        return None
    return Mention(use.span, form, actor, vias[actor] if actor is not None else listed[0])
