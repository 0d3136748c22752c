"""Decide a source's mode: whether all, some or none of its words may be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from build_scripts.models import Article, Rights

RightsMode = Literal["full", "excerpt", "link"]


def combine_rights(own: Rights | None, default: Rights | None) -> Rights:
    """Return a source's rights: its own, else the publication's. If neither gives a mode, it is `excerpt`."""
    rights = own or default or Rights()
    return replace(rights, mode=rights.mode or (default.mode if default else None) or "excerpt")


def get_rights_mode(article: Article) -> RightsMode:
    """Return an article's mode: `link` where its rights have none."""
    rights = article.sidecar.rights
    return (rights and rights.mode) or "link"
