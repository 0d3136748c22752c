"""Give every line its kind, once the lines that are the article are known."""

from __future__ import annotations

from collections.abc import Callable, Set
from itertools import pairwise

from build_scripts.cleaning import headline_guess as headline
from build_scripts.cleaning.boilerplate_signs import NAME_WORDS, Sign, dated, named
from build_scripts.cleaning.line_features import Seen
from build_scripts.cleaning.word_lists import Knowledge
from build_scripts.models import Kind

Label = tuple[Kind, str]

BLANK = "blank"
PARAGRAPH = "a paragraph of the article"
CREDITED = "ends with or is a photograph's credit"
ELLIPSIS = "cut short with an ellipsis: another article's teaser"
TWICE = "a line that stands on the page more than once"
STANDFIRST_WORDS = 8
FEED_STAMPS = 2  # lines with only a time or date that make a list of dated items
HEADING_WORDS = 14
TITLE_WORDS = 5
NAME_REACH = 2  # lines between a name and the date beside it


def label(
    seen: tuple[Seen, ...],
    signs: tuple[Sign | None, ...],
    cues: tuple[Kind | None, ...],
    kept: Set[int],
    known: Knowledge,
    why: Callable[[int], str],
) -> tuple[Label, ...]:
    """Return the kind of every line and the rule that decided, in order.

    `cues` are the kinds of furniture that the lines' words name, `kept` the indexes of the article's own
    lines; `why` tells of a line the heaviest evidence for keeping or for cutting it.
    """
    if not kept:
        return tuple(
            (Kind.BLANK, BLANK) if line.blank else _furniture(cued, "no running text was found here")
            for line, cued in zip(seen, cues, strict=True)
        )
    first, last = min(kept), max(kept)
    head = headline.find(seen, signs, first, last)
    inside = _inside(seen, signs, cues, kept, known, why)
    after = _after(seen, signs, cues, last, known)
    names = _names(seen, signs, head, first, known)
    stamped = next((i for i in range(head or 0, first) if signs[i] is Sign.STAMP), first)
    given: list[Label] = []
    for line, sign, cued in zip(seen, signs, cues, strict=True):
        if line.blank:
            given.append((Kind.BLANK, BLANK))
        elif line.at > last:
            given.append(_because(after[line.at - last - 1], line, why))
        elif line.at >= first:
            given.append(inside[line.at - first])
        elif line.at == head:
            given.append((Kind.HEADLINE, "the line above the article that says what it is about"))
        elif head is not None and line.text == seen[head].text:
            given.append((Kind.BOILERPLATE, "the headline once more"))
        elif head is not None and line.at > head:
            given.append(
                (Kind.BYLINE, "a name beside the date")
                if line.at in names
                else _between(line, sign, cued, known, line.at > stamped)
            )
        else:
            given.append(_because(_above(line, sign, cued, known, head is not None), line, why))
    return tuple(given)


def _because(given: Label, line: Seen, why: Callable[[int], str]) -> Label:
    """Add the evidence to the reason where prose was cut: that is what a reader wonders about."""
    kind, rule = given
    if kind is not Kind.BOILERPLATE or not line.prose:
        return given
    return kind, _with(rule, why(line.at))


def _with(rule: str, evidence: str) -> str:
    return f"{rule} ({evidence})" if evidence else rule


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
        plain = signs[line.at] is None and not any(c.isdigit() for c in line.text)
        beside = any(signs[x.at] is Sign.STAMP and dated(x, known) for x in near)
        posted = any(x.words <= TITLE_WORDS and known.title.search(x.text) for x in filled[n + 1 : n + 2])
        bare = any(known.opener.fullmatch(x.text) for x in filled[max(0, n - 1) : n])
        if (shaped and plain and (beside or posted)) or (bare and plain and line.words <= TITLE_WORDS):
            found.add(line.at)
    return frozenset(found)


def _furniture(cued: Kind | None, where: str, otherwise: Kind = Kind.BOILERPLATE) -> Label:
    if cued is None:
        return otherwise, where
    return cued, f"{where}, with words of {_AS[cued]}"


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


def _above(line: Seen, sign: Sign | None, cued: Kind | None, known: Knowledge, headed: bool) -> Label:
    where = "above the headline" if headed else "above the article"
    if sign is Sign.STAMP:
        return _stamped(line, known, where)
    if sign is Sign.CAPTION:
        return Kind.CAPTION, f"a photograph's caption or credit, {where}"
    if line.prose:
        return _furniture(cued, f"a line {where}")
    return _furniture(cued, f"a short line {where}", Kind.NAVIGATION)


def _between(line: Seen, sign: Sign | None, cued: Kind | None, known: Knowledge, below_date: bool) -> Label:
    where = "between the headline and the article"
    if sign is Sign.STAMP:
        return _stamped(line, known, where)
    if sign is Sign.CAPTION:
        return Kind.CAPTION, CREDITED
    kind, rule = _furniture(cued, f"a line {where}")
    if kind is Kind.BOILERPLATE and line.words >= STANDFIRST_WORDS and (line.ends or not below_date):
        return Kind.STANDFIRST, f"a sentence {where}"
    return kind, rule


def _inside(
    seen: tuple[Seen, ...],
    signs: tuple[Sign | None, ...],
    cues: tuple[Kind | None, ...],
    kept: Set[int],
    known: Knowledge,
    why: Callable[[int], str],
) -> list[Label]:
    """Label the lines of the article, the last first: what a short line is depends on the next one."""
    given: list[Label] = []
    following: Seen | None = None
    below = Kind.BOILERPLATE
    for index in range(max(kept), min(kept) - 1, -1):
        line, sign = seen[index], signs[index]
        if line.blank:
            given.append((Kind.BLANK, BLANK))
            continue
        if index in kept:
            kind, rule = _running(line, sign, below)
            rule = _with(rule, why(index))
        else:
            kind, rule = _gap(line, sign, cues[index], following, below, known)
            if kind is Kind.BOILERPLATE:
                rule = _with(rule, why(index))
        given.append((kind, rule))
        following, below = line, kind
    return given[::-1]


def _running(line: Seen, sign: Sign | None, below: Kind) -> Label:
    """Label one of the article's own lines; `below` is the kind of the next filled line."""
    if sign is Sign.ITEM:
        return Kind.LIST_ITEM, "begins like an item of a list"
    short = not line.ends and not line.prose and line.words <= HEADING_WORDS
    if short and line.spaced and below in (Kind.BODY, Kind.LIST_ITEM):
        return Kind.HEADING, "a short line above a paragraph"
    return Kind.BODY, PARAGRAPH


def _gap(
    line: Seen,
    sign: Sign | None,
    cued: Kind | None,
    following: Seen | None,
    below: Kind,
    known: Knowledge,
) -> Label:
    """Label a line inside the article that is not its own; `following` is the next filled line."""
    if line.repeats > 1:
        return _furniture(cued, TWICE)
    if sign is Sign.STAMP:
        return _stamped(line, known, "inside the article")
    if sign is Sign.CAPTION:
        return Kind.CAPTION, CREDITED
    if sign is Sign.TEASER and following is not None and not following.spaced and not following.ends:
        return Kind.TEASER, ELLIPSIS
    if sign is None and below is Kind.TEASER and not line.ends and not line.prose:
        return Kind.TEASER, "the title above another article's teaser"
    return _furniture(cued, "a line inside the article")


def _after(
    seen: tuple[Seen, ...],
    signs: tuple[Sign | None, ...],
    cues: tuple[Kind | None, ...],
    last: int,
    known: Knowledge,
) -> list[Label]:
    """Label the lines after the article."""
    where = "after the article's last paragraph"
    feed = _feed(seen, cues, last + 1)
    given: list[Label] = []
    teased = False
    for line in reversed(seen[last + 1 :]):
        sign = signs[line.at]
        if line.blank:
            given.append((Kind.BLANK, BLANK))
            continue
        if line.at in feed:
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
            label = _furniture(cues[line.at], f"a line {where}")
        teased = label[0] is Kind.TEASER and line.elided
        given.append(label)
    return given[::-1]


def _feed(seen: tuple[Seen, ...], cues: tuple[Kind | None, ...], start: int) -> range:
    """Return the lines from the first to the last item of a list of items that each stand below a time."""
    stamps = [line.at for line in seen[start:] if line.clock]
    if len(stamps) < FEED_STAMPS:
        return range(0)
    begin, end = stamps[0], stamps[-1]
    above = next((line for line in reversed(seen[start:begin]) if not line.blank), None)
    if above is not None and cues[above.at] is Kind.FEED:
        begin = above.at
    item = max((b - a for a, b in pairwise(stamps)), default=1)
    prose = [line.at for line in seen[end : end + item + 1] if line.prose or line.ends]
    return range(begin, (prose[-1] if prose else end) + 1)
