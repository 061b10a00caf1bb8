"""`_headers` gives every file what it needs, once, on each host that reads it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.model import OUTPUTS
from site_builder.twins.headers import compose_headers, headers_file
from site_builder.views import Frame
from tests.site_text import Site, site_files
from tests.test_compose import FRAME
from tests.validators.headers import Host, headers_faults, rules_of, sent

HOSTS: tuple[Host, ...] = ("netlify", "cloudflare")
SITE = replace(FRAME, outputs=OUTPUTS)
NOBODY = "frame-ancestors 'none'"


def made(site: Frame, *sections: str) -> str:
    return headers_file(compose_headers(site, "_headers", sections, ("'sha256-AA='",)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = Site.at(tmp_path_factory.mktemp("site"))
    site.rebuild()
    return site_files(site.output)


def addresses(built: dict[str, bytes]) -> list[str]:
    return [f"/record/{name.removesuffix('index.html')}" for name in built if name != "_headers"]


def test_a_built_file_is_read_without_fault(built: dict[str, bytes]) -> None:
    assert headers_faults(built["_headers"].decode()) == []


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_gets_a_field_twice_but_for_policies(built: dict[str, bytes], host: Host) -> None:
    rules = rules_of(built["_headers"].decode())
    for address in addresses(built):
        fields = sent(rules, address, host)
        policies = fields.pop("content-security-policy")
        assert policies[0].startswith("default-src 'none'; "), address
        assert policies[1:] in ([], [NOBODY]), address
        assert {name: values for name, values in fields.items() if len(values) > 1} == {}, address


@pytest.mark.parametrize("host", HOSTS)
def test_embeds_may_be_framed_by_anyone_and_other_pages_by_nobody(
    built: dict[str, bytes], host: Host
) -> None:
    rules = rules_of(built["_headers"].decode())
    for address in addresses(built):
        if address.endswith("/"):
            policies = sent(rules, address, host)["content-security-policy"]
            assert (NOBODY in policies) == (not address.endswith("/embed/")), address


@pytest.mark.parametrize("host", HOSTS)
def test_pages_are_asked_for_each_time_and_assets_kept_awhile(
    built: dict[str, bytes], host: Host
) -> None:
    rules = rules_of(built["_headers"].decode())
    for address in addresses(built):
        kept = sent(rules, address, host).get("cache-control")
        if address.endswith("/"):
            assert kept == ["public, max-age=0, must-revalidate"], address
        elif "/assets/" in address:
            assert kept == ["public, max-age=600"], address


@pytest.mark.parametrize("host", HOSTS)
def test_programs_on_other_sites_may_read_data_and_get_its_right_type(
    built: dict[str, bytes], host: Host
) -> None:
    rules = rules_of(built["_headers"].decode())
    types = {
        "data/claims.json": None,
        "data/claims.csv": ["text/csv; charset=utf-8"],
        "data/claimreview.json": ["application/ld+json"],
        "claims/ferries-late/claim.json": ["application/ld+json"],
        "data/claims.schema.json": ["application/schema+json"],
        "data/claims.table-schema.json": None,
        "sources/ledger-report/annotations.json": [
            'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        ],
        "feed.xml": ["application/atom+xml; charset=utf-8"],
        "feed.json": ["application/feed+json; charset=utf-8"],
        "claims/ferries-late/oembed.json": None,
        "claims/ferries-late/cite.json": ["application/vnd.citationstyles.csl+json"],
        "claims/ferries-late/cite.bib": ["application/x-bibtex; charset=utf-8"],
        "claims/ferries-late/cite.ris": ["application/x-research-info-systems; charset=utf-8"],
    }
    for name, kind in types.items():
        assert name in built
        fields = sent(rules, f"/record/{name}", host)
        assert fields["access-control-allow-origin"] == ["*"], name
        assert fields.get("content-type") == kind, name
    assert "access-control-allow-origin" not in sent(rules, "/record/about/", host)


@pytest.mark.parametrize("host", HOSTS)
def test_every_file_is_taken_for_what_it_says_it_is(built: dict[str, bytes], host: Host) -> None:
    rules = rules_of(built["_headers"].decode())
    for address in addresses(built):
        fields = sent(rules, address, host)
        assert fields["x-content-type-options"] == ["nosniff"]
        assert fields["referrer-policy"] == ["strict-origin-when-cross-origin"]
        assert "camera=()" in fields["permissions-policy"][0]


def test_inline_css_is_allowed_by_the_hashes_of_the_pages_that_carry_it(
    built: dict[str, bytes],
) -> None:
    policy = sent(rules_of(built["_headers"].decode()), "/record/x", "netlify")
    hashes = set(re.findall(r"'sha256-[^']+'", policy["content-security-policy"][0]))
    pages = (raw.decode() for name, raw in built.items() if name.endswith(".html"))
    carried = {
        source for page in pages for source in re.findall(r"style-src[^;]*?('sha256-[^']+')", page)
    }
    assert hashes == carried
    assert len(hashes) == 2


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_but_the_search_may_run_webassembly(host: Host) -> None:
    rules = rules_of(made(SITE, "claims", "search", "about"))
    wide, narrow = "script-src 'self' 'wasm-unsafe-eval'", "script-src 'self'"
    for path in ("", "claims/", "claims/x/", "claims/x/embed/", "claims/page/2/", "about/"):
        first, *others = sent(rules, f"/below/{path}", host)["content-security-policy"]
        assert wide in first.split("; ")
        assert narrow in "; ".join(others).split("; "), path
    for path in ("search/", "pagefind/pagefind.js"):
        policies = sent(rules, f"/below/{path}", host)["content-security-policy"]
        assert narrow not in "; ".join(policies).split("; ")
    unsearched = made(replace(SITE, outputs=("headers",)), "claims")
    assert "wasm" not in unsearched


def test_without_embeds_there_is_no_word_of_them() -> None:
    text = made(replace(SITE, outputs=("headers",)), "claims", "about")
    assert "embed" not in text
    assert "Access-Control" not in text
    assert headers_faults(text) == []


def test_rules_begin_with_the_path_at_which_the_site_is_published() -> None:
    patterns = [pattern for pattern, _ in rules_of(made(SITE, "claims", "about"))]
    assert {pattern.split("/")[1] for pattern in patterns} == {"below"}
    root = replace(SITE, base_url="https://record.example/")
    assert rules_of(made(root, "about"))[0][0] == "/*"


def test_rules_of_pages_of_the_sites_own_come_last() -> None:
    rules = rules_of(made(SITE, *(f"page-{number}" for number in range(300))))
    assert all("/page-" in pattern for pattern, _ in rules[-300:])
    assert not any("/page-" in pattern for pattern, _ in rules[:-300])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_address_breaks_out_of_its_line(path: str) -> None:
    site = replace(SITE, base_url=f"https://record.example/{path}/")
    assert headers_faults(made(site, "claims", "about")) == []


def test_a_star_or_a_colon_in_an_address_stands_for_itself() -> None:
    site = replace(SITE, base_url="https://record.example/a*b/:c/\r\n  X-Evil: 1/")
    text = made(site, "claims")
    assert "X-Evil:" not in text
    assert rules_of(text)[0][0].startswith("/a%2Ab/%3Ac/")


def test_the_host_that_reads_none_of_it_has_the_same_policy_in_each_page(
    built: dict[str, bytes],
) -> None:
    for name, raw in built.items():
        if name.endswith(".html"):
            (policy,) = re.findall(
                r'http-equiv="Content-Security-Policy" content="([^"]+)"', raw.decode()
            )
            assert policy.startswith("default-src 'none'; "), name
            assert "frame-ancestors" not in policy, name
