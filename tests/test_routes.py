"""The ways of quotations, and which of them a map shows."""

from site_builder.library import VoiceRef
from site_builder.routes import MOST_LINKS, PUBLISHERS, Route, routes, steps


def voice(id: str) -> VoiceRef:
    return VoiceRef(kind="person", id=id, name=id.upper(), path=f"people/{id}/")


VOICES = {id: voice(id) for id in ("moss", "aide", "wire", "paper")}


def test_a_quotation_goes_from_its_speaker_through_each_hand_to_the_publisher() -> None:
    assert [*steps(("moss", "aide", "wire", "paper"))] == [
        ((0, "moss"), (1, "aide")),
        ((1, "aide"), (2, "wire")),
        ((2, "wire"), (PUBLISHERS, "paper")),
    ]
    assert [*steps(("", "wire", "paper"))] == [((1, "wire"), (PUBLISHERS, "paper"))]


def test_a_source_in_its_own_voice_is_both_ends_of_a_link() -> None:
    assert [*steps(("", "paper"))] == [((0, "paper"), (PUBLISHERS, "paper"))]


def test_quotations_of_one_level_on_one_link_are_counted_together() -> None:
    quoted: Route = ("quoted", ("moss", "paper"))
    found = routes([(quoted, quoted), (("paraphrased", ("moss", "paper")),)], VOICES)
    assert [(link.level, link.quotes) for link in found.links] == [
        ("quoted", 2),
        ("paraphrased", 1),
    ]
    assert (found.links_total, found.too_long) == (2, 0)


def test_quotations_through_more_hands_than_there_are_columns_are_counted_apart() -> None:
    found = routes([(("relayed", ("moss", *4 * ["wire"], "paper")),)], VOICES)
    assert (found.links, found.links_total, found.too_long) == ((), 0, 1)


def test_of_many_links_the_most_travelled_are_shown() -> None:
    many = {f"v{number}": voice(f"v{number}") for number in range(MOST_LINKS + 50)}
    claims: list[tuple[Route, ...]] = [(("quoted", (id, "paper")),) for id in many]
    often: Route = ("relayed", ("moss", "wire", "paper"))
    found = routes([*claims, (often, often)], {**VOICES, **many})
    assert len(found.links) == MOST_LINKS
    assert found.links_total == MOST_LINKS + 52
    assert {"moss", "wire"} <= {link.sender.id for link in found.links}
