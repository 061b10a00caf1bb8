"""Links in authors' texts, down to places within pages."""

from tests.resolve.resolved import Resolved


def test_a_place_within_a_page_can_be_linked_to(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect, id: open, aliases: [q-1]}
    published: 2025-03-07
    aliases: [port-open]
    changes: [{date: 2025-03-08, kind: correction, note: A quotation is gone., quotes: [q-2]}]
    ---
    [a](#open) [b](#q-1) [c](#q-2)
    -- content/pages/about.md --
    ---
    title: About
    ---
    ## How we read

    [here](#how-we-read) [a](claim:port-stays-open#open) [b](source:story#port-stays-open)
    [c](source:story#port-open) [d](page:about#how-we-read) [e](claim:port-stays-open#:~:text=port)
    [f](source:story#port-stays-open/open) [g](source:story#port-open/q-1)
    [h](claim:port-stays-open#_change-2025-03-08)
    """
    assert site.codes == []


def test_a_place_is_looked_for_on_the_page_that_a_former_id_leads_to(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will stay open, speech: indirect, id: open}]
    published: 2025-03-07
    aliases: [port-open]
    ---
    [a](claim:port-open#open) [b](claim:port-open#shut)
    """
    assert site.codes == ["broken-anchor", "former-id", "former-id"]
    (fault,) = (fault for fault in site.loaded.faults if fault.code == "broken-anchor")
    assert fault.hint == "the places on it are open"


def test_a_link_by_a_former_id_of_another_kind_leads_nowhere(site: Resolved) -> None:
    """
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    aliases: [a-moss]
    ---
    [she](unnamed:a-moss)
    """
    assert site.codes == ["broken-link"]


def test_places_of_an_entry_with_faults_of_its_own_are_not_looked_for(site: Resolved) -> None:
    """
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes: [{source: story, text: The port will shut, speech: indirect}]
    published: 2025-03-07
    ---
    -- content/pages/about.md --
    ---
    title: About
    ---
    [a](claim:port-stays-open#open)
    """
    assert site.codes == ["quote-not-found"]


def test_whole_addresses_of_the_site_itself_are_held_to_the_same(site: Resolved) -> None:
    """
    -- content/people/ada-moss.md --
    ---
    name: Ada Moss
    aliases: [a-moss]
    ---
    [herself](https://harbour.example/people/ada-moss/) [once](https://harbour.example/people/a-moss/)
    [not](https://harbour.example/people/nobody/) [elsewhere](https://harbour.example.com/people/x/)
    [about](https://harbour.example/about/?a=1#how) [not](https://harbour.example/about/#why)
    -- content/pages/about.md --
    ---
    title: About
    ---
    ## How
    """
    assert site.codes == ["broken-anchor", "broken-link", "former-id"]


def test_links_to_what_is_no_entry_are_left_to_who_knows_all_files(site: Resolved) -> None:
    """
    -- content/pages/about.md --
    ---
    title: About
    ---
    [times](page:timeline) [data](https://harbour.example/data/claims.json) [a card as
    data](https://harbour.example/claims/port-stays-open/claim.json#x) [home](https://harbour.example)
    """
    assert site.codes == []
    assert [link.path for link in site.loaded.related.inward] == [
        "timeline/",
        "data/claims.json",
        "claims/port-stays-open/claim.json",
        "",
    ]


def test_places_on_a_sources_page_are_those_of_its_own_quotations(site: Resolved) -> None:
    """
    -- content/sources/note.md --
    ---
    title: A note
    publisher: ledger
    ---
    -- content/sources/note.txt --
    We will keep it open.
    -- content/claims/port-stays-open.md --
    ---
    claim: The port stays open all winter.
    quotes:
      - {source: story, text: The port will stay open, speech: indirect, id: open, aliases: [q-1]}
      - {source: note, text: We will keep it open., speech: direct, id: kept}
    published: 2025-03-07
    changes: [{date: 2025-03-08, kind: correction, note: A quotation is gone., quotes: [q-2]}]
    ---
    [a](source:story#port-stays-open/q-1) [b](source:note#port-stays-open/kept)
    [c](source:note#port-stays-open/q-1) [d](source:story#port-stays-open/q-2)
    [e](claim:port-stays-open#_change-2025-03-09)
    """
    assert site.codes == ["broken-anchor", "broken-anchor", "broken-anchor"]


def test_no_fault_of_a_link_follows_from_a_fault_of_what_it_leads_to(site: Resolved) -> None:
    """
    -- content/claims/cranes-broken.md --
    ---
    claim: Two cranes are broken.
    quotes: [{source: story, text: Three cranes, speech: indirect}]
    published: 2025-03-07
    ---
    -- content/organisations/ada-moss.md --
    ---
    name: Ada Moss
    ---
    -- content/people/ben-roe.md --
    ---
    name: Ben Roe
    ---
    [a](source:story#cranes-broken) [b](https://harbour.example/sources/story/#cranes-broken)
    [c](person:ada-moss) [d](organisation:ada-moss)
    """
    assert site.codes == ["id-taken", "quote-not-found"]


def test_places_of_pages_that_the_program_makes_have_no_addresses(site: Resolved) -> None:
    """
    -- content/pages/about.md --
    ---
    title: About
    ---
    [a](page:timeline#2025) [b](https://harbour.example/claims/#zz) [c](page:claims#:~:text=port)
    [d](https://harbour.example/data/claims.csv#row=2) [e](page:timelin) [f](Claim:port-stays-open)
    """
    assert site.codes == ["broken-anchor", "broken-anchor", "broken-link", "relative-link"]
    hints = {fault.code: fault.hint for fault in site.loaded.faults}
    assert hints["broken-link"] == "did you mean “timeline”?"
    assert hints["relative-link"] == "write “claim” in small letters"
