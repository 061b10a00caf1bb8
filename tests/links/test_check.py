"""The whole check, against a server that counts: what is asked, and what is remembered."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.content import Folder
from site_builder.diagnostics import Words
from site_builder.links.answers import LIFETIMES
from site_builder.links.check import Checked, check
from site_builder.network.ask import Asking
from site_builder.resolve.outward import Mention
from tests.network.awkward import HURRIED, NOON, Awkward, awkward, local

KEPT = ".site-builder/links.json"


@pytest.fixture
def server() -> Iterator[Awkward]:
    with awkward() as running:
        yield running


def checked(root: Path, *addresses: str, now: int = NOON) -> Checked:
    """What is found of addresses that stand in a file."""
    (root / "a.md").write_text("\n".join(addresses), encoding="utf-8")
    mentions = [Mention(address=a, file="a.md", where=Words(a)) for a in addresses]
    asking = Asking(line=local(), now=lambda: now, manners=HURRIED)
    return check(mentions, Folder(root), asking, lambda *_: None)


def words(found: Checked) -> list[tuple[str, str]]:
    return [(finding.address, finding.verdict) for finding in found.findings]


def test_every_address_gets_its_verdict(tmp_path: Path, server: Awkward) -> None:
    found = checked(
        tmp_path,
        server.at("/"),
        server.send_on("/old", "/new", 301),
        server.at("/status/404"),
        "http://nobody.example/",
        "http://a.example:port/",
        server.at("/status/503"),
    )
    assert [finding.verdict for finding in found.findings] == [
        "ok",
        "moved",
        "gone",
        "broken",
        "broken",
        "unknown",
    ]
    assert (found.asked, found.remembered) == (5, 0)
    assert found.findings[1].leads_to == server.at("/new")


def test_where_no_host_is_known_at_all_it_is_the_network_that_is_doubted(
    tmp_path: Path, server: Awkward
) -> None:
    nobody, no_one = "http://nobody.example/", "http://no-one.example/a"
    found = checked(tmp_path, nobody, no_one, f"{no_one}b")
    assert {verdict for _, verdict in words(found)} == {"unknown"}
    assert "no network" in found.findings[0].message
    again = checked(tmp_path, nobody, no_one, server.at("/"))
    assert (again.asked, again.remembered) == (3, 0)
    assert words(again) == [(nobody, "broken"), (no_one, "broken"), (server.at("/"), "ok")]


def test_one_host_that_is_not_known_is_not_there(tmp_path: Path) -> None:
    found = checked(tmp_path, "http://nobody.example/", "http://nobody.example/a")
    assert {verdict for _, verdict in words(found)} == {"broken"}


def test_an_address_is_asked_once_however_often_it_stands_there(
    tmp_path: Path, server: Awkward
) -> None:
    base = server.at("/a")
    ways = [base, f"{base}#part", base.replace("there", "THERE"), f"{base}#:~:text=words"]
    assert len(checked(tmp_path, *ways).findings) == len(ways)
    assert server.asked == ["HEAD /a"]


def test_what_was_answered_is_not_asked_again_until_it_has_expired(
    tmp_path: Path, server: Awkward
) -> None:
    fine, gone = server.at("/a"), server.at("/status/404")
    first = checked(tmp_path, fine, gone)
    assert len(server.seen) == 3
    again = checked(tmp_path, fine, gone, now=NOON + LIFETIMES["gone"] - 1)
    assert (words(again), again.asked, again.remembered) == (words(first), 0, 2)
    assert len(server.seen) == 3
    later = checked(tmp_path, fine, gone, now=NOON + LIFETIMES["gone"])
    assert (later.asked, later.remembered) == (1, 1)
    assert server.asked[3:] == ["HEAD /status/404", "GET /status/404"]
    assert checked(tmp_path, fine, gone, now=NOON + LIFETIMES["ok"]).asked == 2


def test_the_same_answers_give_the_same_report_and_file(tmp_path: Path, server: Awkward) -> None:
    addresses = [server.at(f"/{number}", f"host-{number}.example") for number in range(8)]
    first = checked(tmp_path, *addresses)
    kept = (tmp_path / KEPT).read_bytes()
    (tmp_path / KEPT).unlink()
    server.slowness = 0.01
    assert checked(tmp_path, *addresses).findings == first.findings
    assert (tmp_path / KEPT).read_bytes() == kept


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00" * 100, b'{"version": 7, "answers": {}}'])
def test_damage_means_asking_again(tmp_path: Path, server: Awkward, damage: bytes) -> None:
    checked(tmp_path, server.at("/a"))
    (tmp_path / KEPT).write_bytes(damage)
    assert checked(tmp_path, server.at("/a")).asked == 1
    assert checked(tmp_path, server.at("/a")).asked == 0


def test_answers_are_kept_beside_the_content_and_out_of_version_control(
    tmp_path: Path, server: Awkward
) -> None:
    checked(tmp_path, server.at("/a"))
    assert sorted(p.name for p in (tmp_path / ".site-builder").iterdir()) == [
        ".gitignore",
        "links.json",
    ]
    assert (tmp_path / ".site-builder/.gitignore").read_text() == "*\n"


def test_answers_that_cannot_be_kept_are_told_all_the_same(tmp_path: Path, server: Awkward) -> None:
    (tmp_path / ".site-builder").write_text("a file in the way")
    found = checked(tmp_path, server.at("/a"))
    assert [finding.verdict for finding in found.findings] == ["ok"]
    assert isinstance(found.unkept, OSError)


def test_what_stops_the_asking_loses_no_answer(tmp_path: Path, server: Awkward) -> None:
    checked(tmp_path, server.at("/before", "before.example"))

    def stop(stage: str, through: int, total: int) -> None:
        del stage, total
        if through == 3:
            signal.raise_signal(signal.SIGINT)

    mentions = [
        Mention(address=server.at(f"/{number}"), file="a.md", where=Words(""))
        for number in range(9)
    ]
    asking = Asking(line=local(), now=lambda: NOON, manners=HURRIED)
    with pytest.raises(KeyboardInterrupt):
        check(mentions, Folder(tmp_path), asking, stop)
    assert len(json.loads((tmp_path / KEPT).read_bytes())["answers"]) == 4
    assert len(server.seen) <= 6


def test_nothing_is_asked_or_written_where_nothing_is_mentioned(tmp_path: Path) -> None:
    assert checked(tmp_path).findings == []
    assert not (tmp_path / ".site-builder").exists()
