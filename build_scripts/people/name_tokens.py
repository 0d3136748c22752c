"""Read the words of a text around names: where a form of the list stands, and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.people.name_forms import NameForm, NameIndex, NameWords, fold_word

_MARKED_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_GAP = re.compile(r"(?:[ \u00a0\u2009\u202f]{1,2}|[-\u2010\u2011]|\.[ \u00a0]{0,2}|['’])\Z")
_POSSESSIVE = re.compile(r"['’]s?[ \u00a0]+([^\W_]+)")
_KIN_BEFORE = re.compile(
    r"(?:\b(?:his|her|their|my|our)|['’]s?)[ \u00a0](?:[\w-]+[ \u00a0])?([\w-]+),?[ \u00a0]\Z"
)
_KIN_AFTER = re.compile(
    r",[ \u00a0](?:(?:his|her|their|the)|[\w .-]{1,30}['’]s?)[ \u00a0](?:[\w-]+[ \u00a0])?([\w-]+)\b"
)
_OPENING = re.compile(r"(?:\A|[.!?:\n][\s\"'“”‘’«»(\[]*|[“\"‘«(\[]\s*)\Z")
_HYPHENS = frozenset("-\u2010\u2011")
_LONGEST_TITLE = 9
"""Words of the longest title that is taken to belong to the name after it."""
_LONGEST_NAME = 4
"""Words of the longest name before the listed word that is taken to be one name with it."""
_MARKS = 12
"""Characters before a word in which a sentence's end is looked for."""
_NEAR = 60
"""Characters beside a name in which the word for a relative is looked for."""


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text: its offsets, its folded form, and whether it begins with no small letter."""

    start: int
    end: int
    folded: str
    is_capitalised: bool


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The places of the first and last word of a listed form in a paragraph, and all forms of these words."""

    first: int
    last: int
    forms: tuple[NameForm, ...]


def split_folded_words(text: str, paragraph: Span, knowledge: NameWords) -> list[FoldedWord]:
    """Return the words of a paragraph."""
    found: list[FoldedWord] = []
    for match in _MARKED_WORD.finditer(text, paragraph.start, paragraph.end):
        word = match[0]
        found.append(
            FoldedWord(match.start(), match.end(), fold_word(word, knowledge), not word[0].islower())
        )
    return found


def find_name_matches(
    text: str, words: list[FoldedWord], names: NameIndex, knowledge: NameWords
) -> list[NameMatch]:
    """Return where forms of the list stand, the longest at each place, none over another."""
    hits: list[NameMatch] = []
    at = 0
    while at < len(words):
        hit = _hit(text, words, at, names, knowledge)
        if hit is not None:
            hits.append(hit)
            at = hit.last
        at += 1
    return hits


def _hit(
    text: str, words: list[FoldedWord], at: int, names: NameIndex, knowledge: NameWords
) -> NameMatch | None:
    forms = names.forms.get(words[at].folded)
    if not forms or not (words[at].is_capitalised or words[at].folded in knowledge.particles):
        return None
    best: NameMatch | None = None
    for form in forms:
        last = _match(text, words, at, form)
        if last is None or (best is not None and last < best.last):
            continue
        if best is None or last > best.last:
            best = NameMatch(at, last, (form,))
        else:
            best = NameMatch(at, last, (*best.forms, form))
    return best


def _match(text: str, words: list[FoldedWord], at: int, form: NameForm) -> int | None:
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


def _is_initial(words: list[FoldedWord], place: int) -> bool:
    return words[place].is_capitalised and words[place].end - words[place].start == 1


# --- what stands beside a name ----------------------------------------------------------------------


def are_words_adjacent(text: str, words: list[FoldedWord], left: int) -> bool:
    """Tell whether only a blank stands between the words at `left` and `left + 1`."""
    between = text[words[left].end : words[left + 1].start]
    return bool(between) and len(between) <= 2 and between.strip(" \u00a0.") == ""


def opens_sentence(text: str, words: list[FoldedWord], place: int) -> bool:
    """Tell whether the word at `place` is the first of its paragraph, sentence or quotation."""
    at = words[place].start
    return place == 0 or _OPENING.search(text, max(words[place - 1].end, at - _MARKS), at) is not None


def is_office_possessive(text: str, end: int, knowledge: NameWords) -> bool:
    """Tell whether the name that ends at `end` names somebody's office instead of them."""
    after = _POSSESSIVE.match(text, end)
    return after is not None and after[1].casefold() in knowledge.offices


def find_longer_name(
    text: str, words: list[FoldedWord], hit: NameMatch, small: frozenset[str], knowledge: NameWords
) -> tuple[int, int] | None:
    """Return the words that make a part of a name a part of a longer one, or None.

    `small` are the words that the article also writes in small letters: at the beginning of a sentence,
    such a word has its capital from there.
    """
    first, last = hit.first, hit.last
    if first > 0 and text[words[first - 1].end : words[first].start] in _HYPHENS:
        return first - 1, last
    if last + 1 < len(words):
        after = words[last + 1]
        between = text[words[last].end : after.start]
        if (
            after.is_capitalised
            and after.folded not in knowledge.beside
            and between in {" ", "\u00a0", *_HYPHENS}
        ):
            return first, last + 1
    if first > 0 and words[first - 1].is_capitalised and are_words_adjacent(text, words, first - 1):
        before = words[first - 1].folded
        groups = (knowledge.titles, knowledge.beside, knowledge.starters, knowledge.suffixes)
        stop = text[words[first - 1].end] == "."
        common = before in small and opens_sentence(text, words, first - 1)
        apart = common or any(before in g for g in groups) or (stop and len(before) > 1) or before.isdigit()
        if not apart:
            return first - 1, last
    return None


def find_capitalised_run_start(text: str, words: list[FoldedWord], first: int) -> int:
    """Return the place of the first of the capitalised words that run up to the word at `first`."""
    place = first
    while place > 0 and first - place < _LONGEST_NAME:
        if not (words[place - 1].is_capitalised and are_words_adjacent(text, words, place - 1)):
            break
        place -= 1
    return place


def is_called_relative(text: str, name: Span, knowledge: NameWords) -> bool:
    """Tell whether the words beside a name call its bearer somebody's relative."""
    before = _KIN_BEFORE.search(text, max(0, name.start - _NEAR), name.start)
    after = _KIN_AFTER.match(text, name.end, name.end + _NEAR)
    return any(m is not None and m[1].casefold() in knowledge.kin for m in (before, after))


def find_title_start(text: str, words: list[FoldedWord], first: int, knowledge: NameWords) -> int:
    """Return the place of the first word of the title right before a name, or of the name."""
    if (
        first == 0
        or words[first - 1].folded not in knowledge.titles
        or not are_words_adjacent(text, words, first - 1)
    ):
        return first
    place = first - 1
    while place > 0 and first - place < _LONGEST_TITLE:
        before = words[place - 1]
        between = text[before.end : words[place].start]
        short = before.end - before.start == 1 or before.folded in knowledge.titles
        joined = between in {" ", "\u00a0", "-"} or (between in {". ", ".\u00a0", "."} and short)
        apart = before.folded in knowledge.beside or before.folded in knowledge.starters
        part = before.folded in knowledge.modifiers or before.folded in knowledge.titles
        fits = part or (before.is_capitalised and not apart)
        if not (joined and fits):
            break
        place -= 1
    return place
