"""Find whom the sentences of an article credit with what they report.

Two witnesses are read: the statements that an earlier stage found (speaker, cue, carriers), and the set
forms that need no speaker ("according to …", "the … news agency reported", "reports indicate").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_scripts.models import Article, Span, Statement
from build_scripts.text.package_data import load_words

# A statement carries its sentence if it makes up at least this share of it, the attribution left out.
LEAST_CARRIED_SHARE = 0.5
# Speaker, cue and carrier are one phrase where at most this many characters stand between them.
WIDEST_GAP_IN_PHRASE = 16
# "According to" and so many words after it, where no comma ends the name earlier.
MOST_WORDS_IN_NAME = 8

CreditedName = frozenset[str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of a sentence that credit somebody (`spans`, in order), and with what.

    `credited_names` holds one set of words or ids for each that is credited, empty where a pronoun hides it;
    `identifying_words` those by which each would be seen to take part: of "the city's fire service" the
    service. `is_institutional` tells that an office, an agency, a report or somebody unnamed vouches, rather
    than a person who takes part. `covers_sentence` tells that most of the sentence rests on it.
    """

    spans: tuple[Span, ...]
    credited_names: tuple[CreditedName, ...]
    identifying_words: tuple[CreditedName, ...]
    is_institutional: bool
    covers_sentence: bool


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """The set forms of `data/words/attributions.yml`, agencies' names included, as one pattern."""

    pattern: re.Pattern[str]
    according_to_pattern: re.Pattern[str]
    according_to_phrases: tuple[str, ...]
    uninformative_words: frozenset[str]
    vouching_words: frozenset[str]
    pronouns: frozenset[str]


def load_attribution_words() -> AttributionWords:
    """Return what `data/words/attributions.yml` and `data/words/agencies.yml` know."""
    data = load_words("attributions")
    agencies = [name for full, short in load_words("agencies").items() for name in (full, *short)]
    lead = rf"(?i:{_any(data['according_to'])})"
    nouns, verbs = _any(data["agency_nouns"]), _any(data["report_verbs"])
    agency = rf"(?:(?i:the) )?(?:{_any(agencies)})(?: (?i:{nouns}))?"
    # An agency that nobody listed is one by its own words: "the Zenda news agency reported".
    named = rf"(?i:the) (?:[^\W\d_]\w* ){{1,3}}(?i:{nouns})"
    media = (
        rf"(?:(?i:{_any(data['media_qualifiers'])}) ){{0,2}}(?i:{_any(data['media'])}) (?:(?:have|has|had) )?"
        rf"(?i:{_any(data['media_verbs'])})"
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
        vouching_words=frozenset(data["vouching"]),
        pronouns=frozenset(data["pronouns"]),
    )


def find_attributions(article: Article, known: AttributionWords) -> tuple[tuple[Attribution, ...], ...]:
    """Return the attributions of each of the article's sentences, in their order."""
    statements = _statements_by_sentence(article)
    return tuple(
        tuple(_of_sentence(article, sentence, its, known))
        for sentence, its in zip(article.sentence_spans, statements, strict=True)
    )


def may_be_same_name(one: CreditedName, other: CreditedName) -> bool:
    """Tell whether two credited names may be one: the words of one are among the other's."""
    return one <= other or other <= one


def _statements_by_sentence(article: Article) -> list[list[Statement]]:
    """Hand each statement to the sentences that it touches, in one sweep."""
    sentences = article.sentence_spans
    found: list[list[Statement]] = [[] for _ in sentences]
    touching = sorted(
        (
            (min(s.start for s in parts), max(s.end for s in parts), number)
            for number, statement in enumerate(article.statements)
            if (parts := _parts(statement, content=True))
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


def _of_sentence(
    article: Article, sentence: Span, statements: list[Statement], known: AttributionWords
) -> Iterator[Attribution]:
    text = article.text
    taken: list[Span] = []
    for statement in statements:
        bare = [part for part in _parts(statement) if sentence.covers(part)]
        # What introduces the carrier ("according to") belongs to the phrase.
        parts = [_with_lead(text, sentence, part, known) for part in bare]
        led = parts != bare
        said = [span for span in statement.spans if span.overlaps(sentence)]
        phrases = _joined(text, parts, statement.spans)
        share = sum(min(s.end, sentence.end) - max(s.start, sentence.start) for s in said)
        rest = sentence.end - sentence.start - sum(p.end - p.start for p in phrases)
        taken += phrases
        cue = statement.cue.extract(text).casefold() if statement.cue else ""
        by_form = led or any(form in cue for form in known.according_to_phrases)
        who = tuple(_who(text, statement, known))
        vouched = not known.vouching_words.isdisjoint(_words(statement.speaker_text, known))
        yield Attribution(
            spans=tuple(phrases),
            credited_names=who,
            identifying_words=tuple(_acting(name, known) for name in who),
            is_institutional=by_form or vouched or statement.office_of is not None or bool(statement.chain),
            covers_sentence=share >= LEAST_CARRIED_SHARE * rest,
        )
    for match in known.pattern.finditer(text, *sentence):
        span = _named(match) if match["according"] else Span(*match.span())
        if not any(span.overlaps(other) for other in taken):
            name = match["name"] if match["according"] else match["agency"]
            credited = frozenset({"media"}) if name is None else _words(_trimmed(name), known)
            named = (credited,) if credited else ()
            acting = tuple(_acting(who, known) for who in named)
            yield Attribution((span,), named, acting, is_institutional=True, covers_sentence=True)


def _parts(statement: Statement, *, content: bool = False) -> list[Span]:
    named = [span for span in (statement.speaker, statement.cue, *statement.chain) if span is not None]
    return [*named, *statement.spans] if content else named


def _with_lead(text: str, sentence: Span, part: Span, known: AttributionWords) -> Span:
    start = max(sentence.start, part.start - 24)
    lead = known.according_to_pattern.search(text[start : part.start])
    return Span(start + lead.start(), part.end) if lead else part


def _joined(text: str, parts: Iterable[Span], content: tuple[Span, ...]) -> list[Span]:
    """Join neighbouring parts into phrases, never across what was said or into a clause that it opens."""
    phrases: list[Span] = []
    for part in sorted(parts):
        if phrases and part.start - phrases[-1].end <= WIDEST_GAP_IN_PHRASE:
            joined = Span(phrases[-1].start, max(phrases[-1].end, part.end))
            opened = re.search(r"\bthat\b", text[phrases[-1].end : part.start])
            if not opened and not any(joined.overlaps(span) for span in content):
                phrases[-1] = joined
                continue
            if part.start < phrases[-1].end:
                continue
        phrases.append(part)
    return phrases


def _who(text: str, statement: Statement, known: AttributionWords) -> Iterator[CreditedName]:
    if statement.actor is not None:
        yield frozenset({f"person {statement.actor}"})
    elif statement.office_of is not None:
        yield frozenset({f"office of {statement.office_of}"})
    names = (statement.speaker_text, *(carrier.extract(text) for carrier in statement.chain))
    yield from filter(None, (_words(name, known) for name in names))


def _acting(who: CreditedName, known: AttributionWords) -> CreditedName:
    """Return the words that show an institution or the like in a sentence, else all words of the name.

    What it is responsible for ("fire", "harbour") is what the story is about, and shows nobody.
    """
    return who & known.vouching_words or who


def _words(name: str, known: AttributionWords) -> CreditedName:
    """Return the words that tell a name from another; none for a pronoun."""
    words = re.findall(r"[^\W_]+", name.casefold())
    if all(word in known.pronouns for word in words):
        return frozenset()
    return frozenset(word for word in words if word not in known.uninformative_words)


def _named(match: re.Match[str]) -> Span:
    """Return "according to" with the name after it."""
    return Span(match.start(), match.start("name") + len(_trimmed(match["name"])))


def _trimmed(name: str) -> str:
    """Cut what follows a name: the name ends with a comma or a bracket, or else with its capitals."""
    ended = re.search(r"[,;:()\"“”]|[.]$|['’]$", name)
    if ended:
        return name[: ended.start()].rstrip()
    words = name.split(" ")
    if len(words) < MOST_WORDS_IN_NAME:
        return name
    # No end in sight: the article, at most three words, up to the first small word after a capital.
    kept: list[str] = []
    for word in words[:3]:
        if kept and kept[-1][:1].isupper() and len(kept) > 1 and not word[:1].isupper():
            break
        kept.append(word)
    return " ".join(kept)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
