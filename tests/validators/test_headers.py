"""`_headers` is read as the hosts read it, and what they would refuse is found."""

import pytest

from tests.validators.headers import Host, headers_faults, rules_of, sent

SOUND = """\
# A comment.

/*
  X-Frame-Options: DENY
/claims/:claim/
  Cache-Control: max-age=0
"""


def test_a_sound_file_has_no_faults() -> None:
    assert headers_faults(SOUND) == []
    assert rules_of(SOUND) == [
        ("/*", [("X-Frame-Options", "DENY")]),
        ("/claims/:claim/", [("Cache-Control", "max-age=0")]),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("  X-Early: 1\n/*\n  X: 1\n", "neither pattern nor field:   X-Early: 1"),
        ("/*\nX: 1\n", "neither pattern nor field: X: 1"),
        ("/*\n  X: \n", "neither pattern nor field:   X: "),
        ("/*\n  X : 1\n", "neither pattern nor field:   X : 1"),
        ("/*\n  X: ä\n", "neither pattern nor field:   X: ä"),
        ("/a b\n  X: 1\n", "neither pattern nor field: /a b"),
        ("/a:b\n  X: 1\n", "neither pattern nor field: /a:b"),
        ("/*/b/*\n  X: 1\n", "/*/b/* has two stars"),
        ("/a\n", "/a has no fields"),
        ("/a\n  X: 1\n/a\n  Y: 1\n", "/a stands twice"),
        ("/a\n  X: 1\n  x: 2\n", "/a has x twice"),
        ("/a\n  Set-Cookie: a=b\n", "/a may not say set-cookie"),
        (f"/a\n  X: {'x' * 2000}\n", f"a long line:   X: {'x' * 35}"),
        ("".join(f"/{n}\n  X: 1\n" for n in range(101)), "101 rules"),
    ],
)
def test_a_broken_file_has_its_fault(text: str, fault: str) -> None:
    assert headers_faults(text) == [fault]


@pytest.mark.parametrize(
    ("pattern", "path", "hosts"),
    [
        ("/", "/", "both"),
        ("/", "/a", ""),
        ("/*", "/", "both"),
        ("/*", "/a/b.css", "both"),
        ("/a/*", "/a/", "both"),
        ("/a/*", "/a", "netlify"),
        ("/a/*", "/ab/c", ""),
        ("/a/", "/a", "netlify"),
        ("/a/", "/A/", "netlify"),
        ("/a/:b/", "/a/x/", "both"),
        ("/a/:b/", "/a/x/y/", ""),
        ("/a/:b/", "/a/", ""),
        ("/a/:b/c.json", "/a/x/c.json", "both"),
        ("/a/:b/c.json", "/a/x/y/c.json", ""),
        ("/a/:b/c.json", "/a/x/cxjson", ""),
        ("/*feed.xml", "/feed.xml", "both"),
        ("/*feed.xml", "/a/b/feed.xml", "both"),
        ("/*feed.xml", "/feed.json", ""),
    ],
)
def test_a_pattern_is_for_the_addresses_that_each_host_takes_it_for(
    pattern: str, path: str, hosts: str
) -> None:
    every: tuple[Host, ...] = ("netlify", "cloudflare")
    found = {host for host in every if sent([(pattern, [("X", "1")])], path, host)}
    assert found == ({"netlify", "cloudflare"} if hosts == "both" else {*hosts.split()})


def test_fields_of_all_rules_for_an_address_are_sent() -> None:
    rules = rules_of("/*\n  X: 1\n/a/*\n  x: 2\n  Y: 3\n")
    assert sent(rules, "/a/b", "netlify") == {"x": ["1", "2"], "y": ["3"]}
