"""Signs by which a line shows that it is not running text of the article."""

from __future__ import annotations

import re
from enum import StrEnum, auto

from build_scripts.cleaning.line_features import BULLET_MAX_WORDS, Seen
from build_scripts.cleaning.word_lists import BEGINNING, Knowledge
from build_scripts.models import Kind
from build_scripts.text import timestamps

CUE_WORDS = 14  # a longer line is not furniture because of one word
APPEAL_WORDS = 70
ZONE = re.compile(r"[(]?[A-Z]{2,4}[),]?")  # of time, beside a date
NAME_WORDS = range(2, 5)
MIN_TEASER_WORDS = 4
CAPTION_WORDS = 40
BYLINE_WORDS = 14
RUNNING_WORDS = 3  # in lower case, by which a line that ends like a sentence is one
DATED_WORDS = 9  # beside a date, in a line that ends like a sentence
STAMP_WORDS = 26  # a longer line is not a byline or a date
BRACKETED = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,80})[)\]][.\s]*\Z")
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s*\Z")
POST = re.compile(r"[—–-]{1,2}\s?[^\n]{1,80}[(]@")  # the signature of a post that the article quotes
ADDRESS = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
OURSELVES = re.compile(r"\b(?:we|our|us)\b|\b(?:we|us)[’']", re.IGNORECASE)
DIGIT = re.compile(r"\d")
QUOTATION = re.compile(r"[\"“”«»„]|''")


class Sign(StrEnum):
    """What a line's own words and shape say; the place of the line then decides its kind."""

    STAMP = auto()  # a byline or a date
    CAPTION = auto()
    CUE = auto()  # what furniture says
    BREAK = auto()  # what stands above a list of other articles, or comments
    PAUSE = auto()  # an advertisement: the article goes on below
    TEASER = auto()  # cut short
    ITEM = auto()  # of a list


SIGN_OF = {
    Kind.RELATED: Sign.BREAK,
    Kind.COMMENT: Sign.BREAK,
    Kind.FEED: Sign.BREAK,
    Kind.BIOGRAPHY: Sign.BREAK,
    Kind.ADVERTISEMENT: Sign.PAUSE,
}


def sign(seen: Seen, cued: Kind | None, known: Knowledge) -> Sign | None:
    """Return the first of the signs that a line shows, or None; `cued` is what `cue` says of the line."""
    if seen.blank:
        return None
    if stamp(seen, known):
        return Sign.STAMP
    if credited(seen, known):
        return Sign.CAPTION
    return _shape(seen) if cued is None else SIGN_OF.get(cued, Sign.CUE)


def _shape(seen: Seen) -> Sign | None:
    if seen.elided and seen.words > MIN_TEASER_WORDS:
        return Sign.TEASER
    if seen.clock:
        return Sign.CUE
    return Sign.ITEM if seen.bulleted and seen.words <= BULLET_MAX_WORDS else None


def cue(seen: Seen, known: Knowledge) -> Kind | None:
    """Return the kind of furniture that a line's words name, or None."""
    if seen.blank:
        return None
    words = seen.folded.strip(" :>»›+|•-.!?*")
    if kind := known.whole.get(words):
        return kind
    if seen.words <= CUE_WORDS or (seen.words <= APPEAL_WORDS and appeals(seen)):
        if known.beginnings.isdisjoint(BEGINNING.findall(words)):
            return None
        return next((kind for kind, found in known.words if found.search(seen.text)), None)
    return None


def appeals(seen: Seen) -> bool:
    """Tell whether the page itself speaks to its reader: "we" and "you" outside quotation marks."""
    return (
        "you" in seen.folded  # soon said of most lines
        and ADDRESS.search(seen.text) is not None
        and OURSELVES.search(seen.text) is not None
        and QUOTATION.search(seen.text) is None
    )


def stamp(seen: Seen, known: Knowledge) -> bool:
    """Tell whether a short line gives a whole date or begins like a byline."""
    if seen.words > STAMP_WORDS or POST.match(seen.text):
        return False
    if dated(seen, known):
        return True
    if seen.prose:
        return False
    return known.opener.fullmatch(seen.text) is not None or (
        seen.words <= BYLINE_WORDS
        and (seen.names or not seen.ends)
        and known.byline.match(seen.text) is not None
    )


def dated(seen: Seen, known: Knowledge) -> bool:
    """Tell whether a line holds a whole date and little else."""
    if seen.words > STAMP_WORDS:
        return False
    found = _dates(seen, known)
    if not found:
        return False
    rest = _without(seen, found)
    running = sum(word.islower() and len(word) > 2 for word in rest.split())
    if seen.ends and running >= RUNNING_WORDS:
        return False
    unended = not seen.ends and not seen.prose
    return unended or len(rest.split()) <= DATED_WORDS or known.byline.match(rest) is not None


def _dates(seen: Seen, known: Knowledge) -> tuple[timestamps.Timestamp, ...]:
    return timestamps.find(seen.text, known.calendar) if DIGIT.search(seen.text) else ()


def _without(seen: Seen, dates: tuple[timestamps.Timestamp, ...]) -> str:
    rest = seen.text
    for timestamp in reversed(dates):
        rest = rest[: timestamp.span.start] + " " + rest[timestamp.span.end :]
    return rest


def credited(seen: Seen, known: Knowledge) -> bool:
    """Tell whether a line is a photograph's caption or credit."""
    bracket = BRACKETED.search(seen.text[-120:])
    if bracket is not None:
        credit = bracket["credit"]
        if known.credit.search(credit) is not None or "/" in credit:
            return True
        if seen.prose and SENTENCE_END.search(seen.text, 0, bracket.start()) is not None:
            return False  # "… the council said after the vote. (Reuters)" signs off an article
        if not seen.ends and seen.words <= CAPTION_WORDS and all(w[:1].isupper() for w in credit.split()):
            return True
    return seen.words <= CAPTION_WORDS and (
        known.credit.match(seen.text) is not None
        or (":" in seen.text and known.labelled_credit.search(seen.text) is not None)
    )


def named(seen: Seen, known: Knowledge) -> bool:
    """Tell whether a line holds, besides a date, nothing but a name."""
    rest = _without(seen, _dates(seen, known))
    words = [word for word in rest.split() if any(map(str.isalpha, word)) and not ZONE.fullmatch(word)]
    return len(words) in NAME_WORDS and all(w[:1].isupper() and not w.isupper() for w in words)
