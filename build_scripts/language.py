"""Detect the language of a text."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid import langid

MIN_LETTERS = 30  # fewer say too little
SAMPLE = 20_000  # characters that are enough
SURE = 0.9


def detect(text: str) -> str | None:
    """Return the BCP 47 primary tag of the text's language, or None where it is too short or unsure.

    The classifier is naive Bayes over byte n-grams (Lui and Baldwin, ACL 2012).
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    tag, probability = _classifier().classify(sample)
    return str(tag) if probability >= SURE else None


@cache
def _classifier() -> Any:
    """Return the model that py3langid ships, read once; classifying does not change it."""
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
