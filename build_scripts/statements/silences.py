"""Find where an article records that somebody did not speak."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.parsing import Token, Tree
from build_scripts.statements.cues import Cues
from build_scripts.statements.reading import Draft, Reading, is_verb, negated, subject


@dataclass(frozen=True, slots=True)
class SilenceDraft:
    """A silence before its speaker is resolved; `span` is the clause without a speaker outside it."""

    reading: Reading
    span: Span
    cue: Span
    speaker: Token | None
    apart: bool
    """Whether the clause belongs beside the statement that seems to hold it."""


def find(reading: Reading, drafts: tuple[Draft, ...], cues: Cues) -> tuple[SilenceDraft, ...]:
    """Return the silences of one sentence, in order; `drafts` are its statements."""
    found: list[SilenceDraft] = []
    for token in reading.tree.tokens:
        if not is_verb(token) or reading.quoted(token):
            continue
        cue = _cue(reading.tree, token, cues)
        if cue is None:
            continue
        outer = _outer_speaker(token, cue, reading, drafts)
        speaker = outer or subject(reading.tree, token)
        if speaker is None or reading.quoted(speaker) or speaker.text.lower() in cues.not_speakers:
            continue
        span = _span(reading, token, cue, speaker)
        found.append(SilenceDraft(reading, span, cue, speaker, apart=outer is not None))
    return tuple(found)


def _cue(tree: Tree, verb: Token, cues: Cues) -> Span | None:
    """Return the words that make the silence, or None."""
    if verb.lemma in cues.refusing:
        refused = [t for t in tree.below(verb, "xcomp") if t.lemma in cues.refused]
        return Span(verb.start, refused[0].end) if refused and not negated(tree, verb) else None
    known = cues.negated.get(verb.lemma)
    if known is None:
        return None
    if known.objects:
        objects = [t for t in _arguments(tree, verb) if t.lemma in known.objects or t.text in known.objects]
        if not objects:
            return None
        end = objects[0].end
    elif known.questions and not _asks(tree, verb):
        return None
    else:
        end = verb.end
    start = _negation(tree, verb, cues)
    return Span(start, end) if start is not None else None


def _arguments(tree: Tree, verb: Token) -> tuple[Token, ...]:
    nouns = list(tree.below(verb, "dobj"))
    for preposition in tree.below(verb, "prep"):
        nouns += tree.below(preposition, "pobj")
    return tuple(nouns)


def _asks(tree: Tree, verb: Token) -> bool:
    """Tell whether a verb's clause is an indirect question ("did not say when …")."""
    for clause in tree.below(verb, "ccomp", "advcl", "xcomp", "dobj"):
        first = tree.tokens[clause.first]
        if clause.place > verb.place and (first.tag.startswith("W") or first.lemma in {"whether", "if"}):
            return True
    return False


def _negation(tree: Tree, verb: Token, cues: Cues) -> int | None:
    """Return where the words that negate a verb begin, or None if it isn't negated."""
    if any(t.dep == "aux" and t.lemma in cues.open | {"to"} for t in tree.below(verb)):
        return None
    if negated(tree, verb):
        words = [t for t in tree.below(verb, "aux", "neg") if t.place < verb.place]
        return words[0].start if words else verb.start
    head = tree.head(verb)
    if verb.dep == "pcomp" and head.lemma == "without":
        return head.start
    speaker = subject(tree, verb)
    if speaker is not None and any(
        t.lemma in cues.nobody and t.dep in {"preconj", "det", "cc"} for t in tree.below(speaker)
    ):
        return verb.start
    return None


def _outer_speaker(verb: Token, cue: Span, reading: Reading, drafts: tuple[Draft, ...]) -> Token | None:
    """Return the speaker of the statement that a silence is set off from by a comma.

    In "Roe said that the harbour would open, but did not comment on the price" it is Roe who was silent.
    """
    if reading.tree.below(verb, "nsubj", "nsubjpass"):
        return None
    before = reading.text[reading.span.start : cue.start].rstrip()
    if before.endswith((" but", " and")):
        before = before[:-4].rstrip()
    if not before.endswith((",", "”", '"', "''")):
        return None
    if not any(c.covers(cue) for d in drafts for c in d.content):
        return None
    speaking = [d for d in drafts if d.cue.end <= cue.start]
    return max(speaking, key=lambda d: d.cue.start).speaker if speaking else None


def _span(reading: Reading, head: Token, cue: Span, speaker: Token) -> Span:
    """Return the clause with the one who was silent where nothing but the clause stands between."""
    tree = reading.tree
    extent = tree.extent(head)
    start = min(cue.start, extent.start)
    first = tree.tokens[speaker.first].start
    own = any(t is speaker for t in tree.below(head, "nsubj"))
    if own:
        start = first
    elif head.dep == "conj":
        start = min(cue.start, head.start)
    words = Span(start, max(extent.end, cue.end)).of(reading.text)
    return Span(start, start + len(words.rstrip(" ,;.:—–")))
