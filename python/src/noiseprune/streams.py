"""Both output streams of a program, read at once."""

from __future__ import annotations

import queue
import subprocess
import threading
from typing import IO


class Streams:
    """The lines of standard output and standard error, as they come."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: queue.Queue[tuple[str, str]] = queue.Queue()
        named: dict[str, IO[str]] = {name: getattr(process, name) for name in ("stdout", "stderr")}
        self._streams = list(named.values())
        self._threads = [threading.Thread(target=self._forward, args=pair, daemon=True) for pair in named.items()]
        for thread in self._threads:
            thread.start()

    def _forward(self, name: str, stream: IO[str]) -> None:
        for line in stream:
            self.lines.put((name, line))

    def open(self) -> bool:
        """Report whether there are lines, or may be."""
        return any(thread.is_alive() for thread in self._threads) or not self.lines.empty()

    def close(self) -> None:
        """Wait for the ends of both streams, and close them."""
        for thread, stream in zip(self._threads, self._streams, strict=True):
            thread.join()
            stream.close()
