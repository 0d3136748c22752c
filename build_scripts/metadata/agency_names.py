"""Tell which words of a text name a news agency: those that are listed, and those that say so themselves.

An agency that nobody lists calls itself one: "Ruritanian Press Agency". Its short form ("RPA") counts where
it stands in brackets and is made of the first letters of such a name in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_scripts.metadata.word_lists import NAME_OR_ADDRESS_CHARACTERS, MetadataWords
from build_scripts.text.phrase_patterns import build_phrase_pattern

DETERMINERS = frozenset({"The", "One", "Another", "State", "State-run"})
# They give no letter to a short form.
WORDS_WITHOUT_INITIAL = frozenset({"of", "the"})
SHORT_FORM = re.compile(r"[(\[](?P<letters>[^\W\d_a-z]{2,6})[)\]]")
MIN_NAME_WORDS = 3  # of a name with its ending: "Press Agency" alone is none
MAX_UNLISTED_NAMES = 20  # of unlisted agencies that one text can name


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """The written forms of agencies' names with the name that each stands for, and a pattern of the forms."""

    name_by_form: Mapping[str, str]
    pattern: re.Pattern[str]


def collect_agency_names(text: str, known: MetadataWords) -> AgencyNames:
    """Return the names by which a text can credit agencies: those listed, and its own."""
    own = {form: name for form, name in _own(text, known).items() if form not in known.agency_by_form}
    if not own:
        return AgencyNames(known.agency_by_form, known.agency_pattern)
    called = {**known.agency_by_form, **own}
    return AgencyNames(called, compile_agency_pattern(called))


def compile_agency_pattern(forms: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern for any of the forms as whole words, no part of an address or of a longer name."""
    return re.compile(
        rf"{build_phrase_pattern(forms, before=NAME_OR_ADDRESS_CHARACTERS, cased=True)}(?![\w-]|\.\w)"
    )


def _own(text: str, known: MetadataWords) -> dict[str, str]:
    """Return the forms of unlisted agencies' names in a text; a short one needs a name that explains it."""
    if not any(words in text for words in known.agency_endings):
        return {}
    short = {match["letters"] for match in SHORT_FORM.finditer(text)}
    forms: dict[str, str] = {}
    meant: dict[str, set[str]] = {}
    for words in dict.fromkeys(_names(text, known)):
        explained = next((part for part in _endings(words) if _letters(part) in short), None)
        full = " ".join(explained or words)
        forms[full] = known.agency_by_form.get(full, full)
        if explained is not None:
            meant.setdefault(_letters(explained), set()).add(forms[full])
        if len(forms) >= MAX_UNLISTED_NAMES:
            break
    return forms | {letters: names.pop() for letters, names in meant.items() if len(names) == 1}


def _names(text: str, known: MetadataWords) -> Iterator[tuple[str, ...]]:
    """Yield the words of each name in a text that ends, or begins, with what agencies call themselves."""
    for match in known.unlisted_agency_name.finditer(text):
        words = match[0].split()
        while words and words[0] in DETERMINERS:
            words.pop(0)
        if len(words) >= MIN_NAME_WORDS:
            yield tuple(words)


def _endings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name, and what is left of it without its first words: it may have been read too far back."""
    for first in range(len(words) - MIN_NAME_WORDS + 1):
        yield words[first:]


def _letters(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words if word not in WORDS_WITHOUT_INITIAL).upper()
