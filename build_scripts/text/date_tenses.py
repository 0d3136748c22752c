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
    future = date_words.future.search(text, *sentence.span)
    first_future = future.start() if future else None
    return tuple(
        _find_date_tense(text, sentence, expression, first_future, date_words) for expression in expressions
    )


def _find_date_tense(
    text: str,
    sentence: Sentence,
    expression: DateExpression,
    first_future: int | None,
    date_words: DateWords,
) -> VerbTense | None:
    """Return on which side a date is; `first_future` is where the sentence's first word for the future is."""
    start = expression.span.start
    if date_words.since.search(text, max(sentence.span.start, start - WORD_BEFORE_REACH), start):
        return "past"
    times = sentence.features.verb_times if sentence.features else ()
    time = next((time for time in times if time.span.covers(expression.span)), None)
    if time is not None:
        # "was set for Friday", "scheduled a vote for Friday"
        is_planned = time.tense == "past" and date_words.future.search(text, time.verb.start, start)
        return "open" if is_planned else time.tense
    if first_future is None:
        return None
    opens_sentence = start <= sentence.span.start + len("On ")
    return "open" if opens_sentence or first_future < start else None
