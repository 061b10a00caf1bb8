"""Former ids and withdrawn entries, as what still names them meets them."""

from pathlib import Path

from site_builder.library import Relation
from tests.base_site import BASE, laid_out
from tests.resolve.conftest import loaded
from tests.resolve.resolved import Resolved


def test_what_is_named_by_a_former_id_is_what_it_is_called_now(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    speaker: a-moss
    addressee: someone
    quotes: [{source: report, text: no crane is broken, speech: indirect, via: [paper]}]
    topics: [port]
    published: 2025-03-07
    ---
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    aliases: [a-moss, unnamed/someone]
    ---
    -- content/organisations/ledger.md --
    ---
    name: The Ledger
    aliases: [paper]
    ---
    -- content/sources/story.md --
    ---
    title: Winter at the port
    publisher: paper
    aliases: [report]
    ---
    -- content/topics/harbour.md --
    ---
    title: The harbour
    aliases: [port]
    ---
    """
    brief, quote = site.claim().brief, site.quote()
    assert [v.id for v in (brief.speaker, brief.addressee) if v] == ["ada-moss", "ada-moss"]
    assert [topic.id for topic in brief.topics] == ["harbour"]
    assert (quote.source.id, quote.verified) == ("story", True)
    assert [hand.voice.id for hand in quote.chain] == ["ada-moss", "ledger", "ledger"]
    assert set(site.codes) == {"former-id", "publisher-in-via"} or set(site.codes) == {"former-id"}


def test_a_relation_by_a_former_id_is_one_to_the_present_claim(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect}]
    published: 2025-03-07
    aliases: [port-open]
    ---
    -- content/claims/cranes.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    related: [{claim: port-open, as: narrows}, {claim: port-stays-open, as: narrows}]
    published: 2025-03-07
    ---
    """
    relation = Relation(kind="narrows", claim="port-stays-open")
    assert site.library.claims["cranes"].facts.relations == (relation,)
    assert site.library.incoming["port-stays-open"] == (Relation(kind="narrows", claim="cranes"),)
    assert site.codes == ["former-id"]


RENAMED_SOURCE = """\
-- content/sources/report.md --
---
title: Winter at the port
publisher: ledger
aliases: [story]
---
"""


def test_a_quotation_keeps_its_names_when_its_source_is_renamed(tmp_path: Path) -> None:
    laid_out(tmp_path, BASE)
    before = loaded(tmp_path).quote()
    laid_out(tmp_path, RENAMED_SOURCE)
    (tmp_path / "content/sources/story.md").unlink()
    (tmp_path / "content/sources/story.txt").rename(tmp_path / "content/sources/report.txt")
    renamed = loaded(tmp_path).quote()
    card = tmp_path / "content/claims/port-stays-open.md"
    card.write_text(card.read_text().replace("source: story", "source: report"))
    rewritten = loaded(tmp_path).quote()
    assert renamed.anchor == before.anchor
    assert rewritten.anchor != before.anchor
    assert set(rewritten.former_anchors) == {before.anchor}
    assert {renamed.anchor, *renamed.former_anchors} == {before.anchor, rewritten.anchor}


def test_a_quotation_put_before_another_moves_no_name(tmp_path: Path) -> None:
    laid_out(tmp_path, BASE)
    before = loaded(tmp_path).quote().anchor
    card = tmp_path / "content/claims/port-stays-open.md"
    first = "quotes:\n  - {source: story, text: Two cranes are broken, speech: indirect}\n"
    card.write_text(card.read_text().replace("quotes:\n", first))
    after = [quote.anchor for quote in loaded(tmp_path).claim().quotes]
    assert len(after) == 2
    assert after[1] == before


def test_what_was_withdrawn_is_known_by_its_address_alone(site: Resolved) -> None:
    """
    -- content/claims/cranes.md --
    ---
    claim: >-
      Two cranes
      are broken.
    quotes: [{source: no-such-source, speech: loud}]
    aliases: [crane]
    gone: {reason: The source took it back., on: 2025-04-01}
    ---
    ![notes](are-not-looked-at.png)
    -- content/unnamed/crowd.md --
    ---
    gone: {reason: They were two., on: 2025-04-02}
    ---
    """
    library = site.library
    assert site.codes == []
    assert list(library.gone) == ["claims/cranes/", "unnamed/crowd/"]
    assert library.gone["claims/cranes/"].called == "Two cranes are broken."
    assert library.gone["unnamed/crowd/"].called is None
    assert library.moved == {"claims/crane/": "claims/cranes/"}
    assert "cranes" not in library.claims
    assert "crowd" not in library.voices


def test_fields_of_what_was_withdrawn_have_to_be_fields_at_least(site: Resolved) -> None:
    """
    -- content/people/ben-okri.md --
    ---
    nmae: Ben Okri
    aliases: [Ben]
    gone: {on: Friday}
    ---
    """
    assert site.codes == ["bad-date", "bad-id", "missing-field", "unknown-field"]
