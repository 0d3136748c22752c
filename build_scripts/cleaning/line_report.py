"""What became of a capture's lines, in numbers, and how an editor overrules one of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.models import FACT_KINDS, TEXT_KINDS, Article, Line, LineKind, LineOverride
from build_scripts.models.problems import Problem, UserError
from build_scripts.text.normalize import make_printable_text

MAX_FIRST_WORDS = 5  # of a line that an editor names, at most
MAX_FIRST_CHARACTERS = 40
NEARBY_LINES = 4  # lines above or below the article, blank ones aside
# Eight words or more and a full stop, perhaps before a quotation mark.
LONG_SENTENCE = re.compile(r"(?:\S+\s+){7}\S+[.!?][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class LineCounts:
    """How many lines are text of the article, state a fact, or are cut, and as what; blank ones aside."""

    kept_lines: int
    kept_words: int
    fact_lines: int
    cut_lines: int
    cut_by_kind: tuple[tuple[str, int], ...]


def count_lines_by_outcome(text: str, lines: Sequence[Line]) -> LineCounts:
    """Count what became of the lines of a capture; of those cut by kind, the most frequent first."""
    written = [line for line in lines if line.kind is not LineKind.BLANK]
    kept = [line for line in written if line.kind in TEXT_KINDS]
    facts = sum(line.kind in FACT_KINDS for line in written)
    cut = Counter(line.kind.value for line in written if line.kind not in TEXT_KINDS | FACT_KINDS)
    words = sum(len(line.span.extract(text).split()) for line in kept)
    return LineCounts(len(kept), words, facts, cut.total(), tuple(cut.most_common()))


def find_cut_sentences(article: Article) -> tuple[int, ...]:
    """Return the numbers of the lines in or near the article that were cut and may be sentences of it.

    Those that an editor decided on are not among them, nor those whose words tell what they are.
    """
    written = [line for line in article.lines if line.kind is not LineKind.BLANK]
    text = [place for place, line in enumerate(written) if line.kind in TEXT_KINDS]
    near = written[max(0, text[0] - NEARBY_LINES) : text[-1] + 1 + NEARBY_LINES] if text else []
    settled = dict(list_overridden_lines(article))
    return tuple(
        line.number
        for line in near
        if line.kind in (LineKind.STANDFIRST, LineKind.BOILERPLATE)
        and line.number not in settled
        and LONG_SENTENCE.search(line.span.extract(article.text))
    )


def list_overridden_lines(article: Article) -> tuple[tuple[int, str], ...]:
    """Return the numbers of the lines that the sidecar overrules, each with "kept" or "cut", in order."""
    keep, drop = article.sidecar.keep, article.sidecar.drop
    ignored = {correction for correction, _ in find_wrong_sidecar_overrides(article.text, article.sidecar)}
    text = {line.number: line.kind in TEXT_KINDS for line in article.lines}
    kept = [(c.line, "kept") for c in keep if c not in ignored and text[c.line]]
    cut = [(c.line, "cut") for c in drop if c not in ignored and not text[c.line]]
    return tuple(sorted(kept + cut))


def draft_override_section(article: Article, number: int) -> str:
    """Return what to write into the sidecar so that a line is cut, or kept where it is not text now.

    Raises UserError where there is no such line, it is overruled already, or it has no words.
    """
    path = article.capture.path
    if not 1 <= number <= len(article.lines):
        last = article.lines[-1].number if article.lines else 0
        raise UserError(Problem(path, None, "--line", f"there is no line {number}", f"it has {last} lines"))
    line = article.lines[number - 1]
    now = dict(list_overridden_lines(article)).get(number)
    if now is not None:
        key = "keep" if now == "kept" else "drop"
        mend = f"take its entry out of `{key}:` in the sidecar to undo that"
        raise UserError(Problem(path, number, "--line", f"the line is {now} by the editor", mend))
    starts = get_first_words_of_line(line.span.extract(article.text))
    if not starts:
        raise UserError(Problem(path, number, "--line", "the line is blank", "choose a line with words"))
    key, entries = (
        ("drop", article.sidecar.drop) if line.kind in TEXT_KINDS else ("keep", article.sidecar.keep)
    )
    all_of_them = (*entries, LineOverride(number, starts))
    return "\n".join((f"{key}:", *(f"  - {format_override_entry(one)}" for one in all_of_them)))


def get_first_words_of_line(words: str) -> str:
    """Return as much of a line's beginning as names it, and as a sidecar gives back unchanged.

    That is whole words where blanks part them, as they can be read: without what isn't seen, and without the
    characters before them that don't print. It ends before any blank but a single plain one, because a
    sidecar's texts have no others. Of a line without such words it is "".
    """
    read = make_printable_text(words).strip()
    parts: list[str] = []
    for part in read.split(" ")[:MAX_FIRST_WORDS]:
        if not part or len(" ".join((*parts, part))) > MAX_FIRST_CHARACTERS:
            break
        parts.append(part)
    return " ".join(parts) or read[:MAX_FIRST_CHARACTERS]


def format_override_entry(correction: LineOverride) -> str:
    """Return an entry of `keep:` or `drop:` as YAML."""
    return f"{{line: {correction.line}, starts: {json.dumps(correction.starts, ensure_ascii=False)}}}"
