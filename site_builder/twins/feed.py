"""Feeds of claims: Atom (RFC 4287) and JSON Feed 1.1, both of the same entries."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from site_builder.addresses import CORRECTIONS_FEED, first_id, path_of
from site_builder.history import history
from site_builder.language.days import day_in_words
from site_builder.language.words import Words
from site_builder.library import Claim, Quote, Rating, TopicRef, VoiceRef
from site_builder.model import ChangeEntry
from site_builder.tombstone import Tombstone
from site_builder.views import Frame, View
from site_builder.wording import CHANGE_WORDS, attribution, headline, in_marks, withdrawn

_Of = TypeVar("_Of")
_Made = TypeVar("_Made")

FEED_ENTRIES = 50
"""Entries that a feed has at most."""

QUOTES_SHOWN = 3
"""Quotations of a claim that its entry gives in full."""

NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was last updated: Atom asks for a time, and content has none."""


MOST_REMEMBERED = 1_000
"""Entries that a process keeps, since one claim stands in the feeds of several voices and topics."""


class FeedEntry(View, frozen=True, kw_only=True):
    """A claim in a feed; `id` is for good, whatever becomes of the card. Times are RFC 3339."""

    id: str
    url: str
    title: str
    summary: str
    content: str  # HTML
    published: str
    updated: str
    topics: tuple[TopicRef, ...]


class Feed(View, frozen=True, kw_only=True):
    """A feed, the page that it belongs to, and when the last of its entries changed."""

    site: Frame
    id: str
    title: str
    page: str
    url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def remembering(make: Callable[[_Of, Frame], _Made]) -> Callable[[_Of, Frame], _Made]:
    """A function of a value and a site that is run once for the same two objects."""
    known: dict[int, tuple[_Of, Frame, _Made]] = {}

    def call(value: _Of, site: Frame) -> _Made:
        found = known.get(id(value))
        if found is not None and found[0] is value and found[1] is site:
            return found[2]
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        made = make(value, site)
        known[id(value)] = (value, site, made)
        return made

    return call


def compose_feed(
    site: Frame,
    path: str,
    about: VoiceRef | TopicRef | None,
    claims: tuple[Claim, ...],
    gone: tuple[Tombstone, ...] = (),
) -> Feed:
    """A feed of claims, last changed first, for the page of a voice or a topic or the site's own.

    A claim that is `gone` has the entry that it always had, so that who has kept this hears of it.
    """
    page = about.path if about else ""
    entries = _newest(
        [*(_gone(each, site) for each in gone), *(_entry(each, site) for each in claims)]
    )
    return Feed(
        site=site,
        id=site.base_url + page,
        title=f"{_name(about, site.words)} – {site.title}" if about else site.title,
        page=site.base_url + page,
        url=site.base_url + path,
        updated=_last(entries),
        entries=entries,
    )


def _name(about: VoiceRef | TopicRef, words: Words) -> str:
    if isinstance(about, TopicRef):
        return about.title
    return in_marks(about.name, words) if about.kind == "unnamed" else about.name


def compose_corrections(
    site: Frame, path: str, claims: tuple[Claim, ...], gone: tuple[Tombstone, ...]
) -> Feed:
    """A feed of what was changed in claims, and which were withdrawn: an entry a change, the last first."""
    changes = (entry for claim in claims for entry in _change_entries(claim, site))
    entries = _newest([*(_withdrawal(each, site) for each in gone), *changes])
    return Feed(
        site=site,
        id=site.base_url + CORRECTIONS_FEED,
        title=site.words.say("{title}: corrections").format(title=site.title),
        page=site.base_url,
        url=site.base_url + path,
        updated=_last(entries),
        entries=entries,
    )


def atom_xml(view: Feed) -> str:
    """A feed in Atom (RFC 4287)."""
    return "".join(
        f"{line}\n"
        for line in (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.site.language}">',
            *_atom_head(view),
            *(_atom_entry(entry, view.site) for entry in view.entries),
            "</feed>",
        )
    )


def feed_json(view: Feed) -> bytes:
    """A feed in JSON Feed 1.1."""
    site = view.site
    publisher = site.publisher
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.page,
        "feed_url": view.url,
        "description": site.description,
        "language": site.language,
        "authors": [_filled(name=_author(site), url=publisher.url if publisher else None)],
        "items": [_json_entry(entry, site) for entry in view.entries],
    }
    return msgspec.json.encode(_filled(**feed)) + b"\n"


@remembering
def _entry(claim: Claim, site: Frame) -> FeedEntry:
    brief = claim.brief
    words = attribution(claim, site.words)
    return FeedEntry(
        id=entry_id(claim, site),
        url=site.base_url + brief.path,
        title=headline(claim, site.words),
        summary=f"{headline(claim, site.words)} {words}",
        content="\n".join(_content(claim, words, site)),
        published=_instant(brief.published),
        updated=updated(claim),
        topics=brief.topics,
    )


def _change_entries(claim: Claim, site: Frame) -> Iterator[FeedEntry]:
    """An entry for each change of a claim."""
    brief = claim.brief
    changes = history(claim)
    days = [change.date for change in changes]
    claim_link = f'<a href="{escape(site.base_url + brief.path)}">{escape(brief.statement)}</a>'
    link = site.words.say("The claim: {link}").format(link=claim_link)
    for number, change in enumerate(changes, start=1):
        made = _instant(change.date, days[:number].count(change.date))
        lines = (
            f"<p>{escape(change.note)}</p>",
            f"<p>{link}</p>",
            f"<p>{escape(attribution(claim, site.words))}</p>",
        )
        yield FeedEntry(
            id=f"{entry_id(claim, site)}#{change.anchor}",
            url=f"{site.base_url}{brief.path}#{change.anchor}",
            title=f"{site.words.say(CHANGE_WORDS[change.kind])}: {brief.statement}",
            summary=change.note,
            content="\n".join(lines),
            published=made,
            updated=made,
            topics=brief.topics,
        )


def _gone(gone: Tombstone, site: Frame) -> FeedEntry:
    """The entry of a claim that was withdrawn."""
    day = _instant(gone.on)
    link = escape(site.base_url + gone.path)
    lines = (f"<p>{escape(gone.reason)}</p>", f'<p><a href="{link}">{link}</a></p>')
    return FeedEntry(
        id=_id_of(site, gone.id, gone.aliases, gone.merged),
        url=site.base_url + gone.path,
        title=withdrawn(gone, site.words),
        summary=gone.reason,
        content="\n".join(lines),
        published=_instant(gone.published or gone.on),
        updated=day,
        topics=(),
    )


def _withdrawal(gone: Tombstone, site: Frame) -> FeedEntry:
    """The withdrawal of a claim as a change of its own."""
    entry = _gone(gone, site)
    return replace(entry, id=f"{entry.id}#_withdrawn", published=entry.updated)


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """As many entries as a feed has, the last first."""
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True)[:FEED_ENTRIES])


def entry_id(claim: Claim, site: Frame) -> str:
    """The first address of a claim's card: that of its first alias, where it has been renamed."""
    return _id_of(site, claim.brief.id, claim.aliases, claim.merged)


def _id_of(site: Frame, id: str, aliases: tuple[str, ...], merged: int) -> str:
    return site.base_url + path_of("claim", first_id(id, aliases, merged))


def updated(claim: Claim) -> str:
    """When a claim last changed, as RFC 3339 has it.

    Cards have days and no hours; the seconds count the changes of the last day, so that a second
    correction on one day is seen too.
    """
    day = claim.changed_on
    return _instant(day, sum(change.date == day for change in claim.changes))


def _last(entries: Iterable[FeedEntry]) -> str:
    return max((entry.updated for entry in entries), default=NEVER)


def _instant(day: datetime.date | None, second: int = 0) -> str:
    return f"{day}T00:00:{min(second, 59):02}Z" if day else NEVER


def _content(claim: Claim, words: str, site: Frame) -> Iterator[str]:
    """The body of an entry, as lines of HTML."""
    for quote in claim.quotes[:QUOTES_SHOWN]:
        yield from _quotation(quote, site)
    yield f"<p>{escape(words)}</p>"
    if claim.context:
        yield f"<p>{escape(claim.context)}</p>"
    if claim.rating:
        yield f"<p>{escape(_verdict(claim.rating, site.words))}</p>"
    yield from (f"<p>{escape(_change_words(change, site.words))}</p>" for change in claim.changes)


def _change_words(change: ChangeEntry, words: Words) -> str:
    """What was changed, and when."""
    kind, day = words.say(CHANGE_WORDS[change.kind]), day_in_words(change.date, words)
    return words.say("{kind}, {day}: {note}").format(kind=kind, day=day, note=change.note)


def _verdict(rating: Rating, words: Words) -> str:
    pattern = words.say("Rated “{verdict}” by {reviewer}: {explanation}")
    return pattern.format(
        verdict=rating.label, reviewer=rating.reviewed_by, explanation=rating.explanation
    )


def _quotation(quote: Quote, site: Frame) -> Iterator[str]:
    cite = f' cite="{escape(quote.source.url)}"' if quote.source.url else ""
    language = f' lang="{quote.lang}"' if quote.lang else ""
    yield f"<blockquote{cite}{language}><p>{escape(quote.text)}</p></blockquote>"
    place = escape(site.base_url + quote.path)
    source = f"<cite>{escape(quote.source.title)}</cite>, {escape(quote.source.publisher.name)}"
    yield f'<p>— <a href="{place}">{source}</a></p>'


def _author(site: Frame) -> str:
    """Who answers for the feed: whoever publishes the site, never whom it quotes."""
    return site.publisher.name if site.publisher else site.title


def _atom_head(view: Feed) -> Iterator[str]:
    site = view.site
    yield f"<id>{escape(view.id)}</id>"
    yield f"<title>{escape(view.title)}</title>"
    if site.description:
        yield f"<subtitle>{escape(site.description)}</subtitle>"
    yield f"<updated>{view.updated}</updated>"
    yield f'<link rel="alternate" type="text/html" href="{escape(view.page)}"/>'
    yield f'<link rel="self" type="application/atom+xml" href="{escape(view.url)}"/>'
    yield f"<author>{''.join(_atom_author(site))}</author>"
    if site.license:
        yield f"<rights>{escape(site.license)}</rights>"


def _atom_author(site: Frame) -> Iterator[str]:
    yield f"<name>{escape(_author(site))}</name>"
    if site.publisher and site.publisher.url:
        yield f"<uri>{escape(site.publisher.url)}</uri>"
    contact = site.publisher.contact if site.publisher else None
    if contact and "://" not in contact:
        yield f"<email>{escape(contact)}</email>"


@remembering
def _atom_entry(entry: FeedEntry, site: Frame) -> str:
    scheme = escape(f"{site.base_url}topics/")
    lines = [
        "<entry>",
        f"<id>{escape(entry.id)}</id>",
        f"<title>{escape(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>',
        f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>",
        *(
            f'<category term="{topic.id}" scheme="{scheme}" label="{escape(topic.title)}"/>'
            for topic in entry.topics
        ),
        f"<summary>{escape(entry.summary)}</summary>",
        f'<content type="html">{escape(entry.content)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


@remembering
def _json_entry(entry: FeedEntry, site: Frame) -> msgspec.Raw:
    fields = _filled(
        id=entry.id,
        url=entry.url,
        title=entry.title,
        summary=entry.summary,
        content_html=entry.content,
        date_published=entry.published,
        date_modified=entry.updated,
        tags=[topic.title for topic in entry.topics] or None,
    )
    return msgspec.Raw(msgspec.json.encode(fields))


def _filled(**fields: Any) -> dict[str, Any]:
    """Fields without those that have no value."""
    return {name: value for name, value in fields.items() if value is not None}
