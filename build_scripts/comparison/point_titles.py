"""Choose the title of each point: the words of one of its sentences that say what all its cells report.

A title is a clause, cut where the grammar allows it (`text.title_clauses`). Of all that a point's sentences
allow, the one is taken that holds most of what the sources share, and least of what one alone has.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from build_scripts.comparison.evidence.sentence_evidence import SentenceEvidence
from build_scripts.comparison.evidence.synonyms import Synonyms
from build_scripts.comparison.figures.figures import Figure
from build_scripts.comparison.title_candidates import (
    FEWEST_TITLE_WORDS,
    MAX_TITLE_LENGTH,
    DisputedWords,
    count_words,
    list_title_candidates,
)
from build_scripts.comparison.title_rating import PointTokens, SentenceWords, TitleRating
from build_scripts.models import Article, Point, PointTitle, SourceSentence, Span
from build_scripts.rights.permitted_words import find_permitted_words
from build_scripts.rights.redact import find_point_sentences
from build_scripts.text.word_patterns import WORD, stem_word

# Sentences of a point from which its title is taken, its anchor's first.
MAX_TITLE_SENTENCES = 8
# A title that says less than this number of words that stand twice in the story is rated lower: "people were
# killed".
ENOUGH_WORDS = 4

# A title that begins like an earlier one gives way to one rated at least this part of the best.
NEAR_BEST, OPENING_WORDS = 0.8, 5

BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def title_points(
    points: Sequence[Point],
    articles: Sequence[Article],
    evidence: Sequence[Sequence[SentenceEvidence]],
    synonyms: Synonyms,
) -> tuple[Point, ...]:
    """Return a story's points with their titles, no two of which are the same.

    A point with a label gets no title, nor does one without words that may be shown, or without any that are
    not an earlier point's title.
    """
    titler = _PointTitler(points, articles, evidence, synonyms)
    taken = {_fold(point.label) for point in points if point.label is not None}
    return tuple(
        point if point.label is not None else replace(point, title=titler.choose_title(point, taken))
        for point in points
    )


@dataclass(frozen=True, slots=True)
class _RankedTitle:
    """A title, its number of words, and how well it names the point."""

    title: PointTitle
    word_count: int
    rating: float


class _PointTitler:
    """Chooses titles for the points of a story, by how rare each word is in its sentences."""

    def __init__(
        self,
        points: Sequence[Point],
        articles: Sequence[Article],
        evidence: Sequence[Sequence[SentenceEvidence]],
        synonyms: Synonyms,
    ) -> None:
        self._synonyms = synonyms
        self._texts = {article.id: article.text for article in articles}
        in_points = find_point_sentences(points)
        # An article without rights is in no publication; only who has the file sees its words.
        self._permitted = {
            article.id: find_permitted_words(article, in_points.get(article.id, ()))
            for article in articles
            if article.sidecar.rights is not None
        }
        self._evidence = {
            (article.id, one.span): one
            for article, every in zip(articles, evidence, strict=True)
            for one in every
        }
        self._words = {name: self._read_words(*name) for name in self._evidence}
        self._enough = ENOUGH_WORDS * math.log(max(len(self._words) + 1, 2) / 2)
        self._counts = Counter(stem for words in self._words.values() for stem in set(words.stems))

    def choose_title(self, point: Point, taken: set[str]) -> PointTitle | None:
        """Return the best title of a point that is not taken, and take it; None if there is none."""
        sentences = self._select_sentences(point)
        ranked = self._rank_candidates(point, sentences)
        long = [one for one in ranked if one.word_count >= FEWEST_TITLE_WORDS]
        # A title should not even begin like another, if there is one that is nearly as good.
        near_best = [one for one in long if one.rating >= NEAR_BEST * long[0].rating]
        fresh = [one.title for one in near_best if _cut_opening(self._read(one.title)) not in taken]
        brief = [one.title for one in ranked if one.word_count < FEWEST_TITLE_WORDS]
        for title in (*fresh, *(one.title for one in long), *self._list_wholes(sentences), *brief):
            words = self._read(title)
            if words not in taken:
                taken.update((words, _cut_opening(words)))
                return title
        return None

    def _list_wholes(self, sentences: Sequence[SourceSentence]) -> list[PointTitle]:
        """Return whole sentences as titles, those that are too long last."""
        titles = [PointTitle(name[0], (self._trim(*name),)) for name in sentences]
        return sorted(titles, key=lambda title: title.spans[0].end - title.spans[0].start > MAX_TITLE_LENGTH)

    def _read(self, title: PointTitle) -> str:
        """Return a title's words, folded."""
        return _fold(title.join_words(self._texts[title.source]))

    def _rank_candidates(self, point: Point, sentences: Sequence[SourceSentence]) -> list[_RankedTitle]:
        """Return the titles that the sentences can be cut to, the best first."""
        shares, disputed = self._rate_words(point, sentences), self._find_disputed_words(point)
        every = self._add_up_shares(shares)
        found: list[_RankedTitle] = []
        for name in sentences:
            one, words = self._evidence.get(name), self._get_words(name)
            if one is None:
                continue
            own = (0.0, *accumulate(self._weigh(stem) for stem in words.stems))
            shared = (0.0, *accumulate(shares[name]))
            rating = TitleRating(words.starts, own, shared, every, self._enough)
            for candidate in list_title_candidates(one, words.starts, disputed.get(name[0], DisputedWords())):
                title = PointTitle(name[0], candidate.spans)
                if _is_balanced(title.join_words(one.text)):
                    count = count_words(candidate.spans, words.starts)
                    found.append(_RankedTitle(title, count, rating.rate_title(candidate)))
        return sorted(found, key=lambda ranked: -ranked.rating)

    def _rate_words(
        self, point: Point, sentences: Sequence[SourceSentence]
    ) -> Mapping[SourceSentence, list[float]]:
        """Return how much each word of the sentences says about a point: rare words that many share, most."""
        shares = self._find_shares(point)
        cells = [(cell.source, span) for cell in point.cells for span in cell.spans]
        tokens = PointTokens((name[0], self._evidence.get(name)) for name in cells)
        found = {}
        for name in sentences:
            one, words = self._evidence.get(name), self._get_words(name)
            likeness = tokens.rate_words(name[0], one.tokens if one else None, words.starts)
            pairs = zip(words.stems, likeness, strict=True)
            found[name] = [max(shares[stem], self._weigh(stem) * value) for stem, value in pairs]
        return found

    def _add_up_shares(self, shares: Mapping[SourceSentence, list[float]]) -> float:
        """Return what all words of a point's sentences say about it, each of them once."""
        best: dict[str, float] = {}
        for name, rated in shares.items():
            for stem, share in zip(self._get_words(name).stems, rated, strict=True):
                best[stem] = max(best.get(stem, 0.0), share)
        return sum(sorted(best.values()))

    def _select_sentences(self, point: Point) -> list[SourceSentence]:
        """Return the sentences from which a title may be taken: the anchor first, then short ones."""
        every = [(cell.source, span) for cell in point.cells for span in cell.spans]
        every.sort(key=lambda name: (name != point.anchor, name[1].end - name[1].start))
        return [name for name in every if self._may_show(*name)][:MAX_TITLE_SENTENCES]

    def _may_show(self, source: str, span: Span) -> bool:
        permitted = self._permitted.get(source)
        return permitted is None or permitted.may_show(span)

    def _find_shares(self, point: Point) -> Mapping[str, float]:
        """Return how much each word of a point says about it: rare words that many sources share, most."""
        own = [
            {stem for span in cell.spans for stem in self._get_words((cell.source, span)).stems}
            for cell in point.cells
        ]
        holding = Counter(stem for stems in own for stem in stems)
        others = len(own) - 1
        return {
            stem: self._weigh(stem) * ((number - 1) / others if others else 1.0)
            for stem, number in holding.items()
        }

    def _find_disputed_words(self, point: Point) -> Mapping[str, DisputedWords]:
        """Return, by source, the words in which cells agree or differ."""
        figures: dict[str, list[Figure]] = {}
        for cell in point.cells:
            found_here = (self._evidence.get((cell.source, span)) for span in cell.spans)
            figures[cell.source] = [figure for one in found_here if one for figure in one.figures]
        agreed, disputed = _collect_figures(point, figures)
        found = {}
        for cell in point.cells:
            denying = [d for span in cell.spans for d in self._list_denials((cell.source, span))]
            negated = [m.span for m in cell.marks if m.kind == "denial" and m.span not in denying]
            words = [cell.differing_words] if cell.differing_words and "figures" in point.differs else []
            found[cell.source] = DisputedWords(
                agreed.get(cell.source, ()),
                disputed.get(cell.source, ()),
                (*words, *negated) if point.differs_in_fact else (),
                denying if "denial" in point.differs else (),
            )
        return found

    def _list_denials(self, name: SourceSentence) -> tuple[Span, ...]:
        one = self._evidence.get(name)
        return one.denials if one else ()

    def _trim(self, source: str, span: Span) -> Span:
        """Return a sentence without marks around it, but with one that belongs to a mark inside."""
        text = self._texts[source]
        inner = re.search(r"\w.*\w", span.extract(text), re.DOTALL)
        if inner is None:
            return span
        ends = (span.start + inner.end(), span.end)
        cuts = (Span(start, end) for end in ends for start in (span.start + inner.start(), span.start))
        return next((cut for cut in cuts if _is_balanced(cut.extract(text))), span)

    def _weigh(self, stem: str) -> float:
        """Return how much a word tells apart the story's sentences."""
        return math.log((len(self._words) + 1) / max(self._counts[stem], 1))

    def _get_words(self, name: SourceSentence) -> SentenceWords:
        return self._words.get(name) or self._read_words(*name)

    def _read_words(self, source: str, span: Span) -> SentenceWords:
        heads, found = self._synonyms.group_heads, list(WORD.finditer(self._texts[source], *span))
        folded = (match[0].casefold() for match in found)
        stems = tuple(stem_word(heads.get(word, word)) for word in folded)
        return SentenceWords(tuple(match.start() for match in found), stems)


def _collect_figures(
    point: Point, figures: Mapping[str, Sequence[Figure]]
) -> tuple[Mapping[str, list[Span]], Mapping[str, list[Span]]]:
    """Return, by source, those `figures` that several cells give alike, and those for which they differ.

    Where cells contradict each other, a count that no other cell gives may be of the same thing in other
    words.
    """
    agreed: dict[str, list[Span]] = {}
    disputed: dict[str, list[Span]] = {}
    for values in point.values:
        found = agreed if values.relation == "same" else disputed
        for source, words in values.words.items():
            stated = [one for one in figures[source] if one.span == words]
            same = (
                one.span for one in figures[source] for other in stated if one.refers_to_same_thing(other)
            )
            found.setdefault(source, []).extend((*(one.span for one in stated), *same))
    if any(values.relation == "conflict" for values in point.values):
        for source, every in figures.items():
            alone = (one.span for one in every if one.dimension is None)
            disputed.setdefault(source, []).extend(s for s in alone if s not in agreed.get(source, ()))
    return agreed, disputed


def _cut_opening(folded: str) -> str:
    """Return the first words of a folded title, marked so that they are no title themselves."""
    return " ".join((*folded.split()[:OPENING_WORDS], "…"))


def _is_balanced(words: str) -> bool:
    """Return whether each quotation and bracket that words open is closed, too."""
    return words.count('"') % 2 == 0 and all(
        words.count(opening) == words.count(closing) for opening, closing in BRACKETS
    )


def _fold(words: str) -> str:
    """Return words without punctuation, casefolded: two titles that fold alike look the same."""
    return " ".join(re.findall(r"[^\W_]+", words.casefold())) or words
