"""What moves by itself on a page is found, and what a reader moves is not."""

from pathlib import Path

from tests.browser.moved import moved
from tests.browser.open_page import OpenPage
from tests.browser.page import page_with
from tests.conftest import ServeFolder

GROW = """document.querySelector("p").insertAdjacentHTML(
  "beforebegin", "<div style='height: 9rem'></div>"
)"""
LATE = f"""requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {{
  {GROW};
}}, 50)))"""
"""Moves what stands below, once a reader has seen it."""


def test_what_moves_is_found(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    (tmp_path / "index.html").write_text(page_with(f"<p>Moved.</p><script>{LATE}</script>"))
    page = open_page(serve_folder(tmp_path))
    page.wait_for_selector("div", state="attached")
    (found,) = moved(page)
    assert found.split()[1:] == ["P"]


def test_what_moves_as_a_reader_acts_is_none_of_it(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    script = f"<script>document.querySelector('button').onclick = () => {GROW}</script>"
    (tmp_path / "index.html").write_text(page_with(f"<button>Grow</button><p>Moved.</p>{script}"))
    page = open_page(serve_folder(tmp_path))
    page.get_by_role("button").click()
    page.wait_for_selector("div", state="attached")
    assert moved(page) == []


def test_what_grows_beyond_the_window_just_before_is_none_of_it(
    tmp_path: Path, serve_folder: ServeFolder, open_page: OpenPage
) -> None:
    tall = "<div style='height: 100vh'></div>"
    (tmp_path / "index.html").write_text(page_with(f"{tall}<p style='height: 12rem'>Moved.</p>"))
    page = open_page(serve_folder(tmp_path))
    page.wait_for_timeout(600)
    page.evaluate(f"""() => {{
      const observe = PerformanceObserver.prototype.observe;
      PerformanceObserver.prototype.observe = function (...how) {{
        observe.apply(this, how);
        {GROW.replace("9rem", "99rem")};
      }};
    }}""")
    assert moved(page) == []
