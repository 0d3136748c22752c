"""Tell who publishes a front page, how to reach them, how new it is, and how much an editor has checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from build_scripts.models import Publication
from build_scripts.models.problems import UserError
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pages.views.story_view import StoryView
from build_scripts.text.web_addresses import is_url, parse_web_address

_E_MAIL_ADDRESS = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:]+")


@dataclass(frozen=True, slots=True)
class TrustLine:
    """What a front page says of its publisher and its state; `None` if unknown.

    `contact_link` is the address behind the words of `contact`. `takes_corrections` is whether the page of
    corrections says where to ask for one. `changed_on` is the day of the published commit (ISO 8601, UTC).
    `checked_count` is the number of points, of all `point_count`, that an editor has checked.
    """

    owner: str | None
    contact: str | None
    contact_link: str | None
    takes_corrections: bool
    changed_on: str | None
    checked_count: int
    point_count: int


def build_trust_line(
    publication: Publication, views: Sequence[StoryView], settings: SiteSettings
) -> TrustLine:
    """Return the trust line of a page about these stories."""
    stories = [view.story for view in views]
    return TrustLine(
        publication.owner,
        publication.contact,
        _make_contact_link(publication.contact or ""),
        publication.corrections_contact is not None,
        settings.commit_date.partition("T")[0] if settings.commit_timestamp else None,
        sum(len(story.checked_points) for story in stories),
        sum(len(story.points) for story in stories),
    )


def _make_contact_link(contact: str) -> str | None:
    """Return the link for a contact that is an e-mail address or a web address, None for other words."""
    if _E_MAIL_ADDRESS.fullmatch(contact):
        return f"mailto:{quote(contact, safe='@')}"
    if not is_url(contact):
        return None
    try:
        return parse_web_address(contact).url
    except UserError:
        return None
