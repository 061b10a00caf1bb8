"""Bytes of a content file to text, and what text may not hold."""

import re

from site_builder.diagnostics import Fault, Offset

LARGEST_FILE = 4_000_000
"""Bytes that a Markdown or YAML file may have."""

LARGEST_ARCHIVE = 64_000_000
"""Bytes that an archived text may have."""

FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters and non-characters, which HTML and XML cannot carry."""

_BOM = "\ufeff"


def decode(raw: bytes, file: str, largest: int = LARGEST_FILE) -> str | Fault:
    """The text of a file, without a byte order mark; line ends are left as they are."""
    if len(raw) > largest:
        message = f"the file has {len(raw):,} bytes; the most is {largest:,}"
        return Fault(code="file-too-large", message=message, file=file, where=Offset(0))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        return Fault(
            code="not-utf-8",
            message=f"the byte 0x{raw[error.start]:02x} is not UTF-8",
            file=file,
            where=Offset(len(before)),
            hint="save the file as UTF-8",
        )
    return text.removeprefix(_BOM)


def decode_lines(raw: bytes, file: str) -> str | Fault:
    """The text of a Markdown or YAML file, with every line end as one line feed."""
    text = decode(raw, file)
    if isinstance(text, Fault):
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = FORBIDDEN.search(text)
    return text if found is None else control_character(found[0], file, found.start())


def control_character(character: str, file: str, start: int) -> Fault:
    """The fault of a character that pages cannot carry."""
    return Fault(
        code="control-character",
        message=f"the character U+{ord(character):04X} cannot stand on a page",
        file=file,
        where=Offset(start),
        hint="delete it",
    )
