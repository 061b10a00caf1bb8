"""What was published and changed: every event once, the latest first."""

from pathlib import Path

from site_builder.changes import ChangesPage, events, withdrawn
from site_builder.library import Library
from site_builder.plan.changes import change_pages
from site_builder.plan.lists import lists
from tests.site_text import Site
from tests.test_compose import FRAME


def test_a_claim_is_news_when_it_is_published_and_each_time_it_changes(tmp_path: Path) -> None:
    library: Library = Site.at(tmp_path).library()
    found = events(library)
    assert [day for day, *_ in found] == sorted((day for day, *_ in found), reverse=True)
    own = [(day, number) for day, number, brief in found if brief.id == "port-stays-open"]
    changes = library.claims["port-stays-open"].facts.change_days
    assert (changes[0], 0) in own
    assert sum(number is None for _, number in own) == 1


def test_news_of_a_change_leads_to_it_and_says_what_it_was(tmp_path: Path) -> None:
    library = Site.at(tmp_path).library()
    first, *_ = change_pages(library, lists(library.claims.values()))
    view = first.view(FRAME)
    assert isinstance(view, ChangesPage)
    (news, *_) = view.days[0].news
    assert news.change is not None
    assert news.change.date == view.days[0].date
    assert news.claim is not None
    assert news.claim.id == "port-stays-open"


def test_a_claim_that_was_withdrawn_is_news_and_a_person_is_not(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.write(
        "-- content/claims/gone-for-good.md --\n---\n"
        "gone: {reason: It was not said., on: 2030-01-01}\n---\n"
        "-- content/people/private-person.md --\n---\n"
        "gone: {reason: She asked for it., on: 2030-01-01}\n---\n"
    )
    library = site.library()
    assert [gone.id for gone in withdrawn(library)] == ["gone-for-good"]
    assert events(library)[0][2].id == "gone-for-good"
    site.rebuild()
    for page in ("index.html", "changes/index.html"):
        text = site.text(page)
        assert 'claims/gone-for-good/" dir="auto">/claims/gone-for-good/</a>' in text
        assert "private-person" not in text
    assert "It was not said." in site.text("changes/index.html")
