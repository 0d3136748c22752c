"""Score who said what: whether statements are found, and with the right speaker.

A gold statement and an answer match if their contents share at least half the words of the longer one. They
are matched one to one, the best first. The share of words in quotation marks decides whether a statement is
direct, mixed or indirect. Row `ind.speech` holds indirect statements whose cue is a word of speech.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, NotRequired, TypedDict

from benchmarks.averages import compute_scores, per_cent
from benchmarks.quotations import WordsOf
from benchmarks.speakers import is_right

ROWS = ("all", "direct", "mixed", "indirect", "ind.speech")
ROWS_OF_WORDS = ("all", "direct", "indirect")
SHORTEST_SPEECH = 4  # words
SHOWN = 160  # characters of a statement in the list of errors

SPEECH = re.compile(
    r"\b(?:s(?:ay|ays|aid|aying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|not(?:e|es|ed|ing)|report(?:s|ed|ing)?|"
    r"wr(?:ite|ites|ote|iting)|written|announc\w+|explain\w*|argu\w+|claim\w*|warn\w*|insist\w*|"
    r"stat(?:e|es|ed|ing)|declar\w+|confirm\w*|den(?:y|ies|ied|ying)|acknowledg\w+|admit\w*|suggest\w*|according|"
    r"tweet\w*|repl(?:y|ies|ied)|respond\w*|recall\w*|conclud\w+|assert\w*|alleg\w+|contend\w*|predict\w*|vow\w*|"
    r"pledg\w+|promis\w+)\b",
    re.IGNORECASE,
)

Tally = defaultdict[str, Counter[str]]


class Quote(TypedDict):
    """A statement of the gold data, with the text's words for its speaker and, where known, all its names."""

    content: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    kind: str
    source_text: str
    speaker_names: NotRequired[list[str]]


class Document(TypedDict):
    """A text whose statements are known."""

    text: str
    doc: str
    quotes: list[Quote]


class Answer(NamedTuple):
    """A statement that was found: its spans, its speaker's resolved name and the words in the text."""

    spans: tuple[tuple[int, int], ...]
    speaker: str
    mention: str


class StatementError(NamedTuple):
    """One error; `error` is "missed", "extra" or "speaker"."""

    error: str
    document: str
    kind: str
    speaker: str
    content: str


@dataclass(frozen=True, slots=True)
class Matched:
    """One document's gold statements and answers.

    `gold` and `given` hold the numbers of the words of their contents. `answer_of` maps the number of a gold
    statement to its answer's, `quote_of` the reverse.
    """

    document: Document
    words: WordsOf
    gold: Sequence[frozenset[int]]
    answers: Sequence[Answer]
    given: Sequence[frozenset[int]]
    answer_of: dict[int, int]
    quote_of: dict[int, int]

    def verdict(self, quote: int, answer: int) -> bool | None:
        """Judge an answer's speaker against a gold statement's."""
        return judge(self.document["quotes"][quote], self.answers[answer])


def judge(quote: Quote, answer: Answer) -> bool | None:
    """Judge an answer's speaker: right, wrong, or `None` if it can't be judged."""
    return is_right(quote.get("speaker_names") or (), quote["source_text"], answer.speaker, answer.mention)


def match_statements(document: Document, answers: Sequence[Answer]) -> Matched:
    """Match gold statements and answers one to one, the best overlap first, then the right speaker."""
    words = WordsOf(document["text"])
    gold = [words.inside(q["content"]) for q in document["quotes"]]
    kept = [(a, w) for a in answers if (w := words.inside(a.spans))]
    candidates: list[tuple[float, bool, int, int]] = []
    for i, wanted in enumerate(gold):
        for j, (answer, given) in enumerate(kept):
            both, longer = len(wanted & given), max(len(wanted), len(given))
            if both and both * 2 >= longer:
                candidates.append((both / longer, bool(judge(document["quotes"][i], answer)), -i, -j))
    answer_of: dict[int, int] = {}
    quote_of: dict[int, int] = {}
    for _, _, i, j in sorted(candidates, reverse=True):
        if -i not in answer_of and -j not in quote_of:
            answer_of[-i], quote_of[-j] = -j, -i
    return Matched(document, words, gold, [a for a, _ in kept], [w for _, w in kept], answer_of, quote_of)


def count_gold(matched: Matched, tally: Tally) -> None:
    """Count the gold statements that were found, and found with the right speaker."""
    for i, quote in enumerate(matched.document["quotes"]):
        wanted, j = matched.gold[i], matched.answer_of.get(i)
        verdict = None if j is None else matched.verdict(i, j)
        cue = " ".join(matched.document["text"][start:end] for start, end in quote["cue"])
        is_speech = quote["kind"] == "indirect" and len(wanted) >= SHORTEST_SPEECH and SPEECH.search(cue)
        for row in ("all", quote["kind"], *(("ind.speech",) if is_speech else ())):
            tally[row]["gold"] += 1
            tally[row]["gold found"] += j is not None
            tally[row]["exact"] += j is not None and matched.given[j] == wanted
            tally[row]["gold unjudged"] += j is not None and verdict is None
            tally[row]["gold right"] += verdict is True
            tally[row]["gold wrong"] += verdict is False


def count_answers(matched: Matched, tally: Tally) -> None:
    """Count the answers that are gold statements, and those with the right speaker."""
    for j, given in enumerate(matched.given):
        i = matched.quote_of.get(j)
        verdict = False if i is None else matched.verdict(i, j)
        kind = matched.words.kind(given)
        is_speech = kind == "indirect" and len(given) >= SHORTEST_SPEECH
        for row in ("all", kind, *(("ind.speech",) if is_speech else ())):
            tally[row]["answers"] += 1
            tally[row]["answers found"] += i is not None
            tally[row]["answers unjudged"] += verdict is None
            tally[row]["answers right"] += verdict is True


def count_words(matched: Matched, tally: Tally) -> None:
    """Count the words of statements; row `direct` has those in quotation marks, `indirect` the others."""
    owner: dict[int, int] = {}
    for number, wanted in enumerate(matched.gold):
        for word in wanted:
            owner.setdefault(word, number)
    claimant: dict[int, int] = {}
    for number, given in enumerate(matched.given):
        for word in given:
            claimant.setdefault(word, number)
    for word in owner.keys() | claimant.keys():
        i, j = owner.get(word), claimant.get(word)
        in_both = i is not None and j is not None
        verdict = matched.verdict(i, j) if i is not None and j is not None else False
        for row in ("all", "direct" if word in matched.words.quoted else "indirect"):
            tally[row]["words wanted"] += i is not None
            tally[row]["words given"] += j is not None
            tally[row]["words in both"] += in_both
            tally[row]["words unjudged"] += verdict is None
            tally[row]["words right"] += verdict is True


def list_errors(matched: Matched) -> Iterator[StatementError]:
    """Yield the errors in one document."""
    name = matched.document["doc"]
    for i, quote in enumerate(matched.document["quotes"]):
        j = matched.answer_of.get(i)
        content = excerpt(matched.document, quote["content"])
        if j is None:
            yield StatementError("missed", name, quote["kind"], quote["source_text"], content)
        elif matched.verdict(i, j) is False:
            speakers = f"{quote['source_text']} <> {matched.answers[j].speaker}"
            yield StatementError("speaker", name, quote["kind"], speakers, content)
    for j, answer in enumerate(matched.answers):
        if j not in matched.quote_of:
            kind = matched.words.kind(matched.given[j])
            yield StatementError("extra", name, kind, answer.speaker, excerpt(matched.document, answer.spans))


def excerpt(document: Document, spans: Sequence[tuple[int, int]]) -> str:
    """Return the first characters of some spans, in one line."""
    return " … ".join(document["text"][s:e].replace("\n", " ") for s, e in spans)[:SHOWN]


def count_matches(matches: Sequence[Matched]) -> Tally:
    """Return all counts over the documents, by row."""
    tally: Tally = defaultdict(Counter)
    for matched in matches:
        count_gold(matched, tally)
        count_answers(matched, tally)
        count_words(matched, tally)
    return tally


def format_table(tally: Tally) -> Iterator[str]:
    """Yield the lines of a table of figures in per cent."""
    yield (
        f"{'':11}{'gold':>6}{'given':>6} | {'found P':>8}{'R':>6}{'F1':>6} | "
        f"{'speaker P':>9}{'R':>6}{'F1':>6} | {'accuracy':>8}{'unjudged':>9} | "
        f"{'words F1':>8}{'+speaker':>9} | {'exact R':>7}"
    )
    for row in ROWS:
        yield f"{row:11}" + _cells(tally[row], with_words=row in ROWS_OF_WORDS)
    yield "words of 'direct' and 'indirect' are those inside and outside quotation marks"


def _cells(c: Counter[str], *, with_words: bool) -> str:
    found = compute_scores(c["answers found"], c["answers"], c["gold found"], c["gold"])
    judged, wanted = c["answers"] - c["answers unjudged"], c["gold"] - c["gold unjudged"]
    speaker = compute_scores(c["answers right"], judged, c["gold right"], wanted)
    both, right, unjudged = c["words in both"], c["words right"], c["words unjudged"]
    covered = compute_scores(both, c["words given"], both, c["words wanted"])
    attributed = compute_scores(right, c["words given"] - unjudged, right, c["words wanted"] - unjudged)
    words = f"{100 * covered.f1:8.1f}{100 * attributed.f1:9.1f}" if with_words else f"{'-':>8}{'-':>9}"
    accuracy = per_cent(c["gold right"], c["gold right"] + c["gold wrong"])
    return " | ".join(
        (
            f"{c['gold']:6}{c['answers']:6}",
            "".join(f"{100 * value:{width}.1f}" for value, width in zip(found, (8, 6, 6), strict=True)),
            "".join(f"{100 * value:{width}.1f}" for value, width in zip(speaker, (9, 6, 6), strict=True)),
            f"{'-' if accuracy is None else accuracy:>8}{c['gold unjudged']:9}",
            words,
            f"{100 * c['exact'] / c['gold'] if c['gold'] else 0.0:7.1f}",
        )
    )
