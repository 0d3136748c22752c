"""Values of one sentence: its parts that the comparison, the titles and the timeline use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_scripts.models.spans import Span

TitleSubject = Literal["name", "noun", "number", "there", "speaker", "pronoun", "phrase", "sentence", "vague"]


@dataclass(frozen=True, slots=True)
class TitleClause:
    """A clause of a sentence that can be a title, and the places at which it may be cut.

    A title begins at one of `begins` and ends at one of `ends` (offsets). One of `gaps` may be left out of
    it; with `needs_gap` one must be, as the subject stands apart. `numbers` are the numbers of what is
    counted, with the blank after each; they may be left out, too. `subject` says what the clause is about; a
    "phrase" has no verb, a "speaker" says something of itself, a "sentence" begins where the sentence does,
    "vague" are "several houses". `is_main` is true for the clause of the sentence itself and for what
    somebody says in it, `is_lead_in` for one that only credits somebody, `describes` for one that only
    describes a noun ("a storm that sank ships") or what its subject does besides.
    """

    subject: TitleSubject
    begins: tuple[int, ...]
    gaps: tuple[Span, ...]
    ends: tuple[int, ...]
    numbers: tuple[Span, ...] = ()
    needs_gap: bool = False
    is_main: bool = False
    is_lead_in: bool = False
    describes: bool = False


VerbTense = Literal["past", "future", "open"]


@dataclass(frozen=True, slots=True)
class VerbTime:
    """A noun phrase that may say when a verb's action happens ("early Wednesday"), and the verb.

    `tense` is "open" if the verb's form allows a past and a future time: "opens", "is to leave", "would".
    """

    span: Span
    verb: Span
    tense: VerbTense


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The parts of a sentence's parse that the comparison uses.

    `lemmas` are the base forms of its nouns and verbs, one for each occurrence; `dependencies` are pairs of a
    head and its dependent ("meet>delegation"). `clauses` are the spans of the clauses that make a claim of
    their own, in order; one may be inside another. `name_words` are the words of its names as written,
    without those in capitals. `title_clauses` are the clauses that can be a title, `verb_times` the names, of
    weekdays too, that may say when something happens.
    """

    lemmas: tuple[str, ...] = ()
    dependencies: tuple[str, ...] = ()
    clauses: tuple[Span, ...] = ()
    name_words: tuple[str, ...] = ()
    title_clauses: tuple[TitleClause, ...] = ()
    verb_times: tuple[VerbTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; `features` come from its parse and are `None` if it was not parsed."""

    span: Span
    features: SentenceFeatures | None = None
