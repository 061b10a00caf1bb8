"""Through whatever history of cards and quotations, no recorded address is lost.

Cards are added, renamed, merged and withdrawn; quotations get other words, or are taken out. What is
recorded answers on the page of its claim and, in the same words, on the page of its source.
"""

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.addresses import first_id, former_ids
from site_builder.build import Options, record
from site_builder.content import Folder
from site_builder.load import Choices, Loaded, Loader
from site_builder.model import QuoteEntry
from site_builder.passages import Quoted, marks
from site_builder.plan import plan
from site_builder.resolve.ledger import LEDGER, read_ledger
from site_builder.resolve.quotation import quote_anchor
from tests.opened import opened
from tests.site_text import archived

Step = tuple[int, int, int, int]

SENTENCES = 120
FIXED = archived(
    "-- content/site.yaml --\ntitle: T\nbase_url: https://t.example/\n"
    "-- content/organisations/paper.md --\n---\nname: The Paper\nkind: outlet\n---\n"
    "-- content/sources/report.md --\n---\ntitle: R\npublisher: paper\n---\n"
    "-- content/sources/report.txt --\n"
    + "".join(f"Sentence {number} was said.\n\n" for number in range(SENTENCES))
)


@dataclass
class Words:
    """A quotation: its sentence of the source, and the names that it had for others."""

    sentence: int
    aliases: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return f"Sentence {self.sentence} was said."

    @property
    def anchor(self) -> str:
        return quote_anchor(QuoteEntry(source="report", text=self.text, speech="indirect"))


@dataclass
class Card:
    """A claim or a person as an author keeps it; `left` are quotations that were taken out."""

    first: str  # the id that it had first, by which feed readers know it
    quotes: list[Words] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    gone: bool = False


@dataclass
class Author:
    """The cards of a site, and what an author does to them; a careless one names no former id."""

    root: Path
    claims: dict[str, Card] = field(default_factory=dict)
    people: dict[str, Card] = field(default_factory=dict)
    made: int = 0
    said: int = 0

    def folder(self, kind: int) -> dict[str, Card]:
        return (self.claims, self.people)[kind % 2]

    def new_id(self) -> str:
        self.made += 1
        return f"card-{self.made}"

    def new_sentence(self) -> int:
        self.said += 1
        return self.said % SENTENCES

    def add(self, kind: int) -> None:
        quotes = [Words(self.new_sentence()), Words(self.new_sentence())]
        id = self.new_id()
        self.folder(kind)[id] = Card(id, quotes)

    def rename(self, kind: int, old: str, *, careless: bool = False) -> None:
        cards, new = self.folder(kind), self.new_id()
        card = cards.pop(old)
        cards[new] = card
        if not careless:
            card.aliases.append(old)

    def merge(self, kind: int, old: str, into: str, *, careless: bool = False) -> None:
        cards = self.folder(kind)
        card = cards.pop(old)
        cards[into].quotes += card.quotes
        cards[into].left += card.left
        if not careless:
            taken_in = cards[into].merged if kind % 2 == 0 else cards[into].aliases
            taken_in += [old, *card.aliases, *card.merged]

    def remove(self, kind: int, old: str, *, careless: bool = False) -> None:
        if careless:
            del self.folder(kind)[old]
        else:
            self.folder(kind)[old].gone = True

    def reword(self, claim: str, number: int, *, careless: bool = False) -> str:
        """Give a quotation other words, and with them another name; the name that it had."""
        quote = self.claims[claim].quotes[number]
        old = quote.anchor
        quote.sentence = self.new_sentence()
        if not careless:
            quote.aliases.append(old)
        return old

    def take_out(self, claim: str, number: int, *, careless: bool = False) -> str:
        """Take a quotation out of a card; the name that it had."""
        quote = self.claims[claim].quotes.pop(number)
        if not careless:
            self.claims[claim].left += [quote.anchor, *quote.aliases]
        return quote.anchor

    def act(self, step: Step, *, careless: bool = False) -> str | None:
        """Do one thing; the address that it would lose if it were careless."""
        action, kind, first, second = step
        live = sorted(id for id, card in self.folder(kind).items() if not card.gone)
        if action == 0 or len(live) < 2:
            self.add(kind)
            return None
        old, into = live[first % len(live)], live[second % len(live)]
        if action in (4, 5) and kind == 0:
            return self.act_on_words(action, old, second, careless=careless)
        if action == 1:
            self.rename(kind, old, careless=careless)
        elif action == 2 and old != into:
            self.merge(kind, old, into, careless=careless)
        else:
            self.remove(kind, old, careless=careless)
        return f"/{('claims', 'people')[kind % 2]}/{old}/"

    def act_on_words(self, action: int, claim: str, which: int, *, careless: bool) -> str:
        """Reword a quotation of a claim, or take it out if it is not the only one."""
        quotes = self.claims[claim].quotes
        act = self.take_out if action == 5 and len(quotes) > 1 else self.reword
        return f"/claims/{claim}/#{act(claim, which % len(quotes), careless=careless)}"

    def save(self) -> None:
        """Write the content anew; what it does not have any more goes."""
        for folder in ("claims", "people"):
            for path in (self.root / "content" / folder).glob("*.md"):
                path.unlink()
        texts = FIXED | {f"content/claims/{id}.md": self.claim(c) for id, c in self.claims.items()}
        texts |= {f"content/people/{id}.md": person(id, c) for id, c in self.people.items()}
        for name, text in texts.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def claim(self, card: Card) -> str:
        quotes = "".join(
            f"  - {{source: report, text: {quote.text}, speech: indirect,"
            f" aliases: [{', '.join(quote.aliases)}]}}\n"
            for quote in card.quotes
        )
        left = f"  - {{date: 2025-01-02, kind: correction, note: N., quotes: [{', '.join(card.left)}]}}"
        changes = f"changes:\n{left}\n" if card.left else ""
        front = f"claim: Something.\nquotes:\n{quotes}{changes}published: 2025-01-01\n"
        return f"---\n{front}{more(card)}---\n"


def person(id: str, card: Card) -> str:
    return f"---\nname: {id}\n{more(card)}---\n"


def more(card: Card) -> str:
    gone = "gone: {reason: It was wrong., on: 2025-02-01}\n" if card.gone else ""
    merged = f"merged: [{', '.join(card.merged)}]\n" if card.merged else ""
    return f"aliases: [{', '.join(card.aliases)}]\n{merged}{gone}"


@contextmanager
def author() -> Iterator[Author]:
    with tempfile.TemporaryDirectory() as folder:
        yield Author(Path(folder))


def loaded(root: Path) -> Loaded:
    choices = Choices(today=datetime.date(2030, 1, 1))
    return Loader(Folder(root), {}).load(choices, lambda _through, _total: None)


def check_all_answer(root: Path) -> None:
    """Every recorded address has a page, and every recorded quotation of a page its place."""
    library = loaded(root).library
    assert library is not None
    pages = {f"/{page.path}" for page in plan(library, "").pages}
    for address in read_ledger((root / LEDGER).read_bytes())[0].recorded:
        path, _, anchor = address.partition("#")
        assert path in pages, address
        now = library.moved.get(path[1:], path[1:])
        if anchor and now not in library.gone:
            assert anchor in library.claims[now.split("/")[1]].facts.anchors, address


def check_all_stand_in_the_source(author: Author) -> None:
    """On the source's page, too, is every recorded claim and quotation that is not taken out."""
    library = loaded(author.root).library
    assert library is not None
    claims = [opened(claim) for claim in library.claims.values()]
    entries = [
        Quoted(claim.brief, quote, tuple(former_ids("claim", claim.aliases)))
        for claim in claims
        for quote in claim.quotes
    ]
    places = {anchor for mark in marks(entries) for anchor in mark.anchors}
    left = {name for card in author.claims.values() for name in card.left}
    for address in read_ledger((author.root / LEDGER).read_bytes())[0].recorded:
        path, _, anchor = address[1:].partition("#")
        here = path.startswith("claims/") and library.moved.get(path, path) not in library.gone
        if here and anchor not in left:
            id = path.split("/")[1]
            assert (f"{id}/{anchor}" if anchor else id) in places, address


def check_all_are_known_by_what_they_were_first(author: Author) -> None:
    """Whatever a claim is called now, and whichever others it took in, its feed entry stays the same."""
    library = loaded(author.root).library
    assert library is not None
    for id, card in author.claims.items():
        kept = library.gone[f"claims/{id}/"] if card.gone else opened(library.claims[id])
        assert first_id(id, kept.aliases, kept.merged) == card.first


STEPS = st.tuples(
    st.integers(0, 5), st.integers(0, 1), st.integers(0, 99), st.integers(0, 99)
)  # what, to which kind, to which card, with which other


def check_history(steps: list[Step], last: Step) -> None:
    """All answer after each step of a careful author; what a careless one loses is named."""
    with author() as careful:
        for kind in (0, 0, 0, 1, 1, 1):
            careful.add(kind)
        for step in steps:
            careful.save()
            assert not record(Options(root=careful.root, output=careful.root / "_site")).failed
            careful.act(step)
            careful.save()
            check_all_answer(careful.root)
            check_all_stand_in_the_source(careful)
            check_all_are_known_by_what_they_were_first(careful)
        assert not record(Options(root=careful.root, output=careful.root / "_site")).failed
        lost = careful.act(last, careless=True)
        careful.save()
        faults = loaded(careful.root).faults
        codes = {"address-vanished", "anchor-vanished"}
        named = [fault.message for fault in faults if fault.code in codes]
        assert lost is None or any(message.startswith(f"{lost} ") for message in named)


@given(steps=st.lists(STEPS, min_size=1, max_size=8), last=STEPS)
@settings(max_examples=10)
def test_no_recorded_address_is_ever_lost(steps: list[Step], last: Step) -> None:
    check_history(steps, last)


@pytest.mark.soak
@given(steps=st.lists(STEPS, min_size=5, max_size=20), last=STEPS)
@settings(max_examples=200)
def test_no_recorded_address_is_ever_lost_in_200_histories(steps: list[Step], last: Step) -> None:
    check_history(steps, last)
