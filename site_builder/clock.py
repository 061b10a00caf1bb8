"""The only place where the time is asked."""

import datetime
import os
import time


def today() -> datetime.date:
    """The date in UTC by which cards count as published; SOURCE_DATE_EPOCH stands for the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    seconds = int(epoch) if epoch and epoch.isdigit() else time.time()
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date()


def seconds() -> float:
    """Seconds on a clock that only runs forward, for measuring."""
    return time.perf_counter()
