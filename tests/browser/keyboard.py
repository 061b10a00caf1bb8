"""Goes through a page as one does who has nothing but a keyboard."""

from playwright.sync_api import Page

FARTHEST = 250
"""Steps after which what is looked for is taken not to be there."""

_FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return { name: "", seen: true };
  const rect = at.getBoundingClientRect();
  const style = getComputedStyle(at.matches("svg a") ? at.querySelector("rect") : at);
  const marked = at.matches("svg a")
    ? parseFloat(style.strokeWidth) >= 4
    : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const shown = rect.width > 1 && rect.height > 1 && style.clipPath === "none" &&
    rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
  const label = at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? at.textContent;
  return { name: label.replace(/\\s+/g, " ").trim(), seen: marked && shown };
}"""


class Keyboard:
    """The keyboard of a reader, who must see at each step where it stands."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.steps = 0

    def go_to(self, name: str, *, back: bool = False) -> None:
        """Step on (or `back`) to what has this in its name."""
        passed = []
        for _ in range(FARTHEST):
            found = self._step("Shift+Tab" if back else "Tab")
            if name in found:
                return
            passed.append(found)
        raise AssertionError(f"no way to “{name}” past {passed}")

    def follow(self, name: str, *, back: bool = False) -> None:
        """Step on to a link and open it."""
        self.go_to(name, back=back)
        here = self._page.url
        self._page.keyboard.press("Enter")
        self._page.wait_for_url(lambda url: url != here)

    def _step(self, key: str) -> str:
        self._page.keyboard.press(key)
        self.steps += 1
        focused = self._page.evaluate(_FOCUSED)
        name = str(focused["name"])
        assert focused["seen"], f"“{name}” has the focus and does not show it"
        return name
