"""Stationary covariances under unequal and common noise, by SciPy; prints sources.json.

The noise of a step is F zeta, F = [diag(s) | M]. Leimkuhler-Matthews is solved on the state
(x, zeta), whose noise is white. The trapezoid is that of one step with one sweep of Jacobi's
iteration. The cross-covariance is that with a network of half the weights.
"""

import json

import numpy as np
from scipy.linalg import solve_continuous_lyapunov, solve_discrete_lyapunov, solve_sylvester


def covariances(weights, leak, f, sigma, h):
    a = weights - np.diag(leak)
    n, width = f.shape
    one, q = np.eye(n), sigma**2 * f @ f.T
    phi = one + h * a
    half = sigma * np.sqrt(h) / 2
    step = np.block([[phi, half * f], [np.zeros((width, n + width))]])
    kick = np.vstack([half * f, np.eye(width)])
    kept, rates = np.exp(-leak * h), np.where(leak > 0, leak, 1)
    steps = np.where(leak > 0, (1 - kept) / rates, h)
    scale = np.diag(np.sqrt(np.where(leak > 0, (1 - kept**2) / (2 * rates), h)))
    diagonal = 1 - h / 2 * np.diag(a)
    sweep = (one + (one - (one - h / 2 * a) / diagonal[:, None])) / diagonal
    return {
        "stationary": solve_continuous_lyapunov(a, -q),
        "euler_maruyama": solve_discrete_lyapunov(phi, h * q, method="direct"),
        "leimkuhler_matthews": solve_discrete_lyapunov(step, kick @ kick.T, method="direct")[:n, :n],
        "exponential": solve_discrete_lyapunov(np.diag(kept) + steps[:, None] * weights, scale @ q @ scale, method="direct"),
        "trapezoid": solve_discrete_lyapunov(2 * sweep - one, h * sweep @ q @ sweep.T, method="direct"),
        "cross": solve_sylvester(a, (weights / 2 - np.diag(leak)).T, -q),
    }


def networks():
    rng = np.random.default_rng(20261129)
    w = np.triu(rng.normal(size=(6, 6)) * (rng.random((6, 6)) < 0.6), 1)
    symmetric = w + w.T
    leak = abs(symmetric).sum(1) + 0.2
    strengths = rng.lognormal(sigma=0.7, size=6)
    common = rng.normal(size=(6, 2))
    yield "symmetric, unequal", symmetric, leak, strengths, np.zeros((6, 0))
    yield "symmetric, one common source", symmetric, leak, np.ones(6), common[:, :1]
    w = rng.normal(size=(6, 6)) * (rng.random((6, 6)) < 0.6)
    np.fill_diagonal(w, 0)
    yield "directed, unequal and two common sources", w, abs(w).sum(1) + 0.2, strengths, common
    yield "a chain with noise in its first neuron only", np.diag([2.0, 2.0, 2.0], -1), np.ones(4), np.eye(4)[0], np.zeros((4, 0))
    yield "common noise only, more sources than neurons", symmetric, leak, np.zeros(6), rng.normal(size=(6, 9))
    w = rng.normal(size=(6, 6))
    yield "oscillating, a common source", 3 * (w - w.T), np.full(6, 0.5), np.ones(6), common[:, 1:]


cases = []
for name, weights, leak, strengths, common in networks():
    sigma = 1.5
    spectrum = np.linalg.eigvals(weights - np.diag(leak))
    h = 0.5 * min(-2 * spectrum.real / abs(spectrum) ** 2)  # half the largest stable step
    case = {"name": name, "weights": weights.tolist(), "leak": leak.tolist(), "strengths": strengths.tolist()}
    case |= {"common": common.ravel().tolist(), "sources": common.shape[1], "sigma": sigma, "h": float(h)}
    f = np.hstack([np.diag(strengths), common])
    cases.append(case | {k: c.tolist() for k, c in covariances(weights, leak, f, sigma, h).items()})
print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
