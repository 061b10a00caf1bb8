"""Texts that break programs, and a site that has one in every field where an author writes text.

Written in the spirit of the Big List of Naughty Strings: each has broken some program somewhere.
"""
# ruff: noqa: RUF001 (look-alike characters are what this file is about)

from collections.abc import Callable

MARKUP = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) x='",
    '<a href="javascript:alert(1)">click</a>',
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea></select></option><script>alert(1)</script>",
    "</p></main></body></html>",
    "<!-- never closed",
    "--> <!-->",
    "<![CDATA[ x ]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<base href=//evil.example/>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<plaintext>",
    "<b>never closed",
    "< b > 1 < 2 > 0 & 3",
    "&lt;script&gt; &amp;amp; &#60; &#x3c; &copy &nosuch; &",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
]
TEMPLATES = [
    "{{ 7 * 7 }}",
    "{% raw %}{% endraw %}{% include 'base.html' %}",
    "{{ site.__class__.__mro__ }}",
    "{# never closed",
    "${7*7} #{7*7} <%= 7*7 %> [[7*7]] `${alert(1)}`",
    "%s %d %n %00 {0} {name}",
]
MARKDOWN = [
    "# not a heading",
    "- not a list",
    "1. nor this",
    "> not quoted",
    "*not* _emphasised_ `nor code`",
    "[x](javascript:alert(1)) ![x](//evil.example/x.png) <https://evil.example>",
    "---",
    "| a | b |",
]
DATA = [
    '{"json": [1, "2"]}',
    "</script><script>alert(1)</script>",
    "]]>",
    "\\",
    "\\n \\u0041 \\x41 \\0",
    "C:\\new\\table",
    "../../../etc/passwd",
    "'; DROP TABLE claims; --",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "'=1+1",
    '"a","b"',
    "a,b;c\td",
    "null",
    "no",
    "12:30",
    "1e1000",
    "~",
    "key: value",
    "a line\nand another\n\nand a paragraph",
    "line\u2028separator, paragraph\u2029separator",
]
QUOTATION_MARKS = [
    "\"'`",
    "“never closed",
    "closed only”",
    "“a ‘b «c „d‟ ›e‹ ‚f‛ ′g″ 「h」 ``i´´",
    "’tis the dogs’ and James’s",
]
SCRIPTS = [
    "قال إن الاتفاق «لن يتم» قبل 12 مارس.",
    "הוא אמר (abc) 123 – ודי!",
    "\u202eoverride never popped",
    "\u202a\u202b\u202d embedded never popped",
    "\u2066\u2067\u2068 isolated never popped",
    "popped \u2069\u2069\u202c\u202c never pushed",
    "\u200f\u200e\u061c marks",
    "مختلط <b>mixed</b> \u202e(1)\u202c نص",
    "Ẑ̷̡̛͓͎̮̟̤̹̫̃̅̏̉͆ä̵̧̛̭̻̖́͑͛̓̚l̴̢̨͎͈̫̱̍̓́͌g̷̛̫̱͙̰̟̈́̒̆̚ơ̶̢̧̛̮̳̖̑̑͊͝",
    "\u0301 begins with what combines",
    "é è e\u0301 e\u0300 ﬁ ß ẞ İ ı K Å",
    "👩‍👩‍👧‍👦 🇺🇳🇺🇦 👍🏿 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥",
    "𝕬𝖑𝖕𝖍𝖆 𝟘𝟙𝟚 🄰 ①",
    "각 각 漢字 かな ไทยไม่มีช่องว่าง",
    "zero\u200bwidth\u200c\u200d\u2060 soft\u00adhyphen \ufeffbom",
    "no\u00a0break\u202fspaces\u3000wide",
    "\ue000\uf8ff\U000f0000 private",
]
LONG = [
    "a" * 300,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
    "https://example.org/" + "a%20b/" * 40,
    "word " * 200 + "end",
    "漢" * 300,
]

NAUGHTY = sorted(
    {*MARKUP, *TEMPLATES, *MARKDOWN, *DATA, *QUOTATION_MARKS, *SCRIPTS, *LONG},
    key=lambda text: (text.casefold(), text),
)
"""All of them, in the order in which names are sorted."""

BODIES = [
    "<script>alert(1)</script>",
    "text <script src=//evil.example/x.js></script> text",
    "<img src=x onerror=alert(1)> ![pixel](https://evil.example/pixel.png)",
    "<b onclick=alert(1) style='position:fixed' id=top class=masthead>bold</b>",
    "[click](javascript:alert(1)) [click](data:text/html,x) [click](vbscript:x)",
    '<a href="&#106;avascript:alert(1)">click</a> <a href="JaVaScRiPt:alert(1)">click</a>',
    "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=q><button formaction=x>Go</button></form>",
    "<style>body { display: none }</style><link rel=stylesheet href=//evil.example>",
    "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "</div></article></main></body> <h1>Mine</h1>",
    "<!-- <script>alert(1)</script> --> <![CDATA[ x ]]> <?php echo 1 ?>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "{{ 7 * 7 }} {% include 'base.html' %}",
    "<template><script>alert(1)</script></template><noscript><p title='</noscript><img src=x>'>",
    "\u202e turned [around](claim:n-000) \u2066 and on",
    "    <script>alert(1)</script>\n\n```\n</code><script>alert(1)</script>\n```",
    "| <script> | `|` |\n|---|---|\n| <img src=x onerror=alert(1)> | x |",
]
"""Bodies of Markdown that try to bring in more than text."""

Texts = Callable[[str], str]
"""Gives the text that a field, by its name, is to have."""


def yaml_text(text: str) -> str:
    """A text as a double-quoted YAML scalar, everything unusual escaped."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if " " <= character <= "~":
        return character
    return f"\\U{ord(character):08x}"


def _more(text: str) -> str:
    """A text that is not the title's, which a page would not say twice."""
    return f"{text}\n{text}"


def entries(number: int, texts: Texts, body: str = "") -> dict[str, str]:
    """A claim, three voices, a topic and two sources, with a text of one's own in every field."""

    def field(name: str) -> str:
        return yaml_text(texts(name))

    def described(name: str) -> str:
        return yaml_text(_more(texts(name)))

    id = f"n-{number:03}"
    quote = " ".join(texts("quote").split())
    files = {
        f"people/{id}-person": f"name: {field('name')}\nrole: {described('role')}\n"
        f"affiliation: [{id}-organisation]",
        f"organisations/{id}-organisation": f"name: {field('organisation')}",
        f"unnamed/{id}-unnamed": f"described_as: {field('described_as')}\n"
        f"reason: {field('reason')}",
        f"topics/{id}": f"title: {field('topic')}\ndescription: {described('topic description')}",
        f"sources/{id}": f"title: {field('source')}\npublisher: {id}-organisation\n"
        f"authors: [{field('first author')}, {field('second author')}]\nurl: https://a.example/b\n"
        f"based_on: [{id}-organisation, {id}-kept-nowhere]",
        f"sources/{id}-kept-nowhere": f"title: {field('other source')}\n"
        f"publisher: {id}-organisation",
        f"claims/{id}": f"""\
claim: {field("claim")}
context: {described("context")}
speaker: {id}-person
addressee: {id}-unnamed
when: {field("when")}
occasion: {field("occasion")}
topics: [{id}]
quotes:
  - source: {id}
    id: kept
    text: {yaml_text(f"alpha {quote} omega")}
    speech: indirect
  - source: {id}-kept-nowhere
    id: not-kept
    text: some words
    speech: direct
    cue: {field("cue")}
    via: [{{who: {id}-unnamed, cue: {field("second cue")}, access: briefed}}, {id}-organisation]
    translation: {{text: {field("translation")}, lang: fr, by: {field("translator")}}}
rating: {{value: right, explanation: {field("explanation")}, reviewed_on: 2024-03-02,
  reviewed_by: {field("reviewer")}}}
published: 2024-03-01
changes:
  - {{date: 2024-03-02, kind: update, note: {field("change")}}}
related:
  - {{claim: {f"n-{number - 1:03}" if number else "first"}, as: repeats}}""",
    }
    cards = {f"content/{name}.md": f"---\n{card}\n---\n{body}\n" for name, card in files.items()}
    archive = f"Before it.\n\nIt said alpha {quote} omega, and more.\n\nAfter it.\n"
    return cards | {f"content/sources/{id}.txt": archive}


def frame(texts: Texts, body: str = "") -> dict[str, str]:
    """Settings and a page of the site's own, and the claim to which the first one relates."""

    def field(name: str) -> str:
        return yaml_text(texts(name))

    def described(name: str) -> str:
        return yaml_text(_more(texts(name)))

    settings = f"""\
title: {field("site")}
description: {described("site description")}
base_url: https://hostile.example/
search: false
publisher: {{name: {field("publisher")}, contact: us@hostile.example}}
license: {yaml_text("© " + texts("licence"))}
rating_scale:
  - {{id: wrong, label: Wrong, value: 1}}
  - {{id: right, label: {field("rating")}, value: 2, description: {field("rating description")}}}
"""
    page = f"title: {field('page')}\ndescription: {described('page description')}"
    return {
        "content/site.yaml": settings,
        "content/pages/about.md": f"---\n{page}\n---\n{body}\n",
        "content/claims/first.md": "---\nclaim: The first.\nquotes:\n"
        "  - {source: n-000, text: Before it, speech: reported}\npublished: 2024-03-01\n---\n",
    }
