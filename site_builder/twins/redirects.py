"""`_redirects`: former addresses, for hosts that answer them before any page is looked for."""

from urllib.parse import quote, urlsplit

from site_builder.views import Frame, View


class Redirects(View, frozen=True, kw_only=True):
    """Former addresses and present ones, as paths from the root of the host."""

    moves: tuple[tuple[str, str], ...]


def compose_redirects(site: Frame, path: str, moves: tuple[tuple[str, str], ...]) -> Redirects:
    """Where each former address leads; hosts see paths with that of `base_url` before them."""
    root = quote(urlsplit(site.base_url).path, safe="/%")
    return Redirects(moves=tuple((root + old, root + new) for old, new in moves))


def redirects_txt(view: Redirects) -> str:
    """A rule a line, as Netlify, Cloudflare Pages and GitLab Pages read them: from, to, status.

    Paths are made of ids and an escaped root, so none can break a line or name a placeholder.
    """
    return "".join(f"{old} {new} 301\n" for old, new in view.moves)
