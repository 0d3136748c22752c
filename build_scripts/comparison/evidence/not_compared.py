"""Find the articles whose sentences can't be compared with the others', and say why."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale, UnknownLocaleError

from build_scripts.models import Article

NO_TEXT = "no text"


def find_not_compared_sources(articles: Sequence[Article], language: str) -> dict[str, str]:
    """Return the reason for each article, by id, that can't be compared by word lists of this language.

    The reason is the English name of the article's language, or `NO_TEXT` if it has no sentence.
    """
    reasons: dict[str, str] = {}
    for article in articles:
        own = article.metadata.language
        if not article.sentence_spans:
            reasons[article.id] = NO_TEXT
        elif own not in (None, language):
            reasons[article.id] = _find_language_name(own)
    return reasons


def _find_language_name(tag: str) -> str:
    """Return the English name of a language (a BCP 47 tag), or the tag itself if it has none."""
    try:
        return Locale.parse(tag, sep="-").get_language_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
