"""The work of simulate run in NumPy and SciPy, written as well as they can do it: covariance
from trajectories by rank-k updates, pruning by three rules, spectra of all networks,
trajectories of all networks under the same noise. Steps are one product each, which writes
into an array that exists: Euler–Maruyama with I + hA, the trapezoid with the inverses of
I − hA/2 of its cycle, formed once."""

import time

import numpy as np
import scipy.linalg.blas
import scipy.linalg.lapack

from noise import AllCores

RULES = ("noise", "weight", "uniform")


def run(task):
    a = clustered(task["sizes"], task["long"])
    start = time.perf_counter()
    s = task["schedules"][task["variant"]]
    c = covariance(a, s, task["replicas"])
    pruned = [prune(a, c, rule, task["keep"], k) for k, rule in enumerate(RULES)]
    measures = spectra(a, pruned)
    errors = trajectories(a, pruned, s, task["runs"], task["initial"])
    took = time.perf_counter() - start
    return {
        "seconds": took, "variant": task["variant"],
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


def euler(a, h):
    """x ← (I + hA) x + √h ζ; the step overwrites ζ."""
    m = propagator(a, h)

    def step(x, zeta, out):
        np.matmul(m, x, out=out)
        np.multiply(zeta, np.sqrt(h), out=zeta)
        np.add(out, zeta, out=out)

    return step


def trapezoid(a, h):
    """x ← K (2x + √h ζ) − x, K = (I − hA/2)⁻¹, which is symmetric and positive definite."""
    factor, failed = scipy.linalg.lapack.dpotrf(propagator(a, -h / 2).T, overwrite_a=1)
    k, singular = scipy.linalg.lapack.dpotri(factor, overwrite_c=1)
    if failed or singular:
        raise ArithmeticError("I − hA/2 is not positive definite")
    k = np.triu(k)
    k += np.triu(k, 1).T

    def step(x, zeta, out):
        np.multiply(zeta, np.sqrt(h), out=zeta)
        np.add(zeta, x, out=zeta)
        np.add(zeta, x, out=zeta)
        np.matmul(k, zeta, out=out)
        np.subtract(out, x, out=out)

    return step


def covariance(a, s, replicas):
    """The measured covariance about zero, the mean."""
    n, noise = len(a), AllCores()
    if s.get("cycle"):
        cycle = [trapezoid(a, one["size"]) for one in s["cycle"]]
    else:
        cycle = [euler(a, s["step_size"])]
    x, y, zeta = (np.zeros((n, replicas)) for _ in range(3))
    c = np.zeros((n, n), order="F")

    def steps(count):  # a multiple of the cycle's
        nonlocal x, y
        for k in range(count):
            noise.fill(zeta)
            cycle[k % len(cycle)](x, zeta, y)
            x, y = y, x

    steps(s["burn_in_steps"])
    for _ in range(s["samples_per_replica"]):
        steps(s["interval_steps"])
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


def trajectory_step(a, s):
    """The matrix and the noise scales of x ← M x + scale ζ: Euler–Maruyama, or the exponential stepper."""
    h = s["trajectory_step_size"]
    if s["trajectory_stepper"] == "euler-maruyama":
        return propagator(a, h), np.sqrt(h)
    leak = -np.diag(a)
    kept = np.exp(-leak * h)
    m = a * ((1 - kept) / leak)[:, None]
    m[np.diag_indices(len(m))] = kept
    return m, np.sqrt((1 - kept**2) / (2 * leak))[:, None]


def trajectories(a, pruned, s, runs, initial):
    """The relative error of each pruned network and run, averaged over time."""
    n = len(a)
    steppers = [trajectory_step(m, s) for m in (a, *pruned)]
    start = np.random.default_rng(9).uniform(0, initial, (n, runs))
    states, others = [[start.copy() for _ in steppers] for _ in range(2)]
    zeta, kick, noise = np.empty_like(start), np.empty_like(start), AllCores()
    errors = [[] for _ in pruned]
    for t in range(s["trajectory_steps"] + 1):
        if t % s["observation_steps"] == 0:
            size = np.linalg.norm(states[0], axis=0)
            for k in range(len(pruned)):
                errors[k].append(np.linalg.norm(states[0] - states[k + 1], axis=0) / size)
        noise.fill(zeta)
        for k, (m, scales) in enumerate(steppers):
            np.matmul(m, states[k], out=others[k])
            np.multiply(zeta, scales, out=kick)
            np.add(others[k], kick, out=others[k])
        states, others = others, states
    return [np.mean(e, axis=0) for e in errors]
