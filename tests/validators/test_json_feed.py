"""The rules of JSON Feed let a good feed pass and find each fault."""

import json

import pytest

from tests.validators.json_feed import json_feed_faults, schema_faults

GOOD = """\
{"version": "https://jsonfeed.org/version/1.1", "title": "A",
"home_page_url": "https://a.example/", "feed_url": "https://a.example/feed.json", "language": "en",
"authors": [{"name": "The desk", "url": "https://desk.example/"}],
"items": [
{"id": "1", "url": "https://a.example/1/", "title": "One", "content_html": "<p>One</p>",
"date_published": "2025-03-01T00:00:00Z", "tags": ["a"], "_own": {"about": "a"}},
{"id": "2", "content_text": "Two"}
]}
"""

BROKEN = [
    ("version/1.1", "version/1", "feed: the version"),
    ('"title": "A",', "", "feed: no title"),
    ('"title": "A"', '"title": 1', "feed: title is a int"),
    ('"title": "A"', '"titel": "A", "title": "A"', "feed: titel is no field"),
    ('"https://a.example/feed.json"', '"feed.json"', "feed_url “feed.json” is no address"),
    ('"language": "en"', '"language": "English!"', "“English!” is no language"),
    ('{"name": "The desk", "url": "https://desk.example/"}', "{}", "an author without anything"),
    ('"name": "The desk"', '"email": "us"', "feed: author: email is no field"),
    ('"id": "1"', '"id": ""', "item 0: an empty id"),
    ('"id": "1"', '"id": "2"', "2 stands twice"),
    ('{"id": "2", ', "{", "item 1: no id"),
    ('"content_text"', '"_text"', "item 1: no content"),
    ("2025-03-01T", "2025-03-01 ", "is no time"),
    ('["a"]', "[1]", "a tag that is no text"),
    ("</p>", "", "<p> is not closed"),
]

AGAINST_SCHEMA = [
    ('"title": "A",', "", "$: 'title' is a required property"),
    ('"title": "A"', '"titel": "A", "title": "A"', "'titel'"),
    ('"name": "The desk"', '"name": 1', "$.authors[0].name: 1 is not of type 'string'"),
    ('"id": "1"', '"id": 1', "$.items[0].id: 1 is not of type 'string'"),
    ('"content_text"', '"_text"', "$.items[1]: "),
    ('["a"]', '["a", "a"]', "$.items[0].tags: ['a', 'a'] has non-unique elements"),
    ('"language": "en"', '"expired": "no"', "$.expired: 'no' is not of type 'boolean'"),
    ('"language": "en"', '"hubs": [{}]', "$.hubs[0]: 'type' is a required property"),
]


def test_a_good_feed_has_no_faults() -> None:
    assert json_feed_faults(GOOD) == []


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN)
def test_every_rule_finds_what_breaks_it(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = json_feed_faults(GOOD.replace(old, new, 1))
    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(("old", "new", "fault"), AGAINST_SCHEMA)
def test_the_schema_finds_what_breaks_it(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    faults = [*schema_faults(json.loads(GOOD.replace(old, new, 1)))]
    assert any(fault in each for each in faults), faults
