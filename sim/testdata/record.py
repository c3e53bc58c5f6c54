"""The steppers' formulas in NumPy, on given increments: reads a list of recordings as JSON, prints their frames.

The formulas are those of docs/mathematics.md; the stimulus is a sine into neuron 0 and a pulse into neuron 1, of which a step takes
the mean.
"""
import json
import sys

import numpy as np


def mean_sine(size, period, begin, end):
    rate = 2 * np.pi / period
    return size * 2 * np.sin(rate * (begin + end) / 2) * np.sin(rate * (end - begin) / 2) / (rate * (end - begin))


def mean_pulse(size, first, last, begin, end):
    return size * max(0.0, min(last, end) - max(first, begin)) / (end - begin)


def solve(A, h, c, sweeps, focal_square):
    if sweeps is None:
        return np.linalg.solve(np.eye(len(A)) - h / 2 * A, c)
    K = np.eye(len(A)) - h / 2 * A
    M = np.diag(K)
    J = np.eye(len(A)) - K / M[:, None]
    r = c / M
    before, y, omega = np.zeros_like(r), r, 1.0
    for k in range(sweeps):
        omega = 1 / (1 - focal_square * omega * (0.5 if k == 0 else 0.25))
        before, y = y, omega * (J @ y + r - before) + before
    return y


def frames(c):
    W, D, b, h, sigma = np.array(c["W"]), np.array(c["leak"]), np.array(c["input"]), c["h"], c["sigma"]
    F = np.hstack([np.diag(c["strengths"]), np.array(c["common"])])
    zeta = np.array(c["zeta"]) @ F.T  # of each step
    phi = (lambda u: np.maximum(u, 0)) if c["rectified"] else (lambda u: u)
    e, g, spread = np.exp(-D * h), -np.expm1(-D * h) / D, np.sqrt(-np.expm1(-2 * D * h) / (2 * D))
    x, eta, tau, found = np.zeros(len(D)), np.zeros(len(D)), c["tau"], []
    for step in range(len(zeta) - 1):
        begin, end = (step - c["burn_in"]) * h, (step + 1 - c["burn_in"]) * h
        if step >= c["burn_in"] and (step - c["burn_in"]) % c["every"] == 0:
            found.append(x.tolist())
        u, z = b.copy(), zeta[step]
        if c["driven"]:
            u[0] += mean_sine(1.5, 3, begin, end)
            u[1] += mean_pulse(2, 0.333, 4.777, begin, end)
        outside = z
        if c["placement"] == "inside" and c["rectified"]:
            u, outside = u + sigma * z / np.sqrt(h), 0 * z
        if c["placement"] == "ou":
            u, outside = u + eta, 0 * z
        if c["stepper"] == "trapezoid":
            right = 2 * x + sigma * np.sqrt(h) * outside + h * u
            x = solve(W - np.diag(D), h, right, c["sweeps"], c["focal_square"]) - x
        elif c["stepper"] == "exponential":
            x = e * x + g * phi(W @ x + u) + sigma * spread * outside
            eta = np.exp(-h / tau) * eta + sigma * np.sqrt(-np.expm1(-2 * h / tau) / (2 * tau)) * z
        else:
            if c["stepper"] == "leimkuhler-matthews":
                outside = (z + zeta[step + 1]) / 2
            x = x + h * (-D * x + phi(W @ x + u)) + sigma * np.sqrt(h) * outside
            eta = eta - h / tau * eta + sigma / tau * np.sqrt(h) * z
    return found


print(json.dumps([frames(c) for c in json.load(sys.stdin)]))
