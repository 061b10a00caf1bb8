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
