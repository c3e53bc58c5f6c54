"""Pruned networks, from the Matrix Market files of a result."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.io import mmread
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from scipy.sparse import csr_array as CSR


def read_coupling(path: Path) -> CSR[np.float64]:
    """Return A = W − D of shape (N, N) in compressed sparse rows.

    A[i, j] with i ≠ j is the weight from neuron j onto neuron i (row = target); −A[i, i] is the leak
    of neuron i, less the weight of its connection with itself.
    """
    entries: Any = mmread(path)
    matrix: CSR[np.float64] = csr_array(entries)
    matrix.sort_indices()
    return matrix


def read_labels(path: Path) -> list[str] | None:
    """Return the names of the neurons, in the order of the rows, or None where there is no such file."""
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        return [row["label"] for row in csv.DictReader(file)]


def coupling_files(folder: Path) -> dict[str, Path]:
    """Return the files of pruned networks by rule: pruned.mtx is that of noise-prune."""
    files = {"noise": folder / "pruned.mtx"} if (folder / "pruned.mtx").exists() else {}
    for path in sorted(folder.glob("pruned-*.mtx")):
        files[path.stem.removeprefix("pruned-")] = path
    return files
