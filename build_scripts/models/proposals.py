"""What is proposed to an editor: names that stand in the articles and in no list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models.sources import Actor
from build_scripts.models.spans import Span

MIN_OCCURRENCES = 2
"""Times or sources that a name must stand in to be shown unasked."""


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """Where a name stands: in which source, at which span of its text, and as written, on one line."""

    source: str
    span: Span
    written_form: str


@dataclass(frozen=True, slots=True)
class ActorProposal:
    """A person to follow; or, where `actor` is given, a likely other spelling of that actor's name.

    `occurrences` are in the order of the sources and of their texts. `has_title` tells whether a title stands
    before the name, `job_title` is the most frequent one that is a post ("Harbour Minister", but not "Mr"),
    and `statement_count` counts the statements whose speaker the name is.
    """

    occurrences: tuple[NameOccurrence, ...]
    has_title: bool = False
    job_title: str | None = None
    statement_count: int = 0
    actor: Actor | None = None

    @property
    def name(self) -> str:
        """The name as it is written most often, a whole name before a family name alone."""
        return self.written_forms[0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other forms, most frequent first, without those that are words of the name."""
        return tuple(w for w in self.written_forms[1:] if w not in self.name.split())

    @property
    def written_forms(self) -> tuple[str, ...]:
        """Every form: whole names before family names alone, each kind by how often it is written."""
        counted = Counter(place.written_form for place in self.occurrences)
        return tuple(sorted(counted, key=lambda w: (" " not in w, -counted[w])))

    @property
    def counts_by_source(self) -> Mapping[str, int]:
        """How often each source that has it has it."""
        return Counter(place.source for place in self.occurrences)

    @property
    def is_prominent(self) -> bool:
        """Whether it is shown unasked: other spellings, and who is named more than in passing."""
        often = len(self.occurrences) >= MIN_OCCURRENCES or len(self.counts_by_source) >= MIN_OCCURRENCES
        return self.actor is not None or often or (self.has_title and self.statement_count > 0)
