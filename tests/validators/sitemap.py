"""The rules of sitemaps.org, protocol 0.9, and its XML Schema, which npm's `sitemap` carries."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

SCHEMA = Path(__file__).parents[1] / "tools/node_modules/sitemap/schema/sitemap.xsd"
MISSING = (
    "The schema of sitemaps needs tests/tools/node_modules (made by `make browser`); "
    "SITE_BUILDER_NO_BROWSER=1 leaves out the tests that need it."
)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap_faults(text: str, base_url: str) -> list[str]:
    """What breaks the rules of sitemaps.org (protocol 0.9) in a sitemap or sitemap index."""
    raw = text.encode()
    root = ET.fromstring(raw)  # noqa: S314 (our own)
    inner = {"urlset": "url", "sitemapindex": "sitemap"}.get(root.tag.removeprefix(NAMESPACE), "")
    faults = [] if inner else [f"<{root.tag}> is no sitemap"]
    faults += ["more than 50 MiB"] if len(raw) > 52_428_800 else []
    faults += ["not 1 to 50,000 entries"] if not 1 <= len(root) <= 50_000 else []
    addresses = [entry.findtext(f"{NAMESPACE}loc") or "" for entry in root]
    faults += [] if len(set(addresses)) == len(addresses) else ["an address stands twice"]
    for entry, address in zip(root, addresses, strict=True):
        names = [child.tag.removeprefix(NAMESPACE) for child in entry]
        faults += [] if names in (["loc"], ["loc", "lastmod"]) else [f"{address}: {names}"]
        faults += [] if entry.tag == f"{NAMESPACE}{inner}" else [f"<{entry.tag}> in <{root.tag}>"]
        faults += [] if address.startswith(base_url) else [f"{address} is not below {base_url}"]
        faults += [] if len(address) < 2048 else [f"{address[:99]} … is too long"]
        parts = urlsplit(address)
        faults += [f"{address} has a fragment"] if parts.fragment else []
        faults += [] if re.fullmatch(r"[!-~]+", address) else [f"{address} is not escaped"]
        day = entry.findtext(f"{NAMESPACE}lastmod")
        faults += (
            [] if day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) else [f"{day} is no date"]
        )
    return faults


def schema_faults(raw: bytes) -> list[str]:
    """What breaks the schema of sitemaps.org in a sitemap (of an index it knows nothing)."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.fromstring(raw))
    return [str(error.message) for error in schema.error_log]
