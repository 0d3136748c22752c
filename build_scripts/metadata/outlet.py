"""Find the outlet where several signs on a page agree on its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from build_scripts.metadata.word_lists import MetadataWords
from build_scripts.models import TEXT_KINDS, Line, LineKind, Span, StatedFact

# Capitalised words, with small ones between them; a full stop or an apostrophe only inside a word.
WORD = r"(?![a-zà-ÿ\d_])\w(?:\w|[&-]|[.'’](?=\w)(?!s\b)){0,30}"
NAME = re.compile(rf"(?:[Tt]he\s)?(?!The\s){WORD}(?:\s(?:(?:of|and|for|&)\s)?(?!The\s){WORD}){{0,5}}")
LEADING_THE = re.compile(r"the\s", re.IGNORECASE)
DESK_WEIGHT = 2.0  # of a desk in the byline: it is enough by itself
OTHER_WEIGHT = 1.0  # of each other kind of evidence
MIN_WEIGHT = 2.0  # sum of weights from which the outlet is accepted
MIN_LETTERS = 3
LONG_LINE = 400  # characters of a line that are searched: in a longer one a page does not name itself
# Kinds of lines in which a page speaks about itself. In a headline or a teaser "support N" is news.
SELF_REFERENCE_KINDS = frozenset({LineKind.SUBSCRIBE, LineKind.BIOGRAPHY, LineKind.LEGAL})

Evidence = tuple[str, float, Span]  # its kind, its weight, and the span of the name in the text


def find_outlet(
    text: str, lines: tuple[Line, ...], byline: StatedFact[tuple[str, ...]] | None, word_lists: MetadataWords
) -> StatedFact[str] | None:
    """Return the outlet's name as the page writes it, or None where the evidence is too weak.

    A desk in the byline ("The N news desk") is enough. Of these, two must agree: words with which a page
    speaks about itself ("support N" in an appeal, "told N" in the article), a copyright notice, and a line
    above the article that is only the name of the copyright's holder. A holder alone may as well be the
    company that owns the outlet, or a photographer.
    """
    weights: dict[str, dict[str, float]] = {}  # by name, then by kind of evidence
    spans: dict[str, list[Span]] = {}
    for kind, weight, span in chain(
        _find_desks(text, byline, word_lists),
        *(_find_self_references(text, line, word_lists) for line in lines),
    ):
        key = _make_comparable_name(span.extract(text))
        if len(key) >= MIN_LETTERS:
            weights.setdefault(key, {})[kind] = weight
            spans.setdefault(key, []).append(span)
    above = {
        _make_comparable_name(line.span.extract(text).strip())
        for line in lines
        if line.kind is LineKind.NAVIGATION
    }
    for key, found in weights.items():
        if "copyright" in found and key in above:
            found["masthead"] = OTHER_WEIGHT
    totals = {key: sum(found.values()) for key, found in weights.items()}
    best = max(totals.values(), default=0.0)
    leaders = [key for key in totals if totals[key] == best]
    if best < MIN_WEIGHT or len(leaders) > 1:
        return None
    span = max(spans[leaders[0]], key=lambda s: (s.extract(text)[:1].isupper(), s.end - s.start, -s.start))
    return StatedFact(span.extract(text), span)


def _make_comparable_name(name: str) -> str:
    """Return the form in which names are compared: casefolded, without a leading "the"."""
    article = LEADING_THE.match(name)
    return name[article.end() if article else 0 :].casefold()


def _find_desks(
    text: str, byline: StatedFact[tuple[str, ...]] | None, word_lists: MetadataWords
) -> Iterator[Evidence]:
    """Yield each outlet's name before a desk in the byline."""
    begin = byline.evidence.start if byline is not None and isinstance(byline.evidence, Span) else 0
    for author in byline.value if byline is not None else ():
        desk = word_lists.desk_name.search(author)
        name = NAME.match(author, 0, desk.start()) if desk is not None else None
        if desk is not None and name is not None and not author[name.end() : desk.start()].strip():
            start = text.index(author, begin)
            yield "desk", DESK_WEIGHT, Span(start + name.start(), start + name.end())


def _find_self_references(text: str, line: Line, word_lists: MetadataWords) -> Iterator[Evidence]:
    """Yield each name in a line behind words with which a page speaks about itself."""
    is_text = line.kind in TEXT_KINDS
    is_short = line.span.end - line.span.start <= LONG_LINE
    if not is_text and not (line.kind in SELF_REFERENCE_KINDS and is_short):
        return
    patterns = [
        (kind, found) for kind, found in word_lists.self_references.items() if (kind == "told") is is_text
    ]
    if not is_text:
        patterns.append(("copyright", word_lists.copyright_notice))
    for kind, pattern in patterns:
        for mark in pattern.finditer(text, line.span.start, line.span.end):
            if name := NAME.match(text, mark.end(), line.span.end):
                yield kind, OTHER_WEIGHT, Span(name.start(), name.end())
