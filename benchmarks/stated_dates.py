"""Read full dates in the languages and formats of the labelled pages, to compare them with a known day."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTH_NAMES = (
    "january jan januar jänner janvier enero gennaio janeiro januari stycznia",
    "february feb februar février febrero febbraio fevereiro februari lutego",
    "march mar märz mrz mars marzo março maart marca",
    "april apr avril abril aprile kwietnia",
    "may mai mayo maggio maio mei maja",
    "june jun juni juin junio giugno junho czerwca",
    "july jul juli juillet julio luglio julho lipca",
    "august aug août agosto augustus sierpnia",
    "september sep sept septembre septiembre settembre setembro września",
    "october oct oktober okt octobre octubre ottobre outubro października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre diciembre dicembre dezembro grudnia",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}

MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
DAY = r"(?P<day>\d{1,2})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){YEAR}[-/.](?P<m>\d{{1,2}})[-/.]{DAY}(?!\d)",
        rf"(?<!\d){DAY}\.\s?(?P<m>\d{{1,2}})\.\s?{YEAR}(?!\d)",
        rf"(?<!\d)(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-]{YEAR}(?!\d)",
        r"(?<!\d)(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<short>\d\d)(?!\d)",
        rf"\b{MONTH}\s*{DAY}(?:st|nd|rd|th)?\b,?\s*{YEAR}(?!\d)",
        rf"(?<!\d){DAY}(?:st|nd|rd|th|º|er)?\.?(?:\s|-|/|\bde\b|\bof\b)*{MONTH},?(?:\s|-|/|\bde\b)*{YEAR}(?!\d)",
        rf"(?<!\d){DAY}(?:st|nd|rd|th)?\.?[\s-]*{MONTH}[\s-]*'?(?P<short>\d\d)(?![\d:])",
    )
)


def dates_in(text: str) -> Iterator[frozenset[str]]:
    """Yield for every full date in `text` the days that it may mean, in ISO 8601: two for 03/04/2019."""
    for form in FORMS:
        for match in form.finditer(text):
            part = match.groupdict()
            year = int(part.get("year") or 2000 + int(part.get("short") or 0))
            if part.get("a"):
                a, b = int(part["a"]), int(part["b"])
                readings = {(a, b), (b, a)}
            else:
                month = MONTHS[part["month"].lower()] if part.get("month") else int(part["m"])
                readings = {(month, int(part["day"]))}
            days = frozenset(
                f"{year:04d}-{m:02d}-{d:02d}" for m, d in readings if 1 <= m <= 12 and 1 <= d <= 31
            )
            if days:
                yield days
