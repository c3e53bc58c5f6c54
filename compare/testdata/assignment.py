"""Writes assignment.json: pairs of spectra of real matrices, and the least total relative cost of
pairing them, by SciPy's linear_sum_assignment on eigenvalues that are not folded.

    python assignment.py [seed] > assignment.json
"""
import json
import sys

import numpy as np
from scipy.optimize import linear_sum_assignment


def spectrum(rng, n, real, grid=None, repeats=1):
    """n eigenvalues, at least that many of them real; repeated; on a grid if one is given."""
    pairs = (n - real) // 2
    values = rng.normal(size=pairs) - 3 + 1j * np.abs(rng.normal(size=pairs))
    reals = rng.normal(size=n - 2 * pairs) - 3
    if grid:
        values = np.round(values / grid) * grid + 1j * grid
        reals = np.round(reals / grid) * grid
    values, reals = np.repeat(values[::repeats], repeats)[:pairs], np.repeat(reals[::repeats], repeats)[:len(reals)]
    values = np.concatenate([values, values.conj(), reals])
    values[values == 0] = -grid if grid else -1
    return values


def case(name, original, pruned):
    cost = np.abs(pruned[None, :] - original[:, None]) / np.abs(original)[:, None]
    parts = lambda v: [[float(x.real), float(x.imag)] for x in v]
    return {"name": name, "original": parts(original), "pruned": parts(pruned), "cost": float(cost[linear_sum_assignment(cost)].sum())}


rng = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
cases = []
for n in [1, 2, 3, 5, 6, 7, 16, 41]:
    for real, changed in [(n % 2, n % 2), (0, n), (n, 0), (n // 2, n // 3), (n, n)]:
        for grid, repeats in [(None, 1), (0.5, 1), (None, 3), (1.0, 2)]:
            cases.append(case(f"n={n}, real {real} and {changed}, grid {grid}, repeats {repeats}",
                              spectrum(rng, n, real, grid, repeats), spectrum(rng, n, changed, grid, repeats)))
print(json.dumps(cases))
