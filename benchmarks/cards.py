"""A synthetic site in this project's form."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.entries import Claim, Quote, Source, Topic, Voice
from benchmarks.front_matter import field, folded, listed, wrapped
from site_builder.addresses import FOLDERS
from site_builder.model import OUTPUTS

PER_PAGE = 50
PAGES = ("about", "corrections", "methodology")
BASE_URL = "https://claims.example/"
TITLE = "Said in the valley"
DESCRIPTION = "What was said about the public works of twenty towns, by whom, and to whom."

COMPARED = ("feeds", "sitemap", "robots")
"""The outputs that the peer's site has too; all others are left out, so that like meets like."""


def write(corpus: Corpus, root: Path) -> None:
    """Write a site's `content/` below a root folder."""
    for name, text in files(corpus):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The names below `content/` and the texts of all files."""
    yield "site.yaml", settings([name for name in OUTPUTS if name in COMPARED])
    for voice in corpus.voices:
        yield f"{FOLDERS[voice.ref.kind]}/{voice.ref.id}.md", _voice(voice)
    for source in corpus.sources:
        yield f"sources/{source.id}.md", _source(source)
        yield f"sources/{source.id}.txt", source.text
    for topic in corpus.topics:
        yield f"topics/{topic.id}.md", _topic(topic)
    for slug in PAGES:
        yield f"pages/{slug}.md", f"---\ntitle: {slug.capitalize()}\n---\n\n{own_page(corpus)}\n"
    for claim in corpus.claims():
        yield claim_file(claim), claim_card(claim)


def claim_file(claim: Claim) -> str:
    """A claim's file below `content/`."""
    return f"claims/{claim.id}.md"


def claim_card(claim: Claim) -> str:
    """A claim as its card."""
    parts = [
        "---\n",
        folded("claim", claim.statement),
        field("claim_type", claim.claim_type),
        folded("context", claim.context) if claim.context else "",
        field("speaker", claim.speaker and claim.speaker.id),
        field("addressee", claim.addressee and claim.addressee.id),
        field("made_on", claim.made_on),
        field("when", claim.when),
        field("occasion", claim.occasion),
        listed("topics", claim.topics),
        "quotes:\n",
        *map(_quote, claim.quotes),
        "related:\n",
        *(f"  - claim: {other}\n    as: {kind}\n" for kind, other in claim.related),
        field("published", claim.published),
        f"---\n\n{wrapped(claim.body)}\n",
    ]
    return "".join(parts)


def settings(outputs: Sequence[str], language: str = "en") -> str:
    """site.yaml, with what the site is to emit, and the language of the words around the content."""
    return "".join(
        [
            field("title", TITLE),
            folded("description", DESCRIPTION),
            field("base_url", BASE_URL),
            field("language", language),
            field("per_page", PER_PAGE),
            listed("outputs", outputs) or "outputs: []\n",
        ]
    )


def own_page(corpus: Corpus) -> str:
    """The text of a page of the site's own."""
    random = corpus.random("page")
    return "\n\n".join(corpus.topics[random.randrange(40)].introduction for _ in range(6))


def _quote(quote: Quote) -> str:
    indent = "    "
    return "".join(
        [
            f"  - source: {quote.source.id}\n",
            folded("text", quote.utterance.text, indent),
            field("speech", quote.utterance.speech, indent),
            field("cue", quote.utterance.cue, indent),
            f"{indent}via:\n" if quote.via else "",
            *(_hand(hand.id, indent, detailed=quote.detailed) for hand in quote.via),
        ]
    )


def _hand(id: str, indent: str, *, detailed: bool) -> str:
    if not detailed:
        return f"{indent}  - {id}\n"
    lines = (f"- who: {id}", "  access: briefed", "  ground_rules: background")
    return "".join(f"{indent}  {line}\n" for line in lines)


def _voice(voice: Voice) -> str:
    if voice.ref.kind == "organisation":
        head = field("name", voice.ref.name) + field("kind", voice.role)
    elif voice.ref.kind == "person":
        head = field("name", voice.ref.name) + field("role", voice.role)
    else:
        head = folded("described_as", voice.ref.name) + field("stated_number", voice.role)
    affiliation = listed("affiliation", [voice.affiliation] if voice.affiliation else [])
    return f"---\n{head}{affiliation}---\n\n{wrapped(voice.note)}\n"


def _source(source: Source) -> str:
    parts = [
        folded("title", source.title),
        field("publisher", source.publisher.id),
        field("published", source.published),
        field("url", source.url),
        field("language", "en"),
    ]
    return f"---\n{''.join(parts)}---\n\n{wrapped(source.note)}\n"


def _topic(topic: Topic) -> str:
    return f"---\ntitle: {topic.title}\n---\n\n{wrapped(topic.introduction)}\n"
