"""The templates, and what they may ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import jinja2
from markupsafe import Markup, escape

from build_scripts.pages import actor_statements as actor_said
from build_scripts.pages import shared_wording as sharing
from build_scripts.pages.exports import editor_notes as notes
from build_scripts.pages.exports.citations import cite
from build_scripts.pages.exports.front_matter import front_matter
from build_scripts.pages.not_followed import not_followed
from build_scripts.pages.views import (
    addresses,
)
from build_scripts.pages.views import (
    format_text as wording,
)
from build_scripts.pages.views import (
    show_hidden_characters as unseen_marks,
)
from build_scripts.pages.views.annotate import escaped
from build_scripts.pages.views.point_wordings import wordings, words_first
from build_scripts.pages.views.quoted_sentence import marks, quoted
from build_scripts.pages.views.show_hidden_characters import CLOSE, OPEN, marked, turns
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import point_label


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site before MkDocs: where it is, what it says of itself, and its HTML."""

    address: str
    title: str
    html: str
    meta: Mapping[str, object] = field(default_factory=dict)

    def markdown(self) -> bytes:
        """Return the page as a Markdown file: YAML front matter and one block of HTML."""
        # MkDocs and its themes print a title as HTML wherever they list pages; the search index has it, too.
        title = unseen_marks.isolated(self.title)
        front = front_matter({"title": str(escape(title)), "name": title, **unseen_marks.in_all(self.meta)})
        return f"{front}\n{self.html}\n".encode()


def environment() -> jinja2.Environment:
    """Return the environment of the page templates, which escape all they print."""

    def finalize(value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        # Words from right to left, beside which the page's own could change places.
        return OPEN + escaped(value) + CLOSE if turns(value) else escaped(value)

    env = jinja2.Environment(
        loader=jinja2.PackageLoader("build_scripts"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    env.globals["at"] = addresses
    env.filters |= {
        "plural": wording.plural,
        "day": wording.day,
        "host": wording.host,
        "byline": wording.byline,
        "published": wording.published,
        "updated": wording.updated,
        "zoneless": wording.has_clock_without_zone,
        "agencies": wording.agencies,
        "grouped": wording.grouped,
        "label": point_label,
        "place": actor_said.place,
        "quoted": quoted,
        "marks": marks,
        "note": notes.render,
        "citation": _citation,
        "partners": sharing.partners,
        "in_row": sharing.in_row,
        "ends": sharing.ends,
        "not_followed": not_followed,
        "wordings": wordings,
        "words_first": words_first,
    }
    return env


def render(env: jinja2.Environment, template: str, address: str, **context: object) -> str:
    """Return a page's HTML. Links are made with `to(address)`, relative to the page."""
    html = env.get_template(template).render(to=linker(address), **context)
    # A line of the source never holds a line end here, so this moves no words.
    return marked(re.sub(r"\n[ \n]*", "\n", html.strip()))


def linker(page: str) -> Callable[[str], str]:
    """Return the function that makes links from a page."""

    def to(address: str) -> str:
        return addresses.relative(address, page)

    return to


def _citation(source: SourceView) -> str:
    return cite(source).plain
