"""Render the page templates, and define the filters that they use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import jinja2
from markupsafe import Markup, escape

from build_scripts.pages.actor_statements import find_actor_page_anchor
from build_scripts.pages.exports.citations import make_citation
from build_scripts.pages.exports.editor_notes import render_editor_note
from build_scripts.pages.exports.front_matter import dump_front_matter
from build_scripts.pages.not_followed import list_not_followed
from build_scripts.pages.shared_wording import (
    abbreviate_run,
    count_shared_sentences,
    fold_copies,
    select_row_copies,
)
from build_scripts.pages.views import (
    addresses,
)
from build_scripts.pages.views.annotate import escape_html
from build_scripts.pages.views.format_metadata import (
    describe_regrouping,
    format_agencies,
    format_byline,
    format_publication_date,
    format_update_date,
    has_clock_without_zone,
)
from build_scripts.pages.views.missing_sources import find_missing_source
from build_scripts.pages.views.point_wordings import (
    find_differing_thing,
    group_point_wordings,
    list_stated_values,
    order_cell_sentences,
)
from build_scripts.pages.views.quoted_sentence import quote_cell_span, select_cell_marks
from build_scripts.pages.views.sentence_links import SentenceLinks
from build_scripts.pages.views.show_hidden_characters import (
    ISOLATE_END,
    ISOLATE_START,
    isolate_direction,
    label_front_matter,
    mark_hidden_characters,
)
from build_scripts.pages.views.source_view import SourceView
from build_scripts.pages.views.story_view import render_point_label
from build_scripts.text.format_values import extract_host, format_count, format_date
from build_scripts.text.hidden_characters import has_right_to_left_letters


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page of the site before MkDocs: address, title, metadata for the front matter, and HTML."""

    address: str
    title: str
    html: str
    meta: Mapping[str, object] = field(default_factory=dict)

    def to_markdown(self) -> bytes:
        """Return the page as a Markdown file: YAML front matter and one block of HTML."""
        # MkDocs, its themes and the search index take a title as HTML.
        title = isolate_direction(self.title)
        front = dump_front_matter(
            {"title": str(escape(title)), "name": title, **label_front_matter(self.meta)}
        )
        return f"{front}\n{self.html}\n".encode()


def make_template_environment() -> jinja2.Environment:
    """Return the environment of the page templates, which escapes every printed value."""

    def finalize(value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        # Words written from right to left could change the order of the page's own words around them.
        return (
            ISOLATE_START + escape_html(value) + ISOLATE_END
            if has_right_to_left_letters(value)
            else escape_html(value)
        )

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
        "plural": format_count,
        "day": format_date,
        "host": extract_host,
        "byline": format_byline,
        "published": format_publication_date,
        "updated": format_update_date,
        "zoneless": has_clock_without_zone,
        "agencies": format_agencies,
        "grouped": describe_regrouping,
        "label": render_point_label,
        "place": find_actor_page_anchor,
        "quoted": quote_cell_span,
        "marks": select_cell_marks,
        "note": render_editor_note,
        "citation": _format_plain_citation,
        "partners": count_shared_sentences,
        "in_row": select_row_copies,
        "ends": abbreviate_run,
        "not_followed": list_not_followed,
        "missing": find_missing_source,
        "wordings": group_point_wordings,
        "values": list_stated_values,
        "thing": find_differing_thing,
        "folded": fold_copies,
        "words_first": order_cell_sentences,
    }
    return env


def render_template(env: jinja2.Environment, template: str, address: str, **context: object) -> str:
    """Return a page's HTML, with the previews of the sentences that its letters link to.

    Templates make links relative to the page by `to(address)`, and those of letters by `to_sentence`.
    """
    to = make_linker(address)
    links = SentenceLinks(to)
    html = env.get_template(template).render(to=to, to_sentence=links.make_link, **context)
    html += env.get_template("previews.html.j2").render(linked=links.list_sources(html))
    # Words of sources have their line ends escaped or none at all, so this changes none of them.
    return mark_hidden_characters(re.sub(r"\n[ \n]*", "\n", html.strip()))


def make_linker(page: str) -> Callable[[str], str]:
    """Return the function that makes an address a link from this page."""

    def to(address: str) -> str:
        return addresses.make_relative_link(address, page)

    return to


def _format_plain_citation(source: SourceView) -> str:
    return make_citation(source).plain
