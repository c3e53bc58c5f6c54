"""One run of the program: its arguments, its messages, its end, and how it is interrupted."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .program import program
from .progress import Display, Step
from .streams import Streams


@dataclass
class Outcome:
    """What the program left.

    Attributes:
        code: its exit code: 0 done, 1 the run failed, 2 the input was wrong.
        error: its last sentence, "" where it ended well.
        output: what it printed on standard output.
        notes: what it said besides: a line each.
        interrupted: whether it was interrupted by Ctrl-C here.
    """

    code: int = 0
    error: str = ""
    output: str = ""
    notes: list[str] = field(default_factory=list)
    interrupted: bool = False


def execute(arguments: list[str], folder: Path | None, display: Display) -> Outcome:
    """Run the program in a folder, or in the present one, until it ends.

    A KeyboardInterrupt is handed on as SIGINT, once, after which the program saves where it stands
    and ends; a second one kills it.
    """
    outcome = Outcome()
    process = start([str(program()), *arguments], folder)
    streams = Streams(process)
    try:
        while streams.open():
            try:
                read(streams, outcome, display)
            except KeyboardInterrupt:
                if outcome.interrupted:
                    process.kill()
                else:
                    interrupt(process)
                outcome.interrupted = True
    finally:
        if sys.exc_info()[0] is not None:  # such as an error of the function that shows progress
            process.kill()
        outcome.code = process.wait()
        streams.close()
        display.close()
    if outcome.code != 0 and outcome.notes:
        outcome.error = outcome.notes.pop().removeprefix("simulate: ")
    return outcome


def start(command: list[str], folder: Path | None) -> subprocess.Popen[str]:
    """Start the program in a process group of its own, so that a Ctrl-C of the terminal does not reach it twice."""
    own: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        own = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", errors="replace", **own,
    )  # fmt: skip


def interrupt(process: subprocess.Popen[str]) -> None:
    """Send what Ctrl-C sends."""
    if sys.platform == "win32":
        process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        process.send_signal(signal.SIGINT)


def read(streams: Streams, outcome: Outcome, display: Display) -> None:
    """Read both streams to their ends."""
    while streams.open():
        try:
            name, line = streams.lines.get(timeout=0.1)  # without a time Windows does not interrupt it
        except queue.Empty:
            continue
        if name == "stdout":
            outcome.output += line
        else:
            understand(line.rstrip("\n"), outcome, display)


def understand(line: str, outcome: Outcome, display: Display) -> None:
    """Show a line of progress or an announcement, and keep any other."""
    message: dict[str, Any] = json.loads(line) if line.startswith("{") else {}
    if "phase" in message:
        display.show(Step(message["phase"], message["done"], message["units"], message["seconds_left"]))
    elif "announcement" in message:
        display.announce(message["announcement"])
    elif line:
        outcome.notes.append(message.get("message", line))
