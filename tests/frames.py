"""The part of every view that the site gives it, for tests of single views."""

from typing import Any

from site_builder.views import Frame


def frame(**fields: Any) -> Frame:
    """The frame of a site in a folder, without pages or data, in English, but for the fields given."""
    usual: dict[str, Any] = {
        "title": "The Record",
        "description": None,
        "base_url": "https://record.example/below/",
        "language": "en",
        "direction": "ltr",
        "publisher": None,
        "license": None,
        "navigation": (),
        "pages": (),
        "has_data": (),
    }
    return Frame(**usual | fields)
