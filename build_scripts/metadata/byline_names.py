"""Read the names of those who wrote an article from the words of a byline."""

from __future__ import annotations

import re

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import Span

NAME_IN_SECTION = re.compile(r"\w\sin\s\S")  # "Jane Roe in News, Harbours"
AFFILIATION = re.compile(r"\s(?:of|for|in|at|from|on|für|aus|am|in der)\s.*", re.DOTALL)
NAME_BEFORE_BEAT = re.compile(
    r"\W*(?P<name>[^\W\d]\S+\s[^\W\d]\S+)\s[^\W\d]\w+\s\Z"
)  # "Jane Roe Harbours editor"
MAX_NAME_WORDS = 5
MAX_DESK_WORDS = 8
WORD = re.compile(r"\w")
GLUED_WORDS = re.compile(
    r"(?<=[a-zà-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bLa)(?<!\bLe)(?<!\bVan)[A-Z][a-z]"
)


def find_byline_names(
    words: str, start: int, end: int, opened: bool, known: MetadataWords
) -> tuple[Span, ...]:
    """Return the spans of the names in `words[start:end]`; of several an agency is none.

    Where `opened`, "by" stands before them, and a single word can be a name.
    """
    found: list[Span] = []
    for part_start, part_end in _parts(words, start, end, known):
        span = _name(words, part_start, part_end, opened, known)
        if span is not None and not (found and _a_role(words, found[0], span, part_end, known)):
            found.append(span)
        if NAME_IN_SECTION.search(words, part_start, part_end) and words[part_end : part_end + 1] == ",":
            break
    others = [s for s in found if _staff(s.extract(words), known)]
    return tuple(s for s in found if s not in others or len(others) == len(found))


def _a_role(words: str, first: Span, span: Span, end: int, known: MetadataWords) -> bool:
    """Tell whether what could be a further name is what the one before it does, or where.

    Behind a full name stands no single one: "Jane Roe, Transport Correspondent", "Jane Roe, Zenda". Of two
    words or more before a post ("Home Affairs Editor") the first is a given name, or they are no person's.
    """
    name = span.extract(words)
    if len(first.extract(words).split()) > 1 and name.isalpha():
        return not _staff(name, known)
    post = known.job_title.search(words, span.end, end)
    apart = post is not None and words[span.end : post.start()].isspace()
    return apart and name.split()[0].casefold() not in known.given_names


def _staff(name: str, known: MetadataWords) -> bool:
    """Tell whether a name is an agency's or a desk's, rather than a person's."""
    agency = name in known.agency_by_form or known.unlisted_agency_name.fullmatch(name) is not None
    return agency or known.desk_name.fullmatch(name) is not None


def _parts(words: str, start: int, end: int, known: MetadataWords) -> list[tuple[int, int]]:
    parts, begin = [], start
    for joiner in known.name_joiner.finditer(words, start, end):
        parts.append((begin, joiner.start()))
        begin = joiner.end()
    return [*parts, (begin, end)]


def _name(words: str, start: int, end: int, opened: bool, known: MetadataWords) -> Span | None:
    """Return the span of the name in one part of a byline, without the post it may hold, or None."""
    desk = known.desk_name.search(words, start, end) is not None
    start, end = _trimmed(words, *_bare(words, start, end, desk, known), known)
    tokens = words[start:end].split()
    if not tokens or len(tokens) > (MAX_DESK_WORDS if desk else MAX_NAME_WORDS):
        return None
    if ":" in words[start:end] or tokens[-1].casefold() in known.name_particles:
        return None
    agency = words[start:end] in known.agency_by_form
    if opened and len(tokens) == 1 and tokens[0].isalnum() and not known.date_label_word.fullmatch(tokens[0]):
        return Span(start, end)
    if (len(tokens) == 1 and not (opened or desk or agency)) or known.date_label_word.fullmatch(
        words, start, end
    ):
        return None
    return Span(start, end) if _proper(tokens, desk, known) else None


def _proper(tokens: list[str], desk: bool, known: MetadataWords) -> bool:
    """Tell whether all words but the small ones of a name begin with a capital, or are a desk's name."""
    if desk:
        return True
    proper = [t[:1].isalpha() and not t[:1].islower() for t in tokens]
    return any(proper) and all(
        p or t.casefold() in known.name_particles for p, t in zip(proper, tokens, strict=True)
    )


def _bare(words: str, start: int, end: int, desk: bool, known: MetadataWords) -> tuple[int, int]:
    """Return where a name begins and ends without what is glued to it, its post and where it works."""
    if glued := GLUED_WORDS.search(words, start, end):
        end = glued.start()
    if desk:
        return start, end
    title = known.job_title.search(words, start, end)
    if title is not None and WORD.search(words, start, title.start()):
        end = title.start()
        if title[0].islower() and (beat := NAME_BEFORE_BEAT.match(words[start:end])):
            end = start + beat.end("name")
    elif title is not None:
        start = title.end()
    affiliation = AFFILIATION.search(words, start, end)
    return start, affiliation.start() if affiliation else end


def _trimmed(words: str, start: int, end: int, known: MetadataWords) -> tuple[int, int]:
    """Return where a name begins and ends without marks around it and a date's small words behind it."""
    while start < end and not words[start].isalnum():
        start += 1
    if tail := known.date_word_behind_name.search(words[start:end]):
        end = start + tail.start()
    while end > start and not (
        words[end - 1].isalnum() or (words[end - 1] == "." and words[end - 3 : end - 2] == " ")
    ):
        end -= 1
    return start, end
