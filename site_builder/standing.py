"""Whether a whole site stands just as the last build left it, so that there is little or nothing to plan.

A seal says of what all content the files were made, and what the manifest was then: whoever changes
anything changes the manifest first, and so breaks the seal.
"""

from site_builder.digest import digest
from site_builder.files import MANIFEST, SEAL, Output, kept


def standing(output: Output, made_of: bytes) -> dict[str, str] | None:
    """The manifest of all files, if they stand as a build of what has that digest left them.

    None where that is not sure: there is no such seal, it is broken, or a file is gone.
    """
    whole = _seal(output, made_of)
    if whole is None or kept(output.folder, SEAL) != whole:
        return None
    manifest = output.load()
    return None if output.missing(manifest) else manifest


def seal(output: Output, made_of: bytes) -> None:
    """Note that all files stand and were made of what has that digest."""
    whole = _seal(output, made_of)
    if whole is not None:
        output.keep(SEAL, whole)


def _seal(output: Output, made_of: bytes) -> bytes | None:
    manifest = kept(output.folder, MANIFEST)
    return made_of + digest(manifest) if manifest else None
