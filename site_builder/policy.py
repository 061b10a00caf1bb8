"""What pages may load and run (Content Security Policy Level 3), said once for page and header."""

NOTHING = "default-src 'none'"
"""How every policy begins: what it does not name may not be loaded."""

_NO_DETOURS = "base-uri 'none'; form-action 'none'"


def page_policy(*styles: str) -> str:
    """The policy of a page: files of its own site only, and nothing inline.

    `styles` are the hash sources of CSS that stands in a page. Fonts, images and scripts may be
    files of the site, since its own templates may bring some.
    """
    own = "font-src 'self'; img-src 'self'; script-src 'self'"
    carried = "".join(f" {style}" for style in styles)
    return f"{NOTHING}; {own}; style-src 'self'{carried}; {_NO_DETOURS}"


def embed_policy(style: str) -> str:
    """The policy of an embed, which loads nothing at all and carries its CSS in itself."""
    return f"{NOTHING}; style-src {style}; {_NO_DETOURS}"


PAGE = page_policy()
"""The policy of a page that carries no CSS."""
