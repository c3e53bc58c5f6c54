"""Means of inputs over intervals, printed as JSON; needs NumPy.

    python3 means.py > means.json

Each input is written down as a function of time from the package documentation, and integrated by
Gauss and Legendre's rule of 20 points between the times where it jumps or bends.
"""

import json

import numpy as np

NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)
LONGEST = 0.5  # of a piece, in which a sine of period 3 or more is integrated to rounding


def within(t, begin, end):
    return (begin <= t) & (t < end)


def repeated(t, begin, end, every):
    k = np.floor((t - begin) / every)
    return (k >= 0) & (t - k * every < end)


SAMPLES = [0.5, -1.0, 2.0, 0.25, 3.0]


def held(t, begin, every):
    k = np.floor((t - begin) / every).astype(int)
    inside = (k >= 0) & (k < len(SAMPLES))
    return np.where(inside, np.array(SAMPLES)[np.clip(k, 0, len(SAMPLES) - 1)], 0.0)


def joined(t, begin, every):
    times = begin + every * np.arange(len(SAMPLES))
    return np.interp(t, times, SAMPLES, left=0.0, right=0.0)


# text, u(t), times of jumps and bends
INPUTS = [
    ("constant 0.3", lambda t: 0.3 + 0 * t, []),
    ("step 2 at 10", lambda t: 2.0 * (t >= 10), [10]),
    ("pulse 1 from 5 to 6", lambda t: 1.0 * within(t, 5, 6), [5, 6]),
    ("pulse -1.5 from 5 to 6.5 every 4", lambda t: -1.5 * repeated(t, 5, 6.5, 4), [x + 4 * k for k in range(12) for x in (5, 6.5)]),
    ("pulse 2 from 1 to 3 every 2", lambda t: 2.0 * (t >= 1), [1]),
    ("ramp 0.5 to 2 from 10 to 25", lambda t: np.interp(t, [10, 25], [0.5, 2]), [10, 25]),
    ("ramp 2 to -1 from -5 to 5", lambda t: np.interp(t, [-5, 5], [2, -1]), [-5, 5]),
    ("sine 0.5 period 20", lambda t: 0.5 * np.sin(2 * np.pi * t / 20), []),
    ("sine 1 frequency 0.3 phase 0.125turn", lambda t: np.sin(2 * np.pi * (0.3 * t + 0.125)), []),
    ("sine 2 period 3 phase 90deg from 7 to 19", lambda t: 2 * np.cos(2 * np.pi * (t - 7) / 3) * within(t, 7, 19), [7, 19]),
    ("sine 2 frequency 0.25 to 12", lambda t: 2 * np.sin(2 * np.pi * 0.25 * t) * (t < 12), [12]),
    ("file u every 3", lambda t: held(t, 0, 3), [3 * k for k in range(6)]),
    ("file u every 2.5 hold from 4", lambda t: held(t, 4, 2.5), [4 + 2.5 * k for k in range(6)]),
    ("file u every 2.5 linear from 4", lambda t: joined(t, 4, 2.5), [4 + 2.5 * k for k in range(6)]),
]


def mean(u, jumps, begin, end):
    edges = np.unique([begin, end] + [x for x in jumps if begin < x < end])
    total = 0.0
    for a, b in zip(edges[:-1], edges[1:]):
        pieces = np.linspace(a, b, int(np.ceil((b - a) / LONGEST)) + 1)
        for c, d in zip(pieces[:-1], pieces[1:]):
            half = (d - c) / 2
            total += half * np.dot(WEIGHTS, u((c + d) / 2 + half * NODES))
    return total / (end - begin)


def intervals(rng, jumps):
    """Short and long ones anywhere, some that begin, end, or both at a jump, and some around one."""
    for _ in range(12):
        begin = rng.uniform(-10, 40)
        yield begin, begin + 10 ** rng.uniform(-4, 1.5)
    for x in jumps[:6]:
        yield x - rng.uniform(0, 2), x
        yield x, x + rng.uniform(0, 2)
        yield x - rng.uniform(0, 0.01), x + rng.uniform(0, 0.01)
    if jumps:
        yield jumps[0], jumps[-1] + (1.0 if len(jumps) == 1 else 0.0)


rng = np.random.default_rng(1)
cases = []
for text, u, jumps in INPUTS:
    for begin, end in intervals(rng, jumps):
        cases.append({"term": text, "from": float(begin), "to": float(end), "mean": float(mean(u, jumps, begin, end))})
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
