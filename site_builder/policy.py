"""What pages may load and run (Content Security Policy Level 3), said once for page and header."""

NOTHING = "default-src 'none'"
"""How every policy begins: what it does not name may not be loaded."""

_SCRIPTS = "script-src 'self'"
_NO_DETOURS = "base-uri 'none'; form-action 'none'"


def page_policy(*styles: str) -> str:
    """The policy of a page: files of its own site only, and nothing inline.

    `styles` are the hash sources of CSS that stands in a page. Fonts, images and scripts may be
    files of the site, since its own templates may bring some. What measures pages (Lighthouse) asks
    for robots.txt under the policy of the page that it has opened, hence `connect-src`.
    """
    own = f"connect-src 'self'; font-src 'self'; img-src 'self'; {_SCRIPTS}"
    carried = "".join(f" {style}" for style in styles)
    return f"{NOTHING}; {own}; style-src 'self'{carried}; {_NO_DETOURS}"


def embed_policy(style: str) -> str:
    """The policy of an embed, which loads nothing at all and carries its CSS in itself."""
    return f"{NOTHING}; style-src {style}; {_NO_DETOURS}"


def search_policy(policy: str) -> str:
    """A policy with what the search needs besides: to run WebAssembly."""
    return policy.replace(_SCRIPTS, f"{_SCRIPTS} 'wasm-unsafe-eval'", 1)


WITHOUT_SEARCH = _SCRIPTS
"""Takes from a page what a search needs, where one policy is for all pages."""

PAGE = page_policy()
"""The policy of a page that carries no CSS."""

SEARCH_PAGE = search_policy(PAGE)
"""The policy of the page on which readers search."""
