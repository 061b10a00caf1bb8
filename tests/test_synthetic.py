"""A site of a made-up town has everything that the content reference allows, and builds."""

import datetime
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, inspect

from site_builder import front_matter
from site_builder.build import Options, build
from site_builder.content import Folder
from site_builder.library import Claim, Library, Quote
from site_builder.load import Choices, Loader
from site_builder.model import LEVELS, SiteSettings, Written
from site_builder.parse import CARDS, SETTINGS
from tests.opened import opened

SITE = Path(__file__).with_name("synthetic")

LEFT_OUT = {
    "Via.ground_rules=off_record": "an error, which tests/cases/off-record.txt shows",
    "UnnamedCard.ground_rules=off_record": "an error, as above",
    "SiteSettings.source_text=excerpts": "the default, which the sample content has",
}
"""What is not there, and why."""


def bare(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The types that a type stands for, without descriptions and None."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(kind, inspect.UnionType):
        for option in kind.types:
            yield from bare(option)
    elif not isinstance(kind, inspect.NoneType):
        yield kind


def possible(kind: type[Struct], done: set[type] | None = None) -> Iterator[str]:
    """Every field of a type and of those within it, and every word that a field may have."""
    done = set() if done is None else done
    struct = inspect.type_info(kind)
    assert isinstance(struct, inspect.StructType)
    if kind in done:
        return
    done.add(kind)
    for field in struct.fields:
        name = f"{kind.__name__}.{field.encode_name}"
        yield name
        for one in bare(field.type):
            inner = [*bare(one.item_type)] if isinstance(one, inspect.VarTupleType) else [one]
            for part in inner:
                if isinstance(part, inspect.LiteralType):
                    yield from (f"{name}={word}" for word in part.values)
                elif isinstance(part, inspect.StructType):
                    yield from possible(part.cls, done)


def present(value: Any, kind: type[Struct]) -> Iterator[str]:
    """Every field that a mapping has, and the words of those that have words of a list."""
    struct = inspect.type_info(kind)
    assert isinstance(struct, inspect.StructType)
    for field in struct.fields:
        if field.encode_name not in value:
            continue
        name = f"{kind.__name__}.{field.encode_name}"
        yield name
        for one in bare(field.type):
            is_list = isinstance(one, inspect.VarTupleType)
            entries = value[field.encode_name] if is_list else [value[field.encode_name]]
            for part in bare(one.item_type) if isinstance(one, inspect.VarTupleType) else [one]:
                for entry in entries:
                    if isinstance(part, inspect.LiteralType):
                        yield f"{name}={entry}"
                    elif isinstance(part, inspect.StructType) and isinstance(entry, dict):
                        yield from present(entry, part.cls)


def mappings() -> Iterator[tuple[Any, type[Written]]]:
    """The front matter of every file, and what it is that of."""
    yield front_matter.read_mapping((SITE / SETTINGS).read_text(), SETTINGS)[0], SiteSettings
    for path in SITE.rglob("*.md"):
        parts = front_matter.split(path.read_text(), path.name)
        assert isinstance(parts, front_matter.Parts)
        folder = path.relative_to(SITE / "content").parts[0]
        yield front_matter.read_mapping(parts.front, path.name)[0], CARDS[folder]


@pytest.fixture(scope="module")
def library() -> Library:
    choices = Choices(today=datetime.date(2030, 1, 1))
    library = Loader(Folder(SITE), {}).load(choices, lambda _through, _total: None).library
    assert library is not None
    return library


@pytest.fixture(scope="module")
def claims(library: Library) -> list[Claim]:
    return [opened(indexed) for indexed in library.claims.values()]


@pytest.fixture(scope="module")
def quotes(claims: list[Claim]) -> list[Quote]:
    return [quote for claim in claims for quote in claim.quotes]


def test_every_field_and_every_word_of_the_content_reference_is_there() -> None:
    written = {name for value, kind in mappings() for name in present(value, kind)}
    kinds: tuple[type[Written], ...] = (*CARDS.values(), SiteSettings)
    every = {name for kind in kinds for name in possible(kind)}
    assert every - written == LEFT_OUT.keys()
    assert len(every) > 150


def test_it_builds_with_the_one_warning_that_is_meant(tmp_path: Path) -> None:
    report = build(Options(root=SITE, output=tmp_path / "site"))
    assert [(d.code, d.file) for d in report.diagnostics] == [
        ("no-archived-text", "content/sources/permit.md")
    ]
    assert report.left_out == {
        "embargoed": "to be published on 2999-01-01",
        "not-ready-yet": "draft",
    }
    assert report.written > 90


def test_every_level_of_attribution_is_there(quotes: list[Quote]) -> None:
    assert {quote.attribution for quote in quotes} == set(LEVELS)


def test_chains_are_of_every_length_up_to_six_hands(quotes: list[Quote]) -> None:
    assert {len(quote.between) for quote in quotes} >= {0, 1, 6}
    assert {quote.distance for quote in quotes} >= {0, 1, 2, 7}


def test_quotations_stand_within_across_and_upon_one_another(quotes: list[Quote]) -> None:
    spans = [
        (quote.place.start, quote.place.end)
        for quote in quotes
        if quote.place is not None and quote.source.id == "gazette-report"
    ]
    pairs = [*permutations(spans, 2)]
    assert any(a[0] < b[0] and b[1] < a[1] for a, b in pairs), "within"
    assert any(a[0] < b[0] < a[1] < b[1] for a, b in pairs), "across"
    assert any(a == b for a, b in pairs), "upon"


def test_some_words_are_the_speakers_and_some_are_left_out(quotes: list[Quote]) -> None:
    kinds = {segment.kind for quote in quotes for segment in quote.segments}
    assert kinds == {"plain", "own", "cue", "omission"}


def test_one_quotation_cannot_be_verified(quotes: list[Quote]) -> None:
    assert [quote.source.id for quote in quotes if not quote.verified] == ["permit"]


def test_some_claims_are_related_from_both_ends(library: Library) -> None:
    assert library.incoming.keys() & {
        id for id, claim in library.claims.items() if claim.facts.relations
    }


def test_a_topic_may_have_no_file(library: Library) -> None:
    written = {path.stem for path in SITE.glob("content/topics/*.md")}
    assert written - {gone.id for gone in library.gone.values()} < library.topics.keys()


def test_statements_are_of_every_length(claims: list[Claim]) -> None:
    lengths = [len(claim.brief.statement) for claim in claims]
    assert min(lengths) < 4
    assert max(lengths) > 600


def test_voices_and_sources_stand_in_scripts_that_run_either_way(library: Library) -> None:
    languages = {source.language for source in library.sources.values()}
    assert {"ar", "fr", "en", None} <= languages
