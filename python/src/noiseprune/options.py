"""Keywords as flags of the program, which checks them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import numpy as np

from .errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What an option may be: a number, a text, a file, several of them, column names, or an array with a
#: value for each neuron; None leaves the option out.
Option: TypeAlias = Union[bool, int, float, str, "os.PathLike[str]", Sequence[Any], Mapping[str, Any], "NDArray[Any]", np.generic, None]

#: Flags that only a terminal has use for.
TERMINAL_ONLY = {
    "json": "result.info has all of result.json",
    "print_spec": "result.spec is the spec of a run",
    "quiet": "give progress=False",
    "help": "docs/python.md lists the keywords",
}

#: Flags that are given once for each of several values, since these may contain commas, and what stands between a name and its value.
REPEATED = {"where": "=", "stimulus": ": "}

#: Flags that may name a file with a value for each neuron, and be an array in its place.
ARRAYS = ("leak", "input", "signs", "start_file", "noise_strengths", "common_noise")

#: Flags that may name a file.
FILES = (*ARRAYS, "spec", "groups")

#: The name of a file in a term of a stimulus, such as "AVAL: file u.csv every 0.1".
STIMULUS_FILE = re.compile(r'^((?:"[^"]*"|[^":])*:\s*file\s+)("[^"]*"|\S+)')


def flags(options: Mapping[str, Option], folder: Path | None) -> list[str]:
    """Return the options as arguments.

    Args:
        options: by keyword: ``step_size=0.01`` is ``--step-size=0.01``.
        folder: the folder that the program runs in, into which arrays are written, or None for the
            present one, if there are no arrays. Names of files are made absolute for it.

    >>> flags({"keep": [0.1, 0.2], "force": True, "leak": None, "columns": {"source": "a"}}, None)
    ['--keep=0.1,0.2', '--force=true', '--columns=source=a']
    """
    arguments: list[str] = []
    for name, value in options.items():
        if name in TERMINAL_ONLY:
            raise InputError(f"the option {name} is the command line's only; {TERMINAL_ONLY[name]}")
        flag = "--" + name.replace("_", "-")
        if name in REPEATED and value is not None:
            arguments += [f"{flag}={absolute(name, given, folder)}" for given in several(value, REPEATED[name])]
        elif value is not None:
            arguments.append(f"{flag}={text(name, value, folder)}")
    return arguments


def text(name: str, value: Option, folder: Path | None) -> str:
    """Return a value as the program reads it; numbers are read back exactly."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, np.ndarray) and folder is not None and name in ARRAYS:
        np.save(folder / f"{name}.npy", value)
        return f"{name}.npy"
    if isinstance(value, (str, os.PathLike)):
        path = os.fspath(value)
        if folder is not None and name == "neurons" and path.startswith("@"):
            return "@" + os.path.abspath(path[1:])
        return os.path.abspath(path) if folder is not None and name in FILES and os.path.isfile(path) else path
    if isinstance(value, Mapping):
        return ",".join(f"{key}={text(name, item, folder)}" for key, item in value.items())
    if isinstance(value, (Sequence, np.ndarray)):
        return ",".join(text(name, item, folder) for item in value)
    return str(value)


def several(value: Any, between: str) -> list[str]:
    """Return the texts NAME, between, VALUE of a mapping, whose values may be lists; those of a sequence; or a single one."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Mapping):
        return [str(given) for given in value]
    return [f"{name}{between}{v}" for name, wanted in value.items() for v in ([wanted] if isinstance(wanted, str) else list(wanted))]


def absolute(name: str, given: str, folder: Path | None) -> str:
    """Return a term of a stimulus with the absolute name of its file, where the program runs in another folder; other texts as they are."""
    if name != "stimulus" or folder is None:
        return given
    return STIMULUS_FILE.sub(lambda found: found[1] + '"' + os.path.abspath(found[2].strip('"')) + '"', given)


def needs_folder(options: Mapping[str, Option]) -> bool:
    """Report whether an option is an array that the program must read from a file."""
    return any(isinstance(options.get(name), np.ndarray) for name in ARRAYS)
