"""Networks of every kind reach the program with every bit, row = target."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import numpy as np
import pytest
from scipy import sparse

import noiseprune

from .conftest import SMALL, command

QUICK = {"samples": SMALL["samples"], "progress": False}


def weights_read(result: noiseprune.Result, neurons: int) -> np.ndarray[Any, Any]:
    """Return W as the program has read it."""
    edges = result.edges
    assert edges is not None
    read = np.zeros((neurons, neurons))
    read[edges.target, edges.source] = edges.weight
    return read


def kinds(weights: np.ndarray[Any, Any], folder: Path) -> dict[str, noiseprune.Network]:
    """Return the same weights as a network of each kind."""
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(weights)))
    graph.add_weighted_edges_from((int(j), int(i), weights[i, j]) for i, j in np.argwhere(weights))
    np.save(folder / "weights.npy", weights)
    layouts = {name: sparse.csr_array(weights).asformat(name) for name in ("csr", "csc", "coo", "bsr", "dia", "lil", "dok")}
    old = {"csr_matrix": sparse.csr_matrix(weights)}
    return {
        "array": weights, "column-major": np.asfortranarray(weights), "graph": graph, "file": folder / "weights.npy", **layouts, **old,
    }  # fmt: skip


def test_all_kinds_are_the_same_network(directed: np.ndarray[Any, Any], tmp_path: Path) -> None:
    pruned = set()
    for kind, network in kinds(directed, tmp_path).items():
        result = noiseprune.prune(network, keep=0.5, **QUICK)
        assert np.array_equal(weights_read(result, 12), directed), kind
        assert result.labels is None, kind
        pruned.add(result.pruned.toarray().tobytes() if result.pruned is not None else b"")
    assert len(pruned) == 1


@pytest.mark.parametrize("dtype", ["int8", "int32", "int64", "uint16", "float32", "bool"])
@pytest.mark.parametrize("wide", [False, True], ids=["indices of 32 bits", "indices of 64 bits"])
def test_sparse_numbers_of_other_types(directed: np.ndarray[Any, Any], dtype: str, wide: bool) -> None:
    network: Any = sparse.csr_array((directed * 100).astype(dtype))
    if wide:
        network.indices, network.indptr = network.indices.astype(np.int64), network.indptr.astype(np.int64)
    result = noiseprune.prune(network, **QUICK)
    assert np.array_equal(weights_read(result, 12), network.toarray().astype(float))


def test_an_undirected_graph_with_names() -> None:
    graph = networkx.Graph()
    graph.add_edge("AVAL", "AVAR", weight=2.5)
    graph.add_edge("AVAR", "ö, x", weight=1)
    result = noiseprune.prune(graph, keep=1, **QUICK)
    assert np.array_equal(weights_read(result, 3), [[0, 2.5, 0], [2.5, 0, 1], [0, 1, 0]])
    assert result.labels == ["AVAL", "AVAR", "ö, x"]
    assert result.network.symmetric is True


def test_a_directed_graph_with_another_weight() -> None:
    graph = networkx.DiGraph()
    graph.add_edge("pre", "post", synapses=3)
    result = noiseprune.prune(graph, weight="synapses", keep=1, **QUICK)
    assert np.array_equal(weights_read(result, 2), [[0, 0], [3, 0]])


def test_labels_of_an_array(directed: np.ndarray[Any, Any]) -> None:
    names = [f"n{k}" for k in range(12)]
    assert noiseprune.prune(directed, labels=names, **QUICK).labels == names


def test_what_is_wrong_with_weights_is_the_programs_sentence(directed: np.ndarray[Any, Any], tmp_path: Path) -> None:
    directed[2, 3] = np.nan
    np.savez(tmp_path / "network.npz", weights=directed)
    said = command("run", "network.npz", folder=tmp_path)
    with pytest.raises(noiseprune.InputError) as caught:
        noiseprune.run(directed, **SMALL)
    assert said.returncode == 2
    assert f"simulate: {caught.value}\n" == said.stderr
    assert "row 2, column 3 (from 0) is NaN" in said.stderr


@pytest.mark.parametrize(
    ("reason", "network", "words"),
    [
        ("neither array nor graph", [[0, 1], [1, 0]], "NumPy array"),
        ("not square", np.ones((2, 3)), "square"),
        ("objects", np.array([[None, 1], [1, None]]), "data type|pickle|Object"),
        ("no neurons", networkx.Graph(), "network"),
        ("parallel edges", networkx.MultiGraph([(0, 1), (0, 1)]), "parallel edges"),
        ("nodes with the same text", networkx.Graph([(1, "1")]), "relabel_nodes"),
        ("no such file", "nothing.mtx", "nothing.mtx: no such file"),
    ],
)
def test_refused(reason: str, network: Any, words: str) -> None:
    with pytest.raises(noiseprune.InputError, match=words):
        noiseprune.run(network, **SMALL)
