"""What is proposed to an editor: names that stand in the articles and in no list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from build_scripts.models.sources import Actor
from build_scripts.models.spans import Span

FEW = 2
"""Times or sources that a name must stand in to be shown unasked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: in which source, at which span of its text, and as written, on one line."""

    source: str
    span: Span
    written: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A person to follow; or, where `actor` is given, a likely other spelling of that actor's name.

    `places` are in the order of the sources and of their texts. `titled` tells whether a title
    stands before the name, `post` is the most frequent one that is a post ("Harbour Minister", but not "Mr"),
    and `said` counts the statements whose speaker the name is.
    """

    places: tuple[Place, ...]
    titled: bool = False
    post: str | None = None
    said: int = 0
    actor: Actor | None = None

    @property
    def name(self) -> str:
        """The name as it is written most often, a whole name before a family name alone."""
        return self.written[0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other forms, most frequent first, without those that are words of the name."""
        return tuple(w for w in self.written[1:] if w not in self.name.split())

    @property
    def written(self) -> tuple[str, ...]:
        """Every form: whole names before family names alone, each kind by how often it is written."""
        counted = Counter(place.written for place in self.places)
        return tuple(sorted(counted, key=lambda w: (" " not in w, -counted[w])))

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each source that has it has it."""
        return Counter(place.source for place in self.places)

    @property
    def prominent(self) -> bool:
        """Whether it is shown unasked: other spellings, and who is named more than in passing."""
        often = len(self.places) >= FEW or len(self.counts) >= FEW
        return self.actor is not None or often or (self.titled and self.said > 0)
