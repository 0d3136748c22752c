"""What several tests of the comparison share."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from build_scripts.models import Article, Sidecar
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from tests.helpers.link_reasons import Make


@pytest.fixture(scope="module")
def article(tools: assembling.Tools) -> Make:
    """Return a function that makes an article of paragraphs."""

    def make(name: str, paragraphs: Sequence[str]) -> Article:
        text = "\n\n".join(paragraphs)
        cleaned = analysis.clean(text.encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
        return analysis.article(name, cleaned, (), tools.article)

    return make
