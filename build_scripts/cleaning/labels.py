"""Give every line its kind, once the run of lines that holds the article is known."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from ..models import Kind
from . import headline
from .blocks import Run
from .features import Seen
from .knowledge import Knowledge
from .signs import NAME_WORDS, Sign, cue, dated, named

Label = tuple[Kind, str]

BLANK = "blank"
PARAGRAPH = "a paragraph of the article"
CREDITED = "ends with or is a photograph's credit"
ELLIPSIS = "cut short with an ellipsis: another article's teaser"
SHAPED: Mapping[Sign | None, Label] = {
    Sign.CAPTION: (Kind.CAPTION, CREDITED),
    Sign.ITEM: (Kind.LIST_ITEM, "begins like an item of a list"),
}
TOP = 0.4  # share of the run's lines within which a byline or date ends what stands above the article
TOP_LINES = 8
OPENING_WORDS = 18  # of a paragraph that a box of links separates from the rest of the article
STANDFIRST_WORDS = 8
FEED_STAMPS = 2  # lines with only a time or date that make a list of dated items
HEADING_WORDS = 14
TITLE_WORDS = 5
NAME_REACH = 2  # lines between a name and the date beside it


def label(
    seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], run: Run | None, known: Knowledge
) -> tuple[Label, ...]:
    """Return the kind of every line and the rule that decided, in order."""
    if run is None:
        return tuple(
            (Kind.BLANK, BLANK) if line.blank else _furniture(line, known, "no running text was found here")
            for line in seen
        )
    first, last = _trim(seen, signs, run)
    head = headline.find(seen, signs, first, last)
    first = _extend(seen, signs, head, first)
    inside = _inside(seen, signs, first, last, known)
    after = _after(seen, signs, last, known)
    names = _names(seen, signs, head, first, known)
    stamped = next((i for i in range(head or 0, first) if signs[i] is Sign.STAMP), first)
    given: list[Label] = []
    for line in seen:
        if line.blank:
            given.append((Kind.BLANK, BLANK))
        elif line.index > last:
            given.append(after[line.index - last - 1])
        elif line.index >= first:
            given.append(inside[line.index - first])
        elif line.index == head:
            given.append((Kind.HEADLINE, "the line above the article that says what it is about"))
        elif head is not None and line.index > head:
            given.append(
                (Kind.BYLINE, "a name beside the date")
                if line.index in names
                else _between(line, signs[line.index], known, line.index > stamped)
            )
        else:
            given.append(_above(line, signs[line.index], known, head is not None))
    return tuple(given)


def _trim(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], run: Run) -> tuple[int, int]:
    """Return the first and last line of the article: below a byline or date that stands early in the run."""
    filled = [i for i in range(run.first, run.last + 1) if not seen[i].blank]
    top = filled[: min(TOP_LINES, int(TOP * len(filled)) + 1)]
    stamps = [n for n, i in enumerate(top) if signs[i] is Sign.STAMP]
    start = stamps[-1] + 1 if stamps else 0
    while start < len(filled) - 1 and _leads_in(seen[filled[start]], signs[filled[start]]):
        start += 1
    return filled[min(start, len(filled) - 1)], run.last


def _extend(seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], head: int | None, first: int) -> int:
    """Return the first line of the article: earlier where a box parts its first paragraphs from the rest.

    Such paragraphs stand below a byline or date; what stands above it is a standfirst.
    """
    start = first
    for index in range(first - 1, first if head is None else head, -1):
        line = seen[index]
        if signs[index] is Sign.STAMP:
            return start
        paragraph = line.ends and line.spaced and line.words >= OPENING_WORDS
        if paragraph and signs[index] is None and line.repeats == 1:
            start = index
    return first


def _leads_in(line: Seen, sign: Sign | None) -> bool:
    return sign in (Sign.CAPTION, Sign.CUE, Sign.BREAK, Sign.PAUSE, Sign.STAMP) or (
        sign is None and not line.prose and not line.ends
    )


def _names(
    seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], head: int | None, first: int, known: Knowledge
) -> frozenset[int]:
    """Return the lines between headline and article that are shaped like a name and stand by a date."""
    if head is None:
        return frozenset()
    filled = [line for line in seen[head + 1 : first] if not line.blank]
    found = set()
    for n, line in enumerate(filled):
        near = filled[max(0, n - NAME_REACH) : n] + filled[n + 1 : n + 1 + NAME_REACH]
        shaped = line.words in NAME_WORDS and line.names and not line.ends and line.text[-1].isalnum()
        plain = signs[line.index] is None and not any(c.isdigit() for c in line.text)
        beside = any(signs[x.index] is Sign.STAMP and dated(x, known) for x in near)
        posted = any(x.words <= TITLE_WORDS and known.title.search(x.text) for x in filled[n + 1 : n + 2])
        bare = any(known.opener.fullmatch(x.text) for x in filled[max(0, n - 1) : n])
        if (shaped and plain and (beside or posted)) or (bare and plain and line.words <= TITLE_WORDS):
            found.add(line.index)
    return frozenset(found)


def _furniture(line: Seen, known: Knowledge, where: str, otherwise: Kind = Kind.BOILERPLATE) -> Label:
    kind = cue(line, known)
    if kind is None:
        return otherwise, where
    return kind, f"{where}, with words of {_AS[kind]}"


_AS = {
    Kind.SHARE: "a share form",
    Kind.SUBSCRIBE: "an appeal or a form to sign up",
    Kind.RELATED: "a list of other articles",
    Kind.FEED: "a news feed",
    Kind.COMMENT: "a comment form",
    Kind.LEGAL: "a legal notice",
    Kind.ADVERTISEMENT: "an advertisement",
    Kind.BIOGRAPHY: "a note on the author",
    Kind.NAVIGATION: "navigation",
}


def _stamped(line: Seen, known: Knowledge, where: str) -> Label:
    if not dated(line, known):
        return Kind.BYLINE, f"begins like a byline, {where}"
    if known.byline.search(line.text) is not None:
        return Kind.BYLINE, f"a byline with a date, {where}"
    if named(line, known):
        return Kind.BYLINE, f"a name beside a date, {where}"
    return Kind.PUBLISHED, f"a date, {where}"


def _above(line: Seen, sign: Sign | None, known: Knowledge, headed: bool) -> Label:
    where = "above the headline" if headed else "above the article"
    if sign is Sign.STAMP:
        return _stamped(line, known, where)
    if sign is Sign.CAPTION:
        return Kind.CAPTION, f"a photograph's caption or credit, {where}"
    if line.prose:
        return _furniture(line, known, f"a line {where}")
    return _furniture(line, known, f"a short line {where}", Kind.NAVIGATION)


def _between(line: Seen, sign: Sign | None, known: Knowledge, below_date: bool) -> Label:
    where = "between the headline and the article"
    if sign is Sign.STAMP:
        return _stamped(line, known, where)
    if sign is Sign.CAPTION:
        return Kind.CAPTION, CREDITED
    kind, rule = _furniture(line, known, f"a line {where}")
    if kind is Kind.BOILERPLATE and line.words >= STANDFIRST_WORDS and (line.ends or not below_date):
        return Kind.STANDFIRST, f"a sentence {where}"
    return kind, rule


def _inside(
    seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], first: int, last: int, known: Knowledge
) -> list[Label]:
    """Label the lines of the article's run, the last first: what a short line is depends on the next one."""
    given: list[Label] = []
    following: Seen | None = None
    following_kind = Kind.BOILERPLATE
    for index in range(last, first - 1, -1):
        line, sign = seen[index], signs[index]
        if line.blank:
            given.append((Kind.BLANK, BLANK))
            continue
        kind, rule = _within(line, sign, following, following_kind, known)
        given.append((kind, rule))
        following, following_kind = line, kind
    return given[::-1]


def _within(line: Seen, sign: Sign | None, following: Seen | None, below: Kind, known: Knowledge) -> Label:
    """Label one line of the article's run; `following` is the next filled line, `below` its kind."""
    if line.repeats > 1:
        return _furniture(line, known, "a line that stands on the page more than once")
    if sign in (Sign.CUE, Sign.BREAK, Sign.PAUSE):
        return _furniture(line, known, "a line inside the article")
    if sign is Sign.STAMP:
        return _stamped(line, known, "inside the article")
    if sign is Sign.TEASER and following is not None and not following.spaced and not following.ends:
        return Kind.TEASER, ELLIPSIS
    if sign in SHAPED:
        return SHAPED[sign]
    return _running(line, below)


def _running(line: Seen, below: Kind) -> Label:
    if line.ends or line.prose:
        return Kind.BODY, PARAGRAPH
    if below is Kind.TEASER:
        return Kind.TEASER, "the title above another article's teaser"
    if below in (Kind.BODY, Kind.LIST_ITEM) and line.words <= HEADING_WORDS and line.spaced:
        return Kind.HEADING, "a short line above a paragraph"
    return Kind.BODY, PARAGRAPH


def _after(
    seen: tuple[Seen, ...], signs: tuple[Sign | None, ...], last: int, known: Knowledge
) -> list[Label]:
    """Label the lines after the article."""
    where = "after the article's last paragraph"
    feed = _feed(seen, known, last + 1)
    given: list[Label] = []
    teased = False
    for line in reversed(seen[last + 1 :]):
        sign = signs[line.index]
        if line.blank:
            given.append((Kind.BLANK, BLANK))
            continue
        if line.index in feed:
            label = Kind.FEED, f"in a list of dated items {where}"
        elif line.elided and line.words > 4:
            label = Kind.TEASER, ELLIPSIS
        elif teased and not line.ends and not line.prose:
            label = Kind.TEASER, "the title above another article's teaser"
        elif sign is Sign.STAMP:
            label = _stamped(line, known, where)
        elif sign is Sign.CAPTION:
            label = Kind.CAPTION, f"a photograph's caption or credit, {where}"
        else:
            label = _furniture(line, known, f"a line {where}")
        teased = label[0] is Kind.TEASER and line.elided
        given.append(label)
    return given[::-1]


def _feed(seen: tuple[Seen, ...], known: Knowledge, start: int) -> range:
    """Return the lines from the first to the last item of a list of items that each stand below a time."""
    stamps = [line.index for line in seen[start:] if line.clock]
    if len(stamps) < FEED_STAMPS:
        return range(0)
    begin, end = stamps[0], stamps[-1]
    above = next((line for line in reversed(seen[start:begin]) if not line.blank), None)
    if above is not None and cue(above, known) is Kind.FEED:
        begin = above.index
    item = max((b - a for a, b in pairwise(stamps)), default=1)
    prose = [line.index for line in seen[end : end + item + 1] if line.prose or line.ends]
    return range(begin, (prose[-1] if prose else end) + 1)
