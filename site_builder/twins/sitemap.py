"""Sitemaps and robots.txt: what crawlers are told."""

from html import escape

from site_builder.views import Frame, View


class SitemapEntry(View, frozen=True, kw_only=True):
    """A page of the sitemap; `changed` is a date in ISO form."""

    url: str
    changed: str | None


class Sitemap(View, frozen=True, kw_only=True):
    """A sitemap, or the index of several (`sitemaps`)."""

    entries: tuple[SitemapEntry, ...]
    index: bool = False


class Robots(View, frozen=True, kw_only=True):
    """What crawlers are told."""

    sitemap: str | None


def compose_sitemap(
    site: Frame, path: str, pages: tuple[tuple[str, str | None], ...], index: bool
) -> Sitemap:
    """A sitemap of (path, date of last change), or the index of several sitemaps."""
    entries = (SitemapEntry(url=site.base_url + page, changed=day) for page, day in pages)
    return Sitemap(entries=tuple(entries), index=index)


def compose_robots(site: Frame, path: str, sitemap: str | None) -> Robots:
    """What crawlers are told."""
    return Robots(sitemap=site.base_url + sitemap if sitemap else None)


def sitemap_xml(view: Sitemap) -> str:
    """A sitemap or sitemap index (sitemaps.org protocol 0.9)."""
    outer, inner = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    lines = [
        f"<{inner}><loc>{escape(entry.url, quote=False)}</loc>"
        + (f"<lastmod>{entry.changed}</lastmod>" if entry.changed else "")
        + f"</{inner}>"
        for entry in view.entries
    ]
    body = "\n".join(lines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</{outer}>\n'
    )


def robots_txt(view: Robots) -> str:
    """robots.txt (RFC 9309): everything may be read."""
    sitemap = f"\nSitemap: {view.sitemap}\n" if view.sitemap else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
