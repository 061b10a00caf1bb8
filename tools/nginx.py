"""What a built site's `_headers` says, as nginx configuration, to be included in its `server` block.

python -m tools.nginx _site > claims.conf
"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

TYPE = "Content-Type"
Sent = dict[tuple[str, str], list[str]]
"""Which patterns of addresses a field and its value go with."""

START = """\
# Made of _headers by tools/nginx.py; include it in the server block of the site.
index index.html;
error_page 404 {root}/404.html;
location ~ /\\. {{ return 404; }}
"""


def configuration(text: str) -> str:
    """The configuration that sends what `_headers` tells a host to send.

    Each field with its value is a variable, since nginx leaves a field out whose value is empty, and
    sends several of one name. Addresses are matched as nginx has decoded them, so that no other
    spelling of one gets round a rule; for a page nginx asks itself on for `index.html`.
    """
    sent = _sent(text)
    root = next(iter(sent.values()))[0].removesuffix("/*")
    pieces = [START.format(root=root)]
    for number, ((name, value), patterns) in enumerate(sent.items()):
        if name == TYPE:
            pieces.append(_type(patterns, value))
        else:
            pieces.append(_field(f"$_headers_{number}", name, value, patterns))
    return "\n".join(pieces)


def _sent(text: str) -> Sent:
    sent: Sent = {}
    pattern = ""
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = line
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            sent.setdefault((name, value), []).append(pattern)
    return sent


def _field(variable: str, name: str, value: str, patterns: list[str]) -> str:
    return f"""\
set {variable} "";
if ($uri ~ {_expression(patterns)}) {{ set {variable} {_quoted(value)}; }}
add_header {name} {variable} always;
"""


def _type(patterns: list[str], value: str) -> str:
    return f"location ~ {_expression(patterns)} {{ types {{ }} default_type {_quoted(value)}; }}\n"


def _expression(patterns: list[str]) -> str:
    """Patterns as one regular expression, quoted."""
    return _quoted(f"(?s)^(?:{'|'.join(map(_alternative, patterns))})$")


def _alternative(pattern: str) -> str:
    """A star stands for any characters, a `:name` for any up to a slash."""
    parts = re.split(r"(\*|:[A-Za-z]\w*)", pattern)
    wild = {"*": ".*", ":": "[^/]+"}
    expression = "".join(wild.get(part[:1], re.escape(unquote(part))) for part in parts)
    return expression + (r"(?:index\.html)?" if pattern.endswith("/") else "")


def _quoted(text: str) -> str:
    """A text as nginx reads it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def main(folder: Path) -> int:
    """Prints the configuration; 2 where the site has no `_headers`."""
    file = folder / "_headers"
    if not file.is_file():
        print(
            f"{file} is not there: build the site, with `headers` among its outputs",
            file=sys.stderr,
        )
        return 2
    print(configuration(file.read_text(encoding="utf-8")), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
