"""Opens an address as one reader's browser would."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.browser.guard import Guard


@dataclass(frozen=True)
class OpenPage:
    """Opens addresses, each in a fresh browser context that `guard` watches."""

    browser: Browser
    guard: Guard
    contexts: ExitStack

    def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        """The loaded page; `options` go to `Browser.new_context`, such as `reduced_motion`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **options,
        )
        self.contexts.callback(context.close)
        self.guard.watch(context)
        page = context.new_page()
        page.goto(url)
        return page
