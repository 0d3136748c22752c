"""Whether an address that a built site names leads to something in that site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What can be led to: files by their paths, and the anchors of the pages among them.

    `origin` is the site's scheme and host (`https://host`), `base_path` the path that it stands below.
    """

    files: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    origin: str
    base_path: str

    @classmethod
    def from_files(
        cls, files: Iterable[str], anchors: Mapping[str, frozenset[str]], site_url: str
    ) -> LinkTargets:
        """Return the targets of a site that will stand at an address."""
        parts = urlsplit(site_url)
        return cls(frozenset(files), anchors, f"{parts.scheme}://{parts.netloc}", parts.path or "/")

    def is_own_address(self, address: str) -> bool:
        """Tell whether a whole address is one of this site."""
        whole = self.origin + self.base_path
        return address.startswith(whole) or f"{address}/" == whole

    def find_link_fault(self, link: str, page: str, *, whole: bool = True) -> str | None:
        """Return what is wrong with a link in a file of the site, or None.

        Of another host only the form is looked at (http, https or mail, and a host); of an own one, that
        its file is there, written just so, and its anchor too. The rules are those of RFC 3986, section 5.
        Unless `whole`, an address with a host counts as another host's, also if it is this site's.
        """
        try:
            parts = urlsplit(link)
            host = parts.hostname
        except ValueError:
            return "leads nowhere"
        if (parts.scheme or parts.netloc) and not (whole and self.is_own_address(link)):
            fine = parts.scheme == "mailto" or (parts.scheme in ("http", "https", "") and host)
            return None if fine else "leads nowhere"
        target = self._file(unquote(parts.path), page)
        if target is None or target not in self.files:
            other = next((f for f in self.files if target and f.casefold() == target.casefold()), None)
            return f"leads nowhere: the file is written '{other}'" if other else "leads nowhere"
        anchor = unquote(parts.fragment).partition(":~:")[0]
        known = self.anchors.get(target)
        return None if not anchor or known is None or anchor in known else "leads nowhere"

    def _file(self, path: str, page: str) -> str | None:
        """Return the file that a path in a page leads to; None above the site's own top."""
        if not path:
            return page
        if path.startswith("/"):
            if not f"{path}/".startswith(self.base_path):
                return None
            target = path.removeprefix(self.base_path)
        else:
            target = posixpath.join(posixpath.dirname(page), path)
        folder = target.endswith("/") or posixpath.basename(target) in ("", ".", "..")
        target = posixpath.normpath(target) if target else "."
        if target == ".":
            return "index.html"
        if target.startswith(".."):
            return None
        if folder or (target not in self.files and f"{target}/index.html" in self.files):
            return f"{target}/index.html"
        return target
