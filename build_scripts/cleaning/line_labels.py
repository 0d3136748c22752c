"""Give every line its kind, once the lines that are the article are known."""

from __future__ import annotations

from collections.abc import Callable, Set
from itertools import pairwise

from build_scripts.cleaning.boilerplate_signs import NAME_WORD_COUNTS, LineSign, is_date_line, is_name_line
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
MIN_STANDFIRST_WORDS = 8
MIN_FEED_STAMPS = 2  # lines with only a time or date that make a list of dated items
MAX_HEADING_WORDS = 14
MAX_JOB_TITLE_WORDS = 5
NAME_REACH = 2  # lines between a name and the date beside it


def choose_line_labels(
    seen: tuple[LineFeatures, ...],
    signs: tuple[LineSign | None, ...],
    cues: tuple[LineKind | None, ...],
    kept: Set[int],
    known: CleaningWords,
    why: Callable[[int], str],
) -> tuple[LineLabel, ...]:
    """Return the kind of every line and the rule that decided, in order.

    `cues` are the kinds of furniture that the lines' words name, `kept` the indexes of the article's own
    lines; `why` tells of a line the heaviest evidence for keeping or for cutting it.
    """
    if not kept:
        return tuple(
            (LineKind.BLANK, BLANK_RULE)
            if line.is_blank
            else _furniture(cued, "no running text was found here")
            for line, cued in zip(seen, cues, strict=True)
        )
    first, last = min(kept), max(kept)
    head = guess_headline_index(seen, signs, first, last)
    inside = _inside(seen, signs, cues, kept, known, why)
    after = _after(seen, signs, cues, last, known)
    names = _names(seen, signs, head, first, known)
    stamped = next((i for i in range(head or 0, first) if signs[i] is LineSign.STAMP), first)
    given: list[LineLabel] = []
    for line, sign, cued in zip(seen, signs, cues, strict=True):
        if line.is_blank:
            given.append((LineKind.BLANK, BLANK_RULE))
        elif line.line_index > last:
            given.append(_because(after[line.line_index - last - 1], line, why))
        elif line.line_index >= first:
            given.append(inside[line.line_index - first])
        elif line.line_index == head:
            given.append((LineKind.HEADLINE, "the line above the article that says what it is about"))
        elif head is not None and line.text == seen[head].text:
            given.append((LineKind.BOILERPLATE, "the headline once more"))
        elif head is not None and line.line_index > head:
            given.append(
                (LineKind.BYLINE, "a name beside the date")
                if line.line_index in names
                else _between(line, sign, cued, known, line.line_index > stamped)
            )
        else:
            given.append(_because(_above(line, sign, cued, known, head is not None), line, why))
    return tuple(given)


def _because(given: LineLabel, line: LineFeatures, why: Callable[[int], str]) -> LineLabel:
    """Add the evidence to the reason where prose was cut: that is what a reader wonders about."""
    kind, rule = given
    if kind is not LineKind.BOILERPLATE or not line.is_prose:
        return given
    return kind, _with(rule, why(line.line_index))


def _with(rule: str, evidence: str) -> str:
    return f"{rule} ({evidence})" if evidence else rule


def _names(
    seen: tuple[LineFeatures, ...],
    signs: tuple[LineSign | None, ...],
    head: int | None,
    first: int,
    known: CleaningWords,
) -> frozenset[int]:
    """Return the lines between headline and article that are shaped like a name and stand by a date."""
    if head is None:
        return frozenset()
    filled = [line for line in seen[head + 1 : first] if not line.is_blank]
    found = set()
    for n, line in enumerate(filled):
        near = filled[max(0, n - NAME_REACH) : n] + filled[n + 1 : n + 1 + NAME_REACH]
        shaped = (
            line.word_count in NAME_WORD_COUNTS
            and line.is_capitalised
            and not line.has_end_mark
            and line.text[-1].isalnum()
        )
        plain = signs[line.line_index] is None and not any(c.isdigit() for c in line.text)
        beside = any(signs[x.line_index] is LineSign.STAMP and is_date_line(x, known) for x in near)
        posted = any(
            x.word_count <= MAX_JOB_TITLE_WORDS and known.job_title.search(x.text)
            for x in filled[n + 1 : n + 2]
        )
        bare = any(known.lone_opener.fullmatch(x.text) for x in filled[max(0, n - 1) : n])
        if (shaped and plain and (beside or posted)) or (
            bare and plain and line.word_count <= MAX_JOB_TITLE_WORDS
        ):
            found.add(line.line_index)
    return frozenset(found)


def _furniture(cued: LineKind | None, where: str, otherwise: LineKind = LineKind.BOILERPLATE) -> LineLabel:
    if cued is None:
        return otherwise, where
    return cued, f"{where}, with words of {_AS[cued]}"


_AS = {
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


def _stamped(line: LineFeatures, known: CleaningWords, where: str) -> LineLabel:
    if not is_date_line(line, known):
        return LineKind.BYLINE, f"begins like a byline, {where}"
    if known.byline_start.search(line.text) is not None:
        return LineKind.BYLINE, f"a byline with a date, {where}"
    if is_name_line(line, known):
        return LineKind.BYLINE, f"a name beside a date, {where}"
    return LineKind.PUBLISHED, f"a date, {where}"


def _above(
    line: LineFeatures, sign: LineSign | None, cued: LineKind | None, known: CleaningWords, headed: bool
) -> LineLabel:
    where = "above the headline" if headed else "above the article"
    if sign is LineSign.STAMP:
        return _stamped(line, known, where)
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, f"a photograph's caption or credit, {where}"
    if line.is_prose:
        return _furniture(cued, f"a line {where}")
    return _furniture(cued, f"a short line {where}", LineKind.NAVIGATION)


def _between(
    line: LineFeatures, sign: LineSign | None, cued: LineKind | None, known: CleaningWords, below_date: bool
) -> LineLabel:
    where = "between the headline and the article"
    if sign is LineSign.STAMP:
        return _stamped(line, known, where)
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, CREDIT_RULE
    kind, rule = _furniture(cued, f"a line {where}")
    if (
        kind is LineKind.BOILERPLATE
        and line.word_count >= MIN_STANDFIRST_WORDS
        and (line.has_end_mark or not below_date)
    ):
        return LineKind.STANDFIRST, f"a sentence {where}"
    return kind, rule


def _inside(
    seen: tuple[LineFeatures, ...],
    signs: tuple[LineSign | None, ...],
    cues: tuple[LineKind | None, ...],
    kept: Set[int],
    known: CleaningWords,
    why: Callable[[int], str],
) -> list[LineLabel]:
    """Label the lines of the article, the last first: what a short line is depends on the next one."""
    given: list[LineLabel] = []
    following: LineFeatures | None = None
    below = LineKind.BOILERPLATE
    for index in range(max(kept), min(kept) - 1, -1):
        line, sign = seen[index], signs[index]
        if line.is_blank:
            given.append((LineKind.BLANK, BLANK_RULE))
            continue
        if index in kept:
            kind, rule = _running(line, sign, below)
            rule = _with(rule, why(index))
        else:
            kind, rule = _gap(line, sign, cues[index], following, below, known)
            if kind is LineKind.BOILERPLATE:
                rule = _with(rule, why(index))
        given.append((kind, rule))
        following, below = line, kind
    return given[::-1]


def _running(line: LineFeatures, sign: LineSign | None, below: LineKind) -> LineLabel:
    """Label one of the article's own lines; `below` is the kind of the next filled line."""
    if sign is LineSign.ITEM:
        return LineKind.LIST_ITEM, "begins like an item of a list"
    short = not line.has_end_mark and not line.is_prose and line.word_count <= MAX_HEADING_WORDS
    if short and line.blank_line_above and below in (LineKind.BODY, LineKind.LIST_ITEM):
        return LineKind.HEADING, "a short line above a paragraph"
    return LineKind.BODY, PARAGRAPH_RULE


def _gap(
    line: LineFeatures,
    sign: LineSign | None,
    cued: LineKind | None,
    following: LineFeatures | None,
    below: LineKind,
    known: CleaningWords,
) -> LineLabel:
    """Label a line inside the article that is not its own; `following` is the next filled line."""
    if line.occurrences > 1:
        return _furniture(cued, REPEATED_RULE)
    if sign is LineSign.STAMP:
        return _stamped(line, known, "inside the article")
    if sign is LineSign.CAPTION:
        return LineKind.CAPTION, CREDIT_RULE
    if (
        sign is LineSign.TEASER
        and following is not None
        and not following.blank_line_above
        and not following.has_end_mark
    ):
        return LineKind.TEASER, ELLIPSIS_RULE
    if sign is None and below is LineKind.TEASER and not line.has_end_mark and not line.is_prose:
        return LineKind.TEASER, "the title above another article's teaser"
    return _furniture(cued, "a line inside the article")


def _after(
    seen: tuple[LineFeatures, ...],
    signs: tuple[LineSign | None, ...],
    cues: tuple[LineKind | None, ...],
    last: int,
    known: CleaningWords,
) -> list[LineLabel]:
    """Label the lines after the article."""
    where = "after the article's last paragraph"
    feed = _feed(seen, cues, last + 1)
    given: list[LineLabel] = []
    teased = False
    for line in reversed(seen[last + 1 :]):
        sign = signs[line.line_index]
        if line.is_blank:
            given.append((LineKind.BLANK, BLANK_RULE))
            continue
        if line.line_index in feed:
            label = LineKind.FEED, f"in a list of dated items {where}"
        elif line.ends_with_ellipsis and line.word_count > 4:
            label = LineKind.TEASER, ELLIPSIS_RULE
        elif teased and not line.has_end_mark and not line.is_prose:
            label = LineKind.TEASER, "the title above another article's teaser"
        elif sign is LineSign.STAMP:
            label = _stamped(line, known, where)
        elif sign is LineSign.CAPTION:
            label = LineKind.CAPTION, f"a photograph's caption or credit, {where}"
        else:
            label = _furniture(cues[line.line_index], f"a line {where}")
        teased = label[0] is LineKind.TEASER and line.ends_with_ellipsis
        given.append(label)
    return given[::-1]


def _feed(seen: tuple[LineFeatures, ...], cues: tuple[LineKind | None, ...], start: int) -> range:
    """Return the lines from the first to the last item of a list of items that each stand below a time."""
    stamps = [line.line_index for line in seen[start:] if line.is_clock_line]
    if len(stamps) < MIN_FEED_STAMPS:
        return range(0)
    begin, end = stamps[0], stamps[-1]
    above = next((line for line in reversed(seen[start:begin]) if not line.is_blank), None)
    if above is not None and cues[above.line_index] is LineKind.FEED:
        begin = above.line_index
    item = max((b - a for a, b in pairwise(stamps)), default=1)
    prose = [line.line_index for line in seen[end : end + item + 1] if line.is_prose or line.has_end_mark]
    return range(begin, (prose[-1] if prose else end) + 1)
