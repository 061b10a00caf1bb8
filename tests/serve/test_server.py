"""The server answers as a web host would, to this machine alone, and junk does it no harm."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError

from site_builder.files import OWN
from tests.serve.served import HELLO, Served, connected, serving
from tests.serve.test_published import ESCAPES
from tests.site_text import Site

SCRIPTS = re.compile(
    rb"<script src=\"/_site-builder/.*?</script><script src=\"/livereload.*?</script>"
)


def as_published(page: bytes) -> bytes:
    """A page as it is in the folder: without scripts, and nothing but what its policy names."""
    return SCRIPTS.sub(b"", page).replace(b"default-src 'self'", b"default-src 'none'", 1)


STYLES = "assets/site.css"


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a page of some hundred kilobytes, and files that are none of its own."""
    site = Site(Path(shutil.copytree(built, tmp_path_factory.mktemp("served") / "site")))
    long = "A paragraph of some words.\n\n" * 7000
    site.write(f"-- content/pages/long.md --\n---\ntitle: Long\n---\n{long}")
    assert not site.build().failed
    (site.root / "secret.html").write_text("secret")
    (site.output / "link.html").symlink_to(site.root / "secret.html")
    return site


@pytest.fixture(scope="module")
def served(site: Site) -> Iterator[Served]:
    """One server for all tests; none of them changes the site."""
    with serving(site.root) as served:
        yield served
        assert served.process.poll() is None, "the server has ended"
        assert not [line for line in served.said if "Traceback" in line or "Uncaught" in line]


def test_every_file_of_the_site_is_sent_as_it_is_but_for_the_scripts_of_pages(
    site: Site, served: Served
) -> None:
    for name, raw in site.files().items():
        if name == "link.html":
            continue
        answer = served.ask(name)
        assert answer.status == 200, name
        assert len(SCRIPTS.findall(answer.body)) == name.endswith(".html"), name
        assert as_published(answer.body) == raw, name


def test_a_large_page_has_its_scripts_once_and_in_its_head(site: Site, served: Served) -> None:
    answer = served.ask("long/")
    assert len((site.output / "long/index.html").read_bytes()) > 3 * 64 * 1024
    (scripts,) = SCRIPTS.finditer(answer.body)
    assert scripts.end() == answer.body.index(b"</head>")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_page_whose_head_ends_far_down_has_its_scripts_all_the_same(
    site: Site, served: Served
) -> None:
    head, end, body = (site.output / "index.html").read_bytes().partition(b"</head>")
    far = head + b"<style>" + b"p {}\n" * 40_000 + b"</style>" + end + body
    (site.output / "far.html").write_bytes(far)
    answer = served.ask("far.html")
    (site.output / "far.html").unlink()
    (scripts,) = SCRIPTS.finditer(answer.body)
    assert scripts.start() > 3 * 64 * 1024
    assert as_published(answer.body) == far


def test_a_page_without_a_head_has_its_scripts_at_its_end(site: Site, served: Served) -> None:
    (site.output / "headless.html").write_bytes(b"<p>no head")
    answer = served.ask("headless.html")
    (site.output / "headless.html").unlink()
    assert answer.body.startswith(b"<p>no head<script ")
    assert len(SCRIPTS.findall(answer.body)) == 1


@pytest.mark.parametrize("name", [".env", ".git/config", "claims/.draft.html", f"{OWN}/cache"])
def test_no_file_whose_name_begins_with_a_dot_is_served(
    name: str, site: Site, served: Served
) -> None:
    path = site.output / name
    there = path.exists()
    if not there:
        path.parent.mkdir(exist_ok=True)
        path.write_text("secret")
    for asked in (name, name.replace(".", "%2e", 1), name.replace("/", "%2f")):
        answer = served.ask(asked)
        assert (answer.status, b"secret" in answer.body) == (404, False)
    if not there:
        path.unlink()


def test_the_root_leads_to_the_path_of_base_url(served: Served) -> None:
    answer = served.ask("/")
    assert (answer.status, answer.headers["location"]) == (302, "/record/")
    assert served.ask("/record?x=1").headers["location"] == "/record/?x=1"
    assert served.ask("/record/claims").headers["location"] == "/record/claims/"


@pytest.mark.parametrize("path", ["missing/", "/missing/", "claims/missing", "assets/missing.css"])
def test_an_address_without_a_page_gets_the_sites_own_page_with_status_404(
    path: str, site: Site, served: Served
) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert as_published(answer.body) == (site.output / "404.html").read_bytes()


@pytest.mark.parametrize(
    "path", ["", "claims/", STYLES, "data/claims.json", "missing/", "/", "claims"]
)
def test_head_is_answered_as_get_without_a_body(path: str, served: Served) -> None:
    get, head = served.ask(path), served.ask(path, "HEAD")
    assert (head.status, head.body) == (get.status, b"")
    differing = {name for name, _ in get.headers.items() ^ head.headers.items()}
    assert differing <= {"date"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "JUNK"])
@pytest.mark.parametrize("path", ["", STYLES, "/livereload.js"])
def test_nothing_can_be_sent_to_the_server(method: str, path: str, served: Served) -> None:
    assert served.ask(path, method).status == 405


@pytest.mark.parametrize("path", ["", "claims/", STYLES, "assets/favicon.svg", "data/claims.json"])
def test_what_a_browser_has_already_is_not_sent_again(path: str, served: Served) -> None:
    etag = served.ask(path).headers["etag"]
    again = served.ask(path, headers={"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")
    assert served.ask(path, headers={"If-None-Match": '"another"'}).status == 200


def test_whatever_differs_has_another_entity_tag(served: Served) -> None:
    paths = ["", "claims/", "claims/page/2/", STYLES, "assets/favicon.svg", "data/claims.json"]
    assert len({served.ask(path).headers["etag"] for path in paths}) == len(paths)


def test_a_changed_file_is_sent_although_the_browser_has_an_older_one(
    site: Site, served: Served
) -> None:
    for path in (STYLES, "index.html"):
        old = served.ask(path)
        before = (site.output / path).read_bytes()
        (site.output / path).write_bytes(b"x" * len(before))
        new = served.ask(path, headers={"If-None-Match": old.headers["etag"]})
        (site.output / path).write_bytes(before)
        assert (new.status, SCRIPTS.sub(b"", new.body)) == (200, b"x" * len(before))
        assert served.ask(path).headers["etag"] == old.headers["etag"]


def test_parts_of_a_file_can_be_asked_for(site: Site, served: Served) -> None:
    whole = (site.output / STYLES).read_bytes()
    for asked, start, end in (
        ("0-9", 0, 10),
        ("10-", 10, len(whole)),
        ("-5", len(whole) - 5, len(whole)),
        (f"5-{len(whole) + 99}", 5, len(whole)),
    ):
        answer = served.ask(STYLES, headers={"Range": f"bytes={asked}"})
        assert (answer.status, answer.body) == (206, whole[start:end])
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"
    for asked in (f"{len(whole)}-", "-0", "9-3"):
        assert served.ask(STYLES, headers={"Range": f"bytes={asked}"}).status == 416
    assert served.ask(STYLES, headers={"Range": "junk"}).status == 200


def test_nothing_is_kept_by_browsers_or_read_by_other_sites(served: Served) -> None:
    for path in ("", STYLES, "missing/", "/livereload.js", "/_site-builder/overlay.js"):
        headers = served.ask(path).headers
        assert headers["cache-control"] == "no-cache"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


RAW = [path for path in ESCAPES if path.isascii() and " " not in path]


@pytest.mark.parametrize("start", ["", "/", "/record//", "//evil.example/", "/record/%2f"])
def test_nothing_but_the_site_is_served(start: str, site: Site, served: Served) -> None:
    absolute = str(site.root / "secret.html")
    for path in (*RAW, absolute, f"%2f{absolute}", "link.html", f"{OWN}/manifest"):
        answer = served.ask(start + path)
        home = start + path in {"", "?", "/?"}  # what is left of these is the site's own address
        assert answer.status in {400, 404} or home, start + path
        assert b"secret" not in answer.body
        assert answer.headers.get("location", "/record/").startswith("/record/")


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/", "//evil.example/..", "/%2fevil.example/%2e%2e"]
)
def test_no_address_leads_to_another_host(path: str, served: Served) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.headers.get("location")) == (404, None)


PATHS = ["/record/", "/", "/record/assets/site.css", "/livereload.js", "/_site-builder/overlay.js"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost.",
        "a@b",
        "[",
        "x",
    ],
)
def test_a_name_that_is_not_this_machines_is_refused(path: str, host: str, served: Served) -> None:
    answer = served.ask(path, headers={"Host": f"{host}:{served.port}"})
    assert (answer.status in {400, 421}, b"livereload" in answer.body) == (True, False)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "192.168.1.7"])
def test_this_machines_own_names_and_addresses_are_answered(host: str, served: Served) -> None:
    for name in (host, f"{host}:{served.port}"):
        answer = served.ask("", headers={"Host": name})
        assert answer.status == 200
        port = served.port if name != host else 80
        place = f"host={host.lower()}&amp;port={port}&amp;".encode()
        assert place in answer.body


@pytest.mark.parametrize("port", ["99999", "abc", "-1", "8000:8000", "0", "\u00b2"])
@pytest.mark.parametrize("path", ["", "there/is/none/"])
def test_a_port_that_is_none_is_refused(path: str, port: str, served: Served) -> None:
    answer = served.ask(path, headers={"Host": f"localhost:{port}"})
    assert answer.status in {400, 421}


def test_a_host_header_adds_no_markup_to_a_page(served: Served) -> None:
    answer = served.ask("", headers={"Host": '"><script>@localhost'})
    assert b'"><script>@' not in answer.body


def test_other_machines_are_not_answered(served: Served) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", served.port), 2):  # noqa: PT011 (of any kind)
        pass


# --- the socket ---


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "file://",
        "http://127.0.0.1",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://evil.example@127.0.0.1:{port}",
        "http://[",
    ],
)
def test_the_socket_is_closed_to_the_pages_of_other_sites(origin: str, served: Served) -> None:
    headers = {"Origin": origin.format(port=served.port)}
    for sent in (headers, {**headers, "Sec-Fetch-Site": "same-origin"}):
        with pytest.raises(HTTPClientError, match="403"), connected(served.address, sent):
            pass


def test_the_socket_is_closed_to_a_name_that_was_rebound_to_this_machine(served: Served) -> None:
    rebound = {
        "Host": f"evil.example:{served.port}",
        "Origin": f"http://evil.example:{served.port}",
    }
    for headers in (rebound, {**rebound, "Origin": ""}):
        with pytest.raises(HTTPClientError, match="421"), connected(served.address, headers):
            pass


def test_a_program_that_is_no_browser_may_listen_without_naming_an_origin(served: Served) -> None:
    with connected(served.address, {"Origin": ""}) as tab:
        tab.show(served, "claims/")
        assert tab.hears_nothing()


JUNK: list[tuple[str | bytes, int]] = [
    ("", 1003),
    ("junk", 1003),
    ("{", 1003),
    ("null", 1003),
    ("[]", 1003),
    ("{}", 1003),
    ('{"command": 1}', 1003),
    ('{"command": "info", "url": 7}', 1003),
    ('{"command": "info", "plugins": []}', 1003),
    ('{"command": "info", "plugins": {"site-builder": {"page": Infinity}}}', 1003),
    ('{"command": "info", "plugins": {"site-builder": {"page": 1e999}}}', 1003),
    ("[" * 60_000, 1003),
    ('{"command": "info", "plugins": ' * 2000, 1003),
    ('{"x": ' + "[" * 60_000, 1003),
    (b"\xff\xfe\x00", 1003),
    (b'{"command": "\xff"}', 1003),
    ("x" * 100_000, 1009),
]


@pytest.mark.parametrize(("junk", "code"), JUNK, ids=[str(junk[:30]) for junk, _ in JUNK])
def test_junk_closes_the_socket_and_does_no_harm(
    junk: str | bytes, code: int, served: Served
) -> None:
    with served.tab("claims/") as other, connected(served.address) as tab:
        tab.say(HELLO)
        tab.hear()
        tab.say(junk)
        assert tab.close_code() == code
        assert served.ask("").status == 200
        assert other.hears_nothing(0.01)


@pytest.mark.parametrize(
    "message",
    [
        {"command": "unknown"},
        {"command": "info"},
        {"command": "info", "url": "http://["},
        {"command": "info", "url": "\0", "plugins": {"less": {"disable": False}}},
        {"command": "url", "url": "x"},
    ],
)
def test_what_the_protocol_leaves_open_is_passed_over(
    message: dict[str, object], served: Served
) -> None:
    with connected(served.address) as tab:
        tab.say(message)
        tab.say(HELLO)
        assert tab.hear()["command"] == "hello"


def test_a_tab_that_goes_without_a_word_leaves_none_on_the_terminal(served: Served) -> None:
    for _ in range(5):
        with connected(served.address) as tab:
            tab.show(served, "claims/")
            tab.drop()
    assert served.ask("").status == 200
