"""`schema`."""

import click
import msgspec

from site_builder import schema as schemas
from site_builder.commands.saying import FINE, trouble


def schema(kind: str | None) -> int:
    """Print JSON Schemas."""
    known = schemas.schemas()
    if kind is not None and kind not in known:
        return trouble(f"there is no kind “{kind}”; the kinds are {', '.join(known)}")
    found = known if kind is None else known[kind]
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    return FINE
