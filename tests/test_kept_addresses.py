"""Through whatever history of renaming, merging, withdrawing and adding, no recorded address is lost."""

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import Options, record
from site_builder.content import Folder
from site_builder.load import Choices, Loaded, Loader
from site_builder.plan import plan
from site_builder.resolve.ledger import LEDGER, read_ledger
from tests.site_text import archived

SENTENCES = 60
FIXED = archived(
    "-- content/site.yaml --\ntitle: T\nbase_url: https://t.example/\n"
    "-- content/organisations/paper.md --\n---\nname: The Paper\nkind: outlet\n---\n"
    "-- content/sources/report.md --\n---\ntitle: R\npublisher: paper\n---\n"
    "-- content/sources/report.txt --\n"
    + "".join(f"Sentence {number} was said.\n\n" for number in range(SENTENCES))
)


@dataclass
class Card:
    """A claim or a person as an author keeps it."""

    sentences: list[int] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    gone: bool = False


@dataclass
class Author:
    """The cards of a site, and what an author does to them; a careless one names no former id."""

    root: Path
    claims: dict[str, Card] = field(default_factory=dict)
    people: dict[str, Card] = field(default_factory=dict)
    made: int = 0

    def folder(self, kind: int) -> dict[str, Card]:
        return (self.claims, self.people)[kind % 2]

    def new_id(self) -> str:
        self.made += 1
        return f"card-{self.made}"

    def add(self, kind: int) -> None:
        self.folder(kind)[self.new_id()] = Card([self.made % SENTENCES])

    def rename(self, kind: int, old: str, *, careless: bool = False) -> None:
        cards, new = self.folder(kind), self.new_id()
        card = cards.pop(old)
        cards[new] = card
        if not careless:
            card.aliases.append(old)

    def merge(self, kind: int, old: str, into: str, *, careless: bool = False) -> None:
        cards = self.folder(kind)
        card = cards.pop(old)
        cards[into].sentences += [s for s in card.sentences if s not in cards[into].sentences]
        if not careless:
            cards[into].aliases += [old, *card.aliases]

    def remove(self, kind: int, old: str, *, careless: bool = False) -> None:
        if careless:
            del self.folder(kind)[old]
        else:
            self.folder(kind)[old].gone = True

    def act(self, step: tuple[int, int, int, int], *, careless: bool = False) -> str | None:
        """Do one thing; the address that it would lose if it were careless."""
        action, kind, first, second = step
        live = sorted(id for id, card in self.folder(kind).items() if not card.gone)
        if action == 0 or len(live) < 2:
            self.add(kind)
            return None
        old, into = live[first % len(live)], live[second % len(live)]
        if action == 1:
            self.rename(kind, old, careless=careless)
        elif action == 2 and old != into:
            self.merge(kind, old, into, careless=careless)
        else:
            self.remove(kind, old, careless=careless)
        return f"/{('claims', 'people')[kind % 2]}/{old}/"

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
            f"  - {{source: report, text: Sentence {number} was said., speech: indirect}}\n"
            for number in card.sentences
        )
        front = f"claim: Something.\nquotes:\n{quotes}published: 2025-01-01\n"
        return f"---\n{front}{more(card)}---\n"


def person(id: str, card: Card) -> str:
    return f"---\nname: {id}\n{more(card)}---\n"


def more(card: Card) -> str:
    gone = "gone: {reason: It was wrong., on: 2025-02-01}\n" if card.gone else ""
    return f"aliases: [{', '.join(card.aliases)}]\n{gone}"


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


STEPS = st.tuples(
    st.integers(0, 3), st.integers(0, 1), st.integers(0, 99), st.integers(0, 99)
)  # what, to which kind, to which card, with which other


def check_history(steps: list[tuple[int, int, int, int]], last: tuple[int, int, int, int]) -> None:
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
        assert not record(Options(root=careful.root, output=careful.root / "_site")).failed
        lost = careful.act(last, careless=True)
        careful.save()
        faults = loaded(careful.root).faults
        named = [fault.message for fault in faults if fault.code == "address-vanished"]
        assert lost is None or any(message.startswith(f"{lost} ") for message in named)


@given(steps=st.lists(STEPS, min_size=1, max_size=8), last=STEPS)
@settings(deadline=None, max_examples=10)
def test_no_recorded_address_is_ever_lost(
    steps: list[tuple[int, int, int, int]], last: tuple[int, int, int, int]
) -> None:
    check_history(steps, last)


@pytest.mark.soak
@given(steps=st.lists(STEPS, min_size=5, max_size=20), last=STEPS)
@settings(deadline=None, max_examples=200)
def test_no_recorded_address_is_ever_lost_in_200_histories(
    steps: list[tuple[int, int, int, int]], last: tuple[int, int, int, int]
) -> None:
    check_history(steps, last)
