"""Writes spectra.json: the measures of Section 5, computed by NumPy and SciPy.

    python make.py > spectra.json
"""
import json

import numpy as np
from scipy.linalg import eigh
from scipy.optimize import linear_sum_assignment


def paired(values, changed):
    """The eigenvalues of the pruned network in the order of their optimal partners."""
    cost = np.abs(changed[None, :] - values[:, None]) / np.abs(values)[:, None]
    return changed[linear_sum_assignment(cost)[1]]


def worst(a, pruned):
    """The smallest epsilon of (3), or None where -A's symmetric part is not definite."""
    base, other = -(a + a.T) / 2, -(pruned + pruned.T) / 2
    if np.linalg.eigvalsh(base)[0] <= 0:
        return None
    return float(np.abs(eigh(other, base, eigvals_only=True) - 1).max())


def case(name, a, pruned):
    symmetric = np.array_equal(a, a.T)
    if symmetric:
        values, vectors = np.linalg.eigh(a)
        changed = np.linalg.eigvalsh(pruned)
    else:
        values, vectors = np.linalg.eig(a)
        order = np.lexsort((values.imag, values.real))
        values, vectors = values[order], vectors[:, order]
        changed = paired(values, np.linalg.eigvals(pruned))
    image = pruned @ vectors
    forms = np.einsum("ik,ik->k", vectors.conj(), image)
    eps_v = np.abs(forms / values - 1)
    active = np.arange(len(a)) % 3 != 0
    inside = np.ix_(active, active)
    return {
        "name": name,
        "a": a.ravel().tolist(),
        "pruned": pruned.ravel().tolist(),
        "eps_lambda": np.abs(changed / values - 1).tolist(),
        "eps_v": eps_v.tolist(),
        "eps_v_summary": [*np.quantile(eps_v, [0.25, 0.5, 0.75, 1]).tolist(), eps_v.mean()],
        "cos_theta": (np.abs(forms) / np.linalg.norm(image, axis=0)).tolist(),
        "worst": worst(a, pruned),
        "active": active.tolist(),
        "active_worst": worst(a[inside], pruned[inside]),
    }


def network(rng, n, symmetric, dominance):
    w = rng.normal(size=(n, n)) * (rng.random((n, n)) < 0.5)
    if symmetric:
        w = np.tril(w, -1) + np.tril(w, -1).T
    np.fill_diagonal(w, 0)
    keep = rng.random((n, n)) < 0.6
    if symmetric:
        keep = np.tril(keep, -1) | np.tril(keep, -1).T
    pruned = w * keep / 0.6
    leak = dominance * np.abs(w).sum(1) + 0.3
    return w - np.diag(leak), pruned - np.diag(leak)


rng = np.random.default_rng(1)
print(json.dumps([
    case("symmetric", *network(rng, 12, True, 1)),
    case("directed", *network(rng, 12, False, 1)),
    case("directed, indefinite", *network(rng, 11, False, 0.2)),
], indent=1))
