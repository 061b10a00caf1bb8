"""Graphs are JSON that no word of an author's can break out of."""

import json

from hypothesis import given
from hypothesis import strategies as st

from site_builder.structured.graph import document, known, script

HOSTILE = "</script><!-- <script> & \u2028 \u2029 ]]> -->"


@given(st.one_of(st.text(), st.just(HOSTILE)))
def test_whatever_a_node_says_stands_within_a_page_and_reads_as_it_was(text: str) -> None:
    made = script([{"@type": "Thing", "name": text}])
    assert "<" not in made
    assert json.loads(made)["@graph"] == [{"@type": "Thing", "name": text}]


def test_a_document_of_its_own_says_the_same() -> None:
    node = {"@type": "Thing", "name": HOSTILE}
    assert json.loads(document([node])) == json.loads(script([node]))


def test_what_is_not_known_is_left_out() -> None:
    assert known(name="a", url=None, sameAs=(), author=[], position=0) == {
        "name": "a",
        "position": 0,
    }
