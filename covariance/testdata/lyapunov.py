"""Stationary covariances of small networks by SciPy; prints lyapunov.json.

Leimkuhler-Matthews is solved on the state (x, zeta), whose noise is white:

    x'    = Phi x + s/2 zeta + s/2 xi,   s = sigma sqrt(h)
    zeta' = xi
"""

import json

import numpy as np
from scipy.linalg import solve_continuous_lyapunov, solve_discrete_lyapunov


def covariances(weights, leak, sigma, h):
    a = weights - np.diag(leak)
    n = len(a)
    one = np.eye(n)
    phi = one + h * a
    half = sigma * np.sqrt(h) / 2
    step = np.block([[phi, half * one], [np.zeros((n, n)), np.zeros((n, n))]])
    kick = np.vstack([half * one, one])
    return {
        "stationary": solve_continuous_lyapunov(a, -(sigma**2) * one),
        "euler_maruyama": solve_discrete_lyapunov(phi, h * sigma**2 * one, method="direct"),
        "leimkuhler_matthews": solve_discrete_lyapunov(step, kick @ kick.T, method="direct")[:n, :n],
    }


def networks():
    rng = np.random.default_rng(20201206)
    w = np.triu(rng.normal(size=(6, 6)) * (rng.random((6, 6)) < 0.6), 1)
    w = w + w.T
    yield "symmetric, diagonally dominant", w, abs(w).sum(1) + 0.2
    w = rng.normal(size=(6, 6)) * (rng.random((6, 6)) < 0.6)
    np.fill_diagonal(w, 0)
    yield "directed, diagonally dominant", w, abs(w).sum(1) + 0.2
    yield "feedforward chain, far from normal", np.diag([20.0, 20.0, 20.0, 20.0], -1), np.ones(5)
    w = rng.normal(size=(6, 6))
    yield "oscillating", 3 * (w - w.T), np.full(6, 0.5)
    w = rng.normal(size=(5, 5))
    yield "directed with self-connections", w, np.full(5, np.linalg.eigvals(w).real.max() + 0.3)
    slow = np.array([[0, 0.999, 0], [0.999, 0, 0.01], [0.02, 0, 0]])
    yield "two time scales", slow, np.array([1.0, 1.0, 300.0])
    yield "one neuron", np.zeros((1, 1)), np.array([2.0])


cases = []
for name, weights, leak in networks():
    sigma = 1.5
    spectrum = np.linalg.eigvals(weights - np.diag(leak))
    h = 0.5 * min(-2 * spectrum.real / abs(spectrum) ** 2)  # half the largest stable step
    case = {"name": name, "weights": weights.tolist(), "leak": leak.tolist(), "sigma": sigma, "h": float(h)}
    cases.append(case | {k: c.tolist() for k, c in covariances(weights, leak, sigma, h).items()})
print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
