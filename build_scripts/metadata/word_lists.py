"""What describing knows of articles in general: words around names and dates, and the news agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts.text import package_data as data
from build_scripts.text import timestamps
from build_scripts.text.phrase_patterns import whole_words

LETTER = r"^\W\d_"
NAMED = r"\w@.-"  # before an agency's name: part of an address or of another name


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The data of this stage, compiled; `agencies` maps each written form to the agency's name."""

    calendar: timestamps.Calendar
    headline: Mapping[str, float]
    dates: Mapping[str, float]
    byline: Mapping[str, float]
    published: re.Pattern[str]
    changed: re.Pattern[str]
    dating: re.Pattern[str]
    dated: re.Pattern[str]
    relative: re.Pattern[str]
    opener: re.Pattern[str]
    opened: re.Pattern[str]
    tail: re.Pattern[str]
    joiner: re.Pattern[str]
    title: re.Pattern[str]
    desk: re.Pattern[str]
    given: frozenset[str]
    particles: frozenset[str]
    copyright: re.Pattern[str]
    itself: Mapping[str, re.Pattern[str]]
    agencies: Mapping[str, str]
    agency: re.Pattern[str]
    agency_words: tuple[str, ...]
    agency_name: re.Pattern[str]
    crediting: re.Pattern[str]
    before_agency: re.Pattern[str]
    after_agency: re.Pattern[str]


def knowledge() -> Knowledge:
    """Read the data that ships with the package."""
    bylines, publication = data.load("bylines"), data.load("publication")
    reporting = data.load("reporting")
    agencies = {
        form: name for name, forms in data.load("agencies").items() for form in (name, *(forms or ()))
    }
    dating = tuple(
        word
        for phrase in (*publication["published"], *publication["changed"])
        for word in str(phrase).split()
    )
    openers = [*bylines["openers"], *bylines["openers_beside"]]
    joiners = _any(bylines["joiners"])
    titles = set(bylines["titles"]) - set(bylines["desks"])
    datings = [*publication["published"], *publication["changed"], *bylines["beside"]]
    return Knowledge(
        calendar=timestamps.calendar(),
        headline=_weights("headline"),
        dates=_weights("published"),
        byline=_weights("byline"),
        published=re.compile(rf"{whole_words(publication['published'])}[\W_]{{0,3}}\Z"),
        changed=re.compile(rf"(?:{_any(publication['changed'])})\b[^\n]{{0,12}}\Z", re.IGNORECASE),
        dating=re.compile(
            "|".join(sorted({re.escape(w.strip(":")) for w in dating}, key=len, reverse=True)), re.IGNORECASE
        ),
        opener=re.compile(rf"{whole_words(openers, before=LETTER)}(?:\s?:)?\s+(?=\S)"),
        dated=re.compile(rf"{whole_words(datings)}(?!\w)"),
        relative=re.compile(
            rf"\b\d{{1,2}}\s\w{{1,12}}\s(?:{_any(publication['ago_after'])})\b"
            rf"|\b(?:{_any(publication['ago_before'])})\s\d{{1,2}}\s\w{{1,12}}\b",
            re.IGNORECASE,
        ),
        opened=re.compile(rf"{whole_words(openers)}\s?:?\s*\Z"),
        tail=re.compile(rf"\s+(?:{_any(bylines['tails'])})\s*\Z", re.IGNORECASE),
        joiner=re.compile(rf"\s*[,;&|]\s*(?:(?:{joiners})\s+)?|\s+(?:{joiners})\s+", re.IGNORECASE),
        title=re.compile(rf"{whole_words(titles, glued=True)}s?(?!\w)"),
        desk=re.compile(rf"{whole_words(bylines['desks'])}(?!\w)"),
        given=frozenset(name for names in data.load("given_names").values() for name in names),
        particles=frozenset(bylines["particles"]),
        copyright=re.compile(
            rf"(?:{_any(publication['copyright'])})[\s\d,–-]{{0,20}}(?:by\s)?", re.IGNORECASE
        ),
        itself=MappingProxyType(
            {kind: re.compile(rf"{whole_words(words)}\s+") for kind, words in publication["itself"].items()}
        ),
        agencies=MappingProxyType(agencies),
        agency=re.compile(rf"{whole_words(agencies, before=NAMED, cased=True)}(?![\w-]|\.\w)"),
        agency_words=tuple(reporting["names"]),
        agency_name=_agency_names(reporting["names"]),
        crediting=re.compile(
            rf"\W*(?:(?:{_any([*reporting['before'], *reporting['sources']])})\b\W*)?(?:and\W*)*",
            re.IGNORECASE,
        ),
        before_agency=re.compile(rf"{whole_words(reporting['before'])}\s+(?i:the\s+|state-run\s+)?\Z"),
        after_agency=re.compile(
            rf"(?:[’']s)?\s+(?:(?:also|first|later|then|has|had)\s+)?(?:{_any(reporting['after'])})(?!\w)",
            re.IGNORECASE,
        ),
    )


def _agency_names(endings: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for names that end with what agencies call themselves, or begin with it."""
    word = r"[^\W\d_a-z][\w-]{2,30}"
    ending = _any(endings)
    return re.compile(
        rf"(?<!\w)(?:(?:{word} ){{1,4}}(?:{ending})|(?:{ending}) of (?:the )?{word}(?: {word})?)(?!\w)"
    )


def _weights(name: str) -> Mapping[str, float]:
    return MappingProxyType({str(feature): float(value) for feature, value in data.load(name).items()})


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(str(p)) for p in phrases), key=len, reverse=True))
