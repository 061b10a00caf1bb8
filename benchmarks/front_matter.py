"""Front matter as authors write it by hand: long texts folded, everything else on one line."""

from collections.abc import Iterable

WIDTH = 98


def folded(name: str, text: str, indent: str = "") -> str:
    """A field whose text is folded over lines."""
    return f"{indent}{name}: >-\n{wrapped(text, indent + '  ')}\n"


def listed(name: str, values: Iterable[str], indent: str = "") -> str:
    """A field with a list of short values; nothing where there are none."""
    lines = "".join(f"{indent}  - {value}\n" for value in values)
    return f"{indent}{name}:\n{lines}" if lines else ""


def field(name: str, value: object, indent: str = "") -> str:
    """A field with a short value; nothing where there is none."""
    return "" if value is None else f"{indent}{name}: {value}\n"


def wrapped(text: str, indent: str = "") -> str:
    """A text broken between words into lines of `WIDTH` characters; its own lines stay."""
    return "\n".join(_broken(line, indent) for line in text.split("\n"))


def _broken(line: str, indent: str) -> str:
    lines: list[str] = []
    current = indent
    for word in line.split():
        if len(current) > len(indent) and len(current) + 1 + len(word) > WIDTH:
            lines.append(current)
            current = indent
        current += word if len(current) == len(indent) else f" {word}"
    return "\n".join([*lines, current] if current != indent else lines)
