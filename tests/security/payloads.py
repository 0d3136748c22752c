"""The table of hostile payloads, and a publication with all of them in its fields and captures.

Each field is given every payload. Where one value can't hold all of them, several values share them.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

TABLE: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("table.yml").read_text("utf-8"))
PRINTABLE: Sequence[str] = [text for family in TABLE["payloads"].values() for text in family]
CAPTURED: Sequence[str] = [text for family in TABLE["captured"].values() for text in family]
ALL = (*PRINTABLE, *CAPTURED)
FIELDS: Mapping[str, Sequence[str]] = TABLE["fields"]
# A note is Markdown, which leaves the characters of these families unchanged.
IN_NOTES = [text for name in ("script", "attribute", "load") for text in TABLE["payloads"][name]]

MARKER = "quagmire"  # a word to search for
STORIES: Mapping[str, str] = {"one": "abcdef", "two": "gh"}
SMALL: Mapping[str, str] = {"one": "gh"}
ENDINGS = {"c": "html", "d": "md"}
MODES = {"e": "excerpt", "f": "link"}
LABELLED = "bh"  # sources with a label of the publication instead of an outlet
LIMITS = {  # characters of a value; others have 200
    "publication.title": 100,
    "publication.standfirst": 400,
    "publication.contact": 300,
    "publication.corrections": 300,
    "story.standfirst": 400,
    "withdrawn.reason": 400,
    "correction.was": 1_000,
    "correction.now": 1_000,
    "story.place": 100,
    "source.headline": 480,
    "source.label": 100,
}


@dataclass
class Written:
    """The payloads put into each field. A field's next value continues with the next payloads, in a cycle."""

    values: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    _next: Counter[str] = field(default_factory=Counter)

    def put(self, name: str, payloads: Sequence[str] = PRINTABLE, less: int = 0, most: int = 99) -> str:
        """Return a value of as many of the field's next payloads as it may hold, and record it."""
        room, part = LIMITS.get(name, 200) - less, []
        while len(part) < most:
            payload = " ".join(payloads[self._next[name] % len(payloads)].split())
            if part and len(" ".join([*part, payload])) > room:
                break
            part.append(payload)
            self._next[name] += 1
        value = " ".join(part)
        self.values.append((name, value, tuple(part)))
        return value

    def left(self) -> Mapping[str, int]:
        """Return the number of payloads that each field hasn't had yet, for fields with any left."""
        wanted = {name: len(IN_NOTES if name == "point.note" else PRINTABLE) for name in FIELDS}
        return {
            name: number - self._next[name] for name, number in wanted.items() if self._next[name] < number
        }


def write(folder: Path, written: Written, stories: Mapping[str, str], captured: Sequence[str] = ()) -> None:
    """Write a hostile publication: fields hold their next payloads, captures the payloads `captured`."""
    folder.mkdir(parents=True)
    files: dict[str, Any] = {
        "publication.yml": {
            name: written.put(f"publication.{name}")
            for name in ("title", "standfirst", "owner", "contact", "corrections")
        },
        "actors.yml": list(_actors(written)),
        "corrections.yml": [
            {
                "date": "2021-05-06",
                "story": "one",
                "source": source,
                **{name: written.put(f"correction.{name}") for name in ("was", "now")},
            }
            for source in (None, "g")
        ],
    }
    for story, sources in stories.items():
        files[f"{story}/story.yml"] = _story(written, sources)
        for source in sources:
            files[f"{story}/{source}.yml"] = _sidecar(written, source)
            capture = folder / story / f"{source}.{ENDINGS.get(source, 'txt')}"
            capture.parent.mkdir(exist_ok=True)
            capture.write_bytes(_capture(source, captured).encode())
    for name, content in files.items():
        text = yaml.safe_dump(content, allow_unicode=True, default_style='"').replace('!!null "null"', "null")
        (folder / name).write_text(text, "utf-8")


def _actors(written: Written) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(["Jane Roe", written.put("actor.name")]):
        yield {
            "id": f"actor-{number}",
            "name": name,
            "aliases": [f"{written.put('actor.alias')} {number}" for _ in range(3)],
            "offices": [f"{written.put('actor.office')} {number}" for _ in range(2)],
            "roles": [{"title": written.put("actor.role"), "of": written.put("actor.of"), "from": "2021-05"}],
        }


def _story(written: Written, sources: str) -> dict[str, Any]:
    return {
        "title": f"{MARKER} {written.put('story.title', less=10)}",
        "standfirst": written.put("story.standfirst"),
        "place": written.put("story.place"),
        "date": "2021-05-03",
        "sources": [
            *sources,
            {"id": "gone", "withdrawn": "2021-05-07", "reason": written.put("withdrawn.reason")},
        ],
        "also_named": [{"name": written.put("story.also_named"), "aliases": ["Tuesday"]}],
        "points": [
            {
                "id": f"pier-{n}",
                "label": written.put("point.label"),
                # Markdown may format the other families; test_escapers checks how.
                "note": "\n\n".join(
                    [written.put("point.note", IN_NOTES, most=1), *PRINTABLE[n * 16 : n * 16 + 16]]
                ),
                "sentences": {name: [f"Pier {n} in Strelsau"] for name in sources},
            }
            for n in range(4)
        ],
    }


def _sidecar(written: Written, source: str) -> dict[str, Any]:
    sidecar: dict[str, Any] = {
        "byline": [written.put("source.byline") for _ in range(2)],
        "agencies": [written.put("source.agency") for _ in range(2)],
        "published": "2021-05-04T10:00",
        "source_url": "https://strelsau.example/?a=b&lt=d&amp;()[e]#f",
        "captured": "2021-05-05",
        "rights": {
            "mode": MODES.get(source, "full"),
            "holder": written.put("source.holder"),
            "licence": written.put("source.licence"),
            "basis": written.put("source.basis"),
        },
    }
    if source in LABELLED:
        sidecar["label"] = written.put("source.label")
    else:
        sidecar["outlet"] = written.put("source.outlet")
        if source not in ENDINGS:
            sidecar["headline"] = written.put("source.headline")
    return sidecar


def paragraphs(source: str, payloads: Sequence[str]) -> list[str]:
    """Return a capture's lines: payloads alone, within a sentence, or as quotation and speaker."""
    lines = [f"The harbour of Strelsau has {ord(source)} ships, Jane Roe said on Monday, 3 May 2021."]
    lines += [f"Pier {n} in Strelsau has {10 * n + ord(source)} ships, Jane Roe said." for n in range(4)]
    if source in "bh":
        lines += [text.strip() for text in payloads]
    elif source in "eg":
        lines += [f"“The harbour {text} is closed,” {text} told reporters." for text in payloads]
    elif source != "f":
        lines += [f"Jane Roe of Strelsau said that {text} would not close the harbour." for text in payloads]
    if source == "a":
        lines.append(f"The harbour {'x' * 100_000} is closed, Jane Roe said in Strelsau on Monday.")
    lines.append(f"The end of the {MARKER} came in Strelsau, Jane Roe said. Share <b>this</b>")
    return lines


def _capture(source: str, payloads: Sequence[str]) -> str:
    lines = paragraphs(source, payloads)
    title = " ".join(" ".join([*PRINTABLE[:8], *CAPTURED[2:8]]).split())
    if source == "c":
        said, words = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines), html.escape(title)
        head = f'<title>{words}</title><meta property="og:title" content="{words}">'
        body = f"<article><h1>{words}</h1>{said}</article>"
        return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    if source == "d":
        front = yaml.safe_dump({"title": title}, allow_unicode=True, width=10**6)
        return f"---\n{front}---\n\n" + "\n\n".join(lines) + "\n"
    return "\r\n\r\n".join(lines) + "\r\n"
