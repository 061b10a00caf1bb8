"""When statements were made: by dates, parts of dates, and the words of a source."""

from pathlib import Path

import pytest

from site_builder.timeline import MOST_WAYS, Placed, chronology, moments, ways_to
from tests.base_site import BASE
from tests.site_text import Site

CLAIM = """\
-- content/claims/{id}.md --
---
claim: The {id} is closed.
quotes: [{{source: story, text: Two cranes are broken, speech: indirect}}]
published: 2025-03-07
{time}
---
"""
TIMES = {
    "year": "made_on: 2025",
    "month": "made_on: 2025-03",
    "day": "made_on: 2025-03-06",
    "both": "made_on: 2025-03-06\nwhen: on Thursday",
    "words": "when: on Thursday",
    "next-day": "made_on: 2025-03-08",
    "nothing": "",
}


def placed(folder: Path, published: str = "published: 2025-03-07") -> list[Placed]:
    """The timeline of claims that say in every way when they were made."""
    site = Site.at(folder, BASE + "".join(CLAIM.format(id=id, time=TIMES[id]) for id in TIMES))
    story = folder / "content/sources/story.md"
    story.write_text(story.read_text().replace("title:", f"{published}\ntitle:", 1))
    library = site.library()
    return chronology(library.claims.values(), library.sources)


def test_a_part_of_a_date_stands_where_it_begins_and_words_where_their_source_ends(
    tmp_path: Path,
) -> None:
    shown = [
        (each.date, each.source and each.source.id, [claim.id for claim in each.claims])
        for each in moments(placed(tmp_path))
        if {claim.id for claim in each.claims} & TIMES.keys()
    ]
    assert shown == [
        ("2025", None, ["year"]),
        ("2025-03", None, ["month"]),
        ("2025-03-06", None, ["both", "day"]),
        ("2025-03-07", "story", ["words"]),
        ("2025-03-08", None, ["next-day"]),
    ]


@pytest.mark.parametrize(
    ("published", "after"), [("published: 2025-03", "next-day"), ("published: 2024", None)]
)
def test_words_of_a_source_stand_at_the_end_of_the_time_in_which_it_was_published(
    published: str, after: str | None, tmp_path: Path
) -> None:
    ids = [None, *(claim.id for _, _, claim in placed(tmp_path, published))]
    assert ids[ids.index("words") - 1] == after


def test_words_of_a_source_without_a_date_come_last(tmp_path: Path) -> None:
    date, source, claim = placed(tmp_path, "")[-1]
    assert (date, source and source.id, claim.id) == ("", "story", "words")


def test_years_that_are_too_many_are_led_to_by_decade(tmp_path: Path) -> None:
    _, _, claim = placed(tmp_path)[0]

    def years(count: int) -> list[Placed]:
        return [(str(2000 - count + year), None, claim) for year in range(count)]

    assert ways_to(years(3), 2) == (("1997", 1), ("1998", 1), ("1999", 2))
    decades = ways_to(years(30), 10)
    assert decades == (("1970s", 1), ("1980s", 2), ("1990s", 3))
    assert len(ways_to(years(MOST_WAYS * 10), 10)) == MOST_WAYS
    assert ways_to(years(900), 10)[0] == ("1100s", 1)
