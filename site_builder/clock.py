"""The only place where the time is asked."""

import datetime
import os
import time


class ClockError(Exception):
    """The environment gives a time that is none; the message is for the user."""


def today() -> datetime.date:
    """The date in UTC by which cards count as published; SOURCE_DATE_EPOCH stands for the clock.

    Raises `ClockError` where that is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        seconds = int(epoch) if epoch else time.time()
        return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time in seconds since 1970"
        raise ClockError(message) from error


def seconds() -> float:
    """Seconds on a clock that only runs forward, for measuring."""
    return time.perf_counter()


def now() -> int:
    """Seconds since 1970: by the clock alone, as what is outside goes by no other."""
    return int(time.time())


def pause(seconds: float) -> None:
    """Let so many seconds pass."""
    time.sleep(seconds)


class Watch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = seconds()

    def lap(self, stage: str) -> None:
        """Note the end of a stage."""
        now = seconds()
        self.laps[stage] = now - self._last
        self._last = now
