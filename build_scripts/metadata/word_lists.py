"""Load the word lists and weights for metadata: words around names and dates, and the news agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from build_scripts.text.package_data import load_weights, load_words
from build_scripts.text.page_dates import TimestampPatterns, load_timestamp_patterns
from build_scripts.text.phrase_patterns import build_phrase_pattern
from build_scripts.text.word_patterns import join_alternatives

LETTER_CHARACTERS = r"^\W\d_"
NAME_OR_ADDRESS_CHARACTERS = r"\w@.-"  # before an agency's name: part of an address or of another name
AGENCY_NAME_WORD = r"[^\W\d_a-z][\w-]{2,30}"  # a pattern for one word of an agency's name


@dataclass(frozen=True, slots=True)
class MetadataWords:
    """The compiled word lists of this stage; `agency_by_form` maps each written form to the agency's name."""

    calendar: TimestampPatterns
    headline_weights: Mapping[str, float]
    date_weights: Mapping[str, float]
    byline_weights: Mapping[str, float]
    published_label: re.Pattern[str]
    change_label: re.Pattern[str]
    date_label_word: re.Pattern[str]
    beside_name_words: re.Pattern[str]
    relative_date: re.Pattern[str]
    byline_opener: re.Pattern[str]
    opener_at_end: re.Pattern[str]
    date_word_behind_name: re.Pattern[str]
    name_joiner: re.Pattern[str]
    job_title: re.Pattern[str]
    desk_name: re.Pattern[str]
    given_names: frozenset[str]
    name_particles: frozenset[str]
    copyright_notice: re.Pattern[str]
    self_references: Mapping[str, re.Pattern[str]]
    agency_by_form: Mapping[str, str]
    agency_pattern: re.Pattern[str]
    agency_endings: tuple[str, ...]
    unlisted_agency_name: re.Pattern[str]
    credit_words_only: re.Pattern[str]
    credit_before_agency: re.Pattern[str]
    credit_after_agency: re.Pattern[str]


def load_metadata_words() -> MetadataWords:
    """Return the word lists and weights that ship with the package."""
    authors, publication = load_words("author_words"), load_words("publication_labels")
    credits = load_words("agency_credits")
    agencies = {
        form: name for name, forms in load_words("agencies").items() for form in (name, *(forms or ()))
    }
    date_label_words = tuple(
        word
        for phrase in (*publication["published"], *publication["changed"])
        for word in str(phrase).split()
    )
    openers = [*authors["openers"], *authors["openers_beside"]]
    joiners = join_alternatives(authors["joiners"])
    titles = set(authors["titles"]) - set(authors["desks"])
    date_labels = [*publication["published"], *publication["changed"]]
    return MetadataWords(
        calendar=load_timestamp_patterns(),
        headline_weights=load_weights("headline"),
        date_weights=load_weights("publication_date"),
        byline_weights=load_weights("byline"),
        published_label=re.compile(rf"{build_phrase_pattern(publication['published'])}[\W_]{{0,3}}\Z"),
        change_label=re.compile(
            rf"(?:{join_alternatives(publication['changed'])})\b[^\n]{{0,12}}\Z", re.IGNORECASE
        ),
        date_label_word=re.compile(
            join_alternatives(word.strip(":") for word in date_label_words), re.IGNORECASE
        ),
        byline_opener=re.compile(
            rf"{build_phrase_pattern(openers, before=LETTER_CHARACTERS)}(?:\s?:)?\s+(?=\S)"
        ),
        beside_name_words=re.compile(rf"{build_phrase_pattern([*date_labels, *authors['beside']])}(?!\w)"),
        relative_date=re.compile(
            rf"\b\d{{1,2}}\s\w{{1,12}}\s(?:{join_alternatives(publication['ago_after'])})\b"
            rf"|\b(?:{join_alternatives(publication['ago_before'])})\s\d{{1,2}}\s\w{{1,12}}\b",
            re.IGNORECASE,
        ),
        opener_at_end=re.compile(rf"{build_phrase_pattern(openers)}\s?:?\s*\Z"),
        date_word_behind_name=re.compile(
            rf"\s+(?:{join_alternatives(authors['tails'])})\s*\Z", re.IGNORECASE
        ),
        name_joiner=re.compile(rf"\s*[,;&|]\s*(?:(?:{joiners})\s+)?|\s+(?:{joiners})\s+", re.IGNORECASE),
        job_title=re.compile(rf"{build_phrase_pattern(titles, glued=True)}s?(?!\w)"),
        desk_name=re.compile(rf"{build_phrase_pattern(authors['desks'])}(?!\w)"),
        given_names=frozenset(name for names in load_words("given_names").values() for name in names),
        name_particles=frozenset(authors["particles"]),
        copyright_notice=re.compile(
            rf"(?:{join_alternatives(publication['copyright'])})[\s\d,–-]{{0,20}}(?:by\s)?", re.IGNORECASE
        ),
        self_references=MappingProxyType(
            {
                kind: re.compile(rf"{build_phrase_pattern(words)}\s+")
                for kind, words in publication["itself"].items()
            }
        ),
        agency_by_form=MappingProxyType(agencies),
        agency_pattern=compile_agency_pattern(agencies),
        agency_endings=tuple(credits["names"]),
        unlisted_agency_name=_compile_unlisted_agency_name(credits["names"]),
        credit_words_only=re.compile(
            rf"\W*(?:(?:{join_alternatives([*credits['before'], *credits['sources']])})\b\W*)?(?:and\W*)*",
            re.IGNORECASE,
        ),
        credit_before_agency=re.compile(
            rf"{build_phrase_pattern(credits['before'])}\s+(?i:the\s+|state-run\s+)?\Z"
        ),
        credit_after_agency=re.compile(
            r"(?:[’']s)?\s+(?:(?:also|first|later|then|has|had)\s+)?"
            rf"(?:{join_alternatives(credits['after'])})(?!\w)",
            re.IGNORECASE,
        ),
    )


def compile_agency_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return a compiled pattern that finds any of the written forms as whole words.

    A form inside an address ("reuters.com") or a longer name doesn't count.
    """
    return re.compile(
        rf"{build_phrase_pattern(forms, before=NAME_OR_ADDRESS_CHARACTERS, cased=True)}(?![\w-]|\.\w)"
    )


def _compile_unlisted_agency_name(endings: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern for names that end or begin with words such as "Press Agency"."""
    word, ending = AGENCY_NAME_WORD, join_alternatives(endings)
    return re.compile(
        rf"(?<!\w)(?:(?:{word} ){{1,4}}(?:{ending})|(?:{ending}) of (?:the )?{word}(?: {word})?)(?!\w)"
    )
