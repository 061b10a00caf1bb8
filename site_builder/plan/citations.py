"""What pages of claims say of the sources that they quote."""

from msgspec.structs import replace

from site_builder.library import Citation, Document, Indexed, Library, Source, Voice
from site_builder.model import OrganisationKind
from site_builder.structured.works import cite


def citations(library: Library) -> dict[str, Citation]:
    """A citation of each source, by the source's id."""
    return {
        id: cite(source, publisher_kind(source, library)) for id, source in library.sources.items()
    }


def reviewed_speaker(claim: Indexed, library: Library) -> Voice | None:
    """Who made a claim that has a rating, without the note: programs are told more of them."""
    speaker = claim.brief.speaker
    if claim.brief.rating is None or speaker is None or speaker.kind == "unnamed":
        return None
    return replace(library.voices[speaker.id], note=Document())


def publisher_kind(source: Source, library: Library) -> OrganisationKind | None:
    """What kind of organisation has published a source."""
    return library.voices[source.ref.publisher.id].organisation_kind
