"""Many edits and many readers at once: every answer is whole, and in the end the site is right."""

import threading
import time

import pytest

from tests.serve.conftest import Serve
from tests.serve.edits import PAGE, check_ends_as_a_clean_build, save, wait_for_page
from tests.serve.served import Served
from tests.site_text import Site


class Readers:
    """So many readers, each of which asks for a page again and again."""

    def __init__(self, served: Served, count: int) -> None:
        self.wrong: list[str] = []
        self.seconds: list[float] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(served,)) for _ in range(count)]

    def __enter__(self) -> "Readers":
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for each in self._threads:
            each.join()

    def _read(self, served: Served) -> None:
        while not self._over.is_set():
            began = time.monotonic()
            try:
                answer = served.ask(PAGE)
            except OSError as error:
                self.wrong.append(repr(error))
                return
            self.seconds.append(time.monotonic() - began)
            if answer.status != 200 or not answer.body.rstrip():
                self.wrong.append(f"{answer.status}, {len(answer.body)} bytes")
            self._over.wait(0.2)


@pytest.mark.parametrize(
    ("readers", "edits"), [(10, 40), pytest.param(200, 1000, marks=pytest.mark.soak)]
)
def test_two_hundred_edits_a_second_and_many_readers_end_well(
    plain: Site, serve: Serve, readers: int, edits: int
) -> None:
    served = serve(plain)
    with Readers(served, readers) as reading:
        for number in range(edits):
            save(plain, f"Edit {number} of many.")
            time.sleep(0.005)
        wait_for_page(served, PAGE, f"Edit {edits - 1} of many.")
    assert reading.wrong == []
    assert len(reading.seconds) >= readers
    assert sorted(reading.seconds)[len(reading.seconds) * 95 // 100] < 5
    check_ends_as_a_clean_build(served, plain)
    assert served.trouble == []


@pytest.mark.parametrize("rounds", [8, pytest.param(200, marks=pytest.mark.soak)])
def test_files_and_folders_that_go_and_come_back_in_mid_build_end_well(
    plain: Site, serve: Serve, rounds: int
) -> None:
    served = serve(plain)
    claims, away = plain.root / "content/claims", plain.root / "away"
    card = plain.root / "content/people/ben-okri.md"
    text = card.read_bytes()
    for number in range(rounds):
        claims.rename(away)
        time.sleep(0.01 * (number % 7))
        away.rename(claims)
        card.unlink()
        time.sleep(0.01 * (number % 5))
        card.write_bytes(text[: number % len(text)])
        time.sleep(0.01 * (number % 3))
        card.write_bytes(text)
    save(plain, "In the end.")
    wait_for_page(served, PAGE, "In the end.")
    check_ends_as_a_clean_build(served, plain)
    assert served.trouble == []
