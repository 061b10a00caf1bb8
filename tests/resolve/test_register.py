"""What claims refer to: voices, sources with their archived texts, topics and pages."""

import hashlib

from site_builder.library import SourceRef, VoiceRef
from tests.resolve.resolved import Resolved


def test_a_person_has_a_role_and_organisations(site: Resolved) -> None:
    """
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    role: head of the port
    affiliation: [ledger]
    same_as: [https://moss.example/]
    ---
    Often *quoted*.
    """
    voice = site.library.voices["ada-moss"]
    assert voice.ref == VoiceRef(
        kind="person", id="ada-moss", name="Ada Moss", path="people/ada-moss/"
    )
    assert (voice.role, voice.same_as) == ("head of the port", ("https://moss.example/",))
    assert [ref.name for ref in voice.affiliation] == ["The Ledger"]
    assert voice.note.html == "<p>Often <em>quoted</em>.</p>"


def test_an_organisation_has_a_kind_and_an_address(site: Resolved) -> None:
    """
    -- content/organisations/ledger.md --
    ---
    name: The Ledger
    kind: wire
    url: https://ledger.example/
    ---
    """
    voice = site.library.voices["ledger"]
    assert (voice.ref.kind, voice.organisation_kind) == ("organisation", "wire")
    assert voice.url == "https://ledger.example/"


def test_an_unnamed_source_goes_by_the_words_that_describe_it(site: Resolved) -> None:
    """
    -- content/unnamed/official.md --
    ---
    described_as: an official
    naming: collective
    stated_number: several
    ground_rules: background
    access: briefed
    affiliation: [ledger]
    reason: not allowed to speak
    ---
    """
    voice = site.library.voices["official"]
    assert (voice.ref.kind, voice.ref.name) == ("unnamed", "an official")
    assert (voice.naming, voice.stated_number) == ("collective", "several")
    assert (voice.ground_rules, voice.access) == ("background", "briefed")
    assert voice.reason == "not allowed to speak"
    assert [ref.id for ref in voice.affiliation] == ["ledger"]


def test_a_source_has_its_text_and_the_sum_of_its_bytes(site: Resolved) -> None:
    """
    -- content/sources/note.md --
    ---
    title: A note
    publisher: ledger
    ---
    -- content/sources/note.txt | bytes --
    One.\\x0d
    Two.\\x0c\\x07
    """
    source = site.library.sources["note"]
    assert source.text == "One.\r\nTwo.\x20\x20\n"
    assert source.sha256 == hashlib.sha256(b"One.\r\nTwo.\x0c\x07\n").hexdigest()


def test_a_source_without_a_text_keeps_the_sum_it_is_given(site: Resolved) -> None:
    """
    -- content/sources/letter.md --
    ---
    title: A letter
    publisher: ledger
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    ---
    """
    source = site.library.sources["letter"]
    assert (source.text, source.sha256) == (None, "a" * 64)
    assert site.codes == ["no-archived-text"]


def test_a_source_may_rest_on_sources_and_on_organisations(site: Resolved) -> None:
    """
    -- content/sources/second.md --
    ---
    title: A second report
    publisher: ledger
    based_on: [story, ledger]
    ---
    # A note
    -- content/sources/second.txt --
    Text.
    """
    assert site.library.sources["second"].note.html == "<h2>A note</h2>"
    first, second = site.library.sources["second"].based_on
    assert isinstance(first, SourceRef)
    assert isinstance(second, VoiceRef)
    assert (first.path, second.path) == ("sources/story/", "organisations/ledger/")


def test_a_source_may_rest_on_one_that_comes_later(site: Resolved) -> None:
    """
    -- content/sources/a-copy.md --
    ---
    title: A copy
    publisher: ledger
    based_on: [story]
    ---
    -- content/sources/a-copy.txt --
    Text.
    """
    assert [ref.id for ref in site.library.sources["a-copy"].based_on] == ["story"]


def test_what_names_a_card_with_faults_is_not_at_fault_itself(site: Resolved) -> None:
    """
    -- content/organisations/ledger.md --
    ---
    name: The Ledger
    url: ledger
    ---
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    affiliation: [ledger]
    ---
    [The Ledger](organisation:ledger)
    """
    assert site.codes == ["bad-url"]


def test_topics_and_pages_have_their_own_texts(site: Resolved) -> None:
    """
    -- content/topics/harbour.md --
    ---
    title: The harbour
    description: Open or closed
    ---
    # All about it
    -- content/pages/about.md --
    ---
    title: About
    ---
    # How
    """
    topic, page = site.library.topics["harbour"], site.library.pages["about"]
    assert (topic.ref.path, topic.description) == ("topics/harbour/", "Open or closed")
    assert topic.introduction.html == "<h2>All about it</h2>"
    assert (page.path, page.body.html) == ("about/", '<h2 id="how">How</h2>')


def test_everything_is_sorted_by_id_whatever_folder_it_lies_in(site: Resolved) -> None:
    """
    -- content/people/a/zoe.md --
    ---
    name: Zoe
    ---
    -- content/people/z/abe.md --
    ---
    name: Abe
    ---
    """
    assert list(site.library.voices) == ["abe", "ada-moss", "ledger", "official", "zoe"]
