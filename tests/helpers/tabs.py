"""Open pages for tests in tabs that are used again: a new one costs twice the work of the page in it.

What a page could leave behind goes before the next one: what it stored, rights, media, the mouse's place. A
tab in which a test prepares something of its own is used once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

LOOKING = Path(__file__).with_name("looking.js")
"""What tests ask of a page from inside: every page that a tab opens has it as `looking`."""

MOST_REMEMBERED = 25
"""Pages in a tab's history when it is given up: at 50, its length would no longer tell what a test adds."""


class Tab:
    """One tab, and what the browser complained of in it since it was opened or used again."""

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
        """Take away what the last page left; tell whether the tab can be used again."""
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
    """The tabs of a browser: those of one test, and those that wait to be used again."""

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
        """Return a page, opened in a tab with these options of Playwright's contexts.

        `before` prepares it, and gets a tab that no other page was or will be in.
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
        """End a test: return what the browser complained of, and keep the tabs for the next one."""
        complaints = [complaint for tab in self.used for complaint in tab.complaints]
        self.waiting += [tab for tab in self.used if tab.clear()]
        self.used.clear()
        return complaints
