"""From the end of the program to a result, warnings or an exception."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TypeAlias

from .errors import InputError, Interrupted, Note, RunError
from .folder import Folders
from .process import Outcome
from .recording import Recording
from .result import Result
from .sweep import SweepResult

#: What a folder may hold.
AnyResult: TypeAlias = Result | SweepResult | Recording

#: The exit code of the program where the input was wrong.
WRONG_INPUT = 2


def load(folder: str | os.PathLike[str]) -> AnyResult:
    """Return the results that a folder holds, of the command line or of ``out=folder``.

    Raises:
        InputError: it holds none.
    """
    return read_result(Path(folder), "")


def read_result(folder: Path, summary: str) -> AnyResult:
    """Return the results of a folder."""
    if (folder / "sweep.json").is_file():
        return SweepResult(folder, summary)
    if (folder / "result.json").is_file():
        return Result(folder, summary)
    if (folder / "recording.json").is_file():
        return Recording(folder, summary)
    raise InputError(f"{folder} holds no results; noiseprune.resume continues a run that was interrupted there")


def conclude(outcome: Outcome, folders: Folders, stacklevel: int) -> AnyResult:
    """Return the result, or raise what the program's end means; its notes become warnings.

    Args:
        stacklevel: how far up the caller is that warnings name.
    """
    folders.remove_networks()
    if outcome.interrupted:
        raise interrupted(outcome, folders)
    if outcome.code == WRONG_INPUT:
        folders.remove()
        raise InputError(outcome.error)
    found = folders.finished if outcome.code == 0 else folders.written and not folders.unfinished
    result = read_result(folders.results, outcome.output) if found else None
    if result is not None:
        folders.remove_with(result)
    for note in [*outcome.notes, *(result.info.get("notes", []) if result is not None else [])]:
        warnings.warn(note, Note, stacklevel=stacklevel + 1)
    if outcome.code == 0 and result is not None:
        return result
    raise failed(outcome, folders, result)


def interrupted(outcome: Outcome, folders: Folders) -> Interrupted:
    """Return the exception of an interrupted run, which says where it can be continued."""
    if folders.unfinished or folders.finished:
        return Interrupted(f"interrupted; noiseprune.resume({str(folders.results)!r}) continues", folders.results)
    folders.remove()
    return Interrupted(outcome.error or "interrupted; nothing was written", None)


def failed(outcome: Outcome, folders: Folders, result: AnyResult | None) -> RunError:
    """Return the exception of a failed run."""
    text = outcome.error or f"the program ended with exit code {outcome.code} and said nothing"
    if result is None and not folders.unfinished:
        folders.remove()
        return RunError(text)
    return RunError(text, folders.results, result)
