"""The rules of oEmbed find what breaks them, one by one."""

import json
from typing import Any

import pytest

from tests.validators.oembed import oembed_faults

SOUND: dict[str, Any] = {
    "version": "1.0",
    "type": "rich",
    "title": "A claim",
    "author_url": "https://readers.example/",
    "cache_age": 3600,
    "html": '<iframe src="https://record.example/embed/" title="A claim"></iframe>',
    "width": 600,
    "height": 300,
}
FRAME = SOUND["html"]


def test_a_sound_response_has_no_faults() -> None:
    assert oembed_faults(json.dumps(SOUND)) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"version": 1.0}, "version is not 1.0"),
        ({"type": "frame"}, "type is frame"),
        ({"title": " "}, "title is no text"),
        ({"author_url": "/about/"}, "author_url is no address"),
        ({"cache_age": "3600"}, "cache_age is no number of seconds"),
        ({"width": "100%"}, "width is no number of pixels"),
        ({"height": 0}, "height is no number of pixels"),
        ({"html": None}, "html is no text"),
        ({"html": f"<p>{FRAME}</p>"}, "html is not one frame: ['p', 'iframe']"),
        ({"html": FRAME.replace("https://record.example", "")}, "the frame has no whole address"),
        ({"html": FRAME.replace("A claim", "")}, "the frame has no title"),
        (
            {"thumbnail_url": "https://record.example/card.png"},
            "a part of the thumbnail is missing",
        ),
    ],
)
def test_a_broken_response_has_its_fault(changed: dict[str, Any], fault: str) -> None:
    assert oembed_faults(json.dumps(SOUND | changed)) == [fault]


@pytest.mark.parametrize("name", ["html", "width", "height"])
def test_what_a_rich_response_must_have_is_missed(name: str) -> None:
    left = {key: value for key, value in SOUND.items() if key != name}
    assert oembed_faults(json.dumps(left)) == [f"{name} is missing"]


def test_a_list_is_no_response() -> None:
    assert oembed_faults("[]") == ["not an object"]
