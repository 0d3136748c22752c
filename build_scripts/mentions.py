"""Find where actors are named.

Names are word sequences in a dictionary keyed by their first word; the longest that fits wins. Words
are compared without case and diacritics, but a name's first word must be capitalised as the list has it.

A family name alone is somebody's only where the article gives a reason: a title before it that one
actor bears, the full name elsewhere in the article, or an alias of that one word in the list, and in
any case no second bearer of it in sight. Recency is deliberately no reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.models import Mention, Span
from build_scripts.names import Form, Names, Titles, compile_names, fold, knowledge

_MARKED_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_GAP = re.compile(r"(?:[ \u00a0\u2009\u202f]{1,2}|[-\u2010\u2011]|\.[ \u00a0]{0,2}|['’])\Z")
_POSSESSIVE = re.compile(r"['’]s?[ \u00a0]+([^\W_]+)")
__all__ = ["Names", "Titles", "compile_names", "find", "knowledge"]
_LONGEST_TITLE = 9
"""Words of the longest title that is taken to belong to the name after it."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int
    last: int
    forms: tuple[Form, ...]


def find(text: str, paragraphs: tuple[Span, ...], names: Names, knowledge: Titles) -> tuple[Mention, ...]:
    """Return the mentions of the listed actors in order, as spans of `text`.

    `actor` is None where the words fit several actors and nothing decides, or where they are a family
    name that nothing in the article ties to the actor.
    """
    read = [_words(text, p, knowledge) for p in paragraphs]
    hits = [_hits(text, words, names, knowledge) for words in read]
    named = {
        form.actor
        for group in hits
        for hit in group
        if hit.last > hit.first and len({f.actor for f in hit.forms}) == 1
        for form in hit.forms
        if form.via != "surname"
    }
    strangers = _strangers(text, read, hits, names, knowledge)
    return tuple(
        _mention(text, words, hit, names, named, strangers, knowledge)
        for words, group in zip(read, hits, strict=True)
        for hit in group
        if not _belongs_to_other(text, words, hit, knowledge)
    )


# --- words of the text ----------------------------------------------------------------------------


def _words(text: str, paragraph: Span, knowledge: Titles) -> list[_Word]:
    found: list[_Word] = []
    for match in _MARKED_WORD.finditer(text, paragraph.start, paragraph.end):
        word = match[0]
        found.append(_Word(match.start(), match.end(), fold(word, knowledge), not word[0].islower()))
    return found


def _hits(text: str, words: list[_Word], names: Names, knowledge: Titles) -> list[_Hit]:
    hits: list[_Hit] = []
    at = 0
    while at < len(words):
        hit = _hit(text, words, at, names, knowledge)
        if hit is not None:
            hits.append(hit)
            at = hit.last
        at += 1
    return hits


def _hit(text: str, words: list[_Word], at: int, names: Names, knowledge: Titles) -> _Hit | None:
    forms = names.forms.get(words[at].folded)
    if not forms or not (words[at].capital or words[at].folded in knowledge.particles):
        return None
    best: _Hit | None = None
    for form in forms:
        last = _match(text, words, at, form)
        if last is None or (best is not None and last < best.last):
            continue
        if best is None or last > best.last:
            best = _Hit(at, last, (form,))
        else:
            best = _Hit(at, last, (*best.forms, form))
    return best


def _match(text: str, words: list[_Word], at: int, form: Form) -> int | None:
    """Return the place of the form's last word if the form stands at `at`; an initial may come between."""
    place = at
    for number, wanted in enumerate(form.words[1:], 1):
        place += 1
        if place < len(words) and words[place].folded != wanted and _is_initial(words, place):
            place += number == 1 and len(form.words) == 2
        if place >= len(words) or words[place].folded != wanted:
            return None
        if not _GAP.match(text, words[place - 1].end, words[place].start):
            return None
    return place


def _is_initial(words: list[_Word], place: int) -> bool:
    return words[place].capital and words[place].end - words[place].start == 1


# --- who is meant ---------------------------------------------------------------------------------


def _beside(text: str, words: list[_Word], left: int) -> bool:
    """Tell whether only a blank stands between the words at `left` and `left + 1`."""
    between = text[words[left].end : words[left + 1].start]
    return bool(between) and len(between) <= 2 and between.strip(" \u00a0.") == ""


def _belongs_to_other(text: str, words: list[_Word], hit: _Hit, knowledge: Titles) -> bool:
    """Tell whether the words are part of another name, or name somebody's office."""
    after = _POSSESSIVE.match(text, words[hit.last].end)
    if after is not None and after[1].casefold() in knowledge.offices:
        return True
    if any(f.via != "surname" and len(f.words) > 1 for f in hit.forms):
        return False
    return _stranger(text, words, hit, knowledge) is not None


def _stranger(text: str, words: list[_Word], hit: _Hit, knowledge: Titles) -> tuple[int, int] | None:
    """Return the words that make a single-word hit part of a longer name, or None."""
    first, last = hit.first, hit.last
    if first > 0 and text[words[first - 1].end : words[first].start] in {"-", "\u2010", "\u2011"}:
        return first - 1, last
    if last + 1 < len(words):
        after = words[last + 1]
        between = text[words[last].end : after.start]
        if (
            after.capital
            and after.folded not in knowledge.beside
            and (between in {" ", "\u00a0"} or (between in {"-", "\u2010", "\u2011"} and after.capital))
        ):
            return first, last + 1
    if first > 0 and words[first - 1].capital and _beside(text, words, first - 1):
        before = words[first - 1].folded
        groups = (knowledge.titles, knowledge.beside, knowledge.starters, knowledge.suffixes)
        stop = text[words[first - 1].end] == "."
        if not any(before in g for g in groups) and not (stop and len(before) > 1) and not before.isdigit():
            return first - 1, last
    return None


def _strangers(
    text: str, read: list[list[_Word]], hits: list[list[_Hit]], names: Names, knowledge: Titles
) -> frozenset[str]:
    """Return the family names that the article also gives to somebody who isn't listed."""
    found: set[str] = set()
    for words, group in zip(read, hits, strict=True):
        for hit in group:
            if all(f.via == "surname" for f in hit.forms):
                around = _stranger(text, words, hit, knowledge)
                # A place or a thing named after a person is written after the name, a person's other
                # names are read as a person only before it or in the order the list uses.
                if around is not None and (around[0] < hit.first or _surname_first(hit, names)):
                    found.add(" ".join(w.folded for w in words[hit.first : hit.last + 1]))
    return frozenset(found)


def _surname_first(hit: _Hit, names: Names) -> bool:
    actors = {f.actor for f in hit.forms}
    group = names.forms.get(hit.forms[0].words[0], ())
    return any(f.actor in actors and len(f.words) > 1 and f.via != "surname" for f in group)


def _mention(
    text: str,
    words: list[_Word],
    hit: _Hit,
    names: Names,
    named: set[str],
    strangers: frozenset[str],
    knowledge: Titles,
) -> Mention:
    span = Span(words[hit.first].start, words[hit.last].end)
    title = _title(text, words, hit.first, knowledge)
    form = Span(words[title].start, span.end)
    actors = sorted({f.actor for f in hit.forms})
    full = [f for f in hit.forms if f.via != "surname" and len(f.words) > 1]
    via = (full or list(hit.forms))[0].via
    if full:
        certain = sorted({f.actor for f in full})
        return Mention(span, form, certain[0] if len(certain) == 1 else None, via)
    bearers = [a for a in actors if _bears(names.roles.get(a, ()), words[title : hit.first])]
    if len(bearers) == 1:
        return Mention(span, form, bearers[0], via)
    if " ".join(hit.forms[0].words) in strangers:
        return Mention(span, form, None, via)
    known = [a for a in actors if a in named]
    if not known and len(actors) == 1 and any(f.listed for f in hit.forms):
        known = actors
    return Mention(span, form, known[0] if len(known) == 1 else None, via)


def _bears(roles: tuple[frozenset[str], ...], title: list[_Word]) -> bool:
    """Tell whether one of the roles is the one that a title before the name gives."""
    given = frozenset(w.folded for w in title)
    core = frozenset(w.folded for w in title[-2:])
    return any(role and (role <= given or (len(core) == 2 and core <= role)) for role in roles)


def _title(text: str, words: list[_Word], first: int, knowledge: Titles) -> int:
    """Return the place of the first word of the title right before a name, or of the name."""
    if first == 0 or words[first - 1].folded not in knowledge.titles or not _beside(text, words, first - 1):
        return first
    place = first - 1
    while place > 0 and first - place < _LONGEST_TITLE:
        before = words[place - 1]
        between = text[before.end : words[place].start]
        short = before.end - before.start == 1 or before.folded in knowledge.titles
        joined = between in {" ", "\u00a0", "-"} or (between in {". ", ".\u00a0", "."} and short)
        apart = before.folded in knowledge.beside or before.folded in knowledge.starters
        part = before.folded in knowledge.modifiers or before.folded in knowledge.titles
        fits = part or (before.capital and not apart)
        if not (joined and fits):
            break
        place -= 1
    return place
