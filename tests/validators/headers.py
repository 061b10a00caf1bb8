"""`_headers` as Netlify and Cloudflare Pages read it: what they refuse, and what they send.

After docs.netlify.com/manage/routing/headers and developers.cloudflare.com/pages/configuration/headers.
Both send the fields of all rules that are for an address, and join those of one name by commas.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

Host = Literal["netlify", "cloudflare"]
Rules = list[tuple[str, list[tuple[str, str]]]]

MOST_RULES = 100
"""Of Cloudflare Pages; so is the length of a line."""
LONGEST_LINE = 2000
REFUSED = set(
    """
    accept-ranges age allow alt-svc connection content-encoding content-length content-range date
    server set-cookie trailer transfer-encoding upgrade
    """.split()  # noqa: SIM905 (a text is easier to read than a list of strings)
)
"""What Netlify does not let a site say."""

_PATTERN = re.compile(r"(?:/(?::[A-Za-z]\w*|[A-Za-z0-9._~%*-]*))+")
_FIELD = re.compile(r"  ([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([!-~](?:[ -~]*[!-~])?)")


def rules_of(text: str) -> Rules:
    """The rules of a file: patterns and their fields; a line that is neither is a ValueError."""
    rules: Rules = []
    for line in text.splitlines():
        field = _FIELD.fullmatch(line)
        if field and rules:
            rules[-1][1].append((field[1], field[2]))
        elif _PATTERN.fullmatch(line):
            rules.append((line, []))
        elif line and not line.startswith("#"):
            raise ValueError(line)
    return rules


def headers_faults(text: str) -> list[str]:
    """What one of the hosts would refuse or read otherwise; [] is good."""
    try:
        rules = rules_of(text)
    except ValueError as error:
        return [f"neither pattern nor field: {error}"]
    return [
        *_faults(rules),
        *(f"a long line: {line[:40]}" for line in text.splitlines() if len(line) > LONGEST_LINE),
    ]


def _faults(rules: Rules) -> Iterator[str]:
    if len(rules) > MOST_RULES:
        yield f"{len(rules)} rules"
    patterns = [pattern for pattern, _ in rules]
    yield from (f"{p} stands twice" for p in sorted({p for p in patterns if patterns.count(p) > 1}))
    for pattern, fields in rules:
        if pattern.count("*") > 1:
            yield f"{pattern} has two stars"
        if not fields:
            yield f"{pattern} has no fields"
        names = [name.lower() for name, _ in fields]
        yield from (
            f"{pattern} has {name} twice" for name in {n for n in names if names.count(n) > 1}
        )
        yield from (f"{pattern} may not say {name}" for name in REFUSED & {*names})


def sent(rules: Rules, path: str, host: Host) -> dict[str, list[str]]:
    """The fields that a host sends with what stands at a path: values by lower-case name."""
    found: dict[str, list[str]] = {}
    for pattern, fields in rules:
        if _MATCHES[host](pattern, path):
            for name, value in fields:
                found.setdefault(name.lower(), []).append(value)
    return found


def _by_cloudflare(pattern: str, path: str) -> bool:
    """The whole path: a star is any characters, a placeholder any up to the next slash."""
    parts = re.split(r"(\*|:[A-Za-z]\w*)", pattern)
    expression = "".join({"*": ".*", ":": "[^/]+"}.get(p[:1], re.escape(p)) for p in parts)
    return re.fullmatch(expression, path) is not None


def _by_netlify(pattern: str, path: str) -> bool:
    """Part by part, whatever slash or case ends or has it; a star may be nothing at all."""
    expression = ""
    for part in filter(None, pattern.split("/")):
        if part == "*":
            expression += "(?:/.*)?"
        elif part.startswith(":"):
            expression += "/[^/]+"
        else:
            expression += "/" + ".*".join(map(re.escape, part.split("*")))
    return re.fullmatch(f"{expression}/?", path, re.IGNORECASE) is not None


_MATCHES: dict[Host, Callable[[str, str], bool]] = {
    "cloudflare": _by_cloudflare,
    "netlify": _by_netlify,
}
