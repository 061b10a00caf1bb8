"""Every law that fuzzers look for a way round holds, for what they once found too."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CARD, TARGETS

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if "-" in path.name)
SIGNS = st.lists(
    st.sampled_from(list("ab:- \n\t[]{}(),&*!|>'\"%#?@`~<=/\\x0é…“”\u2028\u0301")), max_size=60
).map(lambda signs: "".join(signs).encode())
BYTES = SIGNS | st.binary(max_size=60) | SIGNS.map(lambda body: CARD + body)


@pytest.mark.parametrize("name", TARGETS)
@given(raw=BYTES)
@settings(max_examples=30)
def test_any_bytes_keep_the_law(name: str, raw: bytes) -> None:
    TARGETS[name](raw)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_once_broke_a_law_keeps_it_now(case: Path) -> None:
    TARGETS[case.name.partition("-")[0]](case.read_bytes())
