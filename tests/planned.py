"""Plans of libraries, and libraries made larger or set otherwise: for tests of what is planned."""

from msgspec.structs import replace

from site_builder.library import Indexed, Library, Voice
from site_builder.plan import Plan, plan
from site_builder.plan.page import Page


def paths(library: Library) -> list[str]:
    return [page.path for page in plan(library, "").pages]


def page(planned: Plan, path: str) -> Page:
    (found,) = (page for page in planned.pages if page.path == path)
    return found


def with_settings(library: Library, **settings: object) -> Library:
    return replace(library, settings=replace(library.settings, **settings))


def many(library: Library, count: int) -> Library:
    """A library of many claims and as many people, each of whom made one."""
    claim: Indexed = library.claims["written-down"]
    voice: Voice = library.voices["ana-moss"]
    claims, voices = {}, {}
    for number in range(count):
        ref = replace(voice.ref, id=f"person-{number}", path=f"people/person-{number}/")
        id = f"claim-{number}"
        brief = replace(claim.brief, id=id, path=f"claims/{id}/", speaker=ref)
        routes = (("quoted", (ref.id, "harbour-ministry")),)
        claims[id] = replace(claim, brief=brief, facts=replace(claim.facts, routes=routes))
        voices[ref.id] = replace(voice, ref=ref)
    organisations = {id: v for id, v in library.voices.items() if v.ref.kind == "organisation"}
    voices |= organisations
    return replace(library, claims=claims, voices=voices, incoming={})
