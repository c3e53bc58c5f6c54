"""Independent values for the tests, printed as JSON; needs NumPy.

    python3 oracle.py > oracle.json

Philox4x64 comes from numpy.random.Philox. Philox4x32, which NumPy lacks, is written out
here from the paper (Salmon et al., SC11, 2011). The normals come from NumPy's logarithm,
cosine and sine. Everything follows the contract in doc.go, not the Go code.
"""

import json

import numpy as np


def philox4x32(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
        c = [(b >> 32) ^ c[1] ^ k[0], b & 0xFFFFFFFF, (a >> 32) ^ c[3] ^ k[1], a & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def normals(u):
    """The two normals of 64 bits."""
    m, k = u >> 24, u & 0xFFFFFF
    # log1p keeps the relative error small next to U = 1.
    log = np.log1p((2 * m + 1 - 2**41) / 2**41) if m >> 39 else np.log((2 * m + 1) / 2**41)
    theta = 2 * np.pi * (k + 0.5) / 2**24
    r = np.sqrt(-2 * log)
    return float(r * np.cos(theta)), float(r * np.sin(theta))


def block(seed, purpose, step, index, replica, sign):
    c3 = sign << 31 | purpose << 24 | step >> 32
    return philox4x32([replica, index, step & 0xFFFFFFFF, c3], [seed & 0xFFFFFFFF, seed >> 32])


def normal(seed, purpose, step, neuron, replica):
    w = block(seed, purpose, step, neuron // 4, replica, 0)
    half = neuron % 4 // 2
    return normals(w[2 * half + 1] << 32 | w[2 * half])[neuron % 2]


def sign(seed, purpose, step, neuron, replica):
    w = block(seed, purpose, step, neuron // 128, replica, 1)
    return 1 if w[neuron % 128 // 32] >> neuron % 32 & 1 else -1


def philox4x64(seed, purpose, a, b, c):
    start = ((a << 64 | b << 128 | c << 192) - 1) % 2**256
    return np.random.Philox(key=seed | purpose << 64, counter=start)


# (seed, purpose, step, neuron, replica): every field small and large, and all neurons of
# a block.
points = [(0, 1, 0, n, 0) for n in range(8)]
points += [
    (1, 1, 0, 0, 0), (2**32, 1, 0, 0, 0), (2**64 - 1, 1, 0, 1, 0), (20201126, 127, 0, 2, 0),
    (20201126, 2, 1, 3, 0), (20201126, 2, 2**32, 3, 0), (20201126, 2, 2**56 - 1, 3, 0),
    (20201126, 2, 8000, 4999, 63), (20201126, 2, 8000, 127, 63), (20201126, 2, 8000, 128, 2**31 - 1),
    (20201126, 3, 123456789, 2**31 - 1, 64),
]
rng = np.random.default_rng(1)
words = [m << 24 | k for m in (0, 1, 2**39 - 1, 2**39, 2**40 - 1) for k in (0, 2**21, 2**22, 2**23, 2**24 - 1)]
words += [int(w) for w in rng.integers(0, 2**64, 40, dtype=np.uint64)]
streams = [
    (0, 1, 0, 0, 0), (1, 4, 0, 0, 0), (20201126, 4, 7, 0, 0), (20201126, 4, 0, 7, 0), (20201126, 4, 0, 0, 7),
    (2**64 - 1, 127, 2**64 - 1, 2**64 - 1, 2**64 - 1), (12345, 5, 2**32, 2**40, 2**63),
]

print(json.dumps({
    "numpy": np.__version__,
    "transform": [{"word": hex(u), "normals": normals(u)} for u in words],
    "bulk": [{"seed": hex(s), "purpose": p, "step": hex(t), "neuron": n, "replica": r,
              "normal": normal(s, p, t, n, r), "sign": sign(s, p, t, n, r)} for s, p, t, n, r in points],
    "streams": [{"seed": hex(s), "purpose": p, "stream": [hex(a), hex(b), hex(c)],
                 "words": [hex(w) for w in philox4x64(s, p, a, b, c).random_raw(10).tolist()],
                 "uniform": np.random.Generator(philox4x64(s, p, a, b, c)).random()} for s, p, a, b, c in streams],
}, indent=1))
