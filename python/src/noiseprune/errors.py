"""What goes wrong, as exceptions with the program's own sentence, and what is to be known, as warnings."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class InputError(ValueError):
    """The input was wrong (exit code 2). The text is the program's: what, where, and how to cure it."""


class RunError(RuntimeError):
    """The run failed (exit code 1). The text is the program's.

    Attributes:
        folder: the folder that holds results or a checkpoint for :func:`noiseprune.resume`, or None.
        result: what was found before the failure, marked as incomplete (``result.incomplete``), or None.
    """

    def __init__(self, text: str, folder: Path | None = None, result: Any = None) -> None:
        super().__init__(text)
        self.folder = folder
        self.result = result


class Interrupted(KeyboardInterrupt):
    """The run was interrupted, after it had saved where it stands.

    Attributes:
        folder: the folder to continue in by :func:`noiseprune.resume`, or None where nothing was saved.
    """

    def __init__(self, text: str, folder: Path | None) -> None:
        super().__init__(text)
        self.folder = folder

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows; a traceback would tell nothing, since nothing went wrong."""
        return [f"Interrupted: {self}"]


class Note(UserWarning):
    """What the program says about how it read the network, about the run, or in the notes of its result."""
