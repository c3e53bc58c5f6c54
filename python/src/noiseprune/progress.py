"""The program's progress, in a terminal, in a notebook, or handed to a function."""

from __future__ import annotations

import html
import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias


@dataclass(frozen=True)
class Step:
    """How far a phase of the run is.

    Attributes:
        phase: its name.
        done, units: the work that is done and that there is, in units of the phase.
        seconds_left: of this phase, or None while its speed is not known.
    """

    phase: str
    done: int
    units: int
    seconds_left: float | None

    @property
    def share(self) -> float:
        """What is done, from 0 to 1."""
        return min(1.0, self.done / max(1, self.units))

    def __str__(self) -> str:
        left = "" if self.seconds_left is None else f", {self.seconds_left:.0f} s left"
        return f"{self.phase}: {self.share:.0%}{left}"


#: True shows progress where somebody can see it, False nowhere; a function is called with each Step.
Progress: TypeAlias = bool | Callable[[Step], object]


class Display(Protocol):
    """Where progress is shown."""

    def show(self, step: Step) -> object:
        """Show a step in place of the one before."""

    def announce(self, text: str) -> object:
        """Show lines that stay."""

    def close(self) -> object:
        """Remove the last step."""


class Hidden:
    """Shows nothing, or hands each step to a function."""

    def __init__(self, function: Callable[[Step], object] | None = None) -> None:
        self._function = function

    def show(self, step: Step) -> None:
        if self._function is not None:
            self._function(step)

    def announce(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


class Terminal:
    """Shows progress in a line of standard error."""

    def show(self, step: Step) -> None:
        bar = "█" * round(30 * step.share)
        print(f"\r\x1b[K{bar:░<30} {step}", end="", file=sys.stderr, flush=True)

    def announce(self, text: str) -> None:
        print(f"\r\x1b[K{text}", file=sys.stderr, flush=True)

    def close(self) -> None:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


class Notebook:
    """Shows progress in the cell of a notebook."""

    def __init__(self) -> None:
        self._display: Any = importlib.import_module("IPython.display")
        self._handle = self._display.display(self._display.HTML(""), display_id=True)

    def show(self, step: Step) -> None:
        bar = f'<progress max="1" value="{step.share:.4f}"></progress> {html.escape(str(step))}'
        self._handle.update(self._display.HTML(bar))

    def announce(self, text: str) -> None:
        self._display.display(self._display.HTML(f"<pre>{html.escape(text)}</pre>"))

    def close(self) -> None:
        self._handle.update(self._display.HTML(""))


def display(progress: Progress) -> Display:
    """Return where progress is shown: in a notebook or a terminal, if there is one."""
    if callable(progress):
        return Hidden(progress)
    if not progress:
        return Hidden()
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None and hasattr(shell, "kernel"):
        return Notebook()
    return Terminal() if sys.stderr.isatty() else Hidden()
