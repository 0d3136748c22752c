"""Find out whether a link in a built site leads to a file and an anchor of that site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The targets of links: the paths of a site's files, and the anchors of each page.

    `origin` is the site's scheme and host (`https://host`), `base_path` the path of its top page.
    """

    files: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    origin: str
    base_path: str

    @classmethod
    def from_files(
        cls, files: Iterable[str], anchors: Mapping[str, frozenset[str]], site_url: str
    ) -> LinkTargets:
        """Return the targets of a site that will be published at an address."""
        parts = urlsplit(site_url)
        return cls(frozenset(files), anchors, f"{parts.scheme}://{parts.netloc}", parts.path or "/")

    def is_own_address(self, address: str) -> bool:
        """Return whether an absolute address is one of this site."""
        top = self.origin + self.base_path
        return address.startswith(top) or f"{address}/" == top

    def find_link_fault(self, link: str, page: str, *, whole: bool = True) -> str | None:
        """Return the fault of a link in the file `page` of the site, or None.

        A link to another host must have a valid form (http, https or mailto, and a host). A link within the
        site must lead to a file, in the same case, and to an anchor in it, if it has one (RFC 3986, section
        5). Unless `whole`, an absolute address of this site is treated like another host's.
        """
        try:
            parts = urlsplit(link)
            host = parts.hostname
        except ValueError:
            return "leads nowhere"
        if (parts.scheme or parts.netloc) and not (whole and self.is_own_address(link)):
            is_valid = parts.scheme == "mailto" or (parts.scheme in ("http", "https", "") and host)
            return None if is_valid else "leads nowhere"
        target = self._resolve_path(unquote(parts.path), page)
        if target is None or target not in self.files:
            return self._describe_missing_file(target)
        anchor = unquote(parts.fragment).partition(":~:")[0]
        anchors = self.anchors.get(target)
        return None if not anchor or anchors is None or anchor in anchors else "leads nowhere"

    def _describe_missing_file(self, target: str | None) -> str:
        """Return the fault of a link to a file that the site has in another case only, or not at all."""
        same = next((file for file in self.files if target and file.casefold() == target.casefold()), None)
        return f"leads nowhere: the file is named '{same}'" if same else "leads nowhere"

    def _resolve_path(self, path: str, page: str) -> str | None:
        """Return the path of the file that a link in `page` leads to, or None if it is outside the site."""
        if not path:
            return page
        if path.startswith("/"):
            if not f"{path}/".startswith(self.base_path):
                return None
            target = path.removeprefix(self.base_path)
        else:
            target = posixpath.join(posixpath.dirname(page), path)
        is_folder = target.endswith("/") or posixpath.basename(target) in ("", ".", "..")
        target = posixpath.normpath(target) if target else "."
        if target == ".":
            return "index.html"
        if target.startswith(".."):
            return None
        if is_folder or (target not in self.files and f"{target}/index.html" in self.files):
            return f"{target}/index.html"
        return target
