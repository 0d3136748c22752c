"""Read the names of an article's authors from the words of one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Span

RUN_SEPARATOR = re.compile(
    r"\S{1,60}@\S{1,60}\.\w\S{0,60}|@\w{1,40}|[|•·/<>\t(){}\[\]]| {2,}|\s[-–—]+\s|(?<!\w)\d[\d.:,]*|\Z"
)
MAX_LENGTH_BEFORE_OPENER = 40  # characters before "by" in a run of words
NAME_IN_SECTION = re.compile(r"\w\sin\s\S")  # "Jane Roe in News, Harbours"
AFFILIATION = re.compile(r"\s(?:of|for|in|at|from|on|für|aus|am|in der)\s.*", re.DOTALL)
NAME_BEFORE_BEAT = re.compile(
    r"\W*(?P<name>[^\W\d]\S+\s[^\W\d]\S+)\s[^\W\d]\w+\s\Z"
)  # "Jane Roe Harbours editor"
MAX_NAME_WORDS = 5
MAX_DESK_WORDS = 8
WORD = re.compile(r"\w")
GLUED_WORDS = re.compile(  # "Jane RoeReporter", but not "McRoe"
    r"(?<=[a-zà-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)[A-Z][a-z]"
)


class NameRun(NamedTuple):
    """A run of words that may be names: its offsets in the line, and where "by" begins before it, if it does.

    `start` is behind "by".
    """

    start: int
    end: int
    opener_start: int | None


def find_name_runs(words: str, dates: tuple[Span, ...], word_lists: MetadataWords) -> Iterator[NameRun]:
    """Yield the runs of words of a line between dates, numbers, marks and words such as "comments"."""
    separators = sorted(
        [(s.start, s.end) for s in dates]
        + [m.span() for m in RUN_SEPARATOR.finditer(words)]
        + [m.span() for m in word_lists.beside_name_words.finditer(words)]
    )
    start = 0
    for separator_start, separator_end in separators:
        if separator_start > start and words[start:separator_start].strip():
            yield from _split_at_openers(words, start, separator_start, word_lists)
        start = max(start, separator_end)


def _split_at_openers(words: str, start: int, end: int, word_lists: MetadataWords) -> Iterator[NameRun]:
    """Yield the words after the first and the last "by" of a run, or the run itself where it has none."""
    openers = [
        m
        for m in word_lists.byline_opener.finditer(words, start, end)
        if m.start() - start <= MAX_LENGTH_BEFORE_OPENER and m.end() < end
    ]
    for opener in {m.start(): m for m in (openers[:1] + openers[-1:])}.values():
        yield NameRun(opener.end(), end, opener.start())
    if not openers:
        yield NameRun(start, end, None)
        return
    has_words_before = words[start : openers[0].start()].strip() != ""
    if has_words_before and openers[-1][0].strip().casefold() in word_lists.name_particles:
        yield NameRun(start, end, None)  # "Jane von Elph"


def find_byline_names(
    words: str, start: int, end: int, is_opened: bool, word_lists: MetadataWords
) -> tuple[Span, ...]:
    """Return the spans of the names in `words[start:end]`; agencies and desks only if there is no person.

    Where `is_opened`, "by" precedes the names, and a single word can be a name.
    """
    found: list[Span] = []
    for part_start, part_end in _split_at_joiners(words, start, end, word_lists):
        span = _find_name(words, part_start, part_end, is_opened, word_lists)
        if span is not None and not (found and _is_job_or_place(words, found[0], span, part_end, word_lists)):
            found.append(span)
        if NAME_IN_SECTION.search(words, part_start, part_end) and words[part_end : part_end + 1] == ",":
            break
    others = [s for s in found if _is_agency_or_desk(s.extract(words), word_lists)]
    return tuple(s for s in found if s not in others or len(others) == len(found))


def _is_job_or_place(words: str, first: Span, span: Span, end: int, word_lists: MetadataWords) -> bool:
    """Return whether a possible further name is the job or the place of the person named `first`.

    A single word behind a full name is no name: "Jane Roe, Transport Correspondent", "Jane Roe, Zenda". Two
    words or more before a job title ("Home Affairs Editor") are a name only if they begin with a given name.
    """
    name = span.extract(words)
    if len(first.extract(words).split()) > 1 and name.isalpha():
        return not _is_agency_or_desk(name, word_lists)
    title = word_lists.job_title.search(words, span.end, end)
    precedes_title = title is not None and words[span.end : title.start()].isspace()
    return precedes_title and name.split()[0].casefold() not in word_lists.given_names


def _is_agency_or_desk(name: str, word_lists: MetadataWords) -> bool:
    is_agency = name in word_lists.agency_by_form or (
        word_lists.unlisted_agency_name.fullmatch(name) is not None
    )
    return is_agency or word_lists.desk_name.fullmatch(name) is not None


def _split_at_joiners(words: str, start: int, end: int, word_lists: MetadataWords) -> list[tuple[int, int]]:
    """Return the parts between commas, "and" and the like."""
    parts, begin = [], start
    for joiner in word_lists.name_joiner.finditer(words, start, end):
        parts.append((begin, joiner.start()))
        begin = joiner.end()
    return [*parts, (begin, end)]


def _find_name(words: str, start: int, end: int, is_opened: bool, word_lists: MetadataWords) -> Span | None:
    """Return the span of the name in one part of a byline, without its job title, or None."""
    is_desk = word_lists.desk_name.search(words, start, end) is not None
    start, end = _strip_marks(words, *_strip_title(words, start, end, is_desk, word_lists), word_lists)
    tokens = words[start:end].split()
    if not tokens or len(tokens) > (MAX_DESK_WORDS if is_desk else MAX_NAME_WORDS):
        return None
    if ":" in words[start:end] or tokens[-1].casefold() in word_lists.name_particles:
        return None
    date_label = word_lists.date_label_word
    if is_opened and len(tokens) == 1 and tokens[0].isalnum() and not date_label.fullmatch(tokens[0]):
        return Span(start, end)
    can_be_one_word = is_opened or is_desk or words[start:end] in word_lists.agency_by_form
    if (len(tokens) == 1 and not can_be_one_word) or date_label.fullmatch(words, start, end):
        return None
    return Span(start, end) if is_desk or _is_capitalised(tokens, word_lists) else None


def _is_capitalised(tokens: list[str], word_lists: MetadataWords) -> bool:
    """Return whether all words begin with a capital, particles ("von") excepted."""
    capitalised = [t[:1].isalpha() and not t[:1].islower() for t in tokens]
    return any(capitalised) and all(
        c or t.casefold() in word_lists.name_particles for c, t in zip(capitalised, tokens, strict=True)
    )


def _strip_title(
    words: str, start: int, end: int, is_desk: bool, word_lists: MetadataWords
) -> tuple[int, int]:
    """Return a name's offsets without words glued to it, its job title and its affiliation."""
    if glued := GLUED_WORDS.search(words, start, end):
        end = glued.start()
    if is_desk:
        return start, end
    title = word_lists.job_title.search(words, start, end)
    if title is not None and WORD.search(words, start, title.start()):
        end = title.start()
        if title[0].islower() and (beat := NAME_BEFORE_BEAT.match(words[start:end])):
            end = start + beat.end("name")
    elif title is not None:
        start = title.end()
    affiliation = AFFILIATION.search(words, start, end)
    return start, affiliation.start() if affiliation else end


def _strip_marks(words: str, start: int, end: int, word_lists: MetadataWords) -> tuple[int, int]:
    """Return a name's offsets without marks around it, and without a date's small words ("on") behind it."""
    while start < end and not words[start].isalnum():
        start += 1
    if date_word := word_lists.date_word_behind_name.search(words[start:end]):
        end = start + date_word.start()
    while end > start and not (
        words[end - 1].isalnum() or (words[end - 1] == "." and words[end - 3 : end - 2] == " ")
    ):
        end -= 1
    return start, end
