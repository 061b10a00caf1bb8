"""What the tests of serving do to a site and wait for."""

import socket
import time

from site_builder.files import OWN
from tests.serve.served import PATIENCE, Served
from tests.site_text import Site
from tests.test_histories import clean_build

CLAIM = "content/claims/ferries-late.md"
PAGE = "claims/ferries-late/"


def save(site: Site, note: str, file: str = CLAIM) -> None:
    """Save a card with another note, as most editors do: a new file in the old one's place."""
    path = site.root / file
    card = path.read_text(encoding="utf-8").split("\n---\n")[0]
    new = path.with_name(f".{path.name}.new")
    new.write_text(f"{card}\n---\n{note}\n", encoding="utf-8")
    new.replace(path)


def wait_for_page(served: Served, path: str, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while words not in served.text(path):
        assert time.monotonic() < until, f"{path} never had “{words}”; said: {served.said}"
        time.sleep(0.01)


def check_ends_as_a_clean_build(served: Served, site: Site) -> None:
    clean = clean_build(site)
    until = time.monotonic() + PATIENCE
    while site.files() != clean and time.monotonic() < until:
        time.sleep(0.1)
    assert site.files() == clean, served.said


def slow_template(rounds: int) -> str:
    """A template for the site's own pages that takes its time: a second for some 40 million rounds."""
    side = int(rounds**0.5)
    return (
        "-- templates/pages/page.html --\n"
        f"{{% set n = 'x' * {side} %}}{{% for a in n %}}{{% for b in n %}}{{% endfor %}}{{% endfor %}}"
        "{{ page }} {{ page.body|markdown(head.root) }}\n"
    )


def wait_for_build_under_way(site: Site) -> None:
    lock = site.output / OWN / "lock"
    until = time.monotonic() + PATIENCE
    while not (lock.is_file() and lock.read_text()):
        assert time.monotonic() < until
        time.sleep(0.005)
    time.sleep(0.2)


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True
