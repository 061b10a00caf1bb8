"""The vocabulary's rules let sound graphs pass, and each of them can fail."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.validators.fact_check import fact_check_findings

Findings = Callable[..., list[str]]

SOUND: dict[str, Any] = {
    "@type": "Claim",
    "@id": "https://a.example/#_claim",
    "text": "x",
    "author": {"@type": "Person", "name": "Ada"},
    "appearance": [
        {"@type": "NewsArticle", "url": "https://b.example/", "datePublished": "2024-02"}
    ],
    "isBasedOn": {
        "@type": "Quotation",
        "text": "x",
        "creator": {"@id": "https://a.example/#_voice"},
    },
}
TYPES = {
    "https://a.example/#_voice": frozenset(["Person"]),
    "https://a.example/#_thing": frozenset(["Thing"]),
}


def test_a_sound_graph_has_no_findings(schema_org_findings: Findings) -> None:
    assert schema_org_findings([SOUND], TYPES) == []


@pytest.mark.parametrize(
    ("broken", "finding"),
    [
        ({"@type": "Claims"}, "Claims is no type"),
        ({"@type": None}, "None is no type"),
        ({"claimReviewed": "x"}, "Claim has no claimReviewed"),
        ({"spokenByCharacter": "x"}, "Claim has no spokenByCharacter"),
        ({"author": {"@type": "Thing", "name": "x"}}, "Claim: author does not take Thing"),
        ({"author": {"@id": "https://a.example/#_thing"}}, "Claim: author does not take https://a.example/#_thing"),
        ({"author": {"@id": "https://a.example/#_nobody"}}, "Claim: author does not take https://a.example/#_nobody"),
        ({"author": "Ada"}, "Claim: author does not take 'Ada'"),
        ({"appearance": [{"@type": "Person", "name": "x"}]}, "Claim: appearance does not take Person"),
        ({"appearance": []}, "Claim: appearance is empty"),
        ({"url": "/a/"}, "Claim: url does not take '/a/'"),
        ({"datePublished": "on Friday"}, "Claim: datePublished does not take 'on Friday'"),
        ({"text": ""}, "Claim: text does not take ''"),
        ({"text": None}, "Claim: text does not take None"),
        ({"text": True}, "Claim: text does not take True"),
        ({"text": 1}, "Claim: text does not take 1"),
        ({"@id": "#_claim"}, "Claim: @id #_claim is no whole address"),
        ({"isBasedOn": {"@type": "Quotation", "correctionsPolicy": "https://a.example/"}}, "Quotation has no correctionsPolicy"),
    ],
)  # fmt: skip
def test_what_the_vocabulary_does_not_allow_is_found(
    broken: dict[str, Any], finding: str, schema_org_findings: Findings
) -> None:
    assert schema_org_findings([SOUND | broken], TYPES) == [finding]


def test_a_narrower_type_stands_where_a_wider_one_is_wanted(schema_org_findings: Findings) -> None:
    author = {"@type": "NewsMediaOrganization", "correctionsPolicy": "https://a.example/"}
    assert schema_org_findings([SOUND | {"author": author}], TYPES) == []


RATING = {
    "@type": "Rating",
    "ratingValue": 2,
    "bestRating": 3,
    "worstRating": 1,
    "alternateName": "Half true",
}
REVIEW: dict[str, Any] = {
    "@type": "ClaimReview",
    "claimReviewed": "x",
    "url": "https://a.example/claims/x/",
    "author": {"@type": "Organization", "name": "Us"},
    "datePublished": "2024-05-01",
    "reviewRating": RATING,
    "itemReviewed": SOUND,
}
CRUMBS: dict[str, Any] = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {
            "@type": "ListItem",
            "position": n,
            "name": "x",
            "item": {"@id": f"https://a.example/{n}/"},
        }
        for n in (1, 2)
    ],
}
STEPS = CRUMBS["itemListElement"]


def test_a_sound_review_has_no_findings(schema_org_findings: Findings) -> None:
    graph = [REVIEW, CRUMBS]
    assert fact_check_findings(graph, "https://a.example/claims/x/") == []
    pages = {step["item"]["@id"]: frozenset(["WebPage"]) for step in STEPS}
    assert schema_org_findings(graph, TYPES | pages) == []


@pytest.mark.parametrize(
    ("broken", "finding"),
    [
        ({"claimReviewed": ""}, "a review needs claimReviewed"),
        ({"datePublished": None}, "a review needs datePublished"),
        ({"url": "https://b.example/claims/x/"}, "the review's url is not on the site of its page"),
        ({"url": "https://a.example/claims/"}, "the review stands on another page than its url says"),
        ({"author": {"@type": "Organization"}}, "who reviews needs a name"),
        ({"reviewRating": RATING | {"alternateName": ""}}, "a rating needs its verdict in words (alternateName)"),
        ({"reviewRating": RATING | {"bestRating": "3"}}, "a rating needs worstRating, ratingValue and bestRating as whole numbers"),
        ({"reviewRating": RATING | {"worstRating": 0}}, "worstRating is below 1"),
        ({"reviewRating": RATING | {"worstRating": 3, "ratingValue": 3}}, "worstRating is not below bestRating"),
        ({"reviewRating": RATING | {"ratingValue": 4}}, "ratingValue lies outside of its scale"),
        ({"itemReviewed": SOUND | {"@type": "CreativeWork"}}, "what is reviewed is no Claim"),
        ({"itemReviewed": SOUND | {"appearance": []}}, "a claim that is reviewed appears somewhere"),
        ({"itemReviewed": SOUND | {"author": {"@type": "Person"}}}, "who claims has a name, or is left out"),
    ],
)  # fmt: skip
def test_what_a_fact_check_must_not_be_is_found(broken: dict[str, Any], finding: str) -> None:
    found = fact_check_findings([REVIEW | broken], "https://a.example/claims/x/")
    assert found == [finding]


def test_two_reviews_on_a_page_are_found() -> None:
    found = fact_check_findings([REVIEW, REVIEW], "https://a.example/claims/x/")
    assert found == ["more than one review of one claim on a page"]


@pytest.mark.parametrize(
    ("steps", "finding"),
    [
        (STEPS[:1], "breadcrumbs have at least two steps"),
        ([STEPS[1], STEPS[0]], "the steps of breadcrumbs are counted from 1"),
        ([STEPS[0], STEPS[1] | {"name": ""}], "a step of breadcrumbs needs a name and an item"),
    ],
)
def test_breadcrumbs_that_lead_nowhere_are_found(steps: list[Any], finding: str) -> None:
    graph = [CRUMBS | {"itemListElement": steps}]
    assert fact_check_findings(graph, "https://a.example/") == [finding]
