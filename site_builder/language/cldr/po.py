"""GNU gettext's .po files."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po


class UnreadableError(Exception):
    """A file that is no catalogue; `line` counts from 1."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(words)
        self.line = line


def read(raw: bytes) -> Catalog:
    """The catalogue of a file."""
    try:
        return read_po(io.BytesIO(raw), abort_invalid=True)
    except PoFileError as error:
        raise UnreadableError(str(error), error.lineno) from error
    except ValueError as error:  # bytes that are no text, a header that says nothing
        raise UnreadableError(str(error), 1) from error
