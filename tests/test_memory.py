"""Outcomes that share values are the same outcomes, and kept ones come back as they were."""

import datetime

import pytest

from site_builder.content import Folder
from site_builder.load import Choices, Loader
from site_builder.memory import (
    Outcome,
    Sharing,
    decode_kept,
    decode_outcomes,
    encode_kept,
    encode_outcomes,
)
from tests.site_text import Site


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What becomes of the cards of the small site, decoded, so that each is by itself."""
    loader = Loader(Folder(Site.at(tmp_path_factory.mktemp("site")).root), {})
    loader.load(Choices(today=datetime.date(2030, 1, 1)), lambda _through, _total: None)
    return [*decode_outcomes(encode_outcomes(loader.outcomes.values()))]


def test_sharing_changes_nothing_but_what_is_held_twice(outcomes: list[Outcome]) -> None:
    sharing = Sharing()
    shared = [sharing.shared(outcome) for outcome in outcomes]
    assert shared == outcomes
    apart = {id(o.claim.brief.topics[0]) for o in outcomes if o.claim and o.claim.brief.topics}
    common = {id(o.claim.brief.topics[0]) for o in shared if o.claim and o.claim.brief.topics}
    assert len(common) < len(apart)


def test_what_is_kept_comes_back_to_the_same_program_only(outcomes: list[Outcome]) -> None:
    raw = encode_kept(outcomes, b"engine", "claims-1")
    kept = decode_kept(raw, b"engine")
    assert kept.vault == "claims-1"
    assert kept.by_file == {o.file: o for o in outcomes if o.lasting}
    assert decode_kept(raw, b"another").outcomes == ()
    assert decode_kept(raw[:-1], b"engine").outcomes == ()
