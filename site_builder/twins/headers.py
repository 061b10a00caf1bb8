"""`_headers`: what a web host sends with each file, for hosts that read it (Netlify, Cloudflare Pages).

Where several rules are for one address, hosts send all of their fields, and join those of one name
by commas. So no two rules here give one address the same field, but for policies, all of which
then hold: what a page may load is said for every address, who may frame it for all but embeds. Of
what the search page alone may do, the policy of every address says that it may be done, and those of
all other pages that it may not.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from site_builder.model import Output
from site_builder.policy import WITHOUT_SEARCH, page_policy, search_policy
from site_builder.search_page import SEARCH
from site_builder.views import Frame, View

Fields = dict[str, str]

_EVERYWHERE: Fields = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(),"
        " fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(),"
        " payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(),"
        " xr-spatial-tracking=()"
    ),
}
_ASKED_EACH_TIME = {"Cache-Control": "public, max-age=0, must-revalidate"}
_KEPT_AWHILE = {"Cache-Control": "public, max-age=600"}
"""The names of assets never change, so that a browser may keep them for one visit only."""

_NOT_FRAMED = "frame-ancestors 'none'"
_SEARCH = f"/{SEARCH.path}*"
_EMBED = "/claims/:claim/embed/"
_OF_CLAIMS = ("/claims/", "/claims/:claim/", "/claims/page/*")
"""The pages among claims but for embeds. A `:name` stands for what is between two slashes."""

_READABLE_ELSEWHERE = {"Access-Control-Allow-Origin": "*"}
_ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_ATOM = "application/atom+xml; charset=utf-8"
_JSON_FEED = "application/feed+json; charset=utf-8"
_FOR_MACHINES: dict[Output, dict[str, str | None]] = {
    "claims_json": {"/data/claims.json": None},
    "claims_csv": {"/data/claims.csv": "text/csv; charset=utf-8"},
    "claim_json": {"/claims/:claim/claim.json": "application/ld+json"},
    "claimreview": {"/data/claimreview.json": "application/ld+json"},
    "schemas": {
        "/data/claims.schema.json": "application/schema+json",
        "/data/claims.table-schema.json": None,
    },
    "annotations": {
        "/sources/:source/annotations.json": _ANNOTATIONS,
        "/sources/:source/annotations/*": _ANNOTATIONS,
    },
    "citations": {
        "/claims/:claim/cite.json": "application/vnd.citationstyles.csl+json",
        "/claims/:claim/cite.bib": "application/x-bibtex; charset=utf-8",
        "/claims/:claim/cite.ris": "application/x-research-info-systems; charset=utf-8",
    },
    "feeds": {
        "/*feed.xml": _ATOM,
        "/*feed.json": _JSON_FEED,
        "/feed/corrections.xml": _ATOM,
        "/feed/corrections.json": _JSON_FEED,
    },
    "oembed": {"/claims/:claim/oembed.json": None},
}
"""The files that programs on other sites may read; the type of those of which hosts give another."""


class Rule(View, frozen=True, kw_only=True):
    """A pattern of addresses and the header fields that go with what stands there."""

    pattern: str
    fields: Fields


class Headers(View, frozen=True, kw_only=True):
    """Which fields go with which addresses."""

    rules: tuple[Rule, ...]


def compose_headers(
    site: Frame, path: str, sections: tuple[str, ...], styles: tuple[str, ...]
) -> Headers:
    """What a host sends: `sections` are the first parts of paths, `styles` hashes of inline CSS."""
    root = quote(urlsplit(site.base_url).path.rstrip("/"), safe="/%")
    rules = _rules(site, sections, styles)
    return Headers(
        rules=tuple(Rule(pattern=root + pattern, fields=fields) for pattern, fields in rules)
    )


def headers_file(view: Headers) -> str:
    """The text of `_headers`: a pattern a line, and below it its fields."""
    lines = ["# For hosts that read it: Netlify, Cloudflare Pages and others."]
    for rule in view.rules:
        lines += ["", rule.pattern, *(f"  {name}: {value}" for name, value in rule.fields.items())]
    return "\n".join(lines) + "\n"


def _rules(
    site: Frame, sections: tuple[str, ...], styles: tuple[str, ...]
) -> Iterator[tuple[str, Fields]]:
    searched = "search" in site.outputs
    policy = page_policy(*styles)
    if searched:
        policy = search_policy(policy)
    yield "/*", {"Content-Security-Policy": policy, **_EVERYWHERE}
    if "embeds" in site.outputs:
        yield _EMBED, _under(WITHOUT_SEARCH if searched else "") | _ASKED_EACH_TIME
    yield "/assets/*", _KEPT_AWHILE
    for output, files in _FOR_MACHINES.items():
        for pattern, kind in files.items() if output in site.outputs else ():
            yield pattern, _READABLE_ELSEWHERE | ({"Content-Type": kind} if kind else {})
    # Last, since a host may heed only so many rules, and a site may have many pages of its own.
    others = (f"/{section}/*" for section in sections if section != "claims")
    for pattern in ("/", *_OF_CLAIMS, *others):
        strict = f"; {WITHOUT_SEARCH}" if searched and pattern != _SEARCH else ""
        yield pattern, _under(_NOT_FRAMED + strict) | _ASKED_EACH_TIME


def _under(policy: str) -> Fields:
    return {"Content-Security-Policy": policy} if policy else {}
