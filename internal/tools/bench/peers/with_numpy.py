"""NumPy with its OpenBLAS."""

import numpy as np
import scipy
import scipy.linalg.blas

import fullrun
import lyapunov
import networks
from harness import serve
from noise import AllCores, OneGenerator


def one_liner(task):
    n, replicas, h, s = task["neurons"], task["replicas"], networks.STEP, networks.STRENGTH
    a, b = networks.dense(n), np.zeros(n)
    rng = np.random.default_rng(1)
    x = np.zeros((n, replicas))

    def repeat(times):
        nonlocal x
        for _ in range(times):
            x = x + h * (a @ x + b[:, None]) + s * np.sqrt(h) * rng.standard_normal(x.shape)

    return repeat


def in_place(task, source):
    """One product with I + hA, and no array that is made anew."""
    dtype = np.dtype(task["precision"])
    n, replicas = task["neurons"], task["replicas"]
    m = networks.propagator(networks.dense(n, dtype))
    kick = dtype.type(networks.STRENGTH * np.sqrt(networks.STEP))
    x, y, zeta = (np.zeros((n, replicas), dtype) for _ in range(3))

    def repeat(times):
        nonlocal x, y
        for _ in range(times):
            np.matmul(m, x, out=y)
            source.fill(zeta)
            np.multiply(zeta, kick, out=zeta)
            np.add(y, zeta, out=y)
            x, y = y, x

    return repeat


def normals(bits):
    def variant(task):
        source, out = OneGenerator(bits), np.empty((task["neurons"], task["replicas"]))

        def repeat(times):
            for _ in range(times):
                source.fill(out)

        return repeat

    return variant


def samples(task):
    return np.random.default_rng(1).standard_normal((task["neurons"], task["replicas"]))


def covariance_product(task):
    """C += X Xᵀ, in place."""
    x = samples(task)
    c, product = np.zeros((len(x), len(x))), np.zeros((len(x), len(x)))

    def repeat(times):
        for _ in range(times):
            np.matmul(x, x.T, out=product)
            np.add(c, product, out=c)

    return repeat


def covariance_rank_k(task):
    """The same by BLAS's rank-k update of one triangle."""
    x = samples(task)
    c = np.zeros((len(x), len(x)), order="F")

    def repeat(times):
        nonlocal c
        for _ in range(times):
            c = scipy.linalg.blas.dsyrk(1.0, x.T, beta=1.0, c=c, trans=1, overwrite_c=1)

    return repeat


def covariance_edges(task):
    """Σ (x_i − s x_j)² on every edge, in pieces that stay in the cache."""
    x = samples(task)
    a = networks.sparse(task["neurons"], task["degree"]).tocoo()
    edges = a.row != a.col
    target, source, sign = a.row[edges], a.col[edges], np.sign(a.data[edges])[:, None]
    d = np.zeros(len(target))
    piece = 4096

    def repeat(times):
        for _ in range(times):
            for k in range(0, len(d), piece):
                part = slice(k, k + piece)
                y = x[source[part]]
                y *= sign[part]
                np.subtract(x[target[part]], y, out=y)
                d[part] += np.einsum("er,er->e", y, y)

    return repeat


def authors_loop(task):
    """The authors' loop: three networks one after the other, one run at a time, each
    drawing the same noise again. It stops after some of the steps and is scaled."""
    n, steps, h, sigma, b = task["neurons"], task["share"], 0.005, 0.01, 0.0002
    matrices = [networks.dense(n) for _ in range(3)]

    def repeat(times):
        for _ in range(times):
            for a in matrices:
                rng = np.random.RandomState(1)
                x = np.empty((steps + 1, n))
                x[0] = rng.uniform(size=n)
                for t in range(steps):
                    x[t + 1] = x[t] + h * (a @ x[t] + b) + sigma * np.sqrt(h) * rng.randn(n)

    return repeat


def blas():
    try:
        found = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return f'{found["name"]} {found["version"]}'
    except (KeyError, TypeError):
        return "unknown BLAS"


serve(
    {"NumPy": f"{np.__version__} ({blas()})", "SciPy": scipy.__version__},
    {
        "step": {
            "one-liner": one_liner,
            "in place": lambda task: in_place(task, OneGenerator()),
            "in place, noise by SFC64 in threads": lambda task: in_place(task, AllCores()),
        },
        "normals": {"default_rng": normals(np.random.PCG64), "SFC64": normals(np.random.SFC64)},
        "covariance-dense": {"X @ X.T": covariance_product, "dsyrk": covariance_rank_k},
        "covariance-edges": {"in pieces": covariance_edges},
        "figure2c": {"the authors' loop": authors_loop},
    },
    {"full-run": fullrun.run, "diff-cov": lyapunov.run},
)
