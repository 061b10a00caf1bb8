"""Source documents in the words of schema.org."""

from functools import lru_cache

from msgspec import Raw

from site_builder.library import Citation, Source, SourceRef, VoiceRef
from site_builder.model import OrganisationKind, SourceKind
from site_builder.structured.graph import Node, fragment, known
from site_builder.structured.voices import voice_named

_TYPES: dict[SourceKind, str] = {
    "article": "Article",
    "post": "SocialMediaPosting",
    "transcript": "CreativeWork",
    "document": "DigitalDocument",
    "webpage": "WebPage",
    "video": "VideoObject",
    "audio": "AudioObject",
    "dataset": "Dataset",
}
"""The types of sources; schema.org has none for transcripts."""

_NEWS = ("outlet", "wire")


def cite(source: Source, publisher_kind: OrganisationKind | None) -> Citation:
    """What a citation of a source says."""
    return Citation(
        ref=source.ref,
        kind=source.kind,
        publisher_kind=publisher_kind,
        authors=source.authors,
        published=source.published,
        accessed=source.accessed,
        archives=source.archives,
        language=source.language,
        derived=bool(source.based_on),
    )


def work_id(base_url: str, ref: SourceRef) -> str:
    """The name of a source among all things."""
    return f"{base_url}{ref.path}#_source"


@lru_cache(maxsize=1024)
def work(base_url: str, cited: Citation) -> Raw:
    """A source, as what quotes it mentions it."""
    return fragment(work_node(base_url, cited))


@lru_cache(maxsize=1024)
def work_named(base_url: str, ref: SourceRef) -> Raw:
    """No more of a source than its name among all things."""
    return fragment({"@id": work_id(base_url, ref)})


def work_node(
    base_url: str, cited: Citation, based_on: tuple[SourceRef | VoiceRef, ...] = ()
) -> Node:
    """A source with all that its card says of it.

    Of what it is based on, works are named; schema.org has no word for being based on what an
    organisation says.
    """
    ref = cited.ref
    return {
        "@type": _type(cited),
        "@id": work_id(base_url, ref),
        "name": ref.title,
        "publisher": voice_named(base_url, ref.publisher, cited.publisher_kind),
    } | known(
        url=ref.url,
        author=[{"@type": "Person", "name": name} for name in cited.authors],
        datePublished=cited.published,
        inLanguage=cited.language,
        archivedAt=[archive.url for archive in cited.archives],
        isBasedOn=[
            {"@type": "CreativeWork", "@id": work_id(base_url, other), "name": other.title}
            for other in based_on
            if isinstance(other, SourceRef)
        ],
    )


def _type(cited: Citation) -> str:
    if cited.kind == "article" and cited.publisher_kind in _NEWS:
        return "NewsArticle"
    return _TYPES[cited.kind]
