"""Where the program is that computes everything."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .errors import RunError

#: The environment variable that names another program than the package's.
VARIABLE = "NOISEPRUNE_PROGRAM"


def program() -> Path:
    """Return the path of the program: that of the environment variable NOISEPRUNE_PROGRAM, or the package's.

    Raises:
        RunError: there is none.

    >>> program().is_file()
    True
    """
    given = os.environ.get(VARIABLE)
    path = Path(given).absolute() if given else Path(__file__).parent / "bin" / name()
    if not path.is_file():
        cure = f"name an existing file in {VARIABLE}" if given else "install the package again, or name the program in " + VARIABLE
        raise RunError(f"the program {path} does not exist; {cure}")
    return path


def name() -> str:
    """Return the name of the program's file on this system."""
    return "simulate.exe" if sys.platform == "win32" else "simulate"
