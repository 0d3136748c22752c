"""Label every line of a capture with what it is and the rule that decided."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.cleaning.article_block import find_article_bounds, find_article_run
from build_scripts.cleaning.boilerplate_signs import LineSign, find_boilerplate_kind, find_line_sign
from build_scripts.cleaning.context_evidence import ArticleGuess, PageEvidence
from build_scripts.cleaning.headline_guess import guess_headline_index
from build_scripts.cleaning.line_classifier import (
    compute_line_log_odds,
    describe_heaviest_evidence,
    select_article_lines,
)
from build_scripts.cleaning.line_features import LineFeatures, extract_line_features
from build_scripts.cleaning.line_labels import BLANK_RULE, choose_line_labels
from build_scripts.cleaning.word_lists import CleaningWords
from build_scripts.models import TEXT_KINDS, Line, LineKind, LineOverride, Paragraph, Span

KEPT_BY_EDITOR = "kept by the editor"
CUT_BY_EDITOR = "cut by the editor"
CLOSING_SENTENCE_MARKS = (".", "。", "।", "۔", "»", "”", '"')
MIN_LOWERCASE_SHARE = 0.5  # share of a closing sentence's words in lower case
FIRST_SENTENCE_REACH = 4  # lines at the article's beginning among which its first sentence must stand


def label_capture_lines(
    text: str,
    known: CleaningWords,
    keep: tuple[LineOverride, ...] = (),
    drop: tuple[LineOverride, ...] = (),
) -> tuple[Line, ...]:
    r"""Return every line of a text, labelled; line ends must be `\n`.

    The lines in order, joined by a newline, are the text. `keep` and `drop` overrule the rules where a
    line starts as they say; `find_wrong_overrides` tells which of them don't fit.
    """
    seen = extract_line_features(text)
    cues, signs = _read(seen, known)
    page = _page(seen, signs)
    places = {line.line_index: place for place, line in enumerate(page.lines)}
    kept = _chosen(page, compute_line_log_odds(page.evidence_groups, known.weights))

    def why(index: int) -> str:
        return describe_heaviest_evidence(
            page.list_evidence(places[index]), known.weights, kept=index in kept
        )

    labelled = choose_line_labels(seen, signs, cues, kept, known, why)
    overruled = {c.line: (LineKind.BODY, KEPT_BY_EDITOR) for c in keep} | {
        c.line: (LineKind.BOILERPLATE, CUT_BY_EDITOR) for c in drop
    }
    for correction, _ in find_wrong_overrides(text, keep, drop):
        overruled.pop(correction.line, None)
    return tuple(
        Line(line.line_index + 1, line.span, *overruled.get(line.line_index + 1, given))
        for line, given in zip(seen, labelled, strict=True)
    )


def collect_page_evidence(text: str, known: CleaningWords) -> PageEvidence:
    r"""Return what the model goes by: a text's filled lines and their evidence; line ends must be `\n`."""
    seen = extract_line_features(text)
    _, signs = _read(seen, known)
    return _page(seen, signs)


def _read(
    seen: tuple[LineFeatures, ...], known: CleaningWords
) -> tuple[tuple[LineKind | None, ...], tuple[LineSign | None, ...]]:
    """Return of every line the kind of furniture that its words name, and its sign."""
    cues = tuple(find_boilerplate_kind(line, known) for line in seen)
    return cues, tuple(find_line_sign(line, cued, known) for line, cued in zip(seen, cues, strict=True))


def _page(seen: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> PageEvidence:
    run = find_article_run(seen, signs)
    guess = None
    if run is not None:
        first, last = find_article_bounds(seen, signs, run)
        guess = ArticleGuess(guess_headline_index(seen, signs, first, last), first, last)
    filled = tuple(line for line in seen if not line.is_blank)
    return PageEvidence(filled, tuple(signs[line.line_index] for line in filled), guess)


def _chosen(page: PageEvidence, weighed: Sequence[float]) -> frozenset[int]:
    """Return the indexes of the lines that are the article's own, from the weight of each."""
    kept = select_article_lines(weighed, [line.word_count for line in page.lines])
    places = [place for place, keep in enumerate(kept) if keep and page.signs[place] is not LineSign.PAUSE]
    return frozenset(page.lines[place].line_index for place in _without_edges(page, places))


def _without_edges(page: PageEvidence, places: list[int]) -> list[int]:
    """Mend what the model gets wrong at the edges of the article, and keep once what stands twice.

    What often stands right above the first sentence, or cut short below the last, is dropped; a short
    sentence that stands like a paragraph right below the last one is kept.
    """
    first = next((n for n, place in enumerate(places[:FIRST_SENTENCE_REACH]) if _running(page, place)), 0)
    found = places[first:]
    while len(found) > 1 and page.lines[found[-1]].ends_with_ellipsis:
        found.pop()
        while len(found) > 1 and not _running(page, found[-1]):
            found.pop()
    if found and _closes(page, found[-1] + 1):
        found.append(found[-1] + 1)
    said: set[str] = set()
    once = []
    for place in found:
        line = page.lines[place]
        if line.occurrences > 1 or line.text not in said:
            once.append(place)
        said.add(line.text)
    return once


def _closes(page: PageEvidence, place: int) -> bool:
    """Tell whether a line is a short sentence below a paragraph, with the same blank line between them."""
    if place >= len(page.lines):
        return False
    line, above = page.lines[place], page.lines[place - 1]
    return (
        line.has_end_mark
        and not line.ends_with_ellipsis
        and line.occurrences == 1
        and page.signs[place] is None
        and above.is_prose
        and line.blank_line_above
        and above.blank_line_above
        and line.text.endswith(CLOSING_SENTENCE_MARKS)
        and (line.lowercase_share is None or line.lowercase_share >= MIN_LOWERCASE_SHARE)
    )


def _running(page: PageEvidence, place: int) -> bool:
    """Tell whether a line reads like a sentence or an item of a list, and not like a caption or a byline."""
    line, sign = page.lines[place], page.signs[place]
    return (line.has_end_mark or line.is_prose or sign is LineSign.ITEM) and sign not in (
        LineSign.CAPTION,
        LineSign.STAMP,
    )


def find_wrong_overrides(
    text: str, keep: tuple[LineOverride, ...], drop: tuple[LineOverride, ...]
) -> tuple[tuple[LineOverride, str], ...]:
    """Return the overrides that don't fit the text, with the reasons; `label_capture_lines` ignores them."""
    lines = text.split("\n")
    wrong: list[tuple[LineOverride, str]] = []
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


def extract_article_paragraphs(text: str, lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Return the article's own text: spans of BODY, HEADING and LIST_ITEM lines without blanks around."""
    found = []
    for line in lines:
        words = line.span.extract(text)
        start = line.span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if line.kind in TEXT_KINDS and end > start:
            found.append(Paragraph(Span(start, end), line.kind))
    return tuple(found)


def label_lines_as_body(text: str) -> tuple[Line, ...]:
    """Return every line that is not blank as body."""
    return tuple(
        Line(line.line_index + 1, line.span, LineKind.BLANK, BLANK_RULE)
        if line.is_blank
        else Line(line.line_index + 1, line.span, LineKind.BODY, "the whole file is taken as the article")
        for line in extract_line_features(text)
    )
