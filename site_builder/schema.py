"""JSON Schemas of the front matter, for editors that complete and check while one types."""

from typing import Any

import msgspec

from site_builder.model import SiteSettings
from site_builder.parse import CARDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for the files of each folder of `content/`, and for `site.yaml`."""
    kinds = {**CARDS, "site.yaml": SiteSettings}
    return {name: {"$schema": DRAFT, **msgspec.json.schema(kind)} for name, kind in kinds.items()}
