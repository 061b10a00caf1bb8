"""The browser's program is found, or its absence is said."""

from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "APPLICATIONS", ())


def install(folder: Path, name: str) -> Path:
    program = folder / name
    program.touch(mode=0o755)
    return program


def test_the_environment_names_the_browser_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path, "chromium")
    program = install(tmp_path, "chromium-of-my-own")
    monkeypatch.setenv("CHROMIUM", str(program))
    assert chromium.find_chromium() == program


def test_a_browser_that_the_environment_names_in_vain_is_not_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path, "chromium")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert chromium.find_chromium() is None


def test_chromium_is_preferred_over_chrome(tmp_path: Path) -> None:
    install(tmp_path, "google-chrome")
    program = install(tmp_path, "chromium")
    assert chromium.find_chromium() == program


def test_chromium_without_windows_is_preferred_over_both(tmp_path: Path) -> None:
    for name in ("google-chrome", "chromium"):
        install(tmp_path, name)
    program = install(tmp_path, "chromium-headless-shell")
    assert chromium.find_chromium() == program


def test_nothing_is_found_where_nothing_is_installed() -> None:
    assert chromium.find_chromium() is None
