"""The ledger of published addresses: how it is read and written, and what it holds a site to."""

import pytest

from site_builder.resolve.ledger import Ledger, answering, read_ledger, write_ledger
from tests.resolve.resolved import Resolved


def test_what_is_written_is_read_again_and_sorted() -> None:
    raw = write_ledger(["/claims/b/#q-1", "/about/", "/claims/b/"])
    assert raw.decode().splitlines()[1:] == ["/about/", "/claims/b/", "/claims/b/#q-1"]
    ledger, faults = read_ledger(raw)
    assert (list(ledger.recorded), faults) == (["/about/", "/claims/b/", "/claims/b/#q-1"], [])


def test_order_repeats_comments_and_line_ends_do_not_matter() -> None:
    ledger, faults = read_ledger(b"\xef\xbb\xbf/b/\r\n\n# old\r\n/a/\r\n /b/ \n/a/")
    assert (set(ledger.recorded), faults) == ({"/a/", "/b/"}, [])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"/claims/a", "ledger-line"),
        (b"/claims/a/embed/", "ledger-line"),
        (b"/people/a/#q", "ledger-line"),
        (b"/attribution/quoted/", "ledger-line"),
        (b">>>>>>> main", "ledger-line"),
        (b"/a/\xff", "not-utf-8"),
        (b"\0", "ledger-line"),
    ],
)
def test_a_damaged_file_is_a_fault(raw: bytes, code: str) -> None:
    _, (fault,) = read_ledger(raw)
    assert fault.code == code


def test_without_a_file_nothing_is_recorded() -> None:
    assert read_ledger(None) == (Ledger(), [])


def test_entries_and_quotations_answer_and_so_do_former_and_withdrawn_ones(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect, id: a, aliases: [b]}]
    topics: [harbour]
    published: 2025-03-07
    changes: [{date: 2025-03-08, kind: correction, note: One is gone., quotes: [c]}]
    aliases: [port-open]
    ---
    -- content/claims/cranes.md --
    ---
    gone: {reason: It was wrong., on: 2025-03-09}
    ---
    -- content/claims/secret.md --
    ---
    claim: Nobody knows.
    quotes: [{source: story, text: Two cranes are broken, speech: indirect}]
    draft: true
    ---
    """
    claim = "/claims/port-stays-open/"
    assert answering(site.library) == {
        *(claim, f"{claim}#a", f"{claim}#b", f"{claim}#c"),
        *("/claims/port-open/", "/claims/cranes/", "/topics/harbour/"),
        *("/people/ada-moss/", "/organisations/ledger/", "/unnamed/official/", "/sources/story/"),
    }


def test_what_is_not_recorded_yet_waits_and_is_no_fault(site: Resolved) -> None:
    """
    -- content/addresses.txt --
    /claims/port-stays-open/
    /people/ada-moss/
    """
    assert site.codes == []
    assert site.loaded.related.awaiting == [
        "/claims/port-stays-open/#q-cfe7fa45",
        "/organisations/ledger/",
        "/sources/story/",
        "/unnamed/official/",
    ]


def test_a_quotation_of_a_renamed_claim_is_looked_for_where_it_is_now(site: Resolved) -> None:
    """
    -- content/addresses.txt --
    /claims/port-open/#q-cfe7fa45
    /claims/port-open/#refusal
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open all winter, speech: indirect}]
    published: 2025-03-07
    aliases: [port-open]
    ---
    """
    (fault,) = site.loaded.faults
    assert fault.code == "anchor-vanished"
    assert "/claims/port-open/#refusal" in fault.message
    assert "content/claims/port-stays-open.md" in str(fault.hint)


def test_nothing_has_vanished_while_it_may_stand_in_an_entry_with_faults(site: Resolved) -> None:
    """
    -- content/addresses.txt --
    /claims/port-open/
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will shut, speech: indirect}]
    published: 2025-03-07
    aliases: [port-open]
    ---
    """
    assert site.codes == ["quote-not-found"]


def test_whoever_names_what_was_renamed_is_told_of_the_alias_that_mends_all(site: Resolved) -> None:
    """
    -- content/sources/story.md | gone --
    -- content/sources/story.txt | gone --
    -- content/sources/tale.md --
    ---
    title: Winter at the port
    publisher: ledger
    ---
    -- content/sources/tale.txt --
    The port will stay open all winter, Ada Moss told reporters on Friday.
    -- content/people/ada-moss.md | gone --
    -- content/people/moss.md --
    ---
    name: Ada Moss
    ---
    -- content/addresses.txt --
    /people/ada-moss/
    /sources/story/
    """
    assert {(fault.code, fault.hint) for fault in site.loaded.faults} >= {
        (
            "unknown-source",
            "/sources/story/ was published: if it was renamed, add “story” to its aliases",
        ),
        (
            "unknown-voice",
            "/people/ada-moss/ was published: if it was renamed, add “people/ada-moss” to its aliases",
        ),
    }
