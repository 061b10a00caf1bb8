"""The history of a claim as its page shows it: each change with a place of its own."""

from site_builder.addresses import change_anchors
from site_builder.library import Claim
from site_builder.views import Change


def history(claim: Claim) -> tuple[Change, ...]:
    """The changes of a claim, the earliest first."""
    anchors = change_anchors(change.date for change in claim.changes)
    return tuple(
        Change(
            anchor=anchor,
            date=change.date,
            kind=change.kind,
            note=change.note,
            quotes=change.quotes,
        )
        for anchor, change in zip(anchors, claim.changes, strict=True)
    )
