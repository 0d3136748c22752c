"""Count a capture's kept and cut lines, and draft the sidecar entry that overrides one of them."""

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

MAX_FIRST_WORDS = 5  # words by which an entry names a line
MAX_FIRST_CHARACTERS = 40  # characters of these words, at most
NEARBY_LINES = 4  # lines above or below the article, blank ones aside
# Eight words or more and a full stop, perhaps before a quotation mark.
LONG_SENTENCE = re.compile(r"(?:\S+\s+){7}\S+[.!?][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True)
class LineCounts:
    """The numbers of lines that are the article's text, state a fact or are cut; blank lines aside."""

    kept_lines: int
    kept_words: int
    fact_lines: int
    cut_lines: int
    cut_by_kind: tuple[tuple[str, int], ...]


def count_lines_by_outcome(text: str, lines: Sequence[Line]) -> LineCounts:
    """Return how many lines of a capture are kept and cut; `cut_by_kind` has the most frequent kind first."""
    written = [line for line in lines if line.kind is not LineKind.BLANK]
    kept = [line for line in written if line.kind in TEXT_KINDS]
    facts = sum(line.kind in FACT_KINDS for line in written)
    cut = Counter(line.kind.value for line in written if line.kind not in TEXT_KINDS | FACT_KINDS)
    words = sum(len(line.span.extract(text).split()) for line in kept)
    return LineCounts(len(kept), words, facts, cut.total(), tuple(cut.most_common()))


def find_cut_sentences(article: Article) -> tuple[int, ...]:
    """Return the numbers of the cut lines in or near the article that may be sentences of it.

    Lines that an editor decided on are left out, and lines whose words show their kind.
    """
    written = [line for line in article.lines if line.kind is not LineKind.BLANK]
    text = [place for place, line in enumerate(written) if line.kind in TEXT_KINDS]
    near = written[max(0, text[0] - NEARBY_LINES) : text[-1] + 1 + NEARBY_LINES] if text else []
    overridden = dict(list_overridden_lines(article))
    return tuple(
        line.number
        for line in near
        if line.kind in (LineKind.STANDFIRST, LineKind.BOILERPLATE)
        and line.number not in overridden
        and LONG_SENTENCE.search(line.span.extract(article.text))
    )


def list_overridden_lines(article: Article) -> tuple[tuple[int, str], ...]:
    """Return the number of each line that the sidecar overrides, with "kept" or "cut", in order."""
    keep, drop = article.sidecar.keep, article.sidecar.drop
    ignored = {override for override, _ in find_wrong_sidecar_overrides(article.text, article.sidecar)}
    is_text = {line.number: line.kind in TEXT_KINDS for line in article.lines}
    kept = [(o.line, "kept") for o in keep if o not in ignored and is_text[o.line]]
    cut = [(o.line, "cut") for o in drop if o not in ignored and not is_text[o.line]]
    return tuple(sorted(kept + cut))


def draft_override_section(article: Article, number: int) -> str:
    """Return the YAML of a sidecar's `drop:` or `keep:` with an entry that overrides a line's label.

    The entries that the sidecar has already are repeated before it. Raises UserError where there is no such
    line, where it is overridden already, or where it is blank.
    """
    path = article.capture.path
    if not 1 <= number <= len(article.lines):
        last = article.lines[-1].number if article.lines else 0
        raise UserError(Problem(path, None, "--line", f"there is no line {number}", f"it has {last} lines"))
    line = article.lines[number - 1]
    now = dict(list_overridden_lines(article)).get(number)
    if now is not None:
        key = "keep" if now == "kept" else "drop"
        fix = f"take its entry out of `{key}:` in the sidecar to undo that"
        raise UserError(Problem(path, number, "--line", f"the line is {now} by the editor", fix))
    starts = get_first_words_of_line(line.span.extract(article.text))
    if not starts:
        raise UserError(Problem(path, number, "--line", "the line is blank", "choose a line with words"))
    key, entries = (
        ("drop", article.sidecar.drop) if line.kind in TEXT_KINDS else ("keep", article.sidecar.keep)
    )
    entries = (*entries, LineOverride(number, starts))
    return "\n".join((f"{key}:", *(f"  - {format_override_entry(override)}" for override in entries)))


def get_first_words_of_line(words: str) -> str:
    """Return the first words of a line, in a form that a sidecar gives back unchanged; "" if there are none.

    Hidden characters and leading characters that don't print are left out. The words end before any blank
    other than a single space, because a sidecar's texts have only those.
    """
    printable = make_printable_text(words).strip()
    parts: list[str] = []
    for part in printable.split(" ")[:MAX_FIRST_WORDS]:
        if not part or len(" ".join((*parts, part))) > MAX_FIRST_CHARACTERS:
            break
        parts.append(part)
    return " ".join(parts) or printable[:MAX_FIRST_CHARACTERS]


def format_override_entry(override: LineOverride) -> str:
    """Return an entry of `keep:` or `drop:` as YAML."""
    return f"{{line: {override.line}, starts: {json.dumps(override.starts, ensure_ascii=False)}}}"
