"""What moved on an open page without a reader's doing (Layout Instability)."""

from playwright.sync_api import Page

_MOVED = """async () => {
  const drawn = () => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done)));
  const moved = [];
  new PerformanceObserver((seen) =>
    moved.push(...seen.getEntries().filter((each) => !each.hadRecentInput))
  ).observe({ type: "layout-shift", buffered: true });
  await drawn();
  scrollTo(0, document.body.scrollHeight);
  await drawn();
  await new Promise((done) => setTimeout(done, 100));
  return moved.map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => node?.nodeName ?? "")].join(" "));
}"""
"""Scrolls only once what the page has become is drawn: what grows above, and is first drawn scrolled,
would count as a move of what stands below it, beyond the window before."""


def moved(page: Page) -> list[str]:
    """Each move since the page was opened and while it is scrolled to its end: how far, and of what."""
    found: list[str] = page.evaluate(_MOVED)
    return found
