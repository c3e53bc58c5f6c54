"""Effective resistances of an unweighted graph, r_e = (e_i − e_j)ᵀ L⁺ (e_i − e_j), on some edges."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.sparse
import scipy.sparse.csgraph
import scipy.sparse.linalg

from harness import CORES

# Of the scaled residual of a reference. By conjugate gradients the error of r_e is the square of the
# error's energy norm.
TOLERANCE = 1e-6


def make_graph(task):
    """Writes the largest component of a network's graph, all weights 1, and references for some of its edges."""
    w = scipy.sparse.csr_array(scipy.sparse.load_npz(task["network"]))
    w.setdiag(0)
    w.eliminate_zeros()
    w.data[:] = 1
    _, component = scipy.sparse.csgraph.connected_components(w, directed=False)
    members = np.flatnonzero(component == np.bincount(component).argmax())
    w = w[members][:, members].tocsr()
    scipy.sparse.save_npz(task["file"], w, compressed=False)
    pairs = scipy.sparse.tril(w, -1).tocoo()
    rng = np.random.default_rng(1)
    some = rng.choice(pairs.nnz, min(task["references"], pairs.nnz), replace=False)
    target, source = pairs.coords[0][some], pairs.coords[1][some]
    with open(task["truth"], "w") as f:
        json.dump({"target": target.tolist(), "source": source.tolist(), "resistance": exact(w, target, source)}, f)
    return {"found": {"neurons": len(members), "edges": pairs.nnz}}


def exact(w, target, source):
    """r of each pair, by one solution each of the scaled equations."""
    scale = 1 / np.sqrt(w.sum(axis=1))
    diagonal = scipy.sparse.diags_array(scale)
    laplacian = (scipy.sparse.eye_array(w.shape[0], format="csr") - diagonal @ w @ diagonal).tocsr()

    def solve(pair):
        i, j = pair
        f = np.zeros(w.shape[0])
        f[i], f[j] = scale[i], -scale[j]
        y, failed = scipy.sparse.linalg.cg(laplacian, f, rtol=TOLERANCE)
        if failed:
            raise ArithmeticError("not converged")
        return float(f @ y)

    with ThreadPoolExecutor(CORES) as pool:
        return list(pool.map(solve, zip(target, source)))


def rms_error(task, scores):
    """The root mean square of the relative error on the references; scores takes target and source."""
    with open(task["truth"]) as f:
        truth = json.load(f)
    found = np.array([scores(i, j) for i, j in zip(truth["target"], truth["source"])])
    return float(np.sqrt(np.mean((found / truth["resistance"] - 1) ** 2)))
