"""The site and the cleaned Markdown show any paragraph, of any characters, as it was captured."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from playwright.sync_api import Browser

from build_scripts.models import Actor, Publication, Rights, Sidecar, Story
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.paths import TOP
from tests.security.payloads import ALL

Shown = tuple[list[str], list[str], list[str]]


@pytest.fixture(scope="module")
def show(browser: Browser, tools: PublicationTools) -> Iterator[Callable[[list[str]], Shown]]:
    """Return a function that publishes lines as an article, without building a whole site.

    It returns the paragraphs as they are in the capture, as a browser shows them on the page that MkDocs
    makes with the extensions of `mkdocs.yml`, and as CommonMark reads them in the cleaned Markdown.
    """
    config = load_config(str(TOP / "mkdocs.yml"))
    people = (Actor("jane-roe", "Jane Roe", ("Roe", "0")),)
    page = browser.new_page()

    def shown(lines: list[str]) -> Shown:
        data, sidecar = "\n\n".join(lines).encode(), Sidecar(rights=Rights("full"))
        cleaned = clean_capture(data, "a.txt", sidecar, tools.article_tools, plain=True)
        article = analyse_article("a", cleaned, people, tools.article_tools)
        story = Story("one", "One", None, None, None, None, (article,), {"a": "A"})
        publication = Publication("Title", None, None, None, None, people, (story,))
        made = generate_site_files(publication, SiteSettings("http://127.0.0.1:8000/"))
        source, _ = get_data(made["stories/one/a/index.md"].decode())
        converter = Markdown(
            extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"]
        )
        page.set_content(converter.convert(source))
        prose = made["stories/one/a/article.md"].decode().split("\n---\n", 1)[1]
        inline = [token.children or [] for token in MarkdownIt("commonmark").parse(prose) if token.children]
        return (
            [span.extract(article.text) for span in article.paragraph_spans],
            page.locator(".px-par__text > .px-words").all_text_contents(),
            ["".join(child.content for child in children) for children in inline],
        )

    yield shown
    page.close()


# A NUL and bytes that are no UTF-8 are refused at capture; all else has to come through.
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
FEW = st.text(CHARACTERS, max_size=3)
LINES = st.lists(
    st.text(CHARACTERS, max_size=60) | st.builds("{}{}{}".format, FEW, st.sampled_from(ALL), FEW),
    min_size=10,
    max_size=40,
)


@pytest.mark.browser
@settings(max_examples=25)
@given(lines=LINES)
def test_any_paragraph_is_shown_as_it_was_captured(
    show: Callable[[list[str]], Shown], lines: list[str]
) -> None:
    captured, on_page, in_markdown = show(lines)
    assert on_page == captured
    assert in_markdown == captured
