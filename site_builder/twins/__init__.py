"""What machines read: for each form a module with its view, what composes it, and what writes it.

A planned page names its form as it would name a template; `FORMATS` says which function writes it.
"""

from collections.abc import Callable
from typing import Any

from site_builder.twins.annotations import annotations_json
from site_builder.twins.card import card_png, prepare_cards
from site_builder.twins.citation import bibtex, csl_json, ris
from site_builder.twins.claims import claims_csv, claims_json
from site_builder.twins.embed import oembed_json
from site_builder.twins.feed import atom_xml, feed_json
from site_builder.twins.headers import headers_file
from site_builder.twins.linked import claim_json
from site_builder.twins.redirects import redirects_txt
from site_builder.twins.reviews import claimreview_json
from site_builder.twins.schemas import json_schema, table_schema
from site_builder.twins.sitemap import robots_txt, sitemap_xml

FORMATS: dict[str, Callable[[Any], str | bytes]] = {
    "data/claims.json": claims_json,
    "data/claims.csv": claims_csv,
    "data/claim.json": claim_json,
    "data/claimreview.json": claimreview_json,
    "data/claims.schema.json": json_schema,
    "data/claims.table-schema.json": table_schema,
    "data/annotations.json": annotations_json,
    "data/cite.json": csl_json,
    "data/cite.bib": bibtex,
    "data/cite.ris": ris,
    "data/feed.xml": atom_xml,
    "data/feed.json": feed_json,
    "data/sitemap.xml": sitemap_xml,
    "data/robots.txt": robots_txt,
    "data/oembed.json": oembed_json,
    "data/_headers": headers_file,
    "data/card.png": card_png,
    "data/_redirects": redirects_txt,
}
"""The functions that write a view, by the name that a planned page gives as template."""

PREPARATIONS: dict[str, Callable[[], None]] = {"data/card.png": prepare_cards}
"""What to do once before views are written, where it takes time, by the same names."""
