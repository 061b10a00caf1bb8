"""The same synthetic site in Hugo's form, with the layouts in `hugo_site/`.

What this project derives and Hugo cannot is put into Hugo's front matter: a claim's attribution,
and each quotation's place and the words around it. The archived texts themselves are left out, as
Hugo has no use for them; so it is spared their verification too.
"""

import datetime
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cards import PAGES, own_page
from benchmarks.corpus import Corpus
from benchmarks.entries import Claim, Quote, Source, Voice
from benchmarks.front_matter import wrapped
from site_builder.addresses import FOLDERS, path_of
from site_builder.content import Folder, packaged_templates
from site_builder.library import VoiceRef
from site_builder.render import stylesheet
from site_builder.update import SEARCH_SCRIPT

SKELETON = Path(__file__).parent / "hugo_site"
CONTEXT = 60
"""Characters of the source that stand before and after a quotation on the source's page."""

_LINK = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)\)")
_HIDDEN = '\n[build]\nrender = "never"\n'


def write(corpus: Corpus, root: Path) -> None:
    """Write a site's configuration, layouts, static files and content to a root folder."""
    shutil.copytree(SKELETON, root, dirs_exist_ok=True)
    texts, assets = Folder(root).templates(packaged_templates())
    assets = {name: raw for name, raw in assets.items() if name != SEARCH_SCRIPT}
    for name, raw in {"assets/site.css": stylesheet(texts).encode(), **assets}.items():
        path = root / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    for name, text in files(corpus):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def files(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The names below `content/` and the texts of all files."""
    for folder in ("claims", "voices", "sources", "topics"):
        yield f"{folder}/_index.md", _page("", title=folder.capitalize())
    for folder in ("people", "organisations", "unnamed", "attribution"):
        yield f"{folder}/_index.md", f"+++\n{_field('title', folder)}{_HIDDEN}+++\n"
    for voice in corpus.voices:
        yield f"{FOLDERS[voice.ref.kind]}/{voice.ref.id}/_index.md", _voice(voice)
    for source in corpus.sources:
        yield f"sources/{source.id}/_index.md", _source(source)
    for topic in corpus.topics:
        yield f"topics/{topic.id}/_index.md", _page(topic.introduction, title=topic.title)
    for slug in PAGES:
        yield f"{slug}.md", _page(own_page(corpus), title=slug.capitalize())
    for claim in corpus.claims():
        yield claim_file(claim), claim_card(claim)


def claim_file(claim: Claim) -> str:
    """A claim's file below `content/`."""
    return f"claims/{claim.id}.md"


def claim_card(claim: Claim) -> str:
    """A claim as its page's source."""
    return "".join(
        [
            "+++\n",
            _field("title", claim.statement),
            _field("date", claim.published),
            _field("claim_type", claim.claim_type),
            _field("context", claim.context),
            _field("speaker", claim.speaker and _path(claim.speaker)),
            _field("addressee", claim.addressee and _path(claim.addressee)),
            _field("made_on", claim.made_on and str(claim.made_on)),
            _field("when", claim.when),
            _field("occasion", claim.occasion),
            _field("topics", claim.topics),
            *_taxonomies(claim),
            *map(_quote, claim.quotes),
            *(
                f"\n[[related]]\n{_field('claim', f'/claims/{other}')}{_field('as', kind)}"
                for kind, other in claim.related
            ),
            f"+++\n\n{wrapped(linked(claim.body))}\n",
        ]
    )


def linked(text: str) -> str:
    """Markdown with links to entries as links to their pages."""
    return _LINK.sub(lambda match: f"](/{path_of(match[1], match[2])})", text)


def _field(name: str, value: object) -> str:
    """A field in TOML, Hugo's own and faster form of front matter; nothing without a value."""
    if value is None:
        return ""
    written = value if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)
    return f"{name} = {written}\n"


def _page(body: str, **fields: object) -> str:
    front = "".join(_field(name, value) for name, value in fields.items())
    return f"+++\n{front}+++\n\n{wrapped(body)}\n"


def _taxonomies(claim: Claim) -> Iterator[str]:
    for kind in ("person", "organisation", "unnamed"):
        ids = [voice.id for voice in claim.voices if voice.kind == kind]
        yield _field(FOLDERS[kind], ids or None)
    yield _field("sources", list(dict.fromkeys(quote.source.id for quote in claim.quotes)))
    yield _field("attribution", claim.attribution)


def _path(voice: VoiceRef) -> str:
    return f"/{voice.path.rstrip('/')}"


def _quote(quote: Quote) -> str:
    said = quote.utterance
    end = said.start + len(said.text)
    text = quote.source.text
    return "".join(
        [
            "\n[[quotes]]\n",
            _field("source", f"/sources/{quote.source.id}"),
            _field("text", said.text),
            _field("speech", said.speech),
            _field("cue", said.cue),
            _field("paragraph", said.paragraph),
            _field("start", said.start),
            _field("end", end),
            _field("prefix", text[max(0, said.start - CONTEXT) : said.start].split("\n")[-1]),
            _field("suffix", text[end : end + CONTEXT].split("\n")[0]),
            *(_hand(hand, detailed=quote.detailed) for hand in quote.via),
        ]
    )


def _hand(hand: VoiceRef, *, detailed: bool) -> str:
    known = _field("access", "briefed") + _field("ground_rules", "background")
    return f"\n[[quotes.via]]\n{_field('who', _path(hand))}{known if detailed else ''}"


def _voice(voice: Voice) -> str:
    affiliation = f"/organisations/{voice.affiliation}" if voice.affiliation else None
    return _page(voice.note, title=voice.ref.name, role=voice.role, affiliation=affiliation)


def _source(source: Source) -> str:
    return _page(
        source.note,
        title=source.title,
        date=source.published,
        publisher=_path(source.publisher),
        link=source.url,
    )
