"""Apply the editor's overrides of single lines: `keep:` and `drop:` in a sidecar.

An entry names a line by its number and its first words, without hidden characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from build_scripts.cleaning.clean import CUT_BY_EDITOR, KEPT_BY_EDITOR, find_wrong_overrides
from build_scripts.models import Line, LineKind, LineOverride, Sidecar
from build_scripts.text.normalize import make_printable_text


def find_wrong_sidecar_overrides(text: str, sidecar: Sidecar) -> tuple[tuple[LineOverride, str], ...]:
    """Return each override of the sidecar that doesn't fit the capture's text, with the reason."""
    originals = {_make_printable(override): override for override in (*sidecar.keep, *sidecar.drop)}
    keep, drop = (tuple(map(_make_printable, overrides)) for overrides in (sidecar.keep, sidecar.drop))
    found = find_wrong_overrides(make_printable_text(text), keep, drop)
    return tuple((originals[override], reason) for override, reason in found)


def apply_overrides(lines: Iterable[Line], text: str, sidecar: Sidecar) -> tuple[Line, ...]:
    """Return the lines with the sidecar's overrides applied; those that don't fit the text are ignored."""
    if not (sidecar.keep or sidecar.drop):
        return tuple(lines)
    wrong = {override.line for override, _ in find_wrong_sidecar_overrides(text, sidecar)}
    kept, dropped = ({o.line for o in overrides} - wrong for overrides in (sidecar.keep, sidecar.drop))
    return tuple(
        replace(line, kind=LineKind.BODY, rule=KEPT_BY_EDITOR)
        if line.number in kept
        else replace(line, kind=LineKind.BOILERPLATE, rule=CUT_BY_EDITOR)
        if line.number in dropped
        else line
        for line in lines
    )


def _make_printable(override: LineOverride) -> LineOverride:
    # A sidecar may contain joiners, which are hidden characters. Joiners alone fit no line.
    return replace(override, starts=make_printable_text(override.starts) or override.starts)
