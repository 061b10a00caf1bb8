"""Templates are compiled once for a program, and whatever becomes of the file, they still work."""

import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from site_builder import compiled
from site_builder.compiled import CompiledTemplates
from site_builder.jinja import environment

TEXTS = {"hello": "Hello {{ name }}"}


@pytest.fixture(autouse=True)
def _may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def rendered(code: CompiledTemplates, texts: dict[str, str] = TEXTS) -> str:
    return environment(texts, code).get_template("hello").render(name="<you>")


def no_compiling(*_: object) -> None:
    message = "it was compiled"
    raise AssertionError(message)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = CompiledTemplates(b"engine", tmp_path)
    assert rendered(first) == "Hello &lt;you&gt;"
    first.save()
    monkeypatch.setattr(jinja2.Environment, "compile", no_compiling)
    assert rendered(CompiledTemplates(b"engine", tmp_path)) == "Hello &lt;you&gt;"


def test_another_text_of_that_name_is_another_template(tmp_path: Path) -> None:
    first = CompiledTemplates(b"engine", tmp_path)
    rendered(first)
    first.save()
    again = CompiledTemplates(b"engine", tmp_path)
    assert rendered(again, {"hello": "Bye {{ name }}"}) == "Bye &lt;you&gt;"


def test_another_program_takes_none_of_it_and_leaves_none(tmp_path: Path) -> None:
    first = CompiledTemplates(b"engine", tmp_path)
    rendered(first)
    first.save()
    (old,) = kept(tmp_path)
    second = CompiledTemplates(b"another", tmp_path)
    rendered(second)
    second.save()
    (new,) = kept(tmp_path)
    assert new != old


@pytest.mark.parametrize(
    "harm",
    [lambda raw: raw[:0], lambda raw: raw[:-1], lambda raw: raw[:-1] + b"x", lambda raw: raw[9:]],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    first = CompiledTemplates(b"engine", tmp_path)
    rendered(first)
    first.save()
    (file,) = kept(tmp_path)
    file.write_bytes(harm(file.read_bytes()))
    assert rendered(CompiledTemplates(b"engine", tmp_path)) == "Hello &lt;you&gt;"


def test_nothing_is_kept_where_python_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    code = CompiledTemplates(b"engine", tmp_path)
    rendered(code)
    code.save()
    assert kept(tmp_path) == []


def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    code = CompiledTemplates(b"engine", tmp_path / "file" / "below")
    assert rendered(code) == "Hello &lt;you&gt;"
    code.save()


def test_what_is_kept_does_not_grow_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_MOST", 3)
    for number in range(10):
        code = CompiledTemplates(b"engine", tmp_path)
        rendered(code, {"hello": f"{number} {{{{ name }}}}"})
        code.save()
    assert len(CompiledTemplates(b"engine", tmp_path)._known) <= 4
