"""From a site's folder to its library: read, parse, resolve, and every fault on the way."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from site_builder.background import Background, background, background_files, parse_file, read
from site_builder.content import (
    ContentFile,
    Folder,
    Listing,
    catalogue_files,
    packaged_catalogue,
)
from site_builder.diagnostics import Fault
from site_builder.digest import digest, digest_value
from site_builder.glance import Glance
from site_builder.language.spoken import spoken
from site_builder.language.words import ENGLISH
from site_builder.library import Library, Sealed, Stored
from site_builder.memory import Outcome, Sharing, decode_outcomes, encode_outcomes
from site_builder.model import ClaimCard, GoneCard
from site_builder.resolve.ahead import days_ahead
from site_builder.resolve.claim import index, loose, resolve_claim, uses
from site_builder.resolve.former import tombstone
from site_builder.resolve.register import Register
from site_builder.resolve.relate import Related, Resolved, relate
from site_builder.workers import nothing, spread

Changes = frozenset[str]
"""Names of files, below the site's root, that may have changed."""

PutAway = Callable[[Sealed], Stored]
"""Puts a sealed claim where memory need not hold it."""

MANY = 30_000
"""Cards from which on it pays to keep memory small at the cost of time."""


class Choices(Struct, frozen=True, kw_only=True):
    """What a build takes in: the date by which cards count as published, drafts or not, workers."""

    today: datetime.date
    drafts: bool = False
    jobs: int = 1


class Loaded(Struct, frozen=True, kw_only=True):
    """A site's library (None where there are errors), all faults, and the cards left out.

    `related` is what the library is of, or would be.
    """

    library: Library | None
    related: Related
    faults: Sequence[Fault]
    left_out: Mapping[str, str]


class Loader:
    """Loads one site, again and again; what is unchanged is not parsed or resolved again."""

    def __init__(
        self,
        folder: Folder,
        outcomes: Mapping[str, Outcome],
        put_away: PutAway | None = None,
        glance: Glance | None = None,
    ) -> None:
        self._folder = folder
        self.outcomes = outcomes
        self._put_away = put_away
        self.words = ENGLISH
        self._listing: tuple[Listing, Sequence[Fault]] | None = None
        self._background: Background | None = None
        self._related: Related | None = None
        self._settled: tuple[Register, Choices] | None = None
        self._unsteady: set[str] = set()
        self._resolved: tuple[Listing, Resolved] | None = None
        self._before: Mapping[str, Outcome] = {}
        self._glance = glance

    def load(
        self,
        choices: Choices,
        done: Callable[[int, int], None],
        changes: Changes | None = None,
        meanwhile: Callable[[], object] = nothing,
    ) -> Loaded:
        """The site as it is now; `done` is told how many of how many cards are through.

        Files that are not among the `changes` since the last call are not read again. `meanwhile`
        is run while other processes read cards.
        """
        listing, faults = self._list(changes)
        background = self._read_background(listing, changes)
        known = background.register
        language = known.settings.language
        self.words, wrong = spoken(
            language, self._own_words(language), packaged_catalogue(language)
        )
        reader = _Reader(self._folder, known, choices, self.outcomes, self._put_away)
        stale = self._stale(listing.entries["claims"], reader, known, choices, changes)
        anew = [*reader.read(stale, done, meanwhile)]
        resolved = self._take_in(listing, anew)
        self._settled = (known, choices)
        related = self._related = relate(resolved, known, self._related)
        faults = [
            *faults,
            *background.faults,
            *wrong,
            *(fault for outcome in self.outcomes.values() for fault in outcome.faults),
            *related.faults,
            *days_ahead(resolved, known, choices.today),
        ]
        broken = any(fault.severity == "error" for fault in faults)
        return Loaded(
            library=None if broken else related.library,
            related=related,
            faults=faults,
            left_out=resolved.left_out,
        )

    @property
    def made_of(self) -> bytes:
        """The digest of all content as it was loaded last, and of which cards were left out."""
        return self._made_of(self.outcomes.values())

    @property
    def was_made_of(self) -> bytes:
        """The same as it would be if every card that was known before were as it was then."""
        before = self._before
        return self._made_of(before.get(file, now) for file, now in self.outcomes.items())

    @property
    def changed(self) -> list[tuple[Outcome, Outcome]]:
        """What became of cards before and now, where they were known and are not what they were."""
        pairs = ((self._before.get(file), now) for file, now in self.outcomes.items())
        return [
            (old, now)
            for old, now in pairs
            if old is not None and (old.content, old.left_out) != (now.content, now.left_out)
        ]

    def _made_of(self, outcomes: Iterable[Outcome]) -> bytes:
        background = self._background.files if self._background else {}
        files = (
            (file, b"" if isinstance(raw, Fault) else digest(raw))
            for file, raw in background.items()
        )
        cards = ((each.file, each.content, each.left_out) for each in outcomes)
        return digest_value((tuple(files), tuple(cards), self.words))

    def _own_words(self, language: str) -> tuple[str, bytes | Fault] | None:
        """The site's own catalogue for its language, by its name."""
        for file in catalogue_files(language):
            if self._folder.has(file):
                return file, read(self._folder, file)
        return None

    def _list(self, changes: Changes | None) -> tuple[Listing, Sequence[Fault]]:
        if self._glance is not None:
            self._listing = self._glance.listing
        elif self._listing is None or changes is None or not self._all_known(changes):
            self._listing = self._folder.listing()
        return self._listing

    def _all_known(self, changes: Changes) -> bool:
        """Whether files have changed in place only: none has come or gone."""
        return all(file in self.outcomes and self._folder.lists(file) for file in changes)

    def _read_background(self, listing: Listing, changes: Changes | None) -> Background:
        before = self._background
        if before is not None and changes is not None and changes <= self.outcomes.keys():
            return before
        files = {file: read(self._folder, file) for file in background_files(listing)}
        if before is None or (before.files, before.misnamed) != (files, listing.misnamed):
            self._background = before = background(listing, files)
        return before

    def _stale(
        self,
        cards: Sequence[ContentFile],
        reader: "_Reader",
        known: Register,
        choices: Choices,
        changes: Changes | None,
    ) -> list[ContentFile]:
        """The cards that have to be looked at again."""
        glance, self._glance = self._glance, None
        if changes is None and self.outcomes:
            seen = glance.digests() if glance else {}
            return [card for card in cards if reader.is_stale(card, seen.get(card.file))]
        if changes is not None and self._is_settled(known, choices):
            suspect = changes | self._unsteady
            return [
                card for card in cards if card.file in suspect or card.file not in self.outcomes
            ]
        fresh = reader.fresh_without_reading(changes or Changes())
        return [card for card in cards if card.file not in fresh]

    def _take_in(self, listing: Listing, anew: Sequence[Outcome]) -> Resolved:
        """What has become of all cards, given what has become of some anew."""
        before = self._before = self.outcomes
        found = {**before, **{outcome.file: outcome for outcome in anew}}
        if self._resolved is not None and self._resolved[0] is listing:
            steady = {outcome.file for outcome in anew if outcome.steady}
            self._unsteady = (self._unsteady | {outcome.file for outcome in anew}) - steady
            resolved = _renewed(self._resolved[1], before, anew)
        else:
            found = {card.file: found[card.file] for card in listing.entries["claims"]}
            self._unsteady = {file for file, outcome in found.items() if not outcome.steady}
            resolved = None
        self.outcomes = found
        resolved = resolved or _resolved(found.values(), listing.misnamed)
        self._resolved = (listing, resolved)
        return resolved

    def _is_settled(self, known: Register, choices: Choices) -> bool:
        """Whether every outcome was last looked at with the same register, on the same day."""
        return (
            self._settled is not None and self._settled[0] is known and self._settled[1] == choices
        )


class _Reader:
    """Reads cards against one register, on one day."""

    def __init__(
        self,
        folder: Folder,
        known: Register,
        choices: Choices,
        outcomes: Mapping[str, Outcome],
        put_away: PutAway | None,
    ) -> None:
        self._put_away = put_away
        self._folder = folder
        self._known = known
        self._choices = choices
        self._outcomes = outcomes

    def is_stale(self, card: ContentFile, seen: bytes | None) -> bool:
        """Whether a card, or something it names, has other content than its outcome came from.

        `seen` is the digest of its bytes, where these have been read already.
        """
        before = self._outcomes.get(card.file)
        if before is None or not self._holds(before):
            return True
        if seen is not None:
            return seen != before.content
        raw = read(self._folder, card.file)
        return isinstance(raw, Fault) or digest(raw) != before.content

    def fresh_without_reading(self, changes: Changes) -> set[str]:
        """The cards whose outcomes hold, given which files have changed."""
        return {
            file
            for file, before in self._outcomes.items()
            if file not in changes and self._holds(before)
        }

    def read(
        self,
        cards: Sequence[ContentFile],
        done: Callable[[int, int], None],
        meanwhile: Callable[[], object],
    ) -> Iterator[Outcome]:
        """The outcomes of cards, in several processes where they are many."""
        through = 0

        def work(start: int, stop: int) -> bytes:
            return encode_outcomes(self._kept(self._outcome(card)) for card in cards[start:stop])

        def count(more: int) -> None:
            nonlocal through
            through += more
            done(through, len(cards))

        sharing = Sharing()
        for raw in spread(work, len(cards), self._choices.jobs, count, meanwhile):
            outcomes = decode_outcomes(raw)
            yield from outcomes if len(cards) < MANY else map(sharing.shared, outcomes)

    def _holds(self, before: Outcome) -> bool:
        claim, choices = before.claim, self._choices
        if claim is None or not before.steady:
            return False
        if not choices.drafts and (before.draft or _is_future(claim.brief.published, choices)):
            return False
        return self._known.digest_of(before.uses) == before.named

    def _kept(self, outcome: Outcome) -> Outcome:
        """An outcome whose claim is put away, where a later process may use it."""
        claim = outcome.claim
        if claim is None or self._put_away is None or not outcome.lasting:
            return outcome
        whole = claim.whole
        stored = self._put_away(whole) if isinstance(whole, Sealed) else whole
        return replace(outcome, claim=replace(claim, whole=stored))

    def _outcome(self, card: ContentFile) -> Outcome:
        raw = read(self._folder, card.file)
        content = b"" if isinstance(raw, Fault) else digest(raw)
        entry = parse_file(raw, card)
        if isinstance(entry, list):
            draft = all(fault.severity == "warning" for fault in entry)
            return Outcome(
                file=card.file,
                id=card.id,
                content=content,
                faults=tuple(entry),
                left_out="draft" if draft else None,
            )
        if isinstance(entry.card, GoneCard):
            gone = tombstone("claim", entry)
            return Outcome(file=card.file, id=card.id, content=content, gone=gone)
        reason = _reason_to_leave_out(entry.card, self._choices)
        if reason is not None:
            return Outcome(file=card.file, id=card.id, content=content, left_out=reason)
        claim, faults = resolve_claim(entry, self._known)
        names = uses(entry.card)
        return Outcome(
            file=card.file,
            id=card.id,
            content=content,
            uses=names,
            named=self._known.digest_of(names),
            claim=None if claim is None else index(claim, card.file, self._known),
            faults=tuple(faults),
            loose=loose(entry) if claim is None else None,
            draft=entry.card.draft,
        )


def _resolved(outcomes: Iterable[Outcome], misnamed: frozenset[str]) -> Resolved:
    claims, gone, left_out, unresolved = {}, {}, {}, {}
    broken = set(misnamed)
    for outcome in sorted(outcomes, key=lambda each: each.id):
        if outcome.claim is not None:
            claims[outcome.id] = outcome.claim
        elif outcome.left_out is not None:
            left_out[outcome.id] = outcome.left_out
        elif outcome.gone is not None:
            gone[outcome.file] = outcome.gone
        else:
            broken.add(outcome.id)
        if outcome.loose is not None:
            unresolved[outcome.id] = outcome.loose
    return Resolved(
        claims=claims,
        gone=gone,
        left_out=left_out,
        broken=frozenset(broken),
        unresolved=unresolved,
    )


def _renewed(
    before: Resolved, outcomes: Mapping[str, Outcome], anew: Sequence[Outcome]
) -> Resolved | None:
    """The same with claims in place of claims, or None where something has come or gone."""
    if any(each.claim is None or outcomes[each.file].claim is None for each in anew):
        return None
    return replace(before, claims={**before.claims, **{each.id: each.claim for each in anew}})


def _reason_to_leave_out(card: ClaimCard, choices: Choices) -> str | None:
    if choices.drafts:
        return None
    if card.draft:
        return "draft"
    return f"to be published on {card.published}" if _is_future(card.published, choices) else None


def _is_future(published: datetime.date | None, choices: Choices) -> bool:
    return published is not None and published > choices.today
