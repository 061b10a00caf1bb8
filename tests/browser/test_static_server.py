"""A folder is served as a static host would serve it."""

import socket
import struct
import threading
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ServeFolder


def fetch(url: str, path: str) -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, body


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "index.html").write_text("claims")
    (tmp_path / "404.html").write_text("nothing here")
    return tmp_path


def test_a_folders_index_page_is_served_at_its_address(
    folder: Path, serve_folder: ServeFolder
) -> None:
    assert fetch(serve_folder(folder), "/claims/") == (200, "claims")


def test_an_address_that_is_not_there_gets_the_sites_own_404_page(
    folder: Path, serve_folder: ServeFolder
) -> None:
    assert fetch(serve_folder(folder), "/people/") == (404, "nothing here")


def test_under_a_sub_path_nothing_is_served_at_the_root(
    folder: Path, serve_folder: ServeFolder
) -> None:
    url = serve_folder(folder, "/facts")
    assert url.endswith("/facts/")
    assert fetch(url, "/facts/claims/") == (200, "claims")
    assert fetch(url, "/claims/") == (404, "nothing here")


def test_a_folders_address_without_its_slash_leads_to_the_one_with_it(
    folder: Path, serve_folder: ServeFolder
) -> None:
    status, _ = fetch(serve_folder(folder, "/facts"), "/facts/claims")
    assert status == 301


def test_nothing_is_said_of_a_reader_that_goes_away_in_mid_answer(
    folder: Path, serve_folder: ServeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "large").write_bytes(bytes(10_000_000))
    place = urlsplit(serve_folder(folder))
    with socket.create_connection((place.hostname, place.port), timeout=10) as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        reader.sendall(b"GET /large HTTP/1.1\r\n\r\n")
        assert reader.recv(1)
    for thread in threading.enumerate():
        if "process_request" in thread.name:
            thread.join(10)
    assert capsys.readouterr().err == ""
