"""People and organisations in the words of schema.org.

A voice without a name is no `Person` that could be looked for: it is credited in the words of the
source (`creditText`), and where its own page describes it, it is a `Thing`.
"""

from functools import lru_cache

from msgspec import Raw

from site_builder.library import Voice, VoiceRef
from site_builder.model import OrganisationKind
from site_builder.structured.graph import Node, fragment, known

_TYPES: dict[OrganisationKind | None, str] = {
    "outlet": "NewsMediaOrganization",
    "wire": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
    "party": "PoliticalParty",
    "ngo": "NGO",
}
"""The types of organisations; the other kinds have none of their own."""


def voice_id(base_url: str, ref: VoiceRef) -> str:
    """The name of a voice among all things."""
    return f"{base_url}{ref.path}#_voice"


@lru_cache(maxsize=4096)
def voice_named(base_url: str, ref: VoiceRef, kind: OrganisationKind | None = None) -> Raw | None:
    """A voice in brief, as other things mention it; None where it has no name."""
    if ref.kind == "unnamed":
        return None
    return fragment({"@type": _type(ref, kind), "@id": voice_id(base_url, ref), "name": ref.name})


def voice_whole(base_url: str, voice: Voice) -> Node:
    """A voice with all that its card says of it."""
    ref = voice.ref
    node: Node = {"@type": _type(ref, voice.organisation_kind), "@id": voice_id(base_url, ref)}
    if ref.kind == "unnamed":
        return node | known(description=ref.name)
    node |= known(name=ref.name, url=voice.url, sameAs=voice.same_as)
    if ref.kind == "person":
        belongs = [voice_named(base_url, organisation) for organisation in voice.affiliation]
        node |= known(jobTitle=voice.role, affiliation=belongs)
    return node


def _type(ref: VoiceRef, kind: OrganisationKind | None) -> str:
    if ref.kind == "organisation":
        return _TYPES.get(kind, "Organization")
    return "Person" if ref.kind == "person" else "Thing"
