"""Find the statements of an article, with speakers and chains, and its silences (refusals to comment).

English only: it needs parses (`build_scripts.text.parser`). All spans are offsets into the article's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from dataclasses import replace

from build_scripts.models import Actor, Mention, Silence, Span, Statement
from build_scripts.statements.attribution_chain import resolve_nested_drafts
from build_scripts.statements.broadcast_inserts import find_broadcast_inserts
from build_scripts.statements.build_statement import (
    build_silence,
    build_statement,
    build_turn_statement,
    find_dash_statements,
)
from build_scripts.statements.content_spans import subtract_span
from build_scripts.statements.continued_speech import (
    continues_statement,
    extend_statement,
    find_block_quotation_statement,
    opens_next_paragraph,
)
from build_scripts.statements.cue_words import CueWords
from build_scripts.statements.declined_to_comment import SilenceDraft, find_silence_drafts
from build_scripts.statements.parsed_sentence import ParsedSentence, StatementDraft
from build_scripts.statements.people_in_article import ArticlePeople, gather_article_people
from build_scripts.statements.quotation_speaker import (
    add_quotation_drafts,
    find_announced_draft,
    find_whole_sentence_quotation,
    is_quoted_name,
)
from build_scripts.statements.reported_speech import find_statement_drafts
from build_scripts.statements.transcripts import find_transcript_turns
from build_scripts.text.parser import Parses
from build_scripts.text.quotations import find_quotations, is_quoted_title

_MOST_STATEMENTS_BACK = 8
"""Statements before the last that are searched for another speaker in its paragraph, at most."""


def find_statements(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    mentions: tuple[Mention, ...],
    actors: tuple[Actor, ...],
    parses: Parses,
    cues: CueWords,
) -> tuple[tuple[Statement, ...], tuple[Silence, ...]]:
    """Return the statements and the silences of one article, each in the order of the text.

    `actors` are all that the publication or the story lists; only their ids appear in the result.
    """
    quotations = find_quotations(text, paragraphs)
    parsed_sentences = _build_parsed_sentences(text, paragraphs, sentences, parses, quotations)
    people = gather_article_people(text, parsed_sentences, mentions, actors, cues)
    turns = (
        *find_transcript_turns(paragraphs, people, cues),
        *find_broadcast_inserts(paragraphs, people, quotations),
    )
    collector = _StatementCollector(paragraphs, people, quotations, cues)
    taken = deque(sorted(words for turn in turns for words in turn.words))
    for parsed in parsed_sentences:
        while taken and taken[0].end <= parsed.span.start:
            taken.popleft()
        if taken and taken[0].overlaps(parsed.span):  # in a transcript or a block quotation
            collector.end_speech()
            continue
        block = collector.add_block_quotation(parsed)
        if block is not None:
            taken.appendleft(block)
        else:
            collector.add_sentence(parsed)
    found = collector.finish_statements()
    found += map(build_turn_statement, turns)
    found += find_dash_statements(people, quotations, tuple(s for f in found for s in f.spans))
    found.sort(key=lambda s: (s.spans[0], s.cue or s.spans[0]))
    return tuple(found), tuple(build_silence(s, people) for s in collector.silences)


class _StatementCollector:
    """Collects an article's statements and silences, sentence by sentence.

    It remembers the last speech, which a quotation without a cue may continue, and a speaker who is announced
    at the end of a paragraph ("Roe wrote:").
    """

    def __init__(
        self,
        paragraphs: tuple[Span, ...],
        people: ArticlePeople,
        quotations: tuple[Span, ...],
        cues: CueWords,
    ) -> None:
        self.silences: list[SilenceDraft] = []
        self._statements: list[Statement] = []
        self._paragraphs, self._people, self._quotations, self._cues = paragraphs, people, quotations, cues
        self._last_speech: tuple[ParsedSentence, int] | None = None
        self._announced: StatementDraft | None = None
        self._continuations: dict[int, list[Span]] = {}

    def end_speech(self) -> None:
        """Forget the last speech and an announced speaker: nothing that follows continues them."""
        self._last_speech = self._announced = None

    def add_block_quotation(self, parsed: ParsedSentence) -> Span | None:
        """Add the block quotation that begins with a sentence; return its span, None if there is none."""
        paragraph = self._paragraphs[parsed.paragraph]
        block = find_block_quotation_statement(
            parsed, self._announced, paragraph, self._people, self._quotations
        )
        if block is None:
            return None
        self._statements.append(block)
        return block.spans[0]

    def add_sentence(self, parsed: ParsedSentence) -> None:
        """Add the statements and silences of one sentence."""
        drafts = self._find_drafts(parsed)
        quotation = None if any(d.content for d in drafts) else find_whole_sentence_quotation(parsed)
        announced = self._announced
        if quotation and announced and opens_next_paragraph(announced, parsed, self._paragraphs):
            drafts = (replace(announced, content=(quotation,)),)
            quotation = None
        built = (build_statement(d, self._people, self._quotations, self._cues) for d in drafts)
        new = [statement for statement in built if statement is not None]
        self._announced = find_announced_draft(parsed, self._cues) if not new else None
        if quotation is not None and self._continue_last_speech(parsed, quotation):
            return
        speech = [n for n, s in enumerate(new, len(self._statements)) if s.kind != "indirect"]
        self._statements += new
        self._last_speech = (parsed, speech[-1]) if speech else None

    def finish_statements(self) -> list[Statement]:
        """Return the statements, each with the quotations that continue it."""
        return [
            extend_statement(self._people.text, s, self._continuations[n], self._quotations)
            if n in self._continuations
            else s
            for n, s in enumerate(self._statements)
        ]

    def _find_drafts(self, parsed: ParsedSentence) -> tuple[StatementDraft, ...]:
        """Return the drafts of a sentence without the silences in it, and record those silences."""
        drafts = resolve_nested_drafts(find_statement_drafts(parsed, self._cues), self._cues)
        drafts = add_quotation_drafts(parsed, drafts, self._cues)
        silences = find_silence_drafts(parsed, drafts, self._cues)
        self.silences += silences
        return tuple(_cut_silences(d, silences) for d in drafts)

    def _continue_last_speech(self, parsed: ParsedSentence, quotation: Span) -> bool:
        """Return whether a sentence's quotation continues the last speech, and record it if so."""
        if self._last_speech is None:
            return False
        before, place = self._last_speech
        recent = tuple(self._statements[max(0, place - _MOST_STATEMENTS_BACK) :])
        if not continues_statement(
            self._people.text, recent, self._statements[place], before, parsed, quotation, self._paragraphs
        ):
            return False
        self._continuations.setdefault(place, []).append(quotation)
        self._last_speech = (parsed, place)
        return True


def _cut_silences(draft: StatementDraft, silences: tuple[SilenceDraft, ...]) -> StatementDraft:
    """Return a draft whose content lacks the silences that are separate from its statement."""
    content = draft.content
    for silence in silences:
        if silence.is_cut_from_statement:
            content = subtract_span(content, silence.span, draft.sentence)
    return replace(draft, content=content)


def _build_parsed_sentences(
    text: str,
    paragraphs: tuple[Span, ...],
    sentences: tuple[Span, ...],
    parses: Parses,
    quotations: tuple[Span, ...],
) -> tuple[ParsedSentence, ...]:
    """Return each sentence that has a parse, with the quotations that overlap it."""
    paragraph_starts = [p.start for p in paragraphs]
    starts, ends = [q.start for q in quotations], [q.end for q in quotations]
    found: list[ParsedSentence] = []
    for sentence in sentences:
        tree = parses.find_tree(sentence)
        if tree is None or not tree.tokens:
            continue
        own = quotations[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
        speech = tuple(
            q
            for q in own
            if q.start <= sentence.start or not (is_quoted_title(text, q) or is_quoted_name(text, q))
        )
        paragraph = bisect_right(paragraph_starts, sentence.start) - 1
        found.append(ParsedSentence(text, sentence, paragraph, tree, own, speech))
    return tuple(found)
