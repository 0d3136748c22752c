"""Find the attributions of each sentence: the persons, offices, agencies and media that it credits.

They come from the statements that an earlier stage found (speaker, cue, attribution chain), and from set
forms without a speaker ("according to …", "the … news agency reported", "reports indicate").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product, takewhile

from build_scripts.models import Article, Span, Statement
from build_scripts.text.package_data import load_words
from build_scripts.text.word_patterns import join_alternatives

# A sentence rests on a statement whose content makes up this share of it, the attribution left out.
LEAST_CARRIED_SHARE = 0.5
# Speaker, cue and chain are one phrase if at most this many characters are between them.
WIDEST_GAP_IN_PHRASE = 16
# "According to" is looked for in this many characters before a name.
LONGEST_LEAD = 24
# A name after "according to" has at most this many words; a comma ends it earlier.
MOST_WORDS_IN_NAME = 8

CreditedName = frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words of a sentence that credit somebody (`spans`, in order), and the names credited.

    `credited_names` holds a set of words or ids for each name, and is empty for a pronoun.
    `identifying_words` are, for each name, the words that would show it in another sentence: "service" of
    "the city's fire service". `is_institutional` is true if the words credit an office, an agency, a report
    or somebody unnamed, rather than a person who takes part in the event. `covers_sentence` is true if most
    of the sentence rests on the attribution. `surname` is the last word of the speaker's title and name, if
    it is a name.
    """

    spans: tuple[Span, ...]
    credited_names: tuple[CreditedName, ...]
    identifying_words: tuple[CreditedName, ...]
    is_institutional: bool
    covers_sentence: bool
    surname: str | None = None


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """The set forms of `data/words/attributions.yml`, agencies' names included, as one pattern."""

    pattern: re.Pattern[str]
    according_to_pattern: re.Pattern[str]
    according_to_phrases: tuple[str, ...]
    uninformative_words: frozenset[str]
    report_source_words: frozenset[str]
    pronouns: frozenset[str]


def load_attribution_words() -> AttributionWords:
    """Return the set forms of English, from `data/words/attributions.yml` and `data/words/agencies.yml`."""
    data = load_words("attributions")
    agencies = [name for full, short in load_words("agencies").items() for name in (full, *short)]
    lead = rf"(?i:{join_alternatives(data['according_to'])})"
    nouns, verbs = join_alternatives(data["agency_nouns"]), join_alternatives(data["report_verbs"])
    agency = rf"(?:(?i:the) )?(?:{join_alternatives(agencies)})(?: (?i:{nouns}))?"
    # An agency that is not in the list: "the Zenda news agency reported".
    named = rf"(?i:the) (?:[^\W\d_]\w* ){{1,3}}(?i:{nouns})"
    qualifiers, outlets = join_alternatives(data["media_qualifiers"]), join_alternatives(data["media"])
    media = (
        rf"(?:(?i:{qualifiers}) ){{0,2}}(?i:{outlets}) (?:(?:have|has|had) )?"
        rf"(?i:{join_alternatives(data['media_verbs'])})"
    )
    return AttributionWords(
        pattern=re.compile(
            rf"\b(?P<according>{lead}) (?P<name>\S+(?: \S+){{0,{MOST_WORDS_IN_NAME - 1}}})"
            rf"|(?<!\w)(?P<agency>{agency}|{named}) (?:(?:has|had) )?(?:{verbs})\b"
            rf"|\b(?P<media>{media})\b"
        ),
        according_to_pattern=re.compile(rf"\b{lead} $"),
        according_to_phrases=tuple(data["according_to"]),
        uninformative_words=frozenset(data["plain_words"]),
        report_source_words=frozenset(data["vouching"]),
        pronouns=frozenset(data["pronouns"]),
    )


def find_attributions(article: Article, words: AttributionWords) -> tuple[tuple[Attribution, ...], ...]:
    """Return the attributions of each of the article's sentences, in their order."""
    by_sentence = _group_statements_by_sentence(article)
    return tuple(
        tuple(_find_sentence_attributions(article, sentence, statements, words))
        for sentence, statements in zip(article.sentence_spans, by_sentence, strict=True)
    )


def may_be_same_name(one: CreditedName, other: CreditedName) -> bool:
    """Return whether two credited names may be one: the words of one are among the other's."""
    return one <= other or other <= one


def have_one_title(one: Attribution, other: Attribution) -> bool:
    """Return whether two attributions credit different names with a title that they share."""
    surnames = {one.surname, other.surname}
    if None in surnames or len(surnames) < 2:
        return False
    pairs = product(one.credited_names, other.credited_names)
    return any(a & b and one.surname not in b and other.surname not in a for a, b in pairs)


def _group_statements_by_sentence(article: Article) -> list[list[Statement]]:
    """Return for each sentence the statements that overlap it, in one sweep over both."""
    sentences = article.sentence_spans
    found: list[list[Statement]] = [[] for _ in sentences]
    touching = sorted(
        (
            (min(s.start for s in parts), max(s.end for s in parts), number)
            for number, statement in enumerate(article.statements)
            if (parts := _collect_parts(statement, content=True))
        ),
    )
    first = 0
    for start, end, number in touching:
        while first < len(sentences) and sentences[first].end <= start:
            first += 1
        for place in range(first, len(sentences)):
            if sentences[place].start >= end:
                break
            found[place].append(article.statements[number])
    return found


def _find_sentence_attributions(
    article: Article, sentence: Span, statements: list[Statement], words: AttributionWords
) -> Iterator[Attribution]:
    """Yield the attributions of a sentence: those of its statements, then set forms outside of these."""
    taken: list[Span] = []
    for statement in statements:
        attribution = _attribute_to_speaker(article.text, sentence, statement, words)
        taken += attribution.spans
        yield attribution
    for match in words.pattern.finditer(article.text, *sentence):
        span = _find_set_form_span(match)
        if not any(span.overlaps(other) for other in taken):
            yield _attribute_to_set_form(match, span, words)


def _attribute_to_speaker(
    text: str, sentence: Span, statement: Statement, words: AttributionWords
) -> Attribution:
    """Return the attribution that a statement (speaker, cue, chain) makes in one of its sentences."""
    parts = [part for part in _collect_parts(statement) if sentence.covers(part)]
    content = _select_content(statement, sentence)
    extended = [_include_lead(text, sentence, part, words) for part in parts]
    phrases = _join_parts(text, extended, content)
    cue = statement.cue.extract(text).casefold() if statement.cue else ""
    has_set_form = extended != parts or any(phrase in cue for phrase in words.according_to_phrases)
    is_report_source = not words.report_source_words.isdisjoint(
        _find_name_words(statement.speaker_text, words)
    )
    credited = tuple(_collect_credited_names(text, statement, words))
    return Attribution(
        spans=tuple(phrases),
        credited_names=credited,
        identifying_words=tuple(_find_identifying_words(name, words) for name in credited),
        is_institutional=has_set_form
        or is_report_source
        or statement.office_of is not None
        or bool(statement.chain),
        covers_sentence=_covers_sentence(sentence, content, phrases),
        surname=_find_surname(statement.speaker_text),
    )


def _select_content(statement: Statement, sentence: Span) -> list[Span]:
    """Return the content of a statement, which may go on over many sentences, that is in one of them."""
    spans = sorted(statement.spans)
    first = bisect_right(spans, sentence.start, key=lambda span: span.end)
    return list(takewhile(lambda span: span.start < sentence.end, spans[first:]))


def _covers_sentence(sentence: Span, content: Iterable[Span], phrases: Iterable[Span]) -> bool:
    """Return whether a statement's content makes up most of a sentence, the attribution left out."""
    said = sum(min(span.end, sentence.end) - max(span.start, sentence.start) for span in content)
    rest = sentence.end - sentence.start - sum(phrase.end - phrase.start for phrase in phrases)
    return said >= LEAST_CARRIED_SHARE * rest


def _attribute_to_set_form(match: re.Match[str], span: Span, words: AttributionWords) -> Attribution:
    name = match["name"] if match["according"] else match["agency"]
    credited = frozenset({"media"}) if name is None else _find_name_words(_trim_name(name), words)
    names = (credited,) if credited else ()
    return Attribution(
        spans=(span,),
        credited_names=names,
        identifying_words=tuple(_find_identifying_words(name_words, words) for name_words in names),
        is_institutional=True,
        covers_sentence=True,
    )


def _collect_parts(statement: Statement, *, content: bool = False) -> list[Span]:
    """Return the spans of speaker, cue and chain; with `content`, then those of the content."""
    parts = [span for span in (statement.speaker, statement.cue, *statement.chain) if span is not None]
    return [*parts, *statement.spans] if content else parts


def _include_lead(text: str, sentence: Span, part: Span, words: AttributionWords) -> Span:
    """Return a part with the words that introduce it ("according to")."""
    start = max(sentence.start, part.start - LONGEST_LEAD)
    lead = words.according_to_pattern.search(text[start : part.start])
    return Span(start + lead.start(), part.end) if lead else part


def _join_parts(text: str, parts: Iterable[Span], content: Sequence[Span]) -> list[Span]:
    """Return neighbouring parts joined to phrases, never across content or into a clause after "that"."""
    phrases: list[Span] = []
    for part in sorted(parts):
        if phrases and part.start - phrases[-1].end <= WIDEST_GAP_IN_PHRASE:
            joined = Span(phrases[-1].start, max(phrases[-1].end, part.end))
            opens_clause = re.search(r"\bthat\b", text[phrases[-1].end : part.start])
            if not opens_clause and not any(joined.overlaps(span) for span in content):
                phrases[-1] = joined
                continue
            if part.start < phrases[-1].end:
                continue
        phrases.append(part)
    return phrases


def _collect_credited_names(
    text: str, statement: Statement, words: AttributionWords
) -> Iterator[CreditedName]:
    if statement.actor is not None:
        yield frozenset({f"person {statement.actor}"})
    elif statement.office_of is not None:
        yield frozenset({f"office of {statement.office_of}"})
    names = (statement.speaker_text, *(carrier.extract(text) for carrier in statement.chain))
    yield from filter(None, (_find_name_words(name, words) for name in names))


def _find_surname(speaker: str) -> str | None:
    """Return the last word of a speaker's title and name; none if it is no name, or stands alone."""
    words = re.findall(r"[^\W_]+", speaker)
    return words[-1].casefold() if len(words) > 1 and words[-1][0].isupper() else None


def _find_identifying_words(name: CreditedName, words: AttributionWords) -> CreditedName:
    """Return the words of a name that show an institution or the like, or else all its words.

    The words for its field ("fire", "harbour") are the story's subject and don't show the institution.
    """
    return name & words.report_source_words or name


def _find_name_words(name: str, words: AttributionWords) -> CreditedName:
    """Return the words that distinguish a name from others; none for a pronoun."""
    name_words = re.findall(r"[^\W_]+", name.casefold())
    if all(word in words.pronouns for word in name_words):
        return frozenset()
    return frozenset(word for word in name_words if word not in words.uninformative_words)


def _find_set_form_span(match: re.Match[str]) -> Span:
    """Return the span of a set form; of "according to" only up to the end of the name."""
    if match["according"]:
        return Span(match.start(), match.start("name") + len(_trim_name(match["name"])))
    return Span(*match.span())


def _trim_name(name: str) -> str:
    """Return a name without the words behind it: it ends at a punctuation mark, or else with its capitals."""
    ended = re.search(r"[,;:()\"“”]|[.]$|['’]$", name)
    if ended:
        return name[: ended.start()].rstrip()
    words = name.split(" ")
    if len(words) < MOST_WORDS_IN_NAME:
        return name
    # No end in sight: up to three words, ending before a small word that follows a capitalised one.
    kept: list[str] = []
    for word in words[:3]:
        if kept and kept[-1][:1].isupper() and len(kept) > 1 and not word[:1].isupper():
            break
        kept.append(word)
    return " ".join(kept)
