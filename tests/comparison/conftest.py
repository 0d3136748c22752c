"""Fixtures that several tests of the comparison use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from build_scripts.models import Article, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture

Make = Callable[[str, Sequence[str]], Article]


@pytest.fixture(scope="module")
def article(tools: PublicationTools) -> Make:
    """Return a function that makes an article of paragraphs."""

    def make(name: str, paragraphs: Sequence[str]) -> Article:
        text = "\n\n".join(paragraphs)
        cleaned = clean_capture(text.encode(), f"{name}.txt", Sidecar(), tools.article_tools, plain=True)
        return analyse_article(name, cleaned, (), tools.article_tools)

    return make
