"""How a tool says that it cannot do its work."""

import sys


def refuse(message: str) -> int:
    """Say why on the standard error output; the exit code, 2."""
    print(message, file=sys.stderr)
    return 2
