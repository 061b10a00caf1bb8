"""The map: every voice is a box that leads to it, boxes do not overlap, lines meet them."""

import re
from itertools import pairwise
from pathlib import Path

from site_builder.chart import GAP, WIDTH, MapPage, compose_map
from site_builder.library import VoiceRef
from site_builder.plan.chart import map_pages
from site_builder.routes import routes
from tests.site_text import Site
from tests.test_compose import FRAME


def drawn(folder: Path) -> MapPage:
    """The map of the small site."""
    (page,) = map_pages(Site.at(folder).library())
    return compose_map(FRAME, page.path, *page.parts)


def test_every_voice_has_a_box_in_each_part_that_it_plays(tmp_path: Path) -> None:
    boxes = {(box.part, box.voice.id): box.quotes for box in drawn(tmp_path).boxes}
    assert (boxes["speaker", "ana-moss"], boxes["hand", "ben-okri"]) == (4, 1)
    assert ("publisher", "daily-ledger") in boxes


def test_boxes_of_a_column_stand_apart_and_within_the_drawing(tmp_path: Path) -> None:
    page = drawn(tmp_path)
    for x, _ in page.columns:
        column = sorted((box.y, box.height) for box in page.boxes if box.middle == x)
        assert all(y + height + GAP <= below for (y, height), (below, _) in pairwise(column))
        assert x + WIDTH // 2 <= page.width
        assert column[-1][0] + column[-1][1] <= page.height


def test_a_line_begins_and_ends_at_its_voices(tmp_path: Path) -> None:
    page = drawn(tmp_path)
    boxes = {(box.part, box.voice.id): box for box in page.boxes}
    parts = {0: "speaker", 1: "hand", 4: "publisher"}
    for stroke in page.strokes:
        link = stroke.link
        assert len(stroke.ways) == (2 if link.level == "relayed" else 1)
        for way in stroke.ways:
            numbers = [float(each) for each in re.findall(r"-?[\d.]+", way)]
            sender = boxes[parts[link.start], link.sender.id]
            receiver = boxes[parts[link.end], link.receiver.id]
            assert numbers[0] == sender.x + WIDTH
            assert sender.y < numbers[1] < sender.y + sender.height
            assert numbers[-2] == receiver.x
            assert receiver.y < numbers[-1] < receiver.y + receiver.height


def test_a_long_name_has_four_lines_and_a_wide_one_fits_too() -> None:
    long = VoiceRef(kind="unnamed", id="a", name="people who have seen it " * 5, path="")
    wide = VoiceRef(kind="person", id="b", name="王" * 60, path="")
    found = routes([(("unnamed", ("a", "b")),)], {"a": long, "b": wide})
    first, second = compose_map(FRAME, "map/", found).boxes
    assert [len(box.lines) for box in (first, second)] == [4, 4]
    assert first.lines[-1][1].endswith("…")
    assert max(len(words) for _, words in second.lines) <= 14


def test_a_site_without_claims_has_an_empty_map() -> None:
    page = compose_map(FRAME, "map/", routes([], {}))
    assert (page.boxes, page.strokes, page.columns) == ((), (), ())
