"""Give every line its kind and the rule that decided, once the article's lines are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from itertools import pairwise
from typing import NamedTuple

from build_scripts.cleaning.boilerplate_signs import LineSign, has_name_shape, is_date_line, is_name_line
from build_scripts.cleaning.headline_guess import guess_headline_index
from build_scripts.cleaning.line_features import LineFeatures
from build_scripts.cleaning.word_lists import CleaningWords
from build_scripts.models import LineKind

LineLabel = tuple[LineKind, str]

BLANK_RULE = "blank"
PARAGRAPH_RULE = "a paragraph of the article"
CREDIT_RULE = "ends with or is a photograph's credit"
ELLIPSIS_RULE = "cut short with an ellipsis: another article's teaser"
REPEATED_RULE = "a line that stands on the page more than once"
BLANK_LABEL: LineLabel = (LineKind.BLANK, BLANK_RULE)
MIN_STANDFIRST_WORDS = 8
MIN_FEED_STAMPS = 2  # lines that begin with a time from which they are a list of dated items
MAX_HEADING_WORDS = 14
MAX_JOB_TITLE_WORDS = 5
NAME_REACH = 2  # lines between a name and a date
KIND_WORDINGS = {
    LineKind.SHARE: "a share form",
    LineKind.SUBSCRIBE: "an appeal or a form to sign up",
    LineKind.RELATED: "a list of other articles",
    LineKind.FEED: "a news feed",
    LineKind.COMMENT: "a comment form",
    LineKind.LEGAL: "a legal notice",
    LineKind.ADVERTISEMENT: "an advertisement",
    LineKind.BIOGRAPHY: "a note on the author",
    LineKind.NAVIGATION: "navigation",
}


class _Page(NamedTuple):
    """The arguments of `choose_line_labels`."""

    lines: tuple[LineFeatures, ...]
    signs: tuple[LineSign | None, ...]
    boilerplate_kinds: tuple[LineKind | None, ...]
    kept: Set[int]
    word_lists: CleaningWords
    describe_evidence: Callable[[int], str]


def choose_line_labels(
    lines: tuple[LineFeatures, ...],
    signs: tuple[LineSign | None, ...],
    boilerplate_kinds: tuple[LineKind | None, ...],
    kept: Set[int],
    word_lists: CleaningWords,
    describe_evidence: Callable[[int], str],
) -> tuple[LineLabel, ...]:
    """Return the kind of every line and the rule that decided, in order.

    `boilerplate_kinds` are the kinds that the lines' words show, `kept` the indexes of the article's own
    lines. `describe_evidence` returns the heaviest evidence for keeping or cutting the line of an index.
    """
    if not kept:
        return tuple(
            BLANK_LABEL if line.is_blank else _label_boilerplate(kind, "no running text was found here")
            for line, kind in zip(lines, boilerplate_kinds, strict=True)
        )
    page = _Page(lines, signs, boilerplate_kinds, kept, word_lists, describe_evidence)
    first, last = min(kept), max(kept)
    headline = guess_headline_index(lines, signs, first, last)
    return (
        *_label_lines_before(page, headline, first),
        *_label_lines_inside(page, first, last),
        *_label_lines_after(page, last),
    )


def _label_lines_before(page: _Page, headline: int | None, first: int) -> Iterable[LineLabel]:
    """Yield the labels of the lines before the article's first, the headline among them."""
    names = frozenset() if headline is None else _find_author_lines(page, headline, first)
    first_stamp = next((n for n in range(headline or 0, first) if page.signs[n] is LineSign.STAMP), first)
    for line in page.lines[:first]:
        index = line.line_index
        if line.is_blank:
            yield BLANK_LABEL
        elif index == headline:
            yield LineKind.HEADLINE, "the line above the article that says what it is about"
        elif headline is not None and line.text == page.lines[headline].text:
            yield LineKind.BOILERPLATE, "the headline once more"
        elif headline is None or index < headline:
            yield _explain_cut_prose(page, line, _label_above_headline(page, line, headline is not None))
        elif index in names:
            yield LineKind.BYLINE, "a name beside the date"
        else:
            yield _label_below_headline(page, line, is_below_date=index > first_stamp)


def _explain_cut_prose(page: _Page, line: LineFeatures, label: LineLabel) -> LineLabel:
    """Return the label; if it cuts prose, with the evidence in its rule: readers wonder about such cuts."""
    kind, rule = label
    if kind is not LineKind.BOILERPLATE or not line.is_prose:
        return label
    return kind, _add_evidence(rule, page.describe_evidence(line.line_index))


def _add_evidence(rule: str, evidence: str) -> str:
    return f"{rule} ({evidence})" if evidence else rule


def _find_author_lines(page: _Page, headline: int, first: int) -> frozenset[int]:
    """Return the indexes of the lines between headline and article that are shaped like an author's name.

    A date near the name, a job title below it or a lone "by" above it must confirm it.
    """
    filled = [line for line in page.lines[headline + 1 : first] if not line.is_blank]
    found = set()
    for n, line in enumerate(filled):
        if page.signs[line.line_index] is not None or any(c.isdigit() for c in line.text):
            continue
        nearby = filled[max(0, n - NAME_REACH) : n] + filled[n + 1 : n + 1 + NAME_REACH]
        if (
            has_name_shape(line)
            and (_has_date_line(page, nearby) or _has_job_title(page, filled[n + 1 : n + 2]))
        ) or (
            line.word_count <= MAX_JOB_TITLE_WORDS
            and any(page.word_lists.lone_opener.fullmatch(x.text) for x in filled[max(0, n - 1) : n])
        ):
            found.add(line.line_index)
    return frozenset(found)


def _has_date_line(page: _Page, lines: Iterable[LineFeatures]) -> bool:
    return any(
        page.signs[line.line_index] is LineSign.STAMP and is_date_line(line, page.word_lists)
        for line in lines
    )


def _has_job_title(page: _Page, lines: Iterable[LineFeatures]) -> bool:
    return any(
        line.word_count <= MAX_JOB_TITLE_WORDS and page.word_lists.job_title.search(line.text)
        for line in lines
    )


def _label_boilerplate(
    kind: LineKind | None, where: str, otherwise: LineKind = LineKind.BOILERPLATE
) -> LineLabel:
    """Return the kind that a line's words show, with its rule; without one, the kind `otherwise`."""
    if kind is None:
        return otherwise, where
    return kind, f"{where}, with words of {KIND_WORDINGS[kind]}"


def _label_byline_or_date(page: _Page, line: LineFeatures, where: str) -> LineLabel:
    if not is_date_line(line, page.word_lists):
        return LineKind.BYLINE, f"begins like a byline, {where}"
    if page.word_lists.byline_start.search(line.text) is not None:
        return LineKind.BYLINE, f"a byline with a date, {where}"
    if is_name_line(line, page.word_lists):
        return LineKind.BYLINE, f"a name beside a date, {where}"
    return LineKind.PUBLISHED, f"a date, {where}"


def _label_above_headline(page: _Page, line: LineFeatures, has_headline: bool) -> LineLabel:
    """Return the label of a line above the headline, or above the article if there is no headline."""
    where = "above the headline" if has_headline else "above the article"
    sign, kind = page.signs[line.line_index], page.boilerplate_kinds[line.line_index]
    if sign is LineSign.STAMP:
        return _label_byline_or_date(page, line, where)
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, f"a photograph's caption or credit, {where}"
    if line.is_prose:
        return _label_boilerplate(kind, f"a line {where}")
    return _label_boilerplate(kind, f"a short line {where}", LineKind.NAVIGATION)


def _label_below_headline(page: _Page, line: LineFeatures, *, is_below_date: bool) -> LineLabel:
    """Return the label of a line between the headline and the article."""
    where = "between the headline and the article"
    sign = page.signs[line.line_index]
    if sign is LineSign.STAMP:
        return _label_byline_or_date(page, line, where)
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, CREDIT_RULE
    kind, rule = _label_boilerplate(page.boilerplate_kinds[line.line_index], f"a line {where}")
    if (
        kind is LineKind.BOILERPLATE
        and line.word_count >= MIN_STANDFIRST_WORDS
        and (line.has_end_mark or not is_below_date)
    ):
        return LineKind.STANDFIRST, f"a sentence {where}"
    return kind, rule


def _label_lines_inside(page: _Page, first: int, last: int) -> list[LineLabel]:
    """Return the labels of the article's lines, found from the last up: a short line depends on the next."""
    labels: list[LineLabel] = []
    following: LineFeatures | None = None
    kind_below = LineKind.BOILERPLATE
    for index in range(last, first - 1, -1):
        line = page.lines[index]
        if line.is_blank:
            labels.append(BLANK_LABEL)
            continue
        if index in page.kept:
            kind, rule = _label_own_line(line, page.signs[index], kind_below)
        else:
            kind, rule = _label_gap_line(page, line, following, kind_below)
        if index in page.kept or kind is LineKind.BOILERPLATE:
            rule = _add_evidence(rule, page.describe_evidence(index))
        labels.append((kind, rule))
        following, kind_below = line, kind
    return labels[::-1]


def _label_own_line(line: LineFeatures, sign: LineSign | None, kind_below: LineKind) -> LineLabel:
    """Return the label of one of the article's own lines; `kind_below` is that of the next non-blank line."""
    if sign is LineSign.ITEM:
        return LineKind.LIST_ITEM, "begins like an item of a list"
    is_short = not line.has_end_mark and not line.is_prose and line.word_count <= MAX_HEADING_WORDS
    if is_short and line.blank_line_above and kind_below in (LineKind.BODY, LineKind.LIST_ITEM):
        return LineKind.HEADING, "a short line above a paragraph"
    return LineKind.BODY, PARAGRAPH_RULE


def _label_gap_line(
    page: _Page, line: LineFeatures, following: LineFeatures | None, kind_below: LineKind
) -> LineLabel:
    """Return the label of a foreign line inside the article; `following` is the next non-blank line."""
    sign, kind = page.signs[line.line_index], page.boilerplate_kinds[line.line_index]
    if line.occurrences > 1:
        return _label_boilerplate(kind, REPEATED_RULE)
    if sign is LineSign.STAMP:
        return _label_byline_or_date(page, line, "inside the article")
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, CREDIT_RULE
    if (
        sign is LineSign.TEASER
        and following is not None
        and not following.blank_line_above
        and not following.has_end_mark
    ):
        return LineKind.TEASER, ELLIPSIS_RULE
    if sign is None and kind_below is LineKind.TEASER and not line.has_end_mark and not line.is_prose:
        return LineKind.TEASER, "the title above another article's teaser"
    return _label_boilerplate(kind, "a line inside the article")


def _label_lines_after(page: _Page, last: int) -> list[LineLabel]:
    """Return the labels of the lines after the article, found from the last up: teasers show their titles."""
    feed = _find_feed(page, last + 1)
    labels: list[LineLabel] = []
    is_above_teaser = False
    for line in reversed(page.lines[last + 1 :]):
        if line.is_blank:
            labels.append(BLANK_LABEL)
            continue
        label = _label_line_after(page, line, line.line_index in feed, is_above_teaser)
        is_above_teaser = label[0] is LineKind.TEASER and line.ends_with_ellipsis
        labels.append(_explain_cut_prose(page, line, label))
    return labels[::-1]


def _label_line_after(page: _Page, line: LineFeatures, is_in_feed: bool, is_above_teaser: bool) -> LineLabel:
    where = "after the article's last paragraph"
    sign = page.signs[line.line_index]
    if is_in_feed:
        return LineKind.FEED, f"in a list of dated items {where}"
    if line.ends_with_ellipsis and line.word_count > 4:
        return LineKind.TEASER, ELLIPSIS_RULE
    if is_above_teaser and not line.has_end_mark and not line.is_prose:
        return LineKind.TEASER, "the title above another article's teaser"
    if sign is LineSign.STAMP:
        return _label_byline_or_date(page, line, where)
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, f"a photograph's caption or credit, {where}"
    return _label_boilerplate(page.boilerplate_kinds[line.line_index], f"a line {where}")


def _find_feed(page: _Page, start: int) -> range:
    """Return the indexes from the first to the last item of a list whose items each follow a time."""
    lines = page.lines
    stamps = [line.line_index for line in lines[start:] if line.is_clock_line]
    if len(stamps) < MIN_FEED_STAMPS:
        return range(0)
    begin, end = stamps[0], stamps[-1]
    above = next((line for line in reversed(lines[start:begin]) if not line.is_blank), None)
    if above is not None and page.boilerplate_kinds[above.line_index] is LineKind.FEED:
        begin = above.line_index
    longest_item = max((b - a for a, b in pairwise(stamps)), default=1)
    last_item = lines[end : end + longest_item + 1]
    prose = [line.line_index for line in last_item if line.is_prose or line.has_end_mark]
    return range(begin, (prose[-1] if prose else end) + 1)
