"""Open pages for tests in tabs that are used again, because a new tab costs twice as much as its page.

Whatever a page could leave behind is cleared before the next one: storage, permissions, media, mouse
position. A tab that a test has prepared itself is used only once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

LOOKING = Path(__file__).with_name("looking.js")
"""The script with what tests ask of a page; every page that a tab opens has it as `looking`."""

MOST_REMEMBERED = 25
"""Length of a tab's history at which it is closed: from 50 on, the browser's count would stop growing."""


class Tab:
    """A tab, and the browser's complaints since its last use began: errors, requests to other hosts."""

    def __init__(self, browser: Browser, options: dict[str, Any], *, once: bool) -> None:
        self.options, self.once, self.complaints, self.host = options, once, list[str](), ""
        self.page = browser.new_context(**options).new_page()
        self.page.context.add_init_script(path=LOOKING)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._allow(request.url))

    def open(self, address: str, scheme: str, width: int, height: int) -> Page:
        host = re.match(r"https?://[^/]+", address)
        assert host
        self.host = host[0]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="null", color_scheme=scheme)
        self.page.goto(address)
        return self.page

    def clear(self) -> bool:
        """Clear what the last page left, and return whether the tab can be used again."""
        context = self.page.context
        with suppress(Error):
            for other in context.pages:
                if other is not self.page:
                    other.close()
            if not self.once and self.page.evaluate("history.length") < MOST_REMEMBERED:
                self.page.mouse.move(-1, -1)
                self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                self.page.goto("about:blank")
                context.clear_cookies()
                context.clear_permissions()
                self.complaints.clear()
                return True
        context.close()
        return False

    def _allow(self, url: str) -> None:
        if not url.startswith((self.host, "data:", "blob:")):
            self.complaints.append(f"request to {url}")


class Tabs:
    """A browser's tabs: those of the current test, and those that can be used again."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.waiting, self.used = list[Tab](), list[Tab]()

    def visit(
        self,
        address: str,
        width: int = 1440,
        scheme: str = "light",
        scripts: bool = True,
        height: int = 900,
        before: Callable[[Page], None] | None = None,
        **options: Any,
    ) -> Page:
        """Open a page in a tab with these options of Playwright's contexts, and return it.

        `before` is called with the empty page first; such a tab is new and isn't used again.
        """
        options = {"reduced_motion": "reduce", "java_script_enabled": scripts, **options}
        tab = next((t for t in self.waiting if t.options == options), None) if before is None else None
        if tab is None:
            tab = Tab(self.browser, options, once=before is not None)
        else:
            self.waiting.remove(tab)
        if before is not None:
            before(tab.page)
        self.used.append(tab)
        return tab.open(address, scheme, width, height)

    def end(self) -> list[str]:
        """End a test: return the browser's complaints, and keep the tabs for the next test."""
        complaints = [complaint for tab in self.used for complaint in tab.complaints]
        self.waiting += [tab for tab in self.used if tab.clear()]
        self.used.clear()
        return complaints
