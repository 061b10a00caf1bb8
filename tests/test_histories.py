"""Whatever happened before, crashes included, a build makes what a first build would make."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import Builder, Options
from tests.site_text import SMALL, Files, Site, archived, site_files

VIEWS = {
    "404": "",
    "claim": "{{ claim }} {{ related }} {{ previous }} {{ next }}",
    "claims": "{{ levels }} {{ claims }} {{ pager }}",
    "home": "{{ levels }} {{ latest }} {{ sources }} {{ voices }} {{ topics }} {{ quotes_total }}",
    "level": "{{ level }} {{ levels }} {{ claims }} {{ pager }}",
    "page": "{{ page }} {{ page.body|markdown(head.root) }}",
    "source": "{{ source }} {{ passages }} {{ shares }} {{ unverified }} {{ full }}",
    "sources": "{{ sources }} {{ pager }}",
    "topic": "{{ topic }} {{ levels }} {{ claims }} {{ pager }}",
    "topics": "{{ topics }} {{ pager }}",
    "voice": "{{ voice }} {{ levels }} {{ parts }} {{ sections }} {{ published }} {{ pager }}",
    "voices": "{{ voices }} {{ pager }}",
}
PLAIN = "".join(
    f"-- templates/pages/{name}.html --\n{{{{ site }}}} {{{{ head }}}} {view}\n"
    for name, view in VIEWS.items()
)
"""Templates that show the whole of each view and take no time, for tests that build often."""


SEARCH = "/pagefind/"
CLAIM = "content/claims/ferries-late.md"
CARDS = archived(SMALL) | archived(PLAIN)
# What an author may do to each of these files (None: delete it), besides leaving it as it is.
OTHERS: dict[str, list[str | None]] = {
    CLAIM: [
        CARDS[CLAIM].replace("The ferries ran late", "They ran late"),
        CARDS[CLAIM] + "A note.\n",
        CARDS[CLAIM].replace("topics: [harbour, ferries]\n", ""),
    ],
    "content/claims/third-crane.md": [
        None,
        CARDS["content/claims/third-crane.md"].replace("pub", "draft: true\npub"),
        CARDS["content/claims/third-crane.md"].replace("ben-okri", "port-official"),
    ],
    "content/claims/another/extra.md": [CARDS["content/claims/built-in-1887.md"]],
    "content/claims/port-stays-open.md": [
        CARDS["content/claims/port-stays-open.md"].replace("contradicts", "repeats"),
        CARDS["content/claims/port-stays-open.md"].replace("not close", "close"),
    ],
    "content/people/ana-moss.md": ["---\nname: A. Moss\n---\n", None],
    "content/unnamed/port-official.md": ["---\ndescribed_as: An official\n---\n"],
    "content/sources/ledger-report.txt": [
        "A preface.\n\n" + CARDS["content/sources/ledger-report.txt"],
        None,
    ],
    "content/sources/old-letter.txt": ["It is written down.\n"],
    "content/topics/ferries.md": ["---\ntitle: The ferries\n---\n[x](claim:third-crane)\n"],
    "content/topics/harbour.md": ["---\ntitle: A harbour\n---\n", None],
    "content/pages/about.md": ["---\ntitle: Above\n---\n", None],
    "content/site.yaml": [
        CARDS["content/site.yaml"].replace("Small", "Smaller"),
        CARDS["content/site.yaml"].replace("per_page: 2", "per_page: 50"),
        CARDS["content/site.yaml"] + "outputs: [claims_csv, robots]\n",
        CARDS["content/site.yaml"] + "source_text: full\n",
        CARDS["content/site.yaml"] + "language: he\n",
        CARDS["content/site.yaml"].replace("search: false", "search: true"),
    ],
    "templates/pages/topic.html": [CARDS["templates/pages/topic.html"] + "more"],
    "templates/pages/voice.html": [CARDS["templates/pages/voice.html"] + "{% if %}"],
    "templates/styles/90-mine.css": ["p { color: red }\n"],
    "templates/assets/mine.svg": ["<svg/>"],
}
EDITS = st.sampled_from(
    [(file, text) for file, others in OTHERS.items() for text in [CARDS.get(file), *others]]
)
Then = Literal["edit on", "build"] | int
"""What follows an edit: nothing yet, a build, or a build whose power is cut after so many changes."""

THEN: st.SearchStrategy[Then] = st.one_of(
    st.sampled_from(["edit on", "build"]), st.integers(min_value=0, max_value=80)
)
History = list[tuple[tuple[str, str | None], Then]]


def histories(fewest: int) -> st.SearchStrategy[History]:
    return st.lists(st.tuples(EDITS, THEN), min_size=fewest, max_size=12)


def set_text(site: Site, file: str, text: str | None) -> None:
    path = site.root / file
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def clean_build(site: Site) -> Files | None:
    """What a first build makes of a site as it is, or None where it has faults."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        return None if site.build(output=output).failed else site_files(output)


@contextmanager
def plain_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        site = Site.at(Path(folder), SMALL)
        site.write(PLAIN)
        yield site


def check_rebuilds(history: History) -> None:
    """After any history, a build on top of others makes what a first build makes."""
    with plain_site() as site:
        site.build()
        for (file, text), then in history:
            set_text(site, file, text)
            with cut_short(then):
                if then != "edit on":
                    site.build()
        clean = clean_build(site)
        assert site.build().failed == (clean is None)
        assert clean is None or site.files() == clean


def check_one_builder(history: History) -> None:
    """One builder that is told what changed makes what a first build makes; a crash ends it."""
    with plain_site() as site:
        builder, changed = new_builder(site), None
        for (file, text), then in history:
            set_text(site, file, text)
            changed = None if changed is None else changed | {file}
            if then == "edit on":
                continue
            with cut_short(then) as crashed:
                failed = builder.build(changes=changed).failed
            if crashed:
                builder, changed = new_builder(site), None
            elif not failed:
                changed = frozenset[str]()
        clean = clean_build(site)
        assert builder.build(changes=changed).failed == (clean is None)
        assert clean is None or site.files() == clean


def new_builder(site: Site) -> Builder:
    return Builder(Options(root=site.root, output=site.output))


def check_warranted(history: History) -> None:
    """After any history, notes that change make their page anew; a statement, what shows it."""
    with plain_site() as site:
        for (file, text), _ in history:
            set_text(site, file, text)
        if site.build().failed:
            return
        set_text(site, CLAIM, (site.root / CLAIM).read_text() + "One more note.\n")
        assert site.rebuild() == ["/claims/ferries-late/"]
        before = site.files()
        site.edit(CLAIM, " late on Monday.", " late that Monday.")
        assert set(site.rebuild()) == addresses(before.items() ^ site.files().items())


def addresses(files: Iterable[tuple[str, bytes]]) -> set[str]:
    """The addresses of files, of which the search index has one for all."""
    own = (f"/{name.removesuffix('index.html')}" for name, _ in files)
    return {address if not address.startswith(SEARCH) else SEARCH for address in own}


LAWS = pytest.mark.parametrize("check", [check_rebuilds, check_one_builder, check_warranted])


@LAWS
@given(history=histories(0))
@settings(max_examples=8)
def test_after_any_history_a_rebuild_is_what_a_clean_build_is(
    check: Callable[[History], None], history: History
) -> None:
    check(history)


@pytest.mark.soak
@LAWS
@given(history=histories(10))
@settings(max_examples=300)
def test_after_very_many_histories_too(check: Callable[[History], None], history: History) -> None:
    check(history)


class CrashError(BaseException):
    """Stands for a power cut: nothing catches it."""


def cut_power(after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk's next `after` changes through and no more."""
    left = [after]

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **options: Any) -> Any:
            if left[0] == 0:
                raise CrashError
            left[0] -= 1
            return change(*arguments, **options)

        return changed

    for name in ("replace", "unlink", "rmdir", "makedirs", "fsync", "write"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))


@contextmanager
def cut_short(then: Then) -> Iterator[list[CrashError]]:
    """Cut the power in the middle of the block, if that is what follows; the crash, if there was."""
    crashes: list[CrashError] = []
    with pytest.MonkeyPatch.context() as patch:
        if isinstance(then, int):
            cut_power(then, patch)
        try:
            yield crashes
        except CrashError as crash:
            crashes.append(crash)


def edited_site(root: Path) -> tuple[Site, Files, Files]:
    """A site that was built and then edited; its files before, and after a build without a crash."""
    site = Site.at(root / "site", SMALL)
    site.write(PLAIN)
    site.rebuild()
    before = site.files()
    site.remove("content/claims/third-crane.md")
    site.edit(CLAIM, "The ferries ran late", "They ran late")
    site.write("-- content/pages/more.md --\n---\ntitle: More\n---\n")
    shutil.copytree(site.output, root / "before")
    site.rebuild()
    return site, before, site.files()


def check_crashes(root: Path, stride: int) -> None:
    """Cut the power at every `stride`th change of the disk, look, and build again."""
    site, before, after = edited_site(root)
    moment = 0
    finished = False
    while not finished:
        shutil.rmtree(site.output)
        shutil.copytree(root / "before", site.output)
        with pytest.MonkeyPatch.context() as patch:
            cut_power(moment, patch)
            try:
                site.build()
                finished = True
            except CrashError:
                moment += stride
        for name, raw in site.files().items():
            assert raw in (before.get(name), after.get(name)), f"{name} is neither old nor new"
        site.rebuild()
        assert site.files() == after
    assert moment > 20, "there were fewer moments than files"


def test_after_a_crash_every_file_is_whole_and_the_next_build_mends_all(tmp_path: Path) -> None:
    check_crashes(tmp_path, 7)


@pytest.mark.soak
def test_after_a_crash_at_any_moment_too(tmp_path: Path) -> None:
    check_crashes(tmp_path, 1)
