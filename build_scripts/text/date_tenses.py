"""Find on which side of the writing the dates of a sentence are, by its verbs."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.models import Sentence, VerbTense
from build_scripts.text.date_expressions import WORD_BEFORE_REACH, DateExpression, DateWords


def find_date_tenses(
    text: str, sentence: Sentence, expressions: Sequence[DateExpression], date_words: DateWords
) -> tuple[VerbTense | None, ...]:
    """Return for each date of a sentence whether it is before or after the writing; None if nothing tells.

    The verb that the date belongs to decides. Where the parse shows none, the date may be on either side if a
    word for the future comes before it, or anywhere in a sentence that the date opens.
    """
    return tuple(_find_date_tense(text, sentence, expression, date_words) for expression in expressions)


def _find_date_tense(
    text: str, sentence: Sentence, expression: DateExpression, date_words: DateWords
) -> VerbTense | None:
    start = expression.span.start
    if date_words.since.search(text, max(sentence.span.start, start - WORD_BEFORE_REACH), start):
        return "past"
    times = sentence.features.verb_times if sentence.features else ()
    time = next((time for time in times if time.span.covers(expression.span)), None)
    if time is not None:
        # "was set for Friday", "scheduled a vote for Friday"
        is_planned = time.tense == "past" and date_words.future.search(text, time.verb.start, start)
        return "open" if is_planned else time.tense
    future = date_words.future.search(text, *sentence.span)
    opens_sentence = start <= sentence.span.start + len("On ")
    return "open" if future and (opens_sentence or future.start() < start) else None
