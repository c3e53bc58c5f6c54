"""Prints two things that the figure "rectified" rests on, computed by SciPy alone from
their definitions: the smallest epsilon of (3) on active sets, and the covariance of a
linear network under coloured noise as Euler-Maruyama has it.

    python rectified.py > rectified.json
"""

import json

import numpy as np
from scipy.linalg import eigh, solve_discrete_lyapunov

rng = np.random.default_rng(20201207)
n = 12


def symmetric():
    """Half of the pairs, a third of them inhibitory; diagonally dominant without slack."""
    w = np.triu(rng.normal(0.5, 1, (n, n)) * (rng.random((n, n)) < 0.5), 1)
    return w + w.T


def pruned(w):
    """Keeps pairs with p from their weight; matched diagonal, that is, row sums again."""
    p = np.minimum(1, abs(w))
    kept = np.triu(rng.random((n, n)) < p, 1)
    kept = kept | kept.T
    return np.where(kept, w / np.where(p > 0, p, 1), 0)


def matrix(w):
    return w - np.diag(abs(w).sum(1))


def worst(a, sparse, members):
    at = np.ix_(members, members)
    mu = eigh(-sparse[at], -a[at], eigvals_only=True)
    return max(abs(mu - 1))


def coloured(a, h, tau):
    """x' = (I + hA) x + h eta,  eta' = (1 - h/tau) eta + sqrt(h)/tau zeta."""
    one, zero = np.eye(n), np.zeros((n, n))
    step = np.block([[one + h * a, h * one], [zero, (1 - h / tau) * one]])
    kick = np.block([[zero, zero], [zero, h / tau**2 * one]])
    return solve_discrete_lyapunov(step, kick, method="direct")[:n, :n]


w = symmetric()
w_sparse = pruned(w)
a, sparse = matrix(w), matrix(w_sparse)
sets = [list(range(n))] + [sorted(rng.choice(n, k, replace=False).tolist()) for k in (9, 6, 3, 1)]
h = 0.4 / abs(np.linalg.eigvalsh(a)).max()
print(json.dumps({
    "weights": w.tolist(), "pruned": w_sparse.tolist(),
    "sets": sets, "worst": [worst(a, sparse, members) for members in sets],
    "h": h, "tau": 3 * h, "coloured": coloured(a, h, 3 * h).tolist(),
}))
