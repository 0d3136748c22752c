"""Label every line of a capture with its kind and the rule that decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
FIRST_SENTENCE_REACH = 4  # lines at the article's beginning among which its first sentence is looked for


def label_capture_lines(
    text: str,
    word_lists: CleaningWords,
    keep: tuple[LineOverride, ...] = (),
    drop: tuple[LineOverride, ...] = (),
) -> tuple[Line, ...]:
    r"""Return every line of a text, labelled; line ends must be `\n`.

    The lines in order, joined by a newline, are the text. `keep` and `drop` override the rules, except for
    those overrides that `find_wrong_overrides` returns.
    """
    lines = extract_line_features(text)
    boilerplate_kinds, signs = _find_kinds_and_signs(lines, word_lists)
    page = _collect_evidence(lines, signs)
    positions = {line.line_index: position for position, line in enumerate(page.lines)}
    kept = _select_kept_lines(page, compute_line_log_odds(page.evidence_groups, word_lists.weights))

    def describe_evidence(index: int) -> str:
        return describe_heaviest_evidence(
            page.list_evidence(positions[index]), word_lists.weights, kept=index in kept
        )

    labels = choose_line_labels(lines, signs, boilerplate_kinds, kept, word_lists, describe_evidence)
    overridden = {c.line: (LineKind.BODY, KEPT_BY_EDITOR) for c in keep} | {
        c.line: (LineKind.BOILERPLATE, CUT_BY_EDITOR) for c in drop
    }
    for override, _ in find_wrong_overrides(text, keep, drop):
        overridden.pop(override.line, None)
    return tuple(
        Line(line.line_index + 1, line.span, *overridden.get(line.line_index + 1, label))
        for line, label in zip(lines, labels, strict=True)
    )


def collect_page_evidence(text: str, word_lists: CleaningWords) -> PageEvidence:
    r"""Return the lines of a text that aren't blank, and the evidence on each; line ends must be `\n`."""
    lines = extract_line_features(text)
    _, signs = _find_kinds_and_signs(lines, word_lists)
    return _collect_evidence(lines, signs)


def _find_kinds_and_signs(
    lines: tuple[LineFeatures, ...], word_lists: CleaningWords
) -> tuple[tuple[LineKind | None, ...], tuple[LineSign | None, ...]]:
    """Return for every line the kind of boilerplate that its words show, and its sign."""
    kinds = tuple(find_boilerplate_kind(line, word_lists) for line in lines)
    signs = tuple(find_line_sign(line, kind, word_lists) for line, kind in zip(lines, kinds, strict=True))
    return kinds, signs


def _collect_evidence(lines: tuple[LineFeatures, ...], signs: tuple[LineSign | None, ...]) -> PageEvidence:
    run = find_article_run(lines, signs)
    guess = None
    if run is not None:
        first, last = find_article_bounds(lines, signs, run)
        guess = ArticleGuess(guess_headline_index(lines, signs, first, last), first, last)
    filled = tuple(line for line in lines if not line.is_blank)
    return PageEvidence(filled, tuple(signs[line.line_index] for line in filled), guess)


def _select_kept_lines(page: PageEvidence, log_odds: Sequence[float]) -> frozenset[int]:
    """Return the indexes in the text of the article's own lines, from the log-odds of each line."""
    kept = select_article_lines(log_odds, [line.word_count for line in page.lines])
    positions = [n for n, keep in enumerate(kept) if keep and page.signs[n] is not LineSign.PAUSE]
    return frozenset(
        page.lines[n].line_index for n in _drop_repetitions(page, _correct_edges(page, positions))
    )


def _correct_edges(page: PageEvidence, positions: list[int]) -> list[int]:
    """Return the article's lines without frequent errors of the model at its beginning and end.

    Lines above the first sentence and teasers below the last one are dropped. A short sentence right below
    the last paragraph is kept if it looks like a paragraph.
    """
    first = next(
        (n for n, at in enumerate(positions[:FIRST_SENTENCE_REACH]) if _is_running_text(page, at)), 0
    )
    found = positions[first:]
    while len(found) > 1 and page.lines[found[-1]].ends_with_ellipsis:
        found.pop()
        while len(found) > 1 and not _is_running_text(page, found[-1]):
            found.pop()
    if found and _is_closing_sentence(page, found[-1] + 1):
        found.append(found[-1] + 1)
    return found


def _drop_repetitions(page: PageEvidence, positions: list[int]) -> Iterator[int]:
    """Yield the positions without the second copy of each line, where a whole page was pasted twice."""
    texts: set[str] = set()
    for position in positions:
        line = page.lines[position]
        if line.occurrences > 1 or line.text not in texts:
            yield position
        texts.add(line.text)


def _is_closing_sentence(page: PageEvidence, position: int) -> bool:
    """Return whether a line is a short sentence below a paragraph, with a blank line above each."""
    if position >= len(page.lines):
        return False
    line, above = page.lines[position], page.lines[position - 1]
    return (
        line.has_end_mark
        and not line.ends_with_ellipsis
        and line.occurrences == 1
        and page.signs[position] is None
        and above.is_prose
        and line.blank_line_above
        and above.blank_line_above
        and line.text.endswith(CLOSING_SENTENCE_MARKS)
        and (line.lowercase_share is None or line.lowercase_share >= MIN_LOWERCASE_SHARE)
    )


def _is_running_text(page: PageEvidence, position: int) -> bool:
    """Return whether a line reads like a sentence or an item of a list, not a caption or a byline."""
    line, sign = page.lines[position], page.signs[position]
    return (line.has_end_mark or line.is_prose or sign is LineSign.ITEM) and sign not in (
        LineSign.CAPTION,
        LineSign.STAMP,
    )


def find_wrong_overrides(
    text: str, keep: tuple[LineOverride, ...], drop: tuple[LineOverride, ...]
) -> tuple[tuple[LineOverride, str], ...]:
    """Return the overrides that don't fit the text, each with the reason."""
    lines = text.split("\n")
    wrong: list[tuple[LineOverride, str]] = []
    for override in (*keep, *drop):
        if not 1 <= override.line <= len(lines):
            wrong.append((override, f"the capture has {len(lines)} lines"))
            continue
        words = lines[override.line - 1].strip()
        if not words:
            wrong.append((override, "the line is blank"))
        elif not words.startswith(override.starts.strip()):
            wrong.append((override, f'the line starts with "{words[:40]}"'))
    kept = {c.line for c in keep}
    wrong += [(c, "the line is both kept and dropped") for c in drop if c.line in kept]
    return tuple(wrong)


def extract_article_paragraphs(text: str, lines: tuple[Line, ...]) -> tuple[Paragraph, ...]:
    """Return the article's own text: the spans of BODY, HEADING and LIST_ITEM lines, stripped of blanks."""
    found = []
    for line in lines:
        words = line.span.extract(text)
        start = line.span.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if line.kind in TEXT_KINDS and end > start:
            found.append(Paragraph(Span(start, end), line.kind))
    return tuple(found)


def label_lines_as_body(text: str) -> tuple[Line, ...]:
    """Return every line of a text, labelled as body unless it is blank."""
    return tuple(
        Line(line.line_index + 1, line.span, LineKind.BLANK, BLANK_RULE)
        if line.is_blank
        else Line(line.line_index + 1, line.span, LineKind.BODY, "the whole file is taken as the article")
        for line in extract_line_features(text)
    )
