"""An address is answered with what a web host would answer, and with nothing from beyond the folder."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import pytest

from site_builder.digest import digest
from site_builder.serve.published import Answer, Published

FILES = {
    "index.html": "home",
    "404.html": "nothing here",
    "claims/index.html": "claims",
    "claims/a/index.html": "a",
    "caf\xe9/index.html": "coffee",
    "100% sure/index.html": "percent",
    "assets/site.css": "p {}",
    ".site-builder/manifest": "own",
    "claims/.hidden/index.html": "hidden",
    "back\\slash.html": "back",
}


@pytest.fixture
def published(tmp_path: Path) -> Published:
    folder = tmp_path / "out"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "index.html").write_text("secret")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "linked").symlink_to(tmp_path / "secret")
    (folder / "inner.html").symlink_to("index.html")
    return Published(folder)


@pytest.fixture(
    params=["https://x.example", "https://x.example/a/record/", "https://x.example/caf%C3%A9/"]
)
def anywhere(request: pytest.FixtureRequest, published: Published) -> Published:
    """The folder at a domain's root, and below paths."""
    published.stand_under(request.param)
    return published


def found(published: Published, path: str) -> str | None:
    answer = published.answer(published.prefix + path)
    return None if answer.file is None else answer.file.read_text()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("", "home"),
        ("claims/", "claims"),
        ("claims/index.html", "claims"),
        ("claims/a/", "a"),
        ("caf%C3%A9/", "coffee"),
        ("100%25%20sure/", "percent"),
        ("%63laims/", "claims"),
        ("assets/site.css", "p {}"),
        ("404.html", "nothing here"),
    ],
)
def test_a_page_stands_at_its_address(path: str, text: str, anywhere: Published) -> None:
    assert found(anywhere, path) == text


@pytest.mark.parametrize("path", ["claims", "claims/a", "caf%C3%A9", "100%25%20sure"])
def test_a_folders_address_without_its_slash_leads_to_the_one_with_it(
    path: str, anywhere: Published
) -> None:
    answer = anywhere.answer(anywhere.prefix + path)
    assert answer == Answer(leads_to=f"{anywhere.prefix}{path}/")
    assert answer.status == HTTPStatus.FOUND


@pytest.mark.parametrize("path", ["/", "/record"])
def test_the_root_leads_to_the_path_under_which_the_site_stands(
    path: str, published: Published
) -> None:
    published.stand_under("https://x.example/record/")
    assert published.answer(path) == Answer(leads_to="/record/")


@pytest.mark.parametrize("path", ["/claims/", "/recordclaims/", "/other/", "/Record/", "//record/"])
def test_nothing_stands_beside_that_path(path: str, published: Published) -> None:
    published.stand_under("https://x.example/record/")
    assert published.answer(path) == Answer()


ESCAPES = [
    "../secret.html",
    "claims/../../secret.html",
    "claims/../claims/",
    "./claims/",
    "..%2fsecret.html",
    "%2e%2e/secret.html",
    "%2e%2e%2fsecret.html",
    "%252e%252e%252fsecret.html",
    "..%5csecret.html",
    "..\\secret.html",
    "back\\slash.html",
    "back%5cslash.html",
    "%c0%ae%c0%ae/secret.html",
    "claims/%00",
    "index.html%00.css",
    "claims//a/",
    "/claims/",
    "%2fclaims/",
    ".site-builder/manifest",
    "%2esite-builder/manifest",
    ".site-builder%2fmanifest",
    "claims/.hidden/",
    "claims/.hidden",
    "link.html",
    "linked/",
    "linked",
    "inner.html",
    "claims/index.html/",
    "claims/index.html/x",
    "missing/",
    "%",
    "%zz",
    f"{'x' * 5000}/",
    f"{'x/' * 3000}",
    "?",
    "*",
]


@pytest.mark.parametrize("path", ESCAPES, ids=[path[:40] for path in ESCAPES])
def test_nothing_else_is_published(path: str, anywhere: Published) -> None:
    answer = anywhere.answer(anywhere.prefix + path)
    assert answer == Answer()
    assert answer.status == HTTPStatus.NOT_FOUND


def test_an_encoded_slash_does_not_lead_to_the_disks_root(anywhere: Published) -> None:
    secret = anywhere.folder.parent / "secret.html"
    for path in (str(secret), quote(str(secret), safe=""), str(secret.parent / "secret"), "/etc"):
        for start in (anywhere.prefix, f"{anywhere.prefix}%2F", "/%2F", "//", "/"):
            assert anywhere.answer(start + path) == Answer()


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/..",
        "//evil.example/claims",
        "/%2Fevil.example",
        "/%2Fevil.example/..",
        "/\\evil.example/claims",
        "/%5Cevil.example",
        "///evil.example/%2e%2e",
        "http://evil.example/claims",
    ],
)
def test_no_address_leads_to_another_host(path: str, published: Published) -> None:
    (published.folder / "evil.example").mkdir()
    for base_url in ("https://x.example", "https://x.example/record/"):
        published.stand_under(base_url)
        assert published.answer(path).leads_to is None


def test_for_addresses_without_a_page_there_is_the_sites_own(published: Published) -> None:
    assert published.page(published.answer("/missing/")) == b"nothing here"


def test_before_the_first_build_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    published = Published(tmp_path / "out")
    assert b"There is no site yet" in published.page(published.answer("/"))


def test_what_stands_at_an_address_has_a_digest_whatever_else_the_address_says(
    published: Published,
) -> None:
    home, nothing = digest(b"home").hex(), digest(b"nothing here").hex()
    assert published.digest_at("http://127.0.0.1:8000/?q=1#x") == home
    assert published.digest_at("http://127.0.0.1:8000/missing/") == nothing
    assert published.digest_at("http://[") == published.digest_at("junk") == nothing


def test_the_style_sheet_has_a_digest_once_it_is_there(published: Published) -> None:
    assert published.digest_of_styles() == digest(b"p {}").hex()
    (published.folder / "assets/site.css").unlink()
    assert published.digest_of_styles() == ""
