"""Hold the site's address, its repository and the commit that is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The addresses of the site and its repository, and the commit that is published; `None` if unknown.

    `commit_timestamp` is the commit's date in seconds since 1970, 0 if unknown.
    """

    site_url: str
    repo_url: str | None = None
    commit: str | None = None
    commit_timestamp: int = 0

    @property
    def commit_date(self) -> str:
        """The commit's date as RFC 3339."""
        return datetime.fromtimestamp(self.commit_timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def make_capture_address(self, path: str) -> str | None:
        """Return a capture's address in the repository at the published commit; None if either is unknown."""
        if self.repo_url is None or self.commit is None:
            return None
        return f"{self.repo_url.rstrip('/')}/blob/{self.commit}/{path}"
