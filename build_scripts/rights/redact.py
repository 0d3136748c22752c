"""Take out of a publication every word that its sources' rights do not allow to be shown.

Pages, exports and reports are made from the result. Code that forgets to ask for the rights shows redaction
characters, and `site_build.verify` refuses a site that has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from build_scripts.models import (
    ActorProposal,
    Article,
    DatedFact,
    Metadata,
    NameOccurrence,
    Point,
    Publication,
    Silence,
    Span,
    Statement,
    Story,
)
from build_scripts.rights.permitted_words import PermittedWords, find_permitted_words

Speech = TypeVar("Speech", Statement, Silence)


@dataclass(frozen=True, slots=True)
class RedactedStory:
    """A story that holds no word that may not be shown, and what may be shown of each source, by its id."""

    story: Story
    permitted_words: Mapping[str, PermittedWords]


@dataclass(frozen=True, slots=True)
class RedactedPublication:
    """A publication whose stories are redacted; `stories` has each of them with its permitted words."""

    publication: Publication
    stories: tuple[RedactedStory, ...]


def redact_publication(publication: Publication) -> RedactedPublication:
    """Return the publication with every story redacted."""
    stories = tuple(map(redact_story, publication.stories))
    return RedactedPublication(replace(publication, stories=tuple(s.story for s in stories)), stories)


def redact_story(story: Story) -> RedactedStory:
    """Return a story without the words that may not be shown.

    Spans and counts stay as they are. Texts are redacted; see `redact_article`. A proposed name keeps all its
    places, with redacted words where they may not be shown; a name without a place to show is left out.
    """
    in_points = find_point_sentences(story.points)
    permitted = {a.id: find_permitted_words(a, in_points.get(a.id, ())) for a in story.articles}
    proposals = (_redact_proposal(proposal, permitted) for proposal in story.proposals)
    return RedactedStory(
        replace(
            story,
            articles=tuple(redact_article(article, permitted[article.id]) for article in story.articles),
            points=tuple(_redact_title(point, permitted) for point in story.points),
            timeline=tuple(_redact_dated_fact(fact, permitted[fact.source]) for fact in story.timeline),
            proposals=tuple(proposal for proposal in proposals if proposal is not None),
        ),
        permitted,
    )


def find_point_sentences(points: Iterable[Point]) -> Mapping[str, frozenset[Span]]:
    """Return, by source, the sentences that points rest on.

    A point that only one source reports counts if the editor has given it a label.
    """
    found: dict[str, set[Span]] = {}
    for point in points:
        if point.coverage != "one" or point.label:
            for cell in point.cells:
                found.setdefault(cell.source, set()).update(cell.spans)
    return {source: frozenset(spans) for source, spans in found.items()}


def redact_article(article: Article, permitted: PermittedWords) -> Article:
    """Return an article of which only the permitted words are left; one shown in full as it is.

    The text is redacted. Values that repeat words of the text are dropped unless those may be shown: a
    speaker's name (then ""), the dateline, the reason why a line was cut (""), the features of sentences, and
    the lines that the editor kept or cut. The facts that a source states of itself stay: headline, byline,
    dates, outlet, agencies, language.
    """
    if permitted.mode == "full":
        return article
    shown = _join_shown_words(article, permitted)
    return replace(
        article,
        capture=replace(article.capture, text=permitted.text),
        sidecar=replace(article.sidecar, keep=(), drop=()),
        metadata=_redact_metadata(article.metadata, permitted),
        lines=tuple(replace(line, rule="") for line in article.lines),
        sentences=tuple(replace(sentence, features=None) for sentence in article.sentences),
        statements=tuple(_redact_speaker(statement, shown) for statement in article.statements),
        silences=tuple(_redact_speaker(silence, shown) for silence in article.silences),
    )


def _join_shown_words(article: Article, permitted: PermittedWords) -> str:
    """Return the permitted sentences and the headline, each on one line, in folded case."""
    headline = article.metadata.headline
    shown = [sentence.extract(article.text) for sentence in sorted(permitted.sentences)]
    return "\n".join(_fold(words) for words in (*shown, headline.value if headline else ""))


def _redact_speaker(said: Speech, shown: str) -> Speech:
    """Return a statement or silence without its speaker's name, unless permitted words have that name.

    The name that "he" refers to may be in redacted words.
    """
    name = re.escape(_fold(said.speaker_text))
    return said if re.search(rf"(?<!\w){name}(?!\w)", shown) else replace(said, speaker_text="")


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()


def _redact_metadata(metadata: Metadata, permitted: PermittedWords) -> Metadata:
    dateline = metadata.dateline
    if dateline is None or (isinstance(dateline.evidence, Span) and permitted.may_show(dateline.evidence)):
        return metadata
    return replace(metadata, dateline=None)


def _redact_title(point: Point, permitted: Mapping[str, PermittedWords]) -> Point:
    """Return a point without its title, if the words of that may not be shown."""
    title = point.title
    if title is None or all(permitted[title.source].may_show(span) for span in title.spans):
        return point
    return replace(point, title=None)


def _redact_dated_fact(fact: DatedFact, permitted: PermittedWords) -> DatedFact:
    """Return a fact without its explanation, which quotes the date, if its sentence is not permitted."""
    return fact if permitted.may_show(fact.sentence) else replace(fact, explanation="")


def _redact_proposal(
    proposal: ActorProposal, permitted: Mapping[str, PermittedWords]
) -> ActorProposal | None:
    """Return a proposal with redacted words where they may not be shown; None if no place of it may be.

    The job title may come from any of the sources, so it stays only if all are shown in full.
    """
    if not any(permitted[place.source].may_show(place.span) for place in proposal.occurrences):
        return None
    all_full = all(permitted[place.source].mode == "full" for place in proposal.occurrences)
    return replace(
        proposal,
        occurrences=tuple(_redact_occurrence(p, permitted[p.source]) for p in proposal.occurrences),
        job_title=proposal.job_title if all_full else None,
    )


def _redact_occurrence(place: NameOccurrence, permitted: PermittedWords) -> NameOccurrence:
    if permitted.may_show(place.span):
        return place
    return replace(place, written_form=" ".join(place.span.extract(permitted.text).split()))
