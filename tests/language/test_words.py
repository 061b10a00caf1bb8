"""Messages are looked up by their English; what has no translation is English."""

import datetime

import pytest

from site_builder.diagnostics import Fault
from site_builder.jinja import environment
from site_builder.language.catalogue import tags
from site_builder.language.days import day_in_words, number_in_words
from site_builder.language.spoken import spoken
from site_builder.language.words import ENGLISH, Words

POLISH = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Home"
msgstr "Start"

msgctxt "of a claim"
msgid "New"
msgstr "Nowe"

msgid "1 claim"
msgid_plural "%(count)s claims"
msgstr[0] "%(count)s teza"
msgstr[1] "%(count)s tezy"
msgstr[2] "%(count)s tez"

msgid "Claims that rest on 1 origin"
msgid_plural "Claims that rest on {count} origins"
msgstr[0] "{count} źródło"
msgstr[1] "{count} źródła"
msgstr[2] "{count} źródeł"

#, fuzzy
msgid "Map"
msgstr "Nie wiem"

msgid "said %(count)s"
msgstr "%(count)s razy, 100 %%"
"""
ON = ("Claims that rest on 1 origin", "Claims that rest on {count} origins")
TEMPLATE = (
    '{{ _("Home") }} {{ _("Map") }} {{ pgettext("of a claim", "New") }} {{ pgettext("", "New") }} '
    "{% trans count=n %}1 claim{% pluralize %}{{ count }} claims{% endtrans %}, "
    "{% trans count=n %}said {{ count }}{% endtrans %}"
)


def words(language: str, text: str) -> Words:
    found, faults = spoken(language, ("locale/x/LC_MESSAGES/site.po", text.encode()), None)
    assert faults == []
    return found


def test_english_needs_no_catalogue() -> None:
    assert spoken("en-GB", None, None) == (ENGLISH, [])
    assert ENGLISH.say("Home") == "Home"
    assert [ENGLISH.say_many(*ON, n) for n in (1, 2)] == [ON[0], "Claims that rest on 2 origins"]


def test_a_message_is_what_the_catalogue_has_for_it() -> None:
    polish = words("pl", POLISH)
    assert (polish.say("Home"), polish.say("New", "of a claim")) == ("Start", "Nowe")
    assert polish.say_many(*ON, 22) == "22 źródła"
    assert polish.say(ON[0]) == "{count} źródło"


@pytest.mark.parametrize("message", ["Voices", "Map", "New"])
def test_what_has_no_translation_or_a_doubtful_one_is_english(message: str) -> None:
    assert words("pl", POLISH).say(message) == message


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 teza, 1 razy, 100 %"), (3, "3 tezy, 3 razy, 100 %"), (5, "5 tez, 5 razy, 100 %")],
)
def test_templates_have_their_messages_in_the_words_they_are_compiled_with(
    number: int, shown: str
) -> None:
    made = environment({"t": TEMPLATE}, words=words("pl", POLISH)).get_template("t")
    assert made.render(n=number) == f"Start Map Nowe New {shown}"
    assert environment({"t": TEMPLATE}).get_template("t").render(n=2) == (
        "Home Map New New 2 claims, said 2"
    )


def test_words_are_told_apart_by_their_catalogues() -> None:
    assert words("pl", POLISH) == words("pl", POLISH)
    assert words("pl", POLISH) != words("pl", POLISH.replace("Start", "Początek"))


@pytest.mark.parametrize(
    ("language", "folders"),
    [
        ("he", ["he"]),
        ("pt-br", ["pt_BR", "pt"]),
        ("zh-hant-TW", ["zh_Hant_TW", "zh_Hant", "zh"]),
        ("en-x-own", ["en"]),
    ],
)
def test_a_language_is_served_by_its_own_catalogue_or_its_parents(
    language: str, folders: list[str]
) -> None:
    assert [*tags(language)] == folders


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("msgid", "msgid?", "cannot be used"),
        ('"%(count)s tez"', '"%(cuont)s tez"', "has no “cuont”"),
        ('msgstr[2] "%(count)s tez"\n', "", "needs 3 forms"),
        ("nplurals=3", "nplurals=three", "cannot be used"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_a_fault(before: str, after: str, says: str) -> None:
    text = POLISH.replace(before, after)
    found, (fault,) = spoken("pl", ("locale/pl/LC_MESSAGES/site.po", text.encode()), None)
    assert found == ENGLISH
    assert says in fault.message


def test_plural_forms_other_than_the_programs_are_a_fault() -> None:
    two = POLISH[: POLISH.index("\n\n") + 2].replace("nplurals=3", "nplurals=2")
    two = two[: two.index("plural=(")] + 'plural=(n != 1);\\n"\n'
    _, faults = spoken("pl", ("locale/pl/LC_MESSAGES/site.po", two.encode()), POLISH.encode())
    assert [fault.code for fault in faults] == ["catalogue"]


def test_a_language_without_a_catalogue_is_told_of() -> None:
    found, (fault,) = spoken("fr", None, None)
    assert (found, fault.code, fault.severity) == (Words(written="fr"), "no-catalogue", "warning")
    assert (found.english, found.say("Home")) == (True, "Home")


def test_a_catalogue_that_cannot_be_read_is_its_own_fault() -> None:
    wrong = Fault(code="unreadable-file", message="", file="locale/pl/LC_MESSAGES/site.po")
    assert spoken("pl", (wrong.file, wrong), None) == (ENGLISH, [wrong])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime.date(2026, 11, 2), "2 listopada 2026"),
        ("2026-11-02", "2 listopada 2026"),
        ("2026-02", "luty 2026"),
        ("2026", "2026"),
    ],
)
def test_a_date_or_a_part_of_one_is_as_its_language_has_it(
    value: datetime.date | str, shown: str
) -> None:
    assert day_in_words(value, words("pl", POLISH)) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en-GB", "10,000 and 12.5"),
        ("de", "10.000 and 12,5"),
        ("fr", "10\u202f000 and 12,5"),
        ("pl", "10\xa0000 and 12,5"),
        ("he", "10,000 and 12.5"),
        ("de-CH", "10’000 and 12.5"),
    ],
)
def test_numbers_are_as_the_language_has_them(language: str, shown: str) -> None:
    known = ENGLISH if language == "en-GB" else words(language, POLISH)
    assert f"{number_in_words(10_000, known)} and {number_in_words(12.5, known)}" == shown


def test_what_a_message_counts_is_a_number_of_the_language() -> None:
    made = environment({"t": TEMPLATE}, words=words("pl", POLISH)).get_template("t")
    assert "10\xa0000 tez," in made.render(n=10_000)
    assert "10,000 claims," in environment({"t": TEMPLATE}).get_template("t").render(n=10_000)


def test_of_a_language_that_nobody_knows_the_dates_are_english() -> None:
    assert day_in_words("2026-02", words("tlh", POLISH)) == "February 2026"
