"""Addresses that never change: each kind of entry, lists in pages, files, and the way to the root."""

import pytest

from site_builder.addresses import FOLDERS, RESERVED, list_path, output_file, path_of, to_root


@pytest.mark.parametrize(
    ("kind", "id", "path"),
    [
        ("claim", "no-deal", "claims/no-deal/"),
        ("person", "ron-dermer", "people/ron-dermer/"),
        ("organisation", "axios", "organisations/axios/"),
        ("unnamed", "one-official", "unnamed/one-official/"),
        ("source", "story", "sources/story/"),
        ("topic", "talks", "topics/talks/"),
        ("attribution", "quoted", "attribution/quoted/"),
        ("page", "about", "about/"),
    ],
)
def test_every_kind_of_entry_has_its_address(kind: str, id: str, path: str) -> None:
    assert path_of(kind, id) == path


def test_the_first_page_of_a_list_is_the_list_itself() -> None:
    assert list_path("claims/", 1) == "claims/"
    assert list_path("claims/", 2) == "claims/page/2/"
    assert list_path("people/ada/", 10) == "people/ada/page/10/"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("claims/a/", "claims/a/index.html"),
        ("404.html", "404.html"),
        ("data/claims.json", "data/claims.json"),
    ],
)
def test_a_path_is_answered_by_one_file(path: str, file: str) -> None:
    assert output_file(path) == file


@pytest.mark.parametrize(
    ("path", "root"),
    [
        ("", "./"),
        ("404.html", "./"),
        ("claims/", "../"),
        ("claims/a/", "../../"),
        ("a/b.json", "../"),
    ],
)
def test_the_way_to_the_root_goes_up_once_a_folder(path: str, root: str) -> None:
    assert to_root(path) == root


def test_a_page_of_the_sites_own_can_take_no_folder_of_the_site() -> None:
    assert {"claims", "people", "sources", "voices", "data", "assets", "search"} <= RESERVED
    assert set(FOLDERS.values()) <= RESERVED
    assert "about" not in RESERVED
