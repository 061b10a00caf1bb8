"""The rules by which Google shows fact checks and breadcrumbs.

Written down from “Fact Check (ClaimReview) structured data” and “Breadcrumb (BreadcrumbList)
structured data” of Google Search Central: their required properties, those of the recommended ones that
this project gives wherever it gives a review, and what they say of values.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.validators.schema_org import things

_REVIEW = ("claimReviewed", "reviewRating", "url", "author", "itemReviewed", "datePublished")
_NUMBERS = ("worstRating", "ratingValue", "bestRating")


def fact_check_findings(graph: Any, url: str) -> list[str]:
    """What breaks the rules in the graph of the page at an address."""
    reviews = [thing for thing in things(graph) if thing.get("@type") == "ClaimReview"]
    found = [] if len(reviews) <= 1 else ["more than one review of one claim on a page"]
    for review in reviews:
        found += _of_review(review, url)
    for thing in things(graph):
        if thing.get("@type") == "BreadcrumbList":
            found += _of_breadcrumbs(thing)
    return found


def _of_review(review: dict[str, Any], url: str) -> Iterator[str]:
    yield from (f"a review needs {name}" for name in _REVIEW if not review.get(name))
    address, page = urlsplit(review.get("url", "")), urlsplit(url)
    if address.netloc != page.netloc:
        yield "the review's url is not on the site of its page"
    if (address.path, address.fragment) != (page.path, ""):
        yield "the review stands on another page than its url says"
    if not review.get("author", {}).get("name"):
        yield "who reviews needs a name"
    yield from _of_rating(review.get("reviewRating", {}))
    yield from _of_claim(review.get("itemReviewed", {}))


def _of_rating(rating: dict[str, Any]) -> Iterator[str]:
    if not rating.get("alternateName"):
        yield "a rating needs its verdict in words (alternateName)"
    numbers = [rating.get(name) for name in _NUMBERS]
    if not all(isinstance(number, int) for number in numbers):
        yield "a rating needs worstRating, ratingValue and bestRating as whole numbers"
        return
    worst, value, best = (int(number or 0) for number in numbers)
    yield from [] if worst >= 1 else ["worstRating is below 1"]
    yield from [] if worst < best else ["worstRating is not below bestRating"]
    yield from [] if worst <= value <= best else ["ratingValue lies outside of its scale"]


def _of_claim(claim: dict[str, Any]) -> Iterator[str]:
    if claim.get("@type") != "Claim":
        yield "what is reviewed is no Claim"
    if not claim.get("appearance") and not claim.get("firstAppearance"):
        yield "a claim that is reviewed appears somewhere"
    if "author" in claim and not claim["author"].get("name"):
        yield "who claims has a name, or is left out"


def _of_breadcrumbs(crumbs: dict[str, Any]) -> Iterator[str]:
    steps = crumbs.get("itemListElement", [])
    if len(steps) < 2:
        yield "breadcrumbs have at least two steps"
    if [step.get("position") for step in steps] != [*range(1, len(steps) + 1)]:
        yield "the steps of breadcrumbs are counted from 1"
    for step in steps:
        if not step.get("name") or not step.get("item", {}).get("@id"):
            yield "a step of breadcrumbs needs a name and an item"
