"""Policies name what may be loaded, and nothing may that they do not name."""

from site_builder.policy import PAGE, SEARCH_PAGE, embed_policy, page_policy


def directives(policy: str) -> dict[str, str]:
    """The value of each directive of a policy; one that stands twice would not count."""
    pairs = [directive.strip().split(" ", 1) for directive in policy.split(";")]
    assert len({name for name, _ in pairs}) == len(pairs)
    return {name: " ".join(values) for name, *values in pairs}


def test_a_page_loads_files_of_its_own_site_and_nothing_inline() -> None:
    own = dict.fromkeys(["connect-src", "font-src", "img-src", "script-src", "style-src"], "'self'")
    nothing = dict.fromkeys(["default-src", "base-uri", "form-action"], "'none'")
    assert directives(PAGE) == own | nothing


def test_a_page_may_carry_the_css_of_which_a_hash_is_named() -> None:
    assert directives(page_policy("'sha256-AA='", "'sha256-BB='"))["style-src"] == (
        "'self' 'sha256-AA=' 'sha256-BB='"
    )


def test_an_embed_loads_nothing_at_all() -> None:
    assert directives(embed_policy("'sha256-AA='")) == {
        "default-src": "'none'",
        "style-src": "'sha256-AA='",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_search_may_run_webassembly_besides() -> None:
    besides = {"script-src": "'self' 'wasm-unsafe-eval'"}
    assert directives(SEARCH_PAGE) == directives(PAGE) | besides


def test_no_policy_allows_what_is_inline_evaluated_or_foreign() -> None:
    for policy in (PAGE, page_policy("'sha256-AA='"), embed_policy("'sha256-AA='"), SEARCH_PAGE):
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "https:"} & {*policy.split()}
