"""Claims come out of the vault as they went in, whoever else puts some in; damage is found out."""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.digest import digest
from site_builder.files import OWN
from site_builder.library import DamagedError, Sealed, Stored
from site_builder.vault import Vault, vaults
from tests.site_text import Site, site_files

CARD = "content/claims/ferries-late.md"


def sealed(raw: bytes, notes: bytes = b"") -> Sealed:
    bare = digest(raw)
    return Sealed(
        digest=digest(bare + notes), bare=bare, outline=b"", words=b"", raw=raw, notes=notes
    )


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault(str(tmp_path))
    yield made
    made.close()


@given(st.lists(st.tuples(st.binary(max_size=50), st.binary(max_size=20)), max_size=8))
def test_what_is_put_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, claims: list[tuple[bytes, bytes]]
) -> None:
    vault = Vault(str(tmp_path_factory.mktemp("vault")))
    stored = [vault.put(sealed(*claim)) for claim in claims]
    assert [vault.get(each).checked() for each in stored] == [sealed(*claim) for claim in claims]
    assert vault.size == sum(len(raw) + len(notes) for raw, notes in claims)
    vault.close()


def test_nothing_is_written_before_something_is_put_in(vault: Vault, tmp_path: Path) -> None:
    assert vault.size == 0
    assert [*tmp_path.iterdir()] == []


def put_many(folder: str, name: str, letter: bytes) -> list[Stored]:
    vault = Vault(folder, name)
    return [vault.put(sealed(letter * (number + 1))) for number in range(200)]


def test_several_processes_put_claims_in_at_once(vault: Vault, tmp_path: Path) -> None:
    vault.put(sealed(b"first"))
    with get_context("spawn").Pool(3) as pool:
        letters = [b"a", b"b", b"c"]
        work = [(str(tmp_path), vault.name, letter) for letter in letters]
        found = pool.starmap(put_many, work)
    for letter, stored in zip(letters, found, strict=True):
        for number, each in enumerate(stored):
            assert vault.get(each).checked().raw == letter * (number + 1)


def test_a_forked_process_does_not_move_the_place_of_another(vault: Vault) -> None:
    before = vault.put(sealed(b"before"))
    if os.fork() == 0:  # pragma: no cover (another process)
        vault.put(sealed(b"from the child"))
        os._exit(0)
    os.wait()
    after = vault.put(sealed(b"after"))
    assert after.start == before.start + len(b"before") + len(b"from the child")
    assert vault.get(after).checked().raw == b"after"


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:0],
        lambda raw: b"x" + raw[1:],
        lambda raw: raw[:-1] + b"x",
    ],
)
def test_a_claim_that_was_changed_is_not_taken_for_whole(
    vault: Vault, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    stored = vault.put(sealed(b"claim", b"notes"))
    vault.close()
    path = tmp_path / vault.name
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(DamagedError):
        vault.get(stored).checked()


def test_a_new_vault_has_a_name_of_its_own(vault: Vault, tmp_path: Path) -> None:
    vault.put(sealed(b"claim"))
    other = Vault(str(tmp_path))
    other.put(sealed(b"claim"))
    assert vaults(str(tmp_path)) == sorted({vault.name, other.name})
    other.drop_others()
    assert vaults(str(tmp_path)) == [other.name]
    other.close()


def own_vault(site: Site) -> Path:
    (name,) = vaults(str(site.output / OWN))
    return site.output / OWN / name


def same_as_clean(site: Site, tmp_path: Path) -> bool:
    """Whether an edit of all pages brings the site to what a clean build makes."""
    site.edit("content/site.yaml", "The Small Record", "The Record")
    site.rebuild()
    site.build(output=tmp_path / "clean")
    return site.files() == site_files(tmp_path / "clean")


@pytest.mark.parametrize("left", [b"", b"not a claim", None])
def test_a_damaged_vault_is_a_cold_build(tmp_path: Path, left: bytes | None) -> None:
    site = Site.at(tmp_path / "site")
    site.rebuild()
    path = own_vault(site)
    if left is None:
        path.unlink()
    else:
        path.write_bytes(left)
    assert same_as_clean(site, tmp_path)


def test_a_vault_full_of_what_is_of_no_use_is_made_anew(tmp_path: Path) -> None:
    site = Site.at(tmp_path / "site")
    site.rebuild()
    path = own_vault(site)
    useful = path.stat().st_size
    with path.open("ab") as vault:
        vault.write(bytes(2 * useful + (1 << 20)))
    site.edit(CARD, "The ferries ran late", "The ferries all ran late")
    site.rebuild()
    assert own_vault(site) != path
    assert own_vault(site).stat().st_size < 2 * useful
    assert same_as_clean(site, tmp_path)


def test_a_draft_is_not_kept_in_the_output_folder(tmp_path: Path) -> None:
    site = Site.at(tmp_path)
    site.rebuild(drafts=True)
    words = b"not ready"
    assert any(words in f.read_bytes().lower() for f in (site.root / "content").rglob("*.md"))
    assert words not in own_vault(site).read_bytes().lower()
