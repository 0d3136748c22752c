"""Detect the language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from py3langid import langid

MIN_LETTERS = 30  # letters that the classifier needs
SAMPLE_LENGTH = 1_000  # characters that are read
MIN_PROBABILITY = 0.9
MIN_SCRIPT_LETTERS = 4  # letters that are enough where only one language uses the script
MIN_SCRIPT_SHARE = 0.6  # share of the letters that must be of that script
# Scripts of one language, or nearly so. Kana come before Han, which Japanese shares with Chinese.
SCRIPTS = (
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("th", re.compile(r"[\u0e01-\u0e4e]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0531-\u0587]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("ml", re.compile(r"[\u0d00-\u0d7f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
)
MIN_KANA_SHARE = 0.1  # share of kana from which a text in Han and kana is Japanese


def detect_language(text: str) -> str | None:
    """Return the BCP 47 primary tag of the text's language, or None where it is unknown.

    The classifier is naive Bayes over byte n-grams (Lui and Baldwin, ACL 2012). Where the text is too short
    for it or the result is unsure, the script decides if only one language uses it.
    """
    sample = text[:SAMPLE_LENGTH]
    letters = sum(map(str.isalpha, sample))
    if letters >= MIN_LETTERS:
        tag, probability = _classifier().classify(sample)
        if probability >= MIN_PROBABILITY:
            return str(tag)
    return _detect_by_script(sample, letters)


def _detect_by_script(sample: str, letters: int) -> str | None:
    if letters < MIN_SCRIPT_LETTERS:
        return None
    shares = {tag: len(script.findall(sample)) / letters for tag, script in SCRIPTS}
    if shares["ja"] >= MIN_KANA_SHARE and shares["ja"] + shares["zh"] >= MIN_SCRIPT_SHARE:
        return "ja"
    return next((tag for tag, share in shares.items() if share >= MIN_SCRIPT_SHARE), None)


@cache
def _classifier() -> Any:
    """Return the model that py3langid ships, read once; classifying does not change it."""
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
