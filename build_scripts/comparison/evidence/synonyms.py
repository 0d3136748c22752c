"""Replace each word by the head of its synonym group: "blaze" and "fire", "warn" and "warning" become one.

Two reporters of one event share few words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from build_scripts.models import SentenceFeatures
from build_scripts.text.package_data import load_words


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The words of `data/words/synonyms.yml`: `group_heads` maps each word to the first of its group."""

    group_heads: Mapping[str, str]

    def find_head(self, word: str) -> str:
        """Return a word casefolded, or the first word of its group."""
        return self.group_heads.get(word.casefold(), word.casefold())


def load_synonyms() -> Synonyms:
    """Return the synonym groups of English, from `data/words/synonyms.yml`."""
    data = load_words("synonyms")
    return Synonyms({word: group[0] for group in data["groups"] for word in group})


def merge_synonyms(features: SentenceFeatures, synonyms: Synonyms) -> SentenceFeatures:
    """Return a sentence's features with each word casefolded and replaced by the head of its group."""
    return replace(
        features,
        lemmas=tuple(map(synonyms.find_head, features.lemmas)),
        dependencies=tuple(
            ">".join(map(synonyms.find_head, pair.split(">"))) for pair in features.dependencies
        ),
    )
