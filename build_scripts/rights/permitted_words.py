"""Find the words of an article that its rights allow to be shown, and redact the text around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_scripts.models import Article, Capture, Span
from build_scripts.models.problems import Problem
from build_scripts.rights.modes import RightsMode, get_rights_mode

REDACTION_CHARACTER = "\ufde7"
"""Replaces each character that may not be shown. It is one of the noncharacters that Unicode keeps for use
within a program (The Unicode Standard, section 23.7). No article of a publication has one."""

_NOT_BLANK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class PermittedWords:
    """The words of one article that may be shown.

    `sentences` are the sentences whose words may be shown. `text` is the article's text with every other
    character that is not white space replaced by `REDACTION_CHARACTER`; all offsets stay.
    """

    mode: RightsMode
    sentences: frozenset[Span]
    text: str

    def may_show(self, span: Span) -> bool:
        """Return whether every word of a span may be shown."""
        return REDACTION_CHARACTER not in span.extract(self.text)


def find_permitted_words(article: Article, point_sentences: Iterable[Span]) -> PermittedWords:
    """Return the permitted words of an article.

    `full` permits all. `excerpt` permits the sentences of statements and silences, and `point_sentences`;
    these are the sentences that points of the story rest on. Each mode permits the dates of publication and
    of the last change as the capture writes them.
    """
    mode = get_rights_mode(article)
    if mode == "full":
        return PermittedWords(mode, frozenset(article.sentence_spans), article.text)
    sentences = (
        frozenset((*_spoken_sentences(article), *point_sentences)) if mode == "excerpt" else frozenset()
    )
    return PermittedWords(mode, sentences, redact_text(article.text, (*sentences, *_date_spans(article))))


def find_redaction_character_problem(capture: Capture) -> Problem | None:
    """Return the problem of a capture that itself holds the redaction character, or None.

    Readers could not tell such a character from a redaction, and `site_build.verify` would refuse the site.
    """
    at = capture.text.find(REDACTION_CHARACTER)
    if at < 0:
        return None
    line = capture.text.count("\n", 0, at) + 1
    message = f"holds U+{ord(REDACTION_CHARACTER):04X}, which is not a character of any script"
    return Problem(capture.path, line, None, message, "delete it from the file")


def redact_text(text: str, permitted: Iterable[Span]) -> str:
    """Return a text of the same length in which only the words of the permitted spans are left.

    White space stays everywhere, so the number of words stays, too.
    """
    parts, end = list[str](), 0
    for span in sorted(permitted):
        if span.end > end:
            start = max(span.start, end)
            parts += (_redact_all(text[end:start]), text[start : span.end])
            end = span.end
    return "".join((*parts, _redact_all(text[end:])))


def _redact_all(text: str) -> str:
    return _NOT_BLANK.sub(REDACTION_CHARACTER, text)


def _spoken_sentences(article: Article) -> Iterator[Span]:
    """Yield the sentences that hold words of a statement or a silence; some several times."""
    sentences = article.sentence_spans
    starts = [sentence.start for sentence in sentences]
    spoken = [span for statement in article.statements for span in statement.spans]
    spoken += [silence.span for silence in article.silences]
    for span in spoken:
        first = max(bisect_right(starts, span.start) - 1, 0)
        for sentence in sentences[first:]:
            if sentence.start >= span.end:
                break
            if sentence.overlaps(span):
                yield sentence


def _date_spans(article: Article) -> Iterator[Span]:
    for fact in (article.metadata.published, article.metadata.updated):
        if fact is not None and isinstance(fact.evidence, Span):
            yield fact.evidence
