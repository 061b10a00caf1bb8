"""Which tabs are told what: that their page is another, that their style is, that there are faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import Report
from site_builder.diagnostics import Diagnostic
from site_builder.serve.live import OVERLAY, Live, Shown
from site_builder.serve.published import Published

HERE = "http://127.0.0.1:8000"
FAULT = Diagnostic(
    file="content/claims/a b.md",
    line=3,
    column=5,
    severity="error",
    code="unknown-field",
    message="there is no field “clam”",
    source_line="clam: x",
    hint="did you mean “claim”?",
)
BUILT = Report(diagnostics=(), left_out={})
FAULTY = Report(diagnostics=[FAULT], left_out={})


class Tab:
    """A tab that keeps what it is told."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.told: list[dict[str, Any]] = []

    def send(self, command: dict[str, Any]) -> None:
        self.told.append(command)

    @property
    def reloads(self) -> list[str]:
        return [command["path"] for command in self.told]


class Town:
    """A published folder, the tabs on it, and what writes to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.published = Published(root / "out")
        self.live = Live(self.published, root)
        self.write("404.html", "nothing here")
        self.write("a/index.html", "a")
        self.write("b/index.html", "b")
        self.write("assets/site.css", "p {}")

    def write(self, name: str, text: str) -> None:
        (self.root / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / "out" / name).write_text(text)

    def sent(self, path: str) -> Shown:
        """What a tab shows that has just been sent its page."""
        published = self.published
        return Shown(
            url=HERE + path,
            page=published.digest_at(HERE + path),
            styles=published.digest_of_styles(),
        )

    def tab(self, path: str) -> Tab:
        tab = Tab(self.sent(path))
        self.live.enter(tab)
        return tab


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.delenv("SITE_BUILDER_EDITOR", raising=False)
    return Town(tmp_path)


def test_only_tabs_whose_page_has_changed_reload(town: Town) -> None:
    first, second, other = town.tab("/a/"), town.tab("/a/?x=1#y"), town.tab("/b/")
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    assert first.told == [{"command": "reload", "path": f"{HERE}/a/", "liveCSS": False}]
    assert second.reloads == [f"{HERE}/a/?x=1#y"]
    assert other.told == []


def test_a_tab_is_told_once(town: Town) -> None:
    tab = town.tab("/a/")
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    town.live.built(BUILT)
    assert len(tab.told) == 1


def test_a_page_sent_before_a_build_and_connected_after_it_reloads(town: Town) -> None:
    tab = Tab(town.sent("/a/"))
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    assert tab.told == []
    town.live.enter(tab)
    assert tab.reloads == [f"{HERE}/a/"]


def test_a_tab_of_an_earlier_server_reloads_only_if_its_page_has_changed(town: Town) -> None:
    stale, fresh = Tab(town.sent("/a/")), Tab(town.sent("/b/"))
    town.write("a/index.html", "another")
    again = Live(town.published, town.root)
    again.enter(stale)
    again.enter(fresh)
    assert (stale.reloads, fresh.told) == ([f"{HERE}/a/"], [])


def test_a_page_that_another_program_has_written_reloads_at_the_next_build(town: Town) -> None:
    tab = town.tab("/a/")
    town.write("a/index.html", "another")
    town.live.built(Report(diagnostics=(), left_out={}, changed=()))
    assert tab.reloads == [f"{HERE}/a/"]


def test_a_tab_on_a_missing_page_reloads_when_the_page_comes(town: Town) -> None:
    tab, other = town.tab("/new/"), town.tab("/newer/")
    town.write("new/index.html", "new")
    town.live.built(BUILT)
    assert (tab.reloads, other.told) == ([f"{HERE}/new/"], [])


def test_a_tab_on_a_missing_page_reloads_when_the_page_for_that_changes(town: Town) -> None:
    tab = town.tab("/new/")
    town.write("404.html", "nothing at all")
    town.live.built(BUILT)
    assert tab.reloads == [f"{HERE}/new/"]


def test_the_tab_of_a_deleted_page_reloads(town: Town) -> None:
    tab = town.tab("/a/")
    (town.root / "out/a/index.html").unlink()
    town.live.built(BUILT)
    assert tab.reloads == [f"{HERE}/a/"]


def test_another_style_is_swapped_in(town: Town) -> None:
    tab = town.tab("/a/")
    town.write("assets/site.css", "p { color: red }")
    town.live.built(BUILT)
    town.live.built(BUILT)
    assert tab.told == [{"command": "reload", "path": "assets/site.css", "liveCSS": True}]


def test_a_page_that_changes_with_its_style_reloads(town: Town) -> None:
    tab = town.tab("/a/")
    town.write("assets/site.css", "p { color: red }")
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    assert tab.reloads == [f"{HERE}/a/"]


def test_every_tab_reloads_when_an_image_or_script_changes(town: Town) -> None:
    tabs = town.tab("/a/"), town.tab("/b/")
    town.live.built(Report(diagnostics=(), left_out={}, changed=["assets/x.svg"]))
    assert [tab.reloads for tab in tabs] == [[f"{HERE}/a/"], [f"{HERE}/b/"]]


def test_a_tab_that_has_left_is_told_nothing(town: Town) -> None:
    tab = town.tab("/a/")
    town.live.leave(tab)
    town.live.leave(tab)
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    assert tab.told == []


@pytest.mark.parametrize(
    "url", ["", "http://[", "about:blank", "\0", "x" * 10_000, "//evil.example/"]
)
def test_a_tab_that_says_nonsense_hinders_no_other(url: str, town: Town) -> None:
    strange, tab = Tab(Shown(url=url, page="x", styles="y")), town.tab("/a/")
    town.live.enter(strange)
    town.write("a/index.html", "another")
    town.live.built(BUILT)
    assert tab.reloads == [f"{HERE}/a/"]


def faults(command: dict[str, Any]) -> list[dict[str, Any]]:
    assert (command["command"], command["path"]) == ("reload", OVERLAY)
    found: list[dict[str, Any]] = json.loads(command["originalPath"])
    return found


def test_faults_are_shown_on_every_tab_until_they_are_mended(town: Town) -> None:
    tab = town.tab("/a/")
    town.live.built(FAULTY)
    later = town.tab("/b/")
    town.live.built(BUILT)
    town.live.built(BUILT)
    assert [len(faults(command)) for command in tab.told] == [1, 0]
    assert [len(faults(command)) for command in later.told] == [1, 0]


def test_warnings_alone_cover_no_page(town: Town) -> None:
    tab = town.tab("/a/")
    warning = Diagnostic(
        file="a", line=1, column=1, severity="warning", code="no-archived-text", message="m"
    )
    town.live.built(Report(diagnostics=[warning], left_out={}))
    assert tab.told == []


def test_what_hindered_a_build_is_shown_until_there_is_one(town: Town) -> None:
    tab = town.tab("/a/")
    town.live.troubled("the disk is full")
    town.live.built(BUILT)
    (shown,) = faults(tab.told[0])
    assert shown["message"] == "the disk is full"
    assert faults(tab.told[1]) == []


@pytest.mark.parametrize(
    ("editor", "scheme"),
    [(None, "vscode"), ("vscodium", "vscodium"), ("zed", "zed"), ("ed", "vscode")],
)
def test_a_fault_comes_with_a_link_that_opens_the_editor_at_its_place(
    editor: str | None, scheme: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    if editor:
        monkeypatch.setenv("SITE_BUILDER_EDITOR", editor)
    tab = town.tab("/a/")
    town.live.built(FAULTY)
    (shown,) = faults(tab.told[0])
    assert shown["editor"] == f"{scheme}://file{town.root}/content/claims/a%20b.md:3:5"
    assert (shown["source_line"], shown["hint"]) == ("clam: x", "did you mean “claim”?")
