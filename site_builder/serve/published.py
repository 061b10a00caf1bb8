"""What the built folder answers for an address, as a web host under `base_url` would."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct

from site_builder.addresses import output_file
from site_builder.digest import digest
from site_builder.update import STYLES

NOT_FOUND = "404.html"

_NOTHING_YET = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>No site yet</title>"
    b"<body><h1>There is no site yet</h1><p>Mend what is wrong; this page will follow."
)


class Answer(Struct, frozen=True):
    """A file, or the address to which an address leads, or neither where there is no page."""

    file: Path | None = None
    leads_to: str | None = None

    @property
    def status(self) -> HTTPStatus:
        """The status of HTTP (RFC 9110)."""
        if self.leads_to is not None:
            return HTTPStatus.FOUND
        return HTTPStatus.NOT_FOUND if self.file is None else HTTPStatus.OK


class Published:
    """The built folder. `prefix` is the path under which it stands, with a slash at its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.prefix = "/"

    def stand_under(self, base_url: str) -> bool:
        """Take the path from the address at which the site is published; whether it is another."""
        before, self.prefix = self.prefix, f"{urlsplit(base_url).path.rstrip('/')}/"
        return self.prefix != before

    def answer(self, path: str) -> Answer:
        """What stands at a path as it is in a request, percent-encoded."""
        asked, prefix = unquote(path), unquote(self.prefix)
        if asked in {"/", prefix.rstrip("/")} and asked != prefix:
            return Answer(leads_to=self.prefix)
        name = self.name(path)
        return self._find(name) if name else Answer()

    def name(self, path: str) -> str:
        """The name that a file for a path would have; "" where no file of the site can have it."""
        asked, prefix = unquote(path), unquote(self.prefix)
        name = output_file(asked.removeprefix(prefix))
        return name if asked.startswith(prefix) and _is_public(name) else ""

    def _find(self, name: str) -> Answer:
        """What has a name in the folder, with no link on the way."""
        file = self.folder / name
        try:
            if file.resolve(strict=True) != file:
                return Answer()
        except OSError:
            return Answer()
        return Answer(leads_to=f"{self.prefix}{quote(name)}/") if file.is_dir() else Answer(file)

    def page(self, answer: Answer) -> bytes:
        """The HTML of an answer: its file, or the site's page for addresses without one."""
        try:
            return (answer.file or self.folder / NOT_FOUND).read_bytes()
        except OSError:
            return _NOTHING_YET

    def digest_at(self, url: str) -> str:
        """The digest of what a tab at an address would be sent."""
        try:
            path = urlsplit(url).path
        except ValueError:
            path = ""
        return digest(self.page(self.answer(path))).hex()

    def digest_of_styles(self) -> str:
        """The digest of the style sheet."""
        try:
            return digest((self.folder / STYLES).read_bytes()).hex()
        except OSError:
            return ""


def _is_public(name: str) -> bool:
    """Whether a name can only be that of a file below the folder, and not of one for the builder."""
    if "\0" in name or "\\" in name:
        return False
    return not any(part == "" or part.startswith(".") for part in name.split("/"))
