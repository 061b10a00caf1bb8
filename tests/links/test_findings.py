"""A finding for each place at which an address stands, with what to do."""

import datetime

import pytest

from site_builder.diagnostics import Key, Words
from site_builder.links.findings import Finding, findings
from site_builder.links.verdict import Verdict, Word
from site_builder.model import Archive
from site_builder.report import as_text
from site_builder.resolve.outward import Mention

URL = "https://paper.example/story"
COPIES = tuple(
    Archive(url=f"https://archive.example/{year}", date=datetime.date(year, 5, 1))
    for year in (2023, 2024)
)
FILE = f"""\
---
title: A story
url: {URL}
---
See [there]({URL}#part).
"""
SOURCE = Mention(address=URL, file="a.md", where=Key(("url",)), kind="source")


def verdict(word: Word, leads_to: str | None = None) -> Verdict:
    return Verdict(word=word, message=f"is {word}", leads_to=leads_to)


def found(*mentions: Mention, **words: Verdict) -> list[Finding]:
    """The findings where every address has the verdict `url`, but for copies of other years."""
    verdicts = {mention.address: words["url"] for mention in mentions}
    for copy in COPIES:
        year = copy.url.rpartition("/")[2]
        verdicts[copy.url] = words.get(f"copy_{year}", verdict("ok"))
    return findings(mentions, verdicts, lambda _: FILE)


def hint(mention: Mention, of: Verdict) -> str | None:
    (finding,) = found(mention, url=of)
    return finding.hint


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("ok", "notice"),
        ("moved", "notice"),
        ("gone", "warning"),
        ("broken", "warning"),
        ("unknown", "notice"),
    ],
)
def test_only_what_has_failed_is_a_warning(word: Word, severity: str) -> None:
    (finding,) = found(SOURCE, url=verdict(word, "https://new.example/"))
    assert (finding.severity, finding.code) == (severity, f"link-{word}")
    assert (finding.address, finding.verdict) == (URL, word)


def test_each_place_has_its_finding_in_the_order_of_the_file() -> None:
    link = Mention(address=f"{URL}#part", file="a.md", where=Words(f"{URL}#part"))
    first, second = found(link, SOURCE, url=verdict("gone"))
    assert (first.line, first.column, first.address) == (3, 6, URL)
    assert (second.line, second.column, second.address) == (5, 13, f"{URL}#part")


def test_what_is_ok_takes_one_line() -> None:
    assert as_text(found(SOURCE, url=verdict("ok"))) == (
        f"a.md:3:6: notice[link-ok]: {URL} is ok\n"
    )


@pytest.mark.parametrize("word", ["gone", "broken", "unknown"])
def test_copies_are_offered_where_there_may_be_nothing_else(word: Word) -> None:
    mention = Mention(address=URL, file="a.md", where=Key(("url",)), kind="source", copies=COPIES)
    (finding,) = found(mention, url=verdict(word))
    assert finding.notes == (
        "a copy of 2023-05-01 is at https://archive.example/2023",
        "a copy of 2024-05-01 is at https://archive.example/2024",
    )


def test_a_copy_that_has_failed_itself_is_not_offered() -> None:
    mention = Mention(address=URL, file="a.md", where=Key(("url",)), kind="source", copies=COPIES)
    (finding,) = found(
        mention, url=verdict("gone"), copy_2023=verdict("gone"), copy_2024=verdict("unknown")
    )
    assert finding.notes == ("a copy of 2024-05-01 is at https://archive.example/2024",)


def test_where_a_source_has_no_copy_the_author_is_reminded_of_archives() -> None:
    assert "“archives”" in (hint(SOURCE, verdict("gone")) or "")


def test_the_new_address_is_given_with_the_place_within_it() -> None:
    mention = Mention(address=f"{URL}#part", file="a.md", where=Words(URL))
    new = verdict("moved", "https://paper.example/new")
    assert (hint(mention, new) or "").endswith("then write https://paper.example/new#part")


def test_a_front_page_is_not_offered_as_the_new_address() -> None:
    assert "front page" in (hint(SOURCE, verdict("moved", "https://paper.example/")) or "")
    front = Mention(address="http://paper.example/", file="a.md", where=Words(URL))
    assert "write https://" in (hint(front, verdict("moved", "https://paper.example/")) or "")
    bare = Mention(address="http://paper.example", file="a.md", where=Words(URL))
    assert "write https://" in (hint(bare, verdict("moved", "https://paper.example/")) or "")
