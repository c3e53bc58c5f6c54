"""The work of simulate run in NumPy and SciPy, written as well as they can do it: covariance
from trajectories by rank-k updates, pruning by three rules, spectra of all networks,
trajectories of all networks under the same noise. Products take the step with I + hA and
write into arrays that exist."""

import time

import numpy as np
import scipy.linalg.blas

from noise import AllCores

RULES = ("noise", "weight", "uniform")


def run(task):
    a = clustered(task["sizes"], task["long"])
    start = time.perf_counter()
    s = task["schedule"]
    c = covariance(a, s, task["replicas"])
    pruned = [prune(a, c, rule, task["keep"], k) for k, rule in enumerate(RULES)]
    measures = spectra(a, pruned)
    errors = trajectories(a, pruned, s, task["runs"], task["initial"])
    took = time.perf_counter() - start
    return {
        "seconds": took, "variant": "NumPy and SciPy",
        "found": {"eps_v": float(np.median(measures[0][1])), "trajectory_error": float(np.median(errors[0]))},
    }


def clustered(sizes, long):
    """The authors' network: clusters, long-range pairs on top, weights divided by 1.1 times
    the largest eigenvalue, the diagonal minus the row sums of |W| and a tenth of their mean."""
    rng = np.random.default_rng(1)
    n = sum(sizes)
    w, first = np.zeros((n, n)), 0
    for size in sizes:
        i, j = np.triu_indices(size, 1)
        chosen = rng.choice(len(i), int(0.6 * len(i)), replace=False)
        w[first + i[chosen], first + j[chosen]] = rng.normal(1, 1, len(chosen))
        first += size
    i, j = np.triu_indices(n, 1)
    chosen = rng.choice(len(i), long, replace=False)
    w[i[chosen], j[chosen]] += rng.uniform(size=long)
    w += w.T
    w /= 1.1 * scipy.linalg.eigvalsh(w, subset_by_index=(n - 1, n - 1))[0]
    sums = np.abs(w).sum(1)
    w[np.diag_indices(n)] = -(sums + 0.1 * sums.mean())
    return w


def propagator(a, h):
    m = h * a
    m[np.diag_indices(len(m))] += 1
    return m


def covariance(a, s, replicas):
    """The measured covariance about zero, the mean."""
    n, h = len(a), s["step_size"]
    m, noise = propagator(a, h), AllCores()
    x, y, zeta = (np.zeros((n, replicas)) for _ in range(3))
    c = np.zeros((n, n), order="F")

    def step():
        np.matmul(m, x, out=y)
        noise.fill(zeta)
        np.multiply(zeta, np.sqrt(h), out=zeta)
        np.add(y, zeta, out=y)

    for _ in range(s["burn_in_steps"]):
        step()
        x, y = y, x
    for _ in range(s["samples_per_replica"]):
        for _ in range(s["interval_steps"]):
            step()
            x, y = y, x
        c = scipy.linalg.blas.dsyrk(1.0, x.T, beta=1.0, c=c, trans=1, overwrite_c=1)
    c = np.triu(c)
    return (c + np.triu(c, 1).T) / (replicas * s["samples_per_replica"])


def prune(a, c, rule, keep, seed):
    """One draw a pair, kept weights over their probability, matched diagonal."""
    i, j = np.nonzero(np.triu(a, 1))
    w = a[i, j]
    weight = np.abs(w)
    if rule == "noise":
        variance = np.diag(c)
        weight = weight * (variance[i] + variance[j] - 2 * np.sign(w) * c[i, j])
    elif rule == "uniform":
        weight = np.ones_like(w)
    p = np.minimum(1, solve(weight, keep * len(w)) * weight)
    kept = np.random.default_rng(seed).uniform(size=len(w)) < p
    sparse = np.zeros_like(a)
    sparse[i[kept], j[kept]] = w[kept] / p[kept]
    sparse += sparse.T
    before = np.abs(a).sum(1) - np.abs(np.diag(a))
    sparse[np.diag_indices(len(a))] = np.diag(a) - (np.abs(sparse).sum(1) - before)
    return sparse


def solve(weight, wanted):
    """K with Σ min(1, K weight) = wanted, by the sorted weights' sums."""
    descending = np.sort(weight)[::-1]
    rest = np.cumsum(descending[::-1])[::-1]
    clipped = np.arange(len(descending))
    k = (wanted - clipped) / rest
    fits = np.nonzero(k * descending <= 1)[0]
    return k[fits[0]]


def spectra(a, pruned):
    """ε_λ, ε_v, cos θ and the worst case of each pruned network."""
    values, vectors = np.linalg.eigh(a)
    root = np.sqrt(-values)
    measures = []
    for sparse in pruned:
        image = sparse @ vectors
        forms = np.einsum("ij,ij->j", vectors, image)
        cosine = np.abs(forms) / np.sqrt(np.einsum("ij,ij->j", image, image))
        relative = vectors.T @ image
        relative /= root[:, None]
        relative /= -root
        ends = np.linalg.eigvalsh(relative)
        worst = max(abs(ends[0] - 1), abs(ends[-1] - 1))
        eps_lambda = np.abs(np.linalg.eigvalsh(sparse) / values - 1)
        measures.append((eps_lambda, np.abs(forms / values - 1), cosine, worst))
    return measures


def trajectories(a, pruned, s, runs, initial):
    """The relative error of each pruned network and run, averaged over time."""
    n, h = len(a), s["step_size"]
    matrices = [propagator(m, h) for m in (a, *pruned)]
    start = np.random.default_rng(9).uniform(0, initial, (n, runs))
    states = [start.copy() for _ in matrices]
    others, zeta, noise = [np.empty_like(start) for _ in matrices], np.empty_like(start), AllCores()
    errors = [[] for _ in pruned]
    for t in range(s["trajectory_steps"] + 1):
        if t % s["observation_steps"] == 0:
            size = np.linalg.norm(states[0], axis=0)
            for k in range(len(pruned)):
                errors[k].append(np.linalg.norm(states[0] - states[k + 1], axis=0) / size)
        noise.fill(zeta)
        np.multiply(zeta, np.sqrt(h), out=zeta)
        for k, m in enumerate(matrices):
            np.matmul(m, states[k], out=others[k])
            np.add(others[k], zeta, out=others[k])
        states, others = others, states
    return [np.mean(e, axis=0) for e in errors]
