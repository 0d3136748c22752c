"""Find where actors are named.

Names are word sequences in a dictionary keyed by their first word; the longest that fits wins. Words
are compared without case and diacritics, but a name's first word must be capitalised as the list has it.

A name written as the list has it in full is a mention wherever it stands. A part of one is somebody's only
where the article gives a reason: a title before it that one actor bears, the order in which the article
introduces people (`surnames`), or a form of that one word in the list. A part within a longer name that the
list doesn't have ("Roe Hall", "Zadok Roe") is no mention.
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
    find_capitalised_run_start,
    find_longer_name,
    find_name_matches,
    find_title_start,
    is_called_relative,
    is_office_possessive,
    opens_sentence,
    split_folded_words,
)
from build_scripts.people.surnames import FullNameUse, PartialNameUse, resolve_partial_names

__all__ = ["NameIndex", "NameWords", "build_name_index", "find_mentions", "load_name_words"]
_GOES_ON = re.compile(r"[ \u00a0](?:[^\W\d_a-z]|of[ \u00a0](?:the[ \u00a0])?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class _Use:
    """A place where a form of the list stands.

    `around` are the first and last word of the longer name that a part stands in, `title` the first word of
    the title before it, `whole` an actor whose listed name is this one word.
    """

    words: list[FoldedWord]
    hit: NameMatch
    title: int
    around: tuple[int, int] | None
    whole: str | None
    after: int

    @property
    def start(self) -> int:
        return self.words[self.hit.first].start

    @property
    def span(self) -> Span:
        return Span(self.start, self.words[self.hit.last].end)

    @property
    def part(self) -> tuple[str, ...]:
        return self.hit.forms[0].words

    @property
    def called(self) -> tuple[str, ...]:
        return tuple(w.folded for w in self.words[self.title : self.hit.first])

    @property
    def full(self) -> tuple[NameForm, ...]:
        return tuple(f for f in self.hit.forms if not f.is_partial and len(f.words) > 1)


def find_mentions(
    text: str, paragraphs: tuple[Span, ...], names: NameIndex, knowledge: NameWords
) -> tuple[Mention, ...]:
    """Return the mentions of the listed actors in order, as spans of `text`.

    `actor` is None where the words fit several actors and nothing decides, or where they are a family
    name that nothing in the article ties to the actor.
    """
    read = [split_folded_words(text, p, knowledge) for p in paragraphs]
    small = frozenset(w.folded for words in read for w in words if not w.is_capitalised)
    uses = tuple(u for words in read for u in _uses(text, words, names, small, knowledge))
    introduced = [i for u in uses for i in _introductions(text, u, names, knowledge)]
    lone = [_lone(u, names, knowledge) for u in uses if _stands_alone(text, u, small, knowledge)]
    owners = resolve_partial_names(introduced, lone)
    longer = _longer_names(text, uses)
    found = (_mention(text, u, owners, longer, knowledge) for u in uses)
    return tuple(m for m in found if m is not None)


def _uses(
    text: str, words: list[FoldedWord], names: NameIndex, small: frozenset[str], knowledge: NameWords
) -> Iterator[_Use]:
    after = -1
    for hit in find_name_matches(text, words, names, knowledge):
        forms = hit.forms
        one = forms[0].actor if all(f.via == "name" and len(f.words) == 1 for f in forms) else None
        whole = one if len({f.actor for f in forms}) == 1 else None
        full = any(not f.is_partial and len(f.words) > 1 for f in forms)
        around = None if full else find_longer_name(text, words, hit, small, knowledge)
        yield _Use(words, hit, find_title_start(text, words, hit.first, knowledge), around, whole, after)
        after = hit.last


# --- who is introduced, and who stands alone --------------------------------------------------------


def _introductions(text: str, use: _Use, names: NameIndex, knowledge: NameWords) -> list[FullNameUse]:
    """Return for each part of the name whom this place introduces by it."""
    if use.full and _named_after(text, use, knowledge):
        return []
    if use.full:
        kin = is_called_relative(text, Span(use.words[use.title].start, use.span.end), knowledge)
        actors = sorted({f.actor for f in use.full})
        return [
            FullNameUse(
                part,
                use.start,
                actor,
                kin,
                infer_name_gender(use.called, use.words[use.hit.first].folded, knowledge),
            )
            for actor in actors
            for part in names.parts.get(actor, ())
        ]
    if use.around is None or use.whole is not None:
        return []
    first, last = use.around
    # A place or a thing named after a person is written after the name, a person's other names are
    # read as a person only before it, after a given name, or in the order that the list uses.
    follows = any(f.via == "given" for f in use.hit.forms) or _surname_first(use.hit, names)
    if first == use.hit.first and not follows:
        return []
    other = use.words[first if first < use.hit.first else last].folded
    bearer = _by_initial(other, use.hit, names) or f"another: {other}"
    kin = is_called_relative(text, Span(use.words[first].start, use.words[last].end), knowledge)
    told = infer_name_gender((), other, knowledge)
    return [FullNameUse(use.part, use.start, bearer, kin, told)]


def _named_after(text: str, use: _Use, knowledge: NameWords) -> bool:
    """Tell whether a full name is part of a thing's: "Roe" after "Jane Roe Co." alone may be the company."""
    following = use.words[use.hit.last + 1 : use.hit.last + 2]
    return any(
        w.is_capitalised
        and w.folded.rstrip(".") in knowledge.named_after
        and text[use.span.end : w.start] == " "
        for w in following
    )


def _by_initial(other: str, hit: NameMatch, names: NameIndex) -> str | None:
    """Return the only actor whose full name has the hit's words and another that begins with this letter."""
    if len(other) > 1:
        return None
    fits = {f.actor for f in hit.forms for part in names.parts.get(f.actor, ()) if part[0].startswith(other)}
    return fits.pop() if len(fits) == 1 else None


def _surname_first(hit: NameMatch, names: NameIndex) -> bool:
    actors = {f.actor for f in hit.forms}
    group = names.forms.get(hit.forms[0].words[0], ())
    return any(f.actor in actors and len(f.words) > 1 and f.listed for f in group)


def _stands_alone(text: str, use: _Use, small: frozenset[str], knowledge: NameWords) -> bool:
    """Tell whether a part of a name stands here for a person, and not for an office or a common word."""
    if use.full or use.whole is not None or use.around is not None:
        return False
    if is_office_possessive(text, use.span.end, knowledge):
        return False
    if any(f.via != "given" for f in use.hit.forms):
        return True
    word = use.part[0]
    if use.title != use.hit.first or word in knowledge.places_too:
        return False
    if use.hit.first > 0 and use.words[use.hit.first - 1].folded in knowledge.determiners:
        return False
    common = word in knowledge.words_too or word in small
    return not (common and opens_sentence(text, use.words, use.hit.first))


def _lone(use: _Use, names: NameIndex, knowledge: NameWords) -> PartialNameUse:
    title = use.called
    actors = frozenset(f.actor for f in use.hit.forms)
    fit = [a for a in actors if title and _bears(names.roles.get(a, ()), title)]
    return PartialNameUse(
        part=use.part,
        offset=use.start,
        candidates=actors,
        listed_actors=frozenset(f.actor for f in use.hit.forms if f.listed),
        title=title,
        is_given_name=all(f.via == "given" for f in use.hit.forms),
        role_holder=fit[0] if len(fit) == 1 else None,
        gender=infer_name_gender(title, None, knowledge),
    )


def _bears(roles: tuple[frozenset[str], ...], title: tuple[str, ...]) -> bool:
    """Tell whether one of the roles is the one that a title before the name gives."""
    given = frozenset(title)
    core = frozenset(title[-2:])
    return any(role and (role <= given or (len(core) == 2 and core <= role)) for role in roles)


# --- names of one word ------------------------------------------------------------------------------


def _longer_names(text: str, uses: tuple[_Use, ...]) -> dict[str, frozenset[str]]:
    """Return for each actor listed under one word the other words that the article writes before it."""
    found: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        if use.whole is not None and (first := _longer(text, use)) is not None:
            found[use.whole].add(" ".join(w.folded for w in use.words[first : use.hit.first]))
    return {actor: frozenset(keys) for actor, keys in found.items()}


def _longer(text: str, use: _Use) -> int | None:
    """Return the first word of a longer name that ends with the listed word, or None."""
    if use.around is None or use.around[0] == use.hit.first or _GOES_ON.match(text, use.span.end):
        return None
    return max(use.after + 1, find_capitalised_run_start(text, use.words, use.hit.first))


def _whole(text: str, use: _Use, actor: str, longer: Mapping[str, frozenset[str]]) -> Mention | None:
    """Return the mention of an actor listed under one word: alone, or in the only longer name."""
    others = longer.get(actor, frozenset())
    if use.around is None or use.around[0] == use.hit.first:
        form = Span(use.words[use.title].start, use.span.end)
        return Mention(use.span, form, actor if len(others) < 2 else None, "name")
    first = _longer(text, use)
    if first is None or len(others) > 1:
        return None
    span = Span(use.words[first].start, use.span.end)
    return Mention(span, span, actor, "name")


def _mention(
    text: str,
    use: _Use,
    owners: Mapping[int, str | None],
    longer: Mapping[str, frozenset[str]],
    knowledge: NameWords,
) -> Mention | None:
    if is_office_possessive(text, use.span.end, knowledge):
        return None
    if use.whole is not None:
        return _whole(text, use, use.whole, longer)
    form = Span(use.words[use.title].start, use.span.end)
    if use.full:
        certain = sorted({f.actor for f in use.full})
        return Mention(use.span, form, certain[0] if len(certain) == 1 else None, use.full[0].via)
    if use.start not in owners:
        return None
    actor = owners[use.start]
    vias: dict[str | None, MentionVia] = {f.actor: f.via for f in use.hit.forms}
    listed = [f.via for f in use.hit.forms if f.via != "given"]
    if actor is None and not listed:
        return None
    return Mention(use.span, form, actor, vias[actor] if actor is not None else listed[0])
