"""Prints networks of the authors' kind, noise-prune's probabilities with the authors'
normalization, one pruned network of each, and the measures of Section 5 on it: computed by
NumPy and SciPy, from the formulas of the paper.

    python oracle.py SIZES LONG KEEP SEED > oracle.json
    python oracle.py 40/8/32 100 0.2 1 > oracle.json     the one that the tests read
"""

import json
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment

sizes = [int(size) for size in sys.argv[1].split("/")]
long_range, keep, seed = int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
n = sum(sizes)


def draw_pairs(rng, first, size, directed, count):
    """count different pairs (target, source) of a group, a target > source where undirected."""
    i, j = np.nonzero(~np.eye(size, dtype=bool) if directed else np.tri(size, k=-1, dtype=bool))
    chosen = rng.choice(len(i), count, replace=False)
    return i[chosen] + first, j[chosen] + first


def weights(rng, directed):
    """60% of the pairs of each cluster N(1, 1), long-range pairs U(0, 1) on top, all over
    1.1 times the largest eigenvalue."""
    w = np.zeros((n, n))
    first = 0
    for size in sizes:
        possible = size * (size - 1) // (1 if directed else 2)
        pairs = draw_pairs(rng, first, size, directed, int(0.6 * possible))
        w[pairs] += rng.normal(1, 1, len(pairs[0]))
        first += size
    pairs = draw_pairs(rng, 0, n, directed, long_range * (2 if directed else 1))
    w[pairs] += rng.uniform(0, 1, len(pairs[0]))
    if not directed:
        w = w + w.T
    eigenvalues = np.linalg.eigvals(w) if directed else np.linalg.eigvalsh(w)
    return w / (1.1 * eigenvalues.real.max())


def covariance(a, directed):
    """C of A C + C A' = -I: -A^-1/2, or in the basis of A's eigenvectors."""
    if not directed:
        return -np.linalg.inv(a) / 2
    values, vectors = np.linalg.eig(a)
    inverse = np.linalg.inv(vectors)
    middle = inverse @ inverse.conj().T / (values[:, None] + values.conj()[None, :])
    return -(vectors @ middle @ vectors.conj().T).real


def probabilities(w, c, directed):
    """(4), scaled so that the sum over edges is a fraction of their number, then clipped."""
    variance = np.diag(c)
    score = np.abs(w) * (variance[:, None] + variance[None, :] - 2 * np.sign(w) * c)
    edges = w != 0 if directed else np.tril(w != 0, -1)
    return np.minimum(1, score * (keep * edges.sum() / score[edges].sum()))


def eigen(a, directed):
    """Eigenvalues by real, then imaginary part, ascending, and unit right eigenvectors."""
    values, v = np.linalg.eig(a) if directed else np.linalg.eigh(a)
    order = np.lexsort((values.imag, values.real))
    return values[order], v[:, order]


def paired(values, changed):
    """The eigenvalues of the pruned network in the order of their optimal partners."""
    cost = np.abs(changed[None, :] - values[:, None]) / np.abs(values)[:, None]
    return changed[linear_sum_assignment(cost)[1]]


def measures(a, pruned, directed):
    values, v = eigen(a, directed)
    changed = paired(values, eigen(pruned, directed)[0]) if directed else eigen(pruned, directed)[0]
    image = pruned @ v
    forms = np.sum(v.conj() * image, axis=0)
    return {
        "eps_lambda": np.abs(changed / values - 1).tolist(),
        "eps_v": np.abs(forms / values - 1).tolist(),
        "cos_theta": (np.abs(forms) / np.linalg.norm(image, axis=0)).tolist(),
    }


def case(directed):
    rng = np.random.default_rng([seed, directed])
    w = weights(rng, directed)
    a = w - np.diag(np.abs(w).sum(axis=1))
    p = probabilities(w, covariance(a, directed), directed)
    kept = (rng.random((n, n)) < p) & (w != 0)
    if not directed:
        kept = np.tril(kept, -1)
        kept = kept | kept.T
    off = np.where(kept, w / np.where(w != 0, p, 1), 0)
    delta = np.abs(off).sum(axis=1) - np.abs(w).sum(axis=1)
    pruned = off + np.diag(np.diag(a) - delta)
    target, source = np.nonzero(w if directed else np.tril(w, -1))
    return {
        "directed": directed,
        "neurons": n,
        "keep": keep,
        "edges": {
            "target": target.tolist(),
            "source": source.tolist(),
            "weight": w[target, source].tolist(),
            "probability": p[target, source].tolist(),
            "kept": kept[target, source].astype(int).tolist(),
        },
        "pruned_leak": (-np.diag(pruned)).tolist(),
        **measures(a, pruned, directed),
    }


print(json.dumps([case(False), case(True)]))
