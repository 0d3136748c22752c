"""Find signs in a line's own words and shape that it is not running text of the article."""

from __future__ import annotations

import re
from enum import StrEnum, auto

from build_scripts.cleaning.line_features import MAX_LIST_ITEM_WORDS, LineFeatures
from build_scripts.cleaning.word_lists import PHRASE_TOKEN, CleaningWords
from build_scripts.models import LineKind
from build_scripts.text.page_dates import Timestamp, find_timestamps

MAX_BOILERPLATE_WORDS = 14  # words of a line up to which a phrase makes it boilerplate
MAX_APPEAL_WORDS = 70  # the same for an appeal to the reader
TIME_ZONE = re.compile(r"[(]?[A-Z]{2,4}[),]?")
NAME_WORD_COUNTS = range(2, 5)
MIN_TEASER_WORDS = 4
MAX_CAPTION_WORDS = 40
MAX_BYLINE_WORDS = 14
MIN_LOWERCASE_WORDS = 3  # words in lower case from which a line that ends like a sentence is one
MAX_WORDS_BESIDE_DATE = 9  # words besides a date, in a line that ends like a sentence
MAX_STAMP_WORDS = 26  # words of a byline or a date
BRACKETED_CREDIT = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,80})[)\]][.\s]*\Z")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s*\Z")
QUOTED_POST_SIGNATURE = re.compile(r"[—–-]{1,2}\s?[^\n]{1,80}[(]@")  # of a social media post in the article
READER_PRONOUN = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
PUBLISHER_PRONOUN = re.compile(r"\b(?:we|our|us)\b|\b(?:we|us)[’']", re.IGNORECASE)
DIGIT = re.compile(r"\d")
QUOTATION_MARK = re.compile(r"[\"“”«»„]|''")


class LineSign(StrEnum):
    """A sign in a line's own words or shape that it is no running text; its position then decides its kind.

    The members' names are part of evidence phrases, and so of the weights' keys.
    """

    STAMP = auto()  # a byline or a date
    CAPTION = auto()
    CUE = auto()  # words of boilerplate
    BREAK = auto()  # a heading of other articles or of comments
    PAUSE = auto()  # an advertisement: the article continues below
    TEASER = auto()  # ends with an ellipsis
    ITEM = auto()  # an item of a list


SIGN_BY_KIND = {
    LineKind.RELATED: LineSign.BREAK,
    LineKind.COMMENT: LineSign.BREAK,
    LineKind.FEED: LineSign.BREAK,
    LineKind.BIOGRAPHY: LineSign.BREAK,
    LineKind.ADVERTISEMENT: LineSign.PAUSE,
}


def find_line_sign(
    line: LineFeatures, boilerplate_kind: LineKind | None, word_lists: CleaningWords
) -> LineSign | None:
    """Return the first sign that a line shows, or None.

    `boilerplate_kind` is the result of `find_boilerplate_kind` for the line.
    """
    if line.is_blank:
        return None
    if is_byline_or_date(line, word_lists):
        return LineSign.STAMP
    if is_caption_or_credit(line, word_lists):
        return LineSign.CAPTION
    return (
        _find_shape_sign(line)
        if boilerplate_kind is None
        else SIGN_BY_KIND.get(boilerplate_kind, LineSign.CUE)
    )


def _find_shape_sign(line: LineFeatures) -> LineSign | None:
    if line.ends_with_ellipsis and line.word_count > MIN_TEASER_WORDS:
        return LineSign.TEASER
    if line.is_clock_line:
        return LineSign.CUE
    return LineSign.ITEM if line.is_list_item and line.word_count <= MAX_LIST_ITEM_WORDS else None


def find_boilerplate_kind(line: LineFeatures, word_lists: CleaningWords) -> LineKind | None:
    """Return the kind of boilerplate that a line's words show, or None."""
    if line.is_blank:
        return None
    words = line.casefolded.strip(" :>»›+|•-.!?*")
    if kind := word_lists.kind_by_whole_line.get(words):
        return kind
    if line.word_count <= MAX_BOILERPLATE_WORDS or (
        line.word_count <= MAX_APPEAL_WORDS and is_appeal_to_reader(line)
    ):
        if word_lists.first_tokens.isdisjoint(PHRASE_TOKEN.findall(words)):
            return None
        return next((kind for kind, found in word_lists.kind_patterns if found.search(line.text)), None)
    return None


def is_appeal_to_reader(line: LineFeatures) -> bool:
    """Return whether the page addresses its reader in a line: it has "we", "you" and no quotation marks."""
    return (
        "you" in line.casefolded  # a quick test that most lines fail
        and READER_PRONOUN.search(line.text) is not None
        and PUBLISHER_PRONOUN.search(line.text) is not None
        and QUOTATION_MARK.search(line.text) is None
    )


def is_byline_or_date(line: LineFeatures, word_lists: CleaningWords) -> bool:
    """Return whether a short line holds a full date or begins like a byline."""
    if line.word_count > MAX_STAMP_WORDS or QUOTED_POST_SIGNATURE.match(line.text):
        return False
    if is_date_line(line, word_lists):
        return True
    if line.is_prose:
        return False
    return word_lists.lone_opener.fullmatch(line.text) is not None or (
        line.word_count <= MAX_BYLINE_WORDS
        and (line.is_capitalised or not line.has_end_mark)
        and word_lists.byline_start.match(line.text) is not None
    )


def is_date_line(line: LineFeatures, word_lists: CleaningWords) -> bool:
    """Return whether a line holds a full date and little else."""
    if line.word_count > MAX_STAMP_WORDS:
        return False
    found = _find_dates(line, word_lists)
    if not found:
        return False
    rest = _remove_dates(line, found)
    lowercase_words = sum(word.islower() and len(word) > 2 for word in rest.split())
    if line.has_end_mark and lowercase_words >= MIN_LOWERCASE_WORDS:
        return False
    is_label = not line.has_end_mark and not line.is_prose
    return (
        is_label
        or len(rest.split()) <= MAX_WORDS_BESIDE_DATE
        or word_lists.byline_start.match(rest) is not None
    )


def _find_dates(line: LineFeatures, word_lists: CleaningWords) -> tuple[Timestamp, ...]:
    return find_timestamps(line.text, word_lists.calendar) if DIGIT.search(line.text) else ()


def _remove_dates(line: LineFeatures, dates: tuple[Timestamp, ...]) -> str:
    rest = line.text
    for timestamp in reversed(dates):
        rest = rest[: timestamp.span.start] + " " + rest[timestamp.span.end :]
    return rest


def is_caption_or_credit(line: LineFeatures, word_lists: CleaningWords) -> bool:
    """Return whether a line is a photograph's caption or credit."""
    bracket = BRACKETED_CREDIT.search(line.text[-120:])
    if bracket is not None:
        credit = bracket["credit"]
        if word_lists.photo_credit.search(credit) is not None or "/" in credit:
            return True
        if line.is_prose and SENTENCE_END.search(line.text, 0, bracket.start()) is not None:
            return False  # "… the council said after the vote. (Reuters)" is an article's sign-off
        if (
            not line.has_end_mark
            and line.word_count <= MAX_CAPTION_WORDS
            and all(w[:1].isupper() for w in credit.split())
        ):
            return True
    return line.word_count <= MAX_CAPTION_WORDS and (
        word_lists.photo_credit.match(line.text) is not None
        or (":" in line.text and word_lists.labelled_photo_credit.search(line.text) is not None)
    )


def has_name_shape(line: LineFeatures) -> bool:
    """Return whether a line is as long as a name, and written like one."""
    return (
        line.word_count in NAME_WORD_COUNTS
        and line.is_capitalised
        and not line.has_end_mark
        and line.text[-1].isalnum()
    )


def is_name_line(line: LineFeatures, word_lists: CleaningWords) -> bool:
    """Return whether a line holds nothing but a name, and perhaps a date."""
    rest = _remove_dates(line, _find_dates(line, word_lists))
    words = [word for word in rest.split() if any(map(str.isalpha, word)) and not TIME_ZONE.fullmatch(word)]
    return len(words) in NAME_WORD_COUNTS and all(w[:1].isupper() and not w.isupper() for w in words)
