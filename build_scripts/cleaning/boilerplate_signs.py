"""Signs by which a line shows that it is not running text of the article."""

from __future__ import annotations

import re
from enum import StrEnum, auto

from build_scripts.cleaning.line_features import MAX_LIST_ITEM_WORDS, LineFeatures
from build_scripts.cleaning.word_lists import PHRASE_TOKEN, CleaningWords
from build_scripts.models import LineKind
from build_scripts.text.timestamps import Timestamp, find_timestamps

MAX_BOILERPLATE_WORDS = 14  # a longer line is not furniture because of one word
MAX_APPEAL_WORDS = 70
TIME_ZONE = re.compile(r"[(]?[A-Z]{2,4}[),]?")  # of time, beside a date
NAME_WORD_COUNTS = range(2, 5)
MIN_TEASER_WORDS = 4
MAX_CAPTION_WORDS = 40
MAX_BYLINE_WORDS = 14
MIN_LOWERCASE_WORDS = 3  # in lower case, by which a line that ends like a sentence is one
MAX_WORDS_BESIDE_DATE = 9  # beside a date, in a line that ends like a sentence
MAX_STAMP_WORDS = 26  # a longer line is not a byline or a date
BRACKETED_CREDIT = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,80})[)\]][.\s]*\Z")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s*\Z")
QUOTED_POST_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s?[^\n]{1,80}[(]@"
)  # the signature of a post that the article quotes
READER_PRONOUN = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
PUBLISHER_PRONOUN = re.compile(r"\b(?:we|our|us)\b|\b(?:we|us)[’']", re.IGNORECASE)
DIGIT = re.compile(r"\d")
QUOTATION_MARK = re.compile(r"[\"“”«»„]|''")


class LineSign(StrEnum):
    """What a line's own words and shape say; the place of the line then decides its kind."""

    STAMP = auto()  # a byline or a date
    CAPTION = auto()
    CUE = auto()  # what furniture says
    BREAK = auto()  # what stands above a list of other articles, or comments
    PAUSE = auto()  # an advertisement: the article goes on below
    TEASER = auto()  # cut short
    ITEM = auto()  # of a list


SIGN_BY_KIND = {
    LineKind.RELATED: LineSign.BREAK,
    LineKind.COMMENT: LineSign.BREAK,
    LineKind.FEED: LineSign.BREAK,
    LineKind.BIOGRAPHY: LineSign.BREAK,
    LineKind.ADVERTISEMENT: LineSign.PAUSE,
}


def find_line_sign(seen: LineFeatures, cued: LineKind | None, known: CleaningWords) -> LineSign | None:
    """Return the first of the signs that a line shows, or None.

    `cued` is what `find_boilerplate_kind` says of the line.
    """
    if seen.is_blank:
        return None
    if is_byline_or_date(seen, known):
        return LineSign.STAMP
    if is_caption_or_credit(seen, known):
        return LineSign.CAPTION
    return _shape(seen) if cued is None else SIGN_BY_KIND.get(cued, LineSign.CUE)


def _shape(seen: LineFeatures) -> LineSign | None:
    if seen.ends_with_ellipsis and seen.word_count > MIN_TEASER_WORDS:
        return LineSign.TEASER
    if seen.is_clock_line:
        return LineSign.CUE
    return LineSign.ITEM if seen.is_list_item and seen.word_count <= MAX_LIST_ITEM_WORDS else None


def find_boilerplate_kind(seen: LineFeatures, known: CleaningWords) -> LineKind | None:
    """Return the kind of furniture that a line's words name, or None."""
    if seen.is_blank:
        return None
    words = seen.casefolded.strip(" :>»›+|•-.!?*")
    if kind := known.kind_by_whole_line.get(words):
        return kind
    if seen.word_count <= MAX_BOILERPLATE_WORDS or (
        seen.word_count <= MAX_APPEAL_WORDS and is_appeal_to_reader(seen)
    ):
        if known.first_tokens.isdisjoint(PHRASE_TOKEN.findall(words)):
            return None
        return next((kind for kind, found in known.kind_patterns if found.search(seen.text)), None)
    return None


def is_appeal_to_reader(seen: LineFeatures) -> bool:
    """Tell whether the page itself speaks to its reader: "we" and "you" outside quotation marks."""
    return (
        "you" in seen.casefolded  # soon said of most lines
        and READER_PRONOUN.search(seen.text) is not None
        and PUBLISHER_PRONOUN.search(seen.text) is not None
        and QUOTATION_MARK.search(seen.text) is None
    )


def is_byline_or_date(seen: LineFeatures, known: CleaningWords) -> bool:
    """Tell whether a short line gives a whole date or begins like a byline."""
    if seen.word_count > MAX_STAMP_WORDS or QUOTED_POST_SIGNATURE.match(seen.text):
        return False
    if is_date_line(seen, known):
        return True
    if seen.is_prose:
        return False
    return known.lone_opener.fullmatch(seen.text) is not None or (
        seen.word_count <= MAX_BYLINE_WORDS
        and (seen.is_capitalised or not seen.has_end_mark)
        and known.byline_start.match(seen.text) is not None
    )


def is_date_line(seen: LineFeatures, known: CleaningWords) -> bool:
    """Tell whether a line holds a whole date and little else."""
    if seen.word_count > MAX_STAMP_WORDS:
        return False
    found = _dates(seen, known)
    if not found:
        return False
    rest = _without(seen, found)
    running = sum(word.islower() and len(word) > 2 for word in rest.split())
    if seen.has_end_mark and running >= MIN_LOWERCASE_WORDS:
        return False
    unended = not seen.has_end_mark and not seen.is_prose
    return unended or len(rest.split()) <= MAX_WORDS_BESIDE_DATE or known.byline_start.match(rest) is not None


def _dates(seen: LineFeatures, known: CleaningWords) -> tuple[Timestamp, ...]:
    return find_timestamps(seen.text, known.calendar) if DIGIT.search(seen.text) else ()


def _without(seen: LineFeatures, dates: tuple[Timestamp, ...]) -> str:
    rest = seen.text
    for timestamp in reversed(dates):
        rest = rest[: timestamp.span.start] + " " + rest[timestamp.span.end :]
    return rest


def is_caption_or_credit(seen: LineFeatures, known: CleaningWords) -> bool:
    """Tell whether a line is a photograph's caption or credit."""
    bracket = BRACKETED_CREDIT.search(seen.text[-120:])
    if bracket is not None:
        credit = bracket["credit"]
        if known.photo_credit.search(credit) is not None or "/" in credit:
            return True
        if seen.is_prose and SENTENCE_END.search(seen.text, 0, bracket.start()) is not None:
            return False  # "… the council said after the vote. (Reuters)" signs off an article
        if (
            not seen.has_end_mark
            and seen.word_count <= MAX_CAPTION_WORDS
            and all(w[:1].isupper() for w in credit.split())
        ):
            return True
    return seen.word_count <= MAX_CAPTION_WORDS and (
        known.photo_credit.match(seen.text) is not None
        or (":" in seen.text and known.labelled_photo_credit.search(seen.text) is not None)
    )


def is_name_line(seen: LineFeatures, known: CleaningWords) -> bool:
    """Tell whether a line holds, besides a date, nothing but a name."""
    rest = _without(seen, _dates(seen, known))
    words = [word for word in rest.split() if any(map(str.isalpha, word)) and not TIME_ZONE.fullmatch(word)]
    return len(words) in NAME_WORD_COUNTS and all(w[:1].isupper() and not w.isupper() for w in words)
