"""Proposals for an editor: people who are named in the articles but not listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models.sources import Actor
from build_scripts.models.spans import Span

MIN_OCCURRENCES = 2
"""Occurrences, or sources, from which a name is shown without being asked for."""


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """One occurrence of a name: its source, its span there, and its written form on one line."""

    source: str
    span: Span
    written_form: str


@dataclass(frozen=True, slots=True)
class ActorProposal:
    """A person to follow; or, if `actor` is given, a likely other spelling of that actor's name.

    `occurrences` are in the order of the sources and of their texts. `has_title` is true if a title is before
    the name somewhere, `job_title` is the most frequent job title ("Harbour Minister", but not "Mr"), and
    `statement_count` is the number of statements whose speaker has the name.
    """

    occurrences: tuple[NameOccurrence, ...]
    has_title: bool = False
    job_title: str | None = None
    statement_count: int = 0
    actor: Actor | None = None

    @property
    def name(self) -> str:
        """The most frequent written form; full names come before surnames alone."""
        return self.written_forms[0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other written forms, most frequent first, without single words of the name."""
        return tuple(w for w in self.written_forms[1:] if w not in self.name.split())

    @property
    def written_forms(self) -> tuple[str, ...]:
        """All written forms: full names before surnames alone, each group by frequency."""
        counted = Counter(place.written_form for place in self.occurrences)
        return tuple(sorted(counted, key=lambda w: (" " not in w, -counted[w])))

    @property
    def counts_by_source(self) -> Mapping[str, int]:
        """The number of occurrences in each source that has the name."""
        return Counter(place.source for place in self.occurrences)

    @property
    def is_prominent(self) -> bool:
        """Whether it is shown without being asked for: other spellings, and names not only in passing."""
        often = len(self.occurrences) >= MIN_OCCURRENCES or len(self.counts_by_source) >= MIN_OCCURRENCES
        return self.actor is not None or often or (self.has_title and self.statement_count > 0)
