"""NetworkX graphs as matrices of weights."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from scipy.sparse import csr_array

from .errors import InputError

if TYPE_CHECKING:
    import networkx


def is_graph(network: object) -> bool:
    """Report whether this is a graph of NetworkX, without importing it."""
    module = sys.modules.get("networkx")
    return module is not None and isinstance(network, module.Graph)


def graph_weights(graph: networkx.Graph[Any], weight: str) -> tuple[Any, list[str] | None]:
    """Return the weights W of shape (N, N), row = target, and the names of the neurons.

    An edge from j to i with the attribute ``weight`` is W[i, j]; without that attribute it is 1. An
    undirected edge is both W[i, j] and W[j, i]. Nodes that are the numbers 0 … N−1 are neurons
    without names, in that order; all others keep the graph's order, and are named by their text.

    Raises:
        InputError: the graph has parallel edges, or nodes with the same text.
    """
    if graph.is_multigraph():
        raise InputError(
            "the graph has parallel edges, whose weights could be summed or not; "
            "hand over networkx.to_scipy_sparse_array(graph).T to sum them, or networkx.DiGraph(graph) for the last of each"
        )
    import networkx

    nodes, labels = named_nodes(list(graph))
    if not nodes:
        return csr_array((0, 0)), None
    return networkx.to_scipy_sparse_array(graph, nodelist=nodes, weight=weight, format="csr").T, labels


def named_nodes(nodes: list[Any]) -> tuple[list[Any], list[str] | None]:
    """Return the nodes in the order of the neurons, and their names.

    >>> named_nodes([1, 0])
    ([0, 1], None)
    >>> named_nodes(["b", "a"])
    (['b', 'a'], ['b', 'a'])
    """
    if all(type(node) is int for node in nodes) and sorted(nodes) == list(range(len(nodes))):
        return sorted(nodes), None
    labels = [str(node) for node in nodes]
    if len(set(labels)) < len(labels):
        twice = next(label for k, label in enumerate(labels) if label in labels[:k])
        raise InputError(f"two nodes of the graph are called {twice!r}; rename one with networkx.relabel_nodes")
    return nodes, labels
