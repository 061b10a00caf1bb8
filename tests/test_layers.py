"""The shape of the package: which way imports point, how large things are, where effects live."""

import ast
import builtins
import re
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "site_builder"

LAYERS = """
__main__ cli commands
serve | verify
build remembered | links
update indexing fingerprint render jinja messages template_code compiled files standing beside vault manifest costs | load glance background content memory | locate | report | schema | engine
plan compose heads search_page passages comparison graph structured timeline changes origins chart routes layered twins history wording sentence | resolve
views joined | picture | parse checks validate front_matter
quotes fragments | attribution | markup prose | sealing search
library mentions tombstone | language
model | addresses | text | policy | styles | effort
diagnostics | digest | clock | workers | network
"""
"""A module imports from rows below, and in its own row only from its own group.

A name stands for a module or for a whole folder. Rows are the depth of the program: ten at most.
"""

LAZY = {
    "cli": "commands",
    "language.catalogue": "language.cldr",
    "language.days": "language.cldr",
    "twins.card": "picture",
}
"""Modules that import others only when it comes to it, so that nobody else need wait for them.

`cli` imports what a command does when it runs, `twins.card` what draws when there is an image, and
`language` what Babel knows where a site is not in English.
"""

EDGES = {
    "beside": {"os", "pathlib"},
    "clock": {"os", "time"},
    "content": {"os", "pathlib"},
    "files": {"os", "pathlib", "shutil", "tempfile", "open"},
    "vault": {"os"},
    "compiled": {"os", "pathlib", "sys"},
    "workers": {"os", "pathlib", "multiprocessing", "resource", "signal", "threading"},
    "network": {"asyncio", "socket", "ssl"},
    "engine": {"pathlib"},
    "picture": {"pathlib"},
    "search": {"os", "pathlib", "subprocess"},
    "build": {"pathlib"},
    "verify": {"pathlib"},
    "cli": {"pathlib", "signal", "threading"},
    "commands": {"pathlib", "resource", "sys", "echo"},
    "serve": {"asyncio", "http", "os", "pathlib", "signal", "socket", "threading", "time"},
}
"""The modules and folders at the edge, and by what they reach disk, clock, network or terminal."""

EFFECTS = set(
    """
    asyncio fileinput glob http importlib.resources logging multiprocessing os pathlib pickle
    random resource secrets shelve shutil signal socket sqlite3 ssl subprocess sys syslog
    tempfile threading time urllib.request
    breakpoint exec eval input open print
    """.split()  # noqa: SIM905 (a text is easier to read than forty strings)
)

NOT_USED = set(
    """
    manager managers helper helpers util utils misc context handler handlers process processor
    data item items info
    """.split()  # noqa: SIM905 (as above)
)
TWINS = {
    "plan.twins:data_pages",
    "twins.claims:compose_claims_data",
    "twins.claims:ClaimsData",
}
"""What makes the files below `/data/`, an address that never changes."""

MANY_METHODS = {"files:Output": 15}
"""`files.Output` is the one place that writes; its steps share what they know of the folder."""


def modules() -> dict[str, ast.Module]:
    """Every module by its name below the package."""
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): (
            ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


MODULES = modules()
FUNCTIONS = {
    f"{name}:{node.name}": node
    for name, tree in MODULES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
}
CLASSES = {
    f"{name}:{node.name}": node
    for name, tree in MODULES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef)
}


def imported(node: ast.AST) -> Iterator[str]:
    """The full names that an import brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports name the package"
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def needs(name: str) -> frozenset[str]:
    """The modules of the package that a module imports."""
    found = set()
    for node in ast.walk(MODULES[name]):
        for full in imported(node):
            below = full.removeprefix("site_builder.")
            while full.startswith("site_builder") and below not in MODULES and "." in below:
                below = below.rpartition(".")[0]
            if full.startswith("site_builder.") and below in MODULES:
                found.add(below)
    if name in LAZY:
        found |= {module for module in MODULES if module.startswith(f"{LAZY[name]}.")}
    return frozenset(found - {name})


ROWS = [[group.split() for group in row.split("|")] for row in LAYERS.strip().splitlines()]
PLACES = {
    name: (depth, number)
    for depth, row in enumerate(ROWS)
    for number, group in enumerate(row)
    for name in group
}


def place(module: str) -> tuple[int, int]:
    return PLACES[module.partition(".")[0]]


def test_there_are_ten_layers_at_most() -> None:
    assert len(ROWS) <= 10


def test_every_module_has_its_layer_and_every_layer_its_modules() -> None:
    assert {name.partition(".")[0] for name in MODULES} - {"__init__"} == PLACES.keys()


@pytest.mark.parametrize("module", sorted(MODULES.keys() - {"__init__"}))
def test_a_module_imports_only_from_layers_below_and_from_its_own_group(module: str) -> None:
    depth, group = place(module)
    outside = {
        other
        for other in needs(module)
        if place(other)[0] <= depth and place(other) != (depth, group)
    }
    assert outside == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_module_imports_itself_by_a_detour(module: str) -> None:
    reached, waiting = set[str](), [*needs(module)]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += needs(name)
    assert module not in reached


def test_no_import_is_hidden_in_a_function() -> None:
    hiding = {
        name
        for name, function in FUNCTIONS.items()
        if any([*imported(node)] for node in ast.walk(function))
    }
    assert hiding == set()


def test_no_other_module_imports_by_name_while_it_runs() -> None:
    by_name = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if "importlib" in imported(node) or getattr(node, "id", "") == "__import__"
    }
    assert by_name == LAZY.keys()


def effects(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        for full in imported(node):
            yield from (e for e in EFFECTS if full == e or full.startswith(f"{e}."))
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in EFFECTS and hasattr(builtins, called.id):
            yield called.id
        if isinstance(called, ast.Attribute) and called.attr == "echo":
            yield "echo"


def test_disk_clock_network_and_terminal_are_reached_at_the_edge_only() -> None:
    found: dict[str, set[str]] = {}
    for name, tree in MODULES.items():
        reached = set(effects(tree))
        if reached:
            found.setdefault(name.partition(".")[0], set()).update(reached)
    assert found == EDGES


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    lengths = {name: length(node) for name, node in FUNCTIONS.items()}
    assert {name for name, lines in lengths.items() if lines > 60} == set()
    assert statistics.median(lengths.values()) <= 12


def test_files_are_short() -> None:
    lines = {path.name: len(path.read_text().splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {name for name, count in lines.items() if count > 400} == set()


def test_a_class_has_twelve_methods_at_most() -> None:
    methods = {
        name: [n for n in node.body if isinstance(n, ast.FunctionDef) and n.name[:2] != "__"]
        for name, node in CLASSES.items()
    }
    assert {name: len(own) for name, own in methods.items() if len(own) > 12} == MANY_METHODS


def words(name: str) -> set[str]:
    """The words of a name in either case."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_a_name_says_what_it_names() -> None:
    own = {name: re.split("[.:]", name)[-1] for name in {*MODULES, *FUNCTIONS, *CLASSES}}
    assert {name for name, last in own.items() if words(last) & NOT_USED} == TWINS


def undocumented(body: list[ast.stmt]) -> Iterator[str]:
    """Public functions and classes without a word, and such methods of public classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_whatever_is_public_says_what_it_is(module: str) -> None:
    assert [*undocumented(MODULES[module].body)] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(MODULES[module])
