"""A small sound page for the harness's own tests."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>
<body><main><h1>A page</h1>{body}</main></body>
</html>
"""


def page_with(body: str = "<p>Some text.</p>", head: str = "") -> str:
    """The page's HTML, with the given parts in it."""
    return _PAGE.format(body=body, head=head)
