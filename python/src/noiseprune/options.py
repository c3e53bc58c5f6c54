"""Keywords as flags of the program, which checks them."""

from __future__ import annotations

import os
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

#: Flags that are given once for each of several values, since these may contain commas.
REPEATED = ("where",)

#: Flags that may name a file.
FILES = ("leak", "input", "signs", "spec")


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
        if name in REPEATED and not isinstance(value, str) and value is not None:
            arguments += [f"{flag}={condition}" for condition in conditions(value)]
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
    if isinstance(value, np.ndarray) and folder is not None and name in FILES:
        np.save(folder / f"{name}.npy", value)
        return f"{name}.npy"
    if isinstance(value, (str, os.PathLike)):
        path = os.fspath(value)
        return os.path.abspath(path) if folder is not None and name in FILES and os.path.isfile(path) else path
    if isinstance(value, Mapping):
        return ",".join(f"{key}={text(name, item, folder)}" for key, item in value.items())
    if isinstance(value, (Sequence, np.ndarray)):
        return ",".join(text(name, item, folder) for item in value)
    return str(value)


def conditions(value: Any) -> list[str]:
    """Return the conditions COLUMN=VALUE of a mapping, whose values may be lists, or of a sequence."""
    if not isinstance(value, Mapping):
        return [str(condition) for condition in value]
    return [f"{column}={v}" for column, wanted in value.items() for v in ([wanted] if isinstance(wanted, str) else list(wanted))]


def needs_folder(options: Mapping[str, Option]) -> bool:
    """Report whether an option is an array that the program must read from a file."""
    return any(isinstance(options.get(name), np.ndarray) for name in FILES)
