"""The editor's word on single lines of a capture: `keep:` and `drop:` of a sidecar.

An entry names a line by its number and its first words, as they can be read and typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from build_scripts.cleaning.clean import CUT_BY_EDITOR, KEPT_BY_EDITOR, find_wrong_overrides
from build_scripts.models import Line, LineKind, LineOverride, Sidecar
from build_scripts.text.normalize import make_printable_text


def find_wrong_sidecar_overrides(text: str, sidecar: Sidecar) -> tuple[tuple[LineOverride, str], ...]:
    """Return each correction of the sidecar that doesn't fit the capture's text, with the reason."""
    given = {_as_read(one): one for one in (*sidecar.keep, *sidecar.drop)}
    keep, drop = (tuple(map(_as_read, some)) for some in (sidecar.keep, sidecar.drop))
    found = find_wrong_overrides(make_printable_text(text), keep, drop)
    return tuple((given[one], reason) for one, reason in found)


def apply_overrides(lines: Iterable[Line], text: str, sidecar: Sidecar) -> tuple[Line, ...]:
    """Return the lines as the editor wants them, where the corrections fit the text."""
    if not (sidecar.keep or sidecar.drop):
        return tuple(lines)
    wrong = {c.line for c, _ in find_wrong_sidecar_overrides(text, sidecar)}
    kept, dropped = ({c.line for c in some} - wrong for some in (sidecar.keep, sidecar.drop))
    return tuple(
        replace(line, kind=LineKind.BODY, rule=KEPT_BY_EDITOR)
        if line.number in kept
        else replace(line, kind=LineKind.BOILERPLATE, rule=CUT_BY_EDITOR)
        if line.number in dropped
        else line
        for line in lines
    )


def _as_read(correction: LineOverride) -> LineOverride:
    # Joiners may stand in a sidecar. Nothing but joiners names no line.
    return replace(correction, starts=make_printable_text(correction.starts) or correction.starts)
