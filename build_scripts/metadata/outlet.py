"""Find the outlet where a page names itself, in ways that confirm each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact

# A run of capitalised words, joined by small ones inside; a full stop or an apostrophe only inside a word.
WORD = r"(?![a-zà-ÿ\d_])\w(?:\w|[&-]|[.'’](?=\w)(?!s\b)){0,30}"
NAME = re.compile(rf"(?:[Tt]he\s)?(?!The\s){WORD}(?:\s(?:(?:of|and|for|&)\s)?(?!The\s){WORD}){{0,5}}")
LEADING_THE = re.compile(r"the\s", re.IGNORECASE)
DESK_WEIGHT = 2.0  # what a desk in the byline is worth: it names the outlet alone
OTHER_WEIGHT = 1.0  # what each other kind of evidence is worth
MIN_WEIGHT = 2.0
MIN_LETTERS = 3
LONG_LINE = 400  # characters; in a longer line the page does not speak of itself
# Kinds of lines in which a page speaks of itself. In a headline or a teaser "support N" is news.
SELF_REFERENCE_KINDS = frozenset({LineKind.SUBSCRIBE, LineKind.BIOGRAPHY, LineKind.LEGAL})


def find_outlet(
    text: str, lines: tuple[Line, ...], byline: StatedFact[tuple[str, ...]] | None, known: MetadataWords
) -> StatedFact[str] | None:
    """Return the outlet's name as the page writes it, or None where the evidence is not good enough.

    The evidence is a desk in the byline ("The N news desk"), which is enough; and, where two kinds agree,
    words with which a page speaks of itself ("support N" in an appeal, "told N" in the article), a notice of
    copyright, and the name on a line of its own above the article. A copyright's holder alone is as often
    the company that owns the outlet, or a photographer.
    """
    kinds: dict[str, dict[str, float]] = {}
    spans: dict[str, list[Span]] = {}
    for kind, weight, span in _evidence(text, lines, byline, known):
        key = _key(span.extract(text))
        if len(key) >= MIN_LETTERS:
            kinds.setdefault(key, {})[kind] = weight
            spans.setdefault(key, []).append(span)
    above = {_key(line.span.extract(text).strip()) for line in lines if line.kind is LineKind.NAVIGATION}
    for key, found in kinds.items():
        if "copyright" in found and key in above:
            found["masthead"] = OTHER_WEIGHT
    worth = {key: sum(found.values()) for key, found in kinds.items()}
    best = max(worth.values(), default=0.0)
    named = [key for key in worth if worth[key] == best]
    if best < MIN_WEIGHT or len(named) > 1:
        return None
    span = max(spans[named[0]], key=lambda s: (s.extract(text)[:1].isupper(), s.end - s.start, -s.start))
    return StatedFact(span.extract(text), span)


def _key(name: str) -> str:
    article = LEADING_THE.match(name)
    return name[article.end() if article else 0 :].casefold()


def _evidence(
    text: str, lines: tuple[Line, ...], byline: StatedFact[tuple[str, ...]] | None, known: MetadataWords
) -> Iterator[tuple[str, float, Span]]:
    """Yield each place that may name the outlet: its kind of evidence, what that is worth, and the span."""
    begin = byline.evidence.start if byline is not None and isinstance(byline.evidence, Span) else 0
    for author in byline.value if byline is not None else ():
        desk = known.desk_name.search(author)
        name = NAME.match(author, 0, desk.start()) if desk is not None else None
        if desk is not None and name is not None and not author[name.end() : desk.start()].strip():
            start = text.index(author, begin)
            yield "desk", DESK_WEIGHT, Span(start + name.start(), start + name.end())
    for line in lines:
        told = line.kind in TEXT_KINDS
        if not told and (
            line.kind not in SELF_REFERENCE_KINDS or line.span.end - line.span.start > LONG_LINE
        ):
            continue
        cues = [(kind, cue) for kind, cue in known.self_references.items() if (kind == "told") is told]
        if not told:
            cues.append(("copyright", known.copyright_notice))
        for kind, cue in cues:
            for mark in cue.finditer(text, line.span.start, line.span.end):
                if name := NAME.match(text, mark.end(), line.span.end):
                    yield kind, OTHER_WEIGHT, Span(name.start(), name.end())
