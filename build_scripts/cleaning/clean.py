"""Label every line of a capture with what it is and the rule that decided."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.cleaning import (
    article_block as blocks,
)
from build_scripts.cleaning import (
    headline_guess as headline,
)
from build_scripts.cleaning import (
    line_classifier as model,
)
from build_scripts.cleaning import (
    line_labels as labels,
)
from build_scripts.cleaning.boilerplate_signs import Sign, cue, sign
from build_scripts.cleaning.context_evidence import Guess, Page
from build_scripts.cleaning.line_features import Seen, look
from build_scripts.cleaning.word_lists import Knowledge
from build_scripts.models import TEXT_KINDS, Correction, Kind, Line, Paragraph, Span

KEPT = "kept by the editor"
DROPPED = "cut by the editor"
CLOSING = (".", "。", "।", "۔", "»", "”", '"')
MOSTLY = 0.5  # share of a closing sentence's words in lower case
LEAD = 4  # lines at the article's beginning among which its first sentence must stand


def clean(
    text: str,
    known: Knowledge,
    keep: tuple[Correction, ...] = (),
    drop: tuple[Correction, ...] = (),
) -> tuple[Line, ...]:
    r"""Return every line of a text, labelled; line ends must be `\n`.

    The lines in order, joined by a newline, are the text. `keep` and `drop` overrule the rules where a
    line starts as they say; `check_corrections` tells which of them don't fit.
    """
    seen = look(text)
    cues, signs = _read(seen, known)
    page = _page(seen, signs)
    places = {line.at: place for place, line in enumerate(page.lines)}
    kept = _chosen(page, model.weigh(page.groups, known.weights))

    def why(index: int) -> str:
        return model.telling(page.evidence(places[index]), known.weights, kept=index in kept)

    labelled = labels.label(seen, signs, cues, kept, known, why)
    overruled = {c.line: (Kind.BODY, KEPT) for c in keep} | {
        c.line: (Kind.BOILERPLATE, DROPPED) for c in drop
    }
    for correction, _ in check_corrections(text, keep, drop):
        overruled.pop(correction.line, None)
    return tuple(
        Line(line.at + 1, line.span, *overruled.get(line.at + 1, given))
        for line, given in zip(seen, labelled, strict=True)
    )


def seen_page(text: str, known: Knowledge) -> Page:
    r"""Return what the model goes by: a text's filled lines and their evidence; line ends must be `\n`."""
    seen = look(text)
    _, signs = _read(seen, known)
    return _page(seen, signs)


def _read(
    seen: tuple[Seen, ...], known: Knowledge
) -> tuple[tuple[Kind | None, ...], tuple[Sign | None, ...]]:
    """Return of every line the kind of furniture that its words name, and its sign."""
    cues = tuple(cue(line, known) for line in seen)
    return cues, tuple(sign(line, cued, known) for line, cued in zip(seen, cues, strict=True))


def _page(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...]) -> Page:
    run = blocks.choose(seen, signs)
    guess = None
    if run is not None:
        first, last = blocks.trim(seen, signs, run)
        guess = Guess(headline.find(seen, signs, first, last), first, last)
    filled = tuple(line for line in seen if not line.blank)
    return Page(filled, tuple(signs[line.at] for line in filled), guess)


def _chosen(page: Page, weighed: Sequence[float]) -> frozenset[int]:
    """Return the indexes of the lines that are the article's own, from the weight of each."""
    kept = model.choose(weighed, [line.words for line in page.lines])
    places = [place for place, keep in enumerate(kept) if keep and page.signs[place] is not Sign.PAUSE]
    return frozenset(page.lines[place].at for place in _without_edges(page, places))


def _without_edges(page: Page, places: list[int]) -> list[int]:
    """Mend what the model gets wrong at the edges of the article, and keep once what stands twice.

    What often stands right above the first sentence, or cut short below the last, is dropped; a short
    sentence that stands like a paragraph right below the last one is kept.
    """
    first = next((n for n, place in enumerate(places[:LEAD]) if _running(page, place)), 0)
    found = places[first:]
    while len(found) > 1 and page.lines[found[-1]].elided:
        found.pop()
        while len(found) > 1 and not _running(page, found[-1]):
            found.pop()
    if found and _closes(page, found[-1] + 1):
        found.append(found[-1] + 1)
    said: set[str] = set()
    once = []
    for place in found:
        line = page.lines[place]
        if line.repeats > 1 or line.text not in said:
            once.append(place)
        said.add(line.text)
    return once


def _closes(page: Page, place: int) -> bool:
    """Tell whether a line is a short sentence below a paragraph, with the same blank line between them."""
    if place >= len(page.lines):
        return False
    line, above = page.lines[place], page.lines[place - 1]
    return (
        line.ends
        and not line.elided
        and line.repeats == 1
        and page.signs[place] is None
        and above.prose
        and line.spaced
        and above.spaced
        and line.text.endswith(CLOSING)
        and (line.lower is None or line.lower >= MOSTLY)
    )


def _running(page: Page, place: int) -> bool:
    """Tell whether a line reads like a sentence or an item of a list, and not like a caption or a byline."""
    line, sign = page.lines[place], page.signs[place]
    return (line.ends or line.prose or sign is Sign.ITEM) and sign not in (Sign.CAPTION, Sign.STAMP)


def check_corrections(
    text: str, keep: tuple[Correction, ...], drop: tuple[Correction, ...]
) -> tuple[tuple[Correction, str], ...]:
    """Return each correction that does not fit the text, with the reason; `clean` ignores those."""
    lines = text.split("\n")
    wrong: list[tuple[Correction, str]] = []
    for correction in (*keep, *drop):
        if not 1 <= correction.line <= len(lines):
            wrong.append((correction, f"the capture has {len(lines)} lines"))
            continue
        words = lines[correction.line - 1].strip()
        if not words:
            wrong.append((correction, "the line is blank"))
        elif not words.startswith(correction.starts.strip()):
            wrong.append((correction, f'the line starts with "{words[:40]}"'))
    kept = {c.line for c in keep}
    wrong += [(c, "the line is both kept and dropped") for c in drop if c.line in kept]
    return tuple(wrong)


def paragraphs(text: str, lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Return the article's own text: spans of BODY, HEADING and LIST_ITEM lines without blanks around."""
    found = []
    for line in lines:
        words = line.span.of(text)
        start = line.span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if line.kind in TEXT_KINDS and end > start:
            found.append(Paragraph(Span(start, end), line.kind))
    return tuple(found)


def plain(text: str) -> tuple[Line, ...]:
    """Return every line that is not blank as body."""
    return tuple(
        Line(line.at + 1, line.span, Kind.BLANK, labels.BLANK)
        if line.blank
        else Line(line.at + 1, line.span, Kind.BODY, "the whole file is taken as the article")
        for line in look(text)
    )
