"""The arrays of edges.npz, spectra.npz, trajectories.npz and statistics.npz."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .fields import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Arrays of neurons' indices, which the files hold as float64.
INDICES = ("target", "source", "traced", "edge_target", "edge_source")


class Arrays(Record):
    """The arrays of one file, by attribute or by name; see docs/python.md for their shapes.

    Arrays of neurons (``target``, ``source``, ``traced``, ``edge_target``, ``edge_source``) are of type int64 and count from 0; all
    others are float64, bit for bit those of the file.
    """

    def __repr__(self) -> str:
        shapes = (f"{name} {'×'.join(map(str, array.shape))}" for name, array in self.items())
        return f"Arrays({', '.join(shapes)})"


def read_arrays(path: Path) -> Arrays | None:
    """Return the arrays of an .npz file, or None where there is no such file."""
    if not path.exists():
        return None
    arrays: dict[str, NDArray[Any]] = {}
    with np.load(path) as archive:
        for name in archive.files:
            array = archive[name]
            arrays[name] = array.astype(np.int64) if name in INDICES else array
    return Arrays(arrays)
