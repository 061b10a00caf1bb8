"""What pages of claims say of the sources that they quote."""

from site_builder.library import Citation, Library, Source
from site_builder.model import OrganisationKind
from site_builder.structured.works import cite


def citations(library: Library) -> dict[str, Citation]:
    """A citation of each source, by the source's id."""
    return {
        id: cite(source, publisher_kind(source, library)) for id, source in library.sources.items()
    }


def publisher_kind(source: Source, library: Library) -> OrganisationKind | None:
    """What kind of organisation has published a source."""
    return library.voices[source.ref.publisher.id].organisation_kind
