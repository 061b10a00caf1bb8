"""The engine's digest tells what a site was made with, and nothing is imported for that."""

import re
import subprocess
import sys

from site_builder.engine import _LIBRARIES, _versions, engine


def test_the_version_of_every_library_is_known() -> None:
    names = [re.fullmatch(r"(.+)-[0-9][0-9.a-z]*\.dist-info", found) for found in _versions()]
    assert sorted(name[1].lower() for name in names if name) == sorted(_LIBRARIES)


def test_the_digest_is_the_same_each_time() -> None:
    assert engine() == engine()


def test_nothing_is_imported_to_learn_its_version() -> None:
    code = "import sys, site_builder.engine as e; e.engine(); print('PIL' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"
