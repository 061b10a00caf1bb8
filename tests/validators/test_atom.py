"""The rules of Atom let a good feed pass and find each fault."""

import pytest

from tests.validators.atom import atom_faults, schema_faults

GOOD = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>https://a.example/</id>
<title>A</title>
<updated>2025-03-02T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://a.example/"/>
<link rel="self" type="application/atom+xml" href="https://a.example/feed.xml"/>
<author><name>The desk</name><uri>https://desk.example/</uri><email>us@desk.example</email></author>
<entry>
<id>https://a.example/1/</id>
<title>One</title>
<published>2025-03-01T00:00:00Z</published>
<updated>2025-03-02T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://a.example/1/"/>
<category term="a" scheme="https://a.example/topics/" label="A"/>
<summary>One.</summary>
<content type="html">&lt;p&gt;One &lt;a href="https://a.example/"&gt;a&lt;/a&gt;&lt;/p&gt;</content>
</entry>
</feed>
"""

LED = GOOD.replace('<link rel="self"', '<link rel="self" hreflang="en"')

BROKEN = [
    ("</feed>", "", "not well-formed"),
    ("2005/Atom", "2004/Atom", "is no feed"),
    ("<id>https://a.example/</id>\n", "", "feed: 0 times <id>"),
    ("<title>A</title>", "<title>A</title><title>B</title>", "feed: 2 times <title>"),
    ("<title>A</title>", "<titel>A</titel>", "feed: <titel> has no place here"),
    ("<id>https://a.example/1/</id>", "<id>1/</id>", "the id “1/” is no absolute address"),
    ("<id>https://a.example/1/</id>", "<id>https://a.example/</id>", "stands 2 times"),
    ("<updated>2025-03-02T00:00:00Z</updated>\n<link", "<link", "feed: 0 times <updated>"),
    ("2025-03-01T00:00:00Z", "2025-03-01", "published “2025-03-01” is no time"),
    ("2025-03-01T00:00:00Z", "2025-02-30T00:00:00Z", "is no time"),
    ("2025-03-01T00:00:00Z", "2025-03-03T00:00:00Z", "published after it was updated"),
    ("2025-03-02T00:00:00Z</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"https://a.example/1", "2025-03-09T00:00:00Z</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"https://a.example/1", "updated after its feed"),
    ('<link rel="self"', '<link rel="alternate"', "no link to itself"),
    ('type="application/atom+xml"', 'type="atom"', "a link of the type “atom”"),
    ('rel="self" type="application/atom+xml"', 'rel="alternate" type="text/html"', "two alternates"),
    ('href="https://a.example/feed.xml"', 'href="feed.xml"', "a link to “feed.xml”"),
    ("<name>The desk</name>", "", "feed: author: 0 times <name>"),
    ("<name>The desk</name>", "<name> </name>", "an empty name"),
    ("https://desk.example/", "desk", "the uri “desk” is no address"),
    ("us@desk.example", "us", "“us” is no e-mail address"),
    ("<author>", "<contributor>", "not well-formed"),
    (' xml:lang="en"', "", "feed: no language"),
    ("<title>One</title>", "<title> </title>", "an empty title"),
    ('term="a"', 'term=""', "a category without a term"),
    ('scheme="https://a.example/topics/"', 'scheme="topics"', "a scheme that is no address"),
    ("<summary>One.", "<summary><b>One.</b>", "summary has elements within"),
    ("<summary>", '<summary type="text/html">', "summary has the type “text/html”"),
    ("&lt;/p&gt;", "", "<p> is not closed"),
    ("&lt;/a&gt;", "&lt;/b&gt;", "</b> closes nothing"),
    ("&lt;p&gt;", "&lt;script&gt;", "<script> in a feed"),
    ('a href="https', 'a onclick="https', "the attribute onclick"),
    ('a href="https://a.example/"', 'a href="../"', "a relative address, “../”"),
]  # fmt: skip


def test_a_good_feed_has_no_faults() -> None:
    assert atom_faults(GOOD) == []


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN)
def test_every_rule_finds_what_breaks_it(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = atom_faults(GOOD.replace(old, new, 1))
    assert any(fault in each for each in faults), faults


def test_whoever_wrote_a_feed_is_named_there_or_in_every_entry() -> None:
    author = GOOD[GOOD.index("<author>") : GOOD.index("</author>") + len("</author>")]
    without = GOOD.replace(author, "")
    assert atom_faults(without) == ["feed: no author, and entries without one"]
    assert atom_faults(without.replace("<entry>", f"<entry>{author}")) == []


def test_an_entry_has_content_or_leads_to_it() -> None:
    content = GOOD[GOOD.index("<content") : GOOD.index("</content>") + len("</content>")]
    link = '<link rel="alternate" type="text/html" href="https://a.example/1/"/>'
    assert atom_faults(GOOD.replace(content, "")) == []
    (fault,) = atom_faults(GOOD.replace(content, "").replace(link, ""))
    assert "neither content nor an alternate" in fault


AGAINST_GRAMMAR = [
    ("<title>A</title>", ""),
    ("<title>A</title>", "<title>A</title><title>B</title>"),
    ("<id>https://a.example/1/</id>", ""),
    ("2025-03-01T00:00:00Z", "2025-03-01"),
    ("us@desk.example", "us"),
    ('type="application/atom+xml"', 'type="atom"'),
    ('hreflang="en"', 'hreflang="English!"'),
    ('term="a"', ""),
    ("<summary>", '<summary type="text/html">'),
    ("<name>The desk</name>", ""),
    ('xml:lang="en"', 'xml:lang="English!"'),
]


def test_a_good_feed_keeps_the_grammar() -> None:
    assert schema_faults(LED) == []


@pytest.mark.parametrize(("old", "new"), AGAINST_GRAMMAR)
def test_the_grammar_finds_what_breaks_it(old: str, new: str) -> None:
    assert old in LED
    assert schema_faults(LED.replace(old, new, 1))
