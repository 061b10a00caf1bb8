"""The messages of pages are in the template of catalogues, and each catalogue has all of them."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tools.messages import LOCALE, TEMPLATE, extract

LANGUAGES = sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/site.po"))
_NAMES = re.compile(r"%\(\w+\)s|\{\w+\}|%%|</?\w+[^>]*>")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def of(language: str) -> Catalog:
    return read(LOCALE / language / "LC_MESSAGES" / "site.po")


def texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # of a plural


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_the_template_of_catalogues_is_current(tmp_path: Path) -> None:
    extract(tmp_path / "site.pot")
    same = (tmp_path / "site.pot").read_text() == TEMPLATE.read_text()
    assert same, "say `make messages`"


def test_a_language_that_runs_from_right_to_left_comes_with_the_program() -> None:
    assert "he" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_in_doubt(language: str) -> None:
    catalogue = of(language)
    have = {(message.context, message.id) for message in messages(catalogue)}
    want = {(message.context, message.id) for message in messages(read(TEMPLATE))}
    assert have == want
    assert not catalogue.obsolete
    for message in messages(catalogue):
        forms = texts(message.string)
        assert all(forms), message.id
        assert not message.fuzzy, message.id
        assert len(forms) == (catalogue.num_plurals if message.pluralizable else 1), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_names_and_the_markup_of_their_messages(language: str) -> None:
    for message in messages(of(language)):
        *_, asked = texts(message.id)
        *_, given = texts(message.string)
        assert sorted(_NAMES.findall(given)) == sorted(_NAMES.findall(asked)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_for_one_names_nothing_that_others_do_not(language: str) -> None:
    for message in messages(of(language)):
        known = set(itertools.chain.from_iterable(map(_NAMES.findall, texts(message.id))))
        for form in texts(message.string):
            assert set(_NAMES.findall(form)) <= known, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_translation_could_end_an_attribute_or_begin_an_element(language: str) -> None:
    for message in messages(of(language)):
        for form in texts(message.string):
            assert not re.search(r"[<>&\"]", _NAMES.sub("", form)), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_white_space_at_either_end_is_that_of_the_message(language: str) -> None:
    for message in messages(of(language)):
        asked, given = texts(message.id)[0], texts(message.string)[0]
        assert [given[:1] == " ", given[-1:] == " "] == [asked[:1] == " ", asked[-1:] == " "]
