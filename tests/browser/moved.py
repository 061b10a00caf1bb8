"""What moved on an open page without a reader's doing (Layout Instability)."""

from playwright.sync_api import Page

_MOVED = """() => new Promise((done) => {
  const moved = [];
  new PerformanceObserver((seen) =>
    moved.push(...seen.getEntries().filter((each) => !each.hadRecentInput))
  ).observe({ type: "layout-shift", buffered: true });
  scrollTo(0, document.body.scrollHeight);
  const tell = () => done(moved.map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => node?.nodeName ?? "")].join(" ")));
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell, 100)));
})"""


def moved(page: Page) -> list[str]:
    """Each move since the page was opened and while it is scrolled to its end: how far, and of what."""
    found: list[str] = page.evaluate(_MOVED)
    return found
