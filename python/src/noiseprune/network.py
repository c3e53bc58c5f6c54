"""Networks in memory, written into files that the program reads bit for bit."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import numpy as np
from scipy import sparse

from .errors import InputError
from .graph import graph_weights, is_graph

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

#: A network: weights W of shape (N, N), row = target and column = source, as an array or a sparse
#: matrix; a NetworkX graph; or a file or generator, by its name.
Network: TypeAlias = Union["NDArray[Any]", "sparse.sparray", "sparse.spmatrix", "networkx.Graph[Any]", str, "os.PathLike[str]"]

#: The layouts of scipy.sparse.save_npz. Others are written as csr.
SAVED = ("csr", "csc", "coo", "bsr", "dia")


def is_file(network: object) -> bool:
    """Report whether the network is the name of a file or of a generator."""
    return isinstance(network, (str, os.PathLike))


def save_network(network: Network, path: Path, labels: Sequence[str] | None, weight: str) -> None:
    """Write a network in memory into an .npz file: an array as it is, a sparse matrix in SciPy's layout.

    Args:
        labels: the names of the neurons, in the order of the rows, or None for those of a graph.
        weight: the attribute of a graph's edges that is their weight.

    Raises:
        InputError: this is no network. What is wrong with its values is for the program to say.
    """
    weights: Any = network
    if is_graph(network):
        weights, names = graph_weights(weights, weight)
        labels = names if labels is None else labels
    if is_sparse(weights):
        sparse.save_npz(path, weights if weights.format in SAVED else weights.tocsr(), compressed=False)
    elif isinstance(weights, np.ndarray):
        np.savez(path, weights=weights)
    else:
        raise InputError(
            f"a network cannot be of type {type(network).__name__}; give a NumPy array, a SciPy sparse matrix, "
            "a NetworkX graph, or the name of a file or generator"
        )
    if labels is not None:
        append_labels(path, labels)


def is_sparse(weights: Any) -> bool:
    """Report whether this is a sparse array or matrix of SciPy."""
    return isinstance(weights, (sparse.sparray, sparse.spmatrix))


def append_labels(path: Path, labels: Sequence[str]) -> None:
    """Add the array ``labels`` to an .npz file."""
    names = np.array([str(label) for label in labels], dtype=np.str_)
    with zipfile.ZipFile(path, "a") as archive, archive.open("labels.npy", "w") as member:
        np.lib.format.write_array(member, names, allow_pickle=False)
