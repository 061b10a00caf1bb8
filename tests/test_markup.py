"""Markdown becomes HTML that is safe to publish: only what is listed, and text stays text."""

import html
import re
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from site_builder.markup import (
    ATTRIBUTES,
    KINDS,
    SCHEMES,
    TAGS,
    images,
    internal,
    links,
    links_left_out,
    resolve_links,
    to_html,
)
from site_builder.text import FORBIDDEN


class Reader(HTMLParser):
    """What a reader of HTML meets: tags with their attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", ""),
        (" \n\n", ""),
        ("One *two* **three**", "<p>One <em>two</em> <strong>three</strong></p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ('1 < 2 & "3"', '<p>1 &lt; 2 &amp; "3"</p>'),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ('<q lang="ar" dir="rtl">نعم</q>', '<p><q lang="ar" dir="rtl">نعم</q></p>'),
        ("[x](https://a.example 'T')", '<p><a href="https://a.example" title="T">x</a></p>'),
        ("[x](claim:no-deal)", '<p><a href="claim:no-deal">x</a></p>'),
    ],
)
def test_markdown_is_html(markdown: str, expected: str) -> None:
    assert to_html(markdown, 2).replace(">\n<", "><") == expected


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<script>alert(1)</script>", ""),
        ("a<script src=//evil.example></script>b", "<p>ab</p>"),
        ("<img src=x onerror=alert(1)>", "<p></p>"),
        ("![x](https://evil.example/pixel.png)", "<p></p>"),
        ("<b onclick=alert(1) style=color:red class=x id=y>b</b>", "<p><b>b</b></p>"),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](JaVaScRiPt&#58;alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html,x)", "<p><a>x</a></p>"),
        ("<a href=' javascript:alert(1)'>x</a>", "<p><a>x</a></p>"),
        ("<a href=x target=_blank>x</a>", '<p><a href="x">x</a></p>'),
        ("<iframe src=//evil.example></iframe>", ""),
        ("<form action=/x><input name=a></form>", ""),
        ("<style>b{}</style>", ""),
        ("<!-- <b>x</b> -->", ""),
        ("<svg><script>alert(1)</script></svg>", "<p></p>"),
        ("<base href=//evil.example>", "<p></p>"),
        ("<meta http-equiv=refresh content=0>", "<p></p>"),
    ],
)  # fmt: skip
def test_hostile_html_leaves_nothing_behind(hostile: str, left: str) -> None:
    assert to_html(hostile, 2).strip() == left


FRAGMENTS = """
<script> </script> <style> </style> <b <a href= javascript:alert(1) " ' > < & &lt; &#2; ` ```
onclick=x onerror= <img src=x <!-- --> <![CDATA[ ]]> <?php ?> </p> <div> <svg> <math> <p> <template>
<textarea> <title> <noscript> <select> <table> <h2> </h2> <h3 ](claim:x) [ ] ( ) * _ # > - 1. |
http://a.example &quot; \\ é \u202e
"""
HOSTILE = st.lists(
    st.sampled_from([*FRAGMENTS.split(), "\n", "\n\n", "    ", " "]) | st.text(max_size=5),
    max_size=25,
).map("".join)


@given(HOSTILE, st.integers(1, 4), st.booleans())
@example("a&#2;b&#0;&#xFFFE;&#27;", 2, False)
@example('<a title="> href=" href="claim:x">y</a>', 2, False)
def test_nothing_comes_out_that_is_not_listed(markdown: str, top: int, anchors: bool) -> None:
    markdown = FORBIDDEN.sub("", markdown)
    safe = to_html(markdown, top, anchors=anchors)
    reader = Reader(safe)
    assert reader.others == []
    for tag, attributes in reader.tags:
        assert tag in TAGS
        listed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        headings = {"id"} if anchors and tag in {"h1", "h2", "h3", "h4", "h5", "h6"} else set()
        assert attributes.keys() <= listed | headings
        href = attributes.get("href") or ""
        assert ":" not in href.partition("/")[0] or href.partition(":")[0].lower() in SCHEMES
    assert not FORBIDDEN.search(reader.text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=60))
def test_text_without_markup_stays_text(text: str) -> None:
    entities = {"<": "&lt;", "&": "&amp;"}
    escaped = {c: f"\\{c}" for c in "\\`*_{}[]()>#+-.!|"} | entities
    plain = "".join(escaped.get(c, c) for c in text)
    assert Reader(to_html(f"a {plain} b", 2)).text.strip() == f"a {text} b"


def converted_by_every_step(markdown: str) -> str:
    converter = Markdown(extensions=["sane_lists", "tables"], output_format="html")
    converter.treeprocessors.deregister("prettify")
    safe = nh3.clean(
        converter.convert(markdown),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return FORBIDDEN.sub("\ufffd", safe)


MARKDOWN = st.lists(
    st.sampled_from(
        [*"*_[]()!`\\#>-+|&:~=.1", "http://a.example", "  \n", "\n", "\n\n", "    ", "&amp;"]
    )
    | st.sampled_from(["](x)", "[a]: x", "[a]", "```", "---", "a | b", "- |", "<b>", "</b>", "a"]),
    max_size=20,
).map("".join)


@given(MARKDOWN | HOSTILE)
def test_steps_left_out_because_nothing_asks_for_them_make_no_difference(markdown: str) -> None:
    markdown = FORBIDDEN.sub("", markdown)
    if markdown.strip():
        levels = re.compile(r"(?<=<h)[1-6]|(?<=</h)[1-6]")
        expected = levels.sub("N", converted_by_every_step(markdown))
        assert levels.sub("N", to_html(markdown, 2)) == expected


def headings(markdown: str, top: int) -> list[str]:
    return [tag for tag, _ in Reader(to_html(markdown, top)).tags if tag.startswith("h")]


@pytest.mark.parametrize(
    ("markdown", "top", "levels"),
    [
        ("# A\n\n## B\n\n# C", 2, ["h2", "h3", "h2"]),
        ("## A\n\n### B", 2, ["h2", "h3"]),
        ("### A", 2, ["h2"]),
        ("# A\n\n### B", 2, ["h2", "h3"]),
        ("## A\n\n# B", 2, ["h2", "h2"]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", 4, ["h4", "h5", "h6", "h6", "h6"]),
    ],
)
def test_headings_take_their_place_in_the_outline(
    markdown: str, top: int, levels: list[str]
) -> None:
    assert headings(markdown, top) == levels


@given(st.lists(st.integers(1, 6), min_size=1), st.integers(1, 6))
def test_no_outline_has_a_gap(levels: list[int], top: int) -> None:
    found = headings("\n\n".join(f"{'#' * level} x" for level in levels), top)
    last = top - 1
    for level in (int(tag[1]) for tag in found):
        assert top <= level <= last + 1
        last = level
    assert len(found) == len(levels)


def test_headings_have_ids_of_their_own_where_asked_for() -> None:
    markdown = "# Où *est-ce* ?\n\n# Ou est ce\n\n# Ou est ce 2\n\n# نعم"
    ids = [
        attributes["id"]
        for _, attributes in Reader(to_html(markdown, 2, anchors=True)).tags
        if attributes
    ]
    assert ids == ["ou-est-ce", "ou-est-ce-2", "ou-est-ce-2-2", "section"]


def test_links_are_listed_in_order_and_as_they_are_meant() -> None:
    safe = to_html("[a](claim:x) and [b](https://b.example/?c=d&e=f) and <a title='>'>c</a>", 2)
    assert links(safe) == ["claim:x", "https://b.example/?c=d&e=f"]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("claim:no-deal", ("claim", "no-deal")),
        ("person:ron-dermer#top", ("person", "ron-dermer")),
        ("attribution:quoted", ("attribution", "quoted")),
        ("page:about", ("page", "about")),
        ("https://claim.example", None),
        ("claims/no-deal/", None),
        ("mailto:a@b.example", None),
    ],
)
def test_a_link_to_an_entry_names_its_kind_and_id(
    href: str, target: tuple[str, str] | None
) -> None:
    assert internal(href) == target


@pytest.mark.parametrize("root", ["./", "../", "../../../"])
def test_links_to_entries_go_by_way_of_the_root(root: str) -> None:
    safe = to_html("[a](claim:x#q-1) [b](page:about) [c](https://c.example/#d)", 2)
    assert links(resolve_links(safe, root)) == [
        f"{root}claims/x/#q-1",
        f"{root}about/",
        "https://c.example/#d",
    ]


@pytest.mark.parametrize("base_url", ["https://s.example/a&b", "https://s.example/a&b/"])
def test_links_by_the_sites_own_addresses_go_by_way_of_its_root(base_url: str) -> None:
    safe = to_html(
        "[a](https://s.example/a&b/claims/x/#q-1) [b](https://s.example/a&b)"
        " [c](http://s.example/a&b/?q=1) [d](https://s.example/a&bc/) [e](https://s.example/)",
        2,
    )
    assert links(resolve_links(safe, "../", base_url)) == [
        "../claims/x/#q-1",
        "../",
        "../?q=1",
        "https://s.example/a&bc/",
        "https://s.example/",
    ]
    assert links(resolve_links(safe, "../"))[1] == "https://s.example/a&b"


@given(
    st.sampled_from(KINDS), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True), st.text()
)
def test_no_link_to_an_entry_is_left_unresolved(kind: str, id: str, title: str) -> None:
    quoted = html.escape(FORBIDDEN.sub("", title).replace("\n", " "))
    safe = to_html(f'<a title="{quoted}" href="{kind}:{id}">x</a>', 2)
    (href,) = links(resolve_links(safe, "../"))
    assert href.startswith("../")
    assert href.endswith(f"{id}/")


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        ("no image!", []),
        ("![a](b.png)", [0]),
        ("see ![a](b.png) and ![c][d]\n\n[d]: e.png", [4, 20]),
        ("[![a](b.png)](https://example.org/)", [1]),
        ("<img src=a> <IMG src=b>", [0, 12]),
        ("<div>\n<p><img src=a></p>\n</div>", [9]),
        ("`![a](b.png)` and `<img>`, but ![c](d.png)", [31]),
        ("    ![a](b.png)\n\n![c](d.png)", [17]),
        ("<!-- <img src=a> ![b](c.png) -->", []),
        ("really![1], and ![a][nowhere]", []),
        (r"\![a](https://example.org/)", []),
        ("<imgs> <image-like>", []),
        ("![a] and ![b][], ![no]\n\n[a]: a.png\n[b]: b.png", [0, 9]),
        (r"\\![a](b.png) \\\![c](d.png)", [2]),
        ("[a ![b](c.png)][d]\n\n[d]: https://example.org/", [3]),
        ("<img/><img/src=a> <a title='<img src=b>'>c</a>", [0, 6]),
        ("*![a](b.png)* _c_![d](e.png)![![f](g.png)](h.png)", [1, 17, 28]),
        ("*a**b*`![c](d.png)` ![e](f.png)", [20]),
    ],
)
def test_images_are_found_where_they_stand(markdown: str, places: list[int]) -> None:
    assert images(markdown) == places
    assert "<img" not in to_html(markdown, 1)


PIECES = ["![", "a", "](b)", "][r]", "]", "<img", " x=1", "/", ">", "`", "\\", " ", "\n", "\n\n"]
PIECES += [
    "*",
    "_",
    "<p>",
    "    ",
    "- ",
    "|",
    '"',
    "<!--",
    "-->",
    "\n\n[r]: c\n\n",
    "<![",
    "[",
    "<",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300)
def test_every_image_has_a_place_and_nothing_else_has_one(markdown: str) -> None:
    made = Markdown(extensions=["sane_lists", "tables"]).convert(markdown)
    shown = nh3.clean(made, tags={"img"}, attributes={})
    assert len(images(markdown)) == shown.count("<img")


@pytest.mark.parametrize(
    ("markdown", "left_out"),
    [
        ("[a](persn:ada-moss), [b](person:ada-moss), [c](https://a.example/)", ["persn:ada-moss"]),
        ("[a][1] and [b][1]\n\n[1]: <ftp://a.example/>", ["ftp://a.example/"] * 2),
        ("<a class=x href = 'tel:1'>a</a> <A HREF=SMS:1>b</A>", ["tel:1", "SMS:1"]),
        ("<gopher://a.example/>", ["gopher://a.example/"]),
        ("`[a](tel:1)` and [b]: see, and a<b:c", []),
        ("Plain words: nothing (at:all).", []),
    ],
)
def test_links_that_come_out_as_none_are_found(markdown: str, left_out: list[str]) -> None:
    assert links_left_out(markdown) == left_out
    assert not any(f'href="{href}' in to_html(markdown, 2) for href in left_out)


def test_code_behind_tangled_emphasis_is_not_lost() -> None:
    assert to_html("*a**b*`c`", 2) == "<p>*a**b*<code>c</code></p>"
    assert to_html("*a* **b** `c`", 2) == ("<p><em>a</em> <strong>b</strong> <code>c</code></p>")
