"""Split text into folded words, match listed name forms against them, and read the words next to a match."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.people.name_forms import NameForm, NameIndex, NameWords, fold_word

_MARKED_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_GLUED_TITLE = re.compile(r"([A-Z][a-z]{4,})([A-Z][a-z]+)\Z")
_NICKNAME_OPENS = re.compile(r" [\"'“‘(]\Z")
_NICKNAME_CLOSES = re.compile(r"[\"'”’)] \Z")
_GAP = re.compile(r"(?:[ \u00a0\u2009\u202f]{1,2}|[-\u2010\u2011]|\.[ \u00a0]{0,2}|['’])\Z")
_POSSESSIVE = re.compile(r"['’]s?[ \u00a0]+([^\W_]+)")
_KIN_BEFORE = re.compile(
    r"(?:\b(?:his|her|their|my|our)|['’]s?)[ \u00a0](?:[\w-]+[ \u00a0])?([\w-]+),?[ \u00a0]\Z"
)
_KIN_AFTER = re.compile(
    r",[ \u00a0](?:(?:his|her|their|the)|[\w .-]{1,30}['’]s?)[ \u00a0](?:[\w-]+[ \u00a0])?([\w-]+)\b"
)
_OPENING = re.compile(r"(?:\A|[.!?:\n][\s\"'“”‘’«»(\[]*|[“\"‘«(\[]\s*)\Z")
ARTICLES_OF_SURNAMES = frozenset({"al", "el"})
"""Arabic articles, which a writer may leave out."""
_HYPHENS = frozenset("-\u2010\u2011")
_LONGEST_TITLE = 9
"""Words of the longest title before a name."""
_LONGEST_NAME = 4
"""Words before a listed word that may form one name with it."""
_SENTENCE_END_REACH = 12
"""Characters before a word in which the end of a sentence is searched."""
_RELATIVE_REACH = 60
"""Characters before and after a name in which a word for a relative is searched."""


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """One word of a text: its offsets, its folded form, and whether it begins with a capital or a digit."""

    start: int
    end: int
    folded: str
    is_capitalised: bool


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The indices of the first and last word of a match in its paragraph, and the listed forms it matches."""

    first: int
    last: int
    forms: tuple[NameForm, ...]


def split_folded_words(text: str, paragraph: Span, name_words: NameWords) -> list[FoldedWord]:
    """Return the words of a paragraph."""
    found: list[FoldedWord] = []
    for match in _MARKED_WORD.finditer(text, paragraph.start, paragraph.end):
        start = match.start()
        for word in split_glued_title(match[0], name_words):
            folded = fold_word(word, name_words)
            found.append(FoldedWord(start, start + len(word), folded, not word[0].islower()))
            start += len(word)
    return found


def split_glued_title(word: str, name_words: NameWords) -> tuple[str, ...]:
    """Return a title and the name that a copied page glued to it ("MinisterRoe"), or the word itself."""
    glued = _GLUED_TITLE.match(word)
    is_title = glued is not None and glued[1].casefold() in name_words.titles
    return glued.groups() if glued is not None and is_title else (word,)


def find_name_matches(
    text: str, words: list[FoldedWord], names: NameIndex, name_words: NameWords
) -> list[NameMatch]:
    """Return the matches of listed forms in order, the longest at each word; none overlap."""
    matches: list[NameMatch] = []
    at = 0
    while at < len(words):
        match = _longest_match(text, words, at, names, name_words)
        if match is not None:
            matches.append(match)
            at = match.last
        at += 1
    return matches


def find_actor_by_initial(other: str, match: NameMatch, names: NameIndex) -> str | None:
    """Return the only actor whose name has the matched words and one that begins with this initial."""
    if len(other) > 1:
        return None
    fits = {
        f.actor for f in match.forms for part in names.parts.get(f.actor, ()) if part[0].startswith(other)
    }
    return fits.pop() if len(fits) == 1 else None


def is_listed_surname_first(match: NameMatch, names: NameIndex) -> bool:
    """Return whether the list has a whole name that begins with the first matched word."""
    actors = {f.actor for f in match.forms}
    group = names.forms.get(match.forms[0].words[0], ())
    return any(f.actor in actors and len(f.words) > 1 and f.listed for f in group)


def _longest_match(
    text: str, words: list[FoldedWord], at: int, names: NameIndex, name_words: NameWords
) -> NameMatch | None:
    """Return the longest match of a listed form that begins at word `at`, or None.

    A form that matches word for word is preferred to one that matches around a middle name.
    """
    forms = names.forms.get(words[at].folded)
    if not forms or not (words[at].is_capitalised or words[at].folded in name_words.particles):
        return None
    best: NameMatch | None = None
    for form in forms:
        last = _match_form(text, words, at, form, name_words)
        if last is None or (best is not None and last < best.last):
            continue
        if best is None or last > best.last:
            best = NameMatch(at, last, (form,))
        elif len(form.words) == len(best.forms[0].words):
            best = NameMatch(at, last, (*best.forms, form))
    return best


def _match_form(
    text: str, words: list[FoldedWord], at: int, form: NameForm, name_words: NameWords
) -> int | None:
    """Return the index of the last word of a form that begins at word `at`.

    In a name of two words an initial, a middle name or a nickname may come between.
    """
    index = at
    for number, wanted in enumerate(form.words[1:], 1):
        index += 1
        if (
            number == 1
            and len(form.words) == 2
            and words[index : index + 1]
            and words[index].folded != wanted
        ):
            index += _is_middle_name(text, words, index, form, name_words)
        if index >= len(words) or words[index].folded != wanted:
            return None
        between = text[words[index - 1].end : words[index].start]
        if not _GAP.match(between) and not (index - at > number and _NICKNAME_CLOSES.match(between)):
            return None
    return index


def _is_middle_name(
    text: str, words: list[FoldedWord], index: int, form: NameForm, name_words: NameWords
) -> bool:
    """Return whether the word at `index` may be left out between the two words of a form."""
    word, before = words[index], words[index - 1]
    if word.is_capitalised and word.end - word.start == 1:
        return True
    if form.via != "name" or index + 1 >= len(words):
        return False
    gap = text[before.end : word.start], text[word.end : words[index + 1].start]
    if _NICKNAME_OPENS.match(gap[0]) and _NICKNAME_CLOSES.match(gap[1]):
        return True
    if word.folded in ARTICLES_OF_SURNAMES:
        return gap[0] == " " and gap[1] in {" ", *_HYPHENS}
    is_word = before.folded in name_words.given_names_also_places or (
        before.folded in name_words.given_names_also_words and opens_sentence(text, words, index - 1)
    )
    return (
        gap == (" ", " ")
        and not is_word
        and word.is_capitalised
        and word.folded.isalpha()
        and not is_apart_from_name(word.folded, name_words)
    )


# --- the words next to a name -----------------------------------------------------------------------


def is_apart_from_name(folded: str, name_words: NameWords) -> bool:
    """Return whether a capitalised word next to a name is no part of it: a title, or an opening word."""
    return folded.removesuffix("s") in name_words.titles or any(
        folded in group
        for group in (
            name_words.titles,
            name_words.person_nouns,
            name_words.not_in_names,
            name_words.sentence_starters,
            name_words.suffixes,
        )
    )


def are_words_adjacent(text: str, words: list[FoldedWord], left: int) -> bool:
    """Return whether only blanks and full stops, or nothing, separate the words `left` and `left + 1`."""
    between = text[words[left].end : words[left + 1].start]
    return len(between) <= 2 and between.strip(" \u00a0.") == ""


def opens_sentence(text: str, words: list[FoldedWord], index: int) -> bool:
    """Return whether the word at `index` is the first of its paragraph, sentence or quotation."""
    at = words[index].start
    return (
        index == 0
        or _OPENING.search(text, max(words[index - 1].end, at - _SENTENCE_END_REACH), at) is not None
    )


def is_office_possessive(text: str, end: int, name_words: NameWords) -> bool:
    """Return whether the name that ends at offset `end` is part of an office's name: "Roe's office"."""
    after = _POSSESSIVE.match(text, end)
    return after is not None and after[1].casefold() in name_words.offices


def find_longer_name(
    text: str, words: list[FoldedWord], match: NameMatch, small: frozenset[str], name_words: NameWords
) -> tuple[int, int] | None:
    """Return the first and last word of the longer name that a partial name is in, or None.

    `small` are the words that the article also writes in small letters: at the beginning of a sentence, the
    capital of such a word means nothing.
    """
    first, last = match.first, match.last
    if first > 0 and text[words[first - 1].end : words[first].start] in _HYPHENS:
        return first - 1, last
    if last + 1 < len(words):
        after = words[last + 1]
        between = text[words[last].end : after.start]
        if (
            after.is_capitalised
            and not after.folded[0].isdigit()
            and after.folded not in name_words.not_in_names
            and between in {" ", "\u00a0", *_HYPHENS}
        ):
            return first, last + 1
    if first > 0 and words[first - 1].is_capitalised and are_words_adjacent(text, words, first - 1):
        before = words[first - 1].folded
        stop = text[words[first - 1].end] == "."
        capital_by_position = before in small and opens_sentence(text, words, first - 1)
        apart = (
            capital_by_position
            or is_apart_from_name(before, name_words)
            or (stop and len(before) > 1)
            or before.isdigit()
        )
        if not apart:
            return first - 1, last
    return None


def find_capitalised_run_start(text: str, words: list[FoldedWord], first: int) -> int:
    """Return the index of the first in the run of capitalised words that ends with the word `first`."""
    index = first
    while index > 0 and first - index < _LONGEST_NAME:
        if not (words[index - 1].is_capitalised and are_words_adjacent(text, words, index - 1)):
            break
        index -= 1
    return index


def is_called_relative(text: str, name: Span, name_words: NameWords) -> bool:
    """Return whether the words next to a name call its bearer somebody's relative."""
    before = _KIN_BEFORE.search(text, max(0, name.start - _RELATIVE_REACH), name.start)
    after = _KIN_AFTER.match(text, name.end, name.end + _RELATIVE_REACH)
    return any(m is not None and m[1].casefold() in name_words.relatives for m in (before, after))


def find_title_start(text: str, words: list[FoldedWord], first: int, name_words: NameWords) -> int:
    """Return the index of the first word of the title right before the word `first`, or `first`."""
    if (
        first == 0
        or words[first - 1].folded not in name_words.titles
        or not are_words_adjacent(text, words, first - 1)
    ):
        return first
    index = first - 1
    while index > 0 and first - index < _LONGEST_TITLE:
        before = words[index - 1]
        between = text[before.end : words[index].start]
        short = before.end - before.start == 1 or before.folded in name_words.titles
        joined = between in {" ", "\u00a0", "-"} or (between in {". ", ".\u00a0", "."} and short)
        apart = before.folded in name_words.not_in_names or before.folded in name_words.sentence_starters
        part = before.folded in name_words.modifiers or before.folded in name_words.titles
        fits = part or (before.is_capitalised and not apart)
        if not (joined and fits):
            break
        index -= 1
    return index
