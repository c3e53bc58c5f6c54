"""The folders of a run: that of its results, and that of its networks in memory."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path

#: The results inside a temporary folder.
RESULTS = "results"


@dataclass(frozen=True)
class Folders:
    """Where a run reads and writes.

    Attributes:
        results: the folder of the results.
        work: the folder that the program runs in, with the networks in memory; None for the present
            one, where there are none, so that the program reads names of files as they were given.
        temporary: the folder to be removed at last, or None where the results are to stay.
        before: the state of the results before the run, which ``force`` may replace.
    """

    results: Path
    work: Path | None
    temporary: Path | None
    before: tuple[int, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether there is a checkpoint to continue from."""
        return (self.results / "checkpoint").is_dir()

    @property
    def finished(self) -> bool:
        """Whether there are results."""
        return bool(state(self.results))

    @property
    def written(self) -> bool:
        """Whether there are results that were not there before the run."""
        return self.finished and state(self.results) != self.before

    def remove_networks(self) -> None:
        """Remove what only the program reads: a checkpoint has the networks too."""
        if self.work is not None and self.work != self.temporary:
            shutil.rmtree(self.work, ignore_errors=True)

    def remove(self) -> None:
        """Remove a temporary folder."""
        if self.temporary is not None:
            shutil.rmtree(self.temporary, ignore_errors=True)

    def remove_with(self, owner: object) -> None:
        """Remove a temporary folder when the owner is gone."""
        if self.temporary is not None:
            weakref.finalize(owner, shutil.rmtree, self.temporary, ignore_errors=True)


def make_folders(out: str | os.PathLike[str] | None, in_memory: bool) -> Folders:
    """Make the folders that a run needs, but for that of its results, which the program makes.

    Args:
        out: the folder of the results, or None for a temporary one.
        in_memory: whether the run has networks, or arrays, that are no files.
    """
    if out is not None and not in_memory:
        return Folders(Path(out), None, None, state(Path(out)))
    made = Path(tempfile.mkdtemp(prefix="noiseprune-"))
    if out is not None:
        return Folders(Path(out).absolute(), made, None, state(Path(out)))
    return Folders(made / RESULTS, made if in_memory else None, made)


def state(results: Path) -> tuple[int, ...]:
    """Return what tells the results of a folder from others in the same place, or () where there are none."""
    files = [results / name for name in ("result.json", "sweep.json", "recording.json")]
    return tuple(number for file in files if file.is_file() for number in (file.stat().st_ino, file.stat().st_mtime_ns))
