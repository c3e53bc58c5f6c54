"""SciPy's compressed sparse rows."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy
import scipy.sparse.linalg

import networks
from harness import CORES, serve
from noise import AllCores, OneGenerator


def stepper(product, n, replicas, source):
    kick = networks.STRENGTH * np.sqrt(networks.STEP)
    x, zeta = np.zeros((n, replicas)), np.zeros((n, replicas))

    def repeat(times):
        nonlocal x
        for _ in range(times):
            y = product(x)
            source.fill(zeta)
            np.multiply(zeta, kick, out=zeta)
            np.add(y, zeta, out=y)
            x = y

    return repeat


def plain(task):
    m = networks.propagator(networks.sparse(task["neurons"], task["degree"]))
    return stepper(lambda x: m @ x, task["neurons"], task["replicas"], OneGenerator())


def threads(task):
    """The rows divided among the cores: the product releases the interpreter's lock."""
    n = task["neurons"]
    m = networks.propagator(networks.sparse(n, task["degree"]))
    bounds = np.linspace(0, n, CORES + 1).astype(int)
    parts = [m[a:b] for a, b in zip(bounds, bounds[1:])]
    pool = ThreadPoolExecutor(CORES)

    def product(x):
        return np.concatenate(list(pool.map(lambda part: part @ x, parts)))

    return stepper(product, n, task["replicas"], AllCores())


class Solves:
    """Perturb and solve: B x = f, f with the covariance B = D − W, and the squares of x_i − s x_j.

    The tolerance leaves as large a bias as ours does on a typical edge.
    """

    TOLERANCE = 1e-4

    def __init__(self, task):
        self.w, self.leak, rows = networks.heavy_tailed(task["neurons"], task["degree"])
        self.n, self.replicas = len(self.leak), task["replicas"]
        self.b = (scipy.sparse.diags_array(self.leak) - self.w).tocsr()
        pairs = scipy.sparse.tril(self.w, -1).tocoo()
        self.target, self.source = pairs.coords
        self.sign, self.root = np.sign(pairs.data), np.sqrt(np.abs(pairs.data))
        self.slack = np.sqrt(self.leak - rows)
        edges = np.arange(pairs.nnz)
        self.incidence = scipy.sparse.coo_array(
            (
                np.concatenate([self.root, -self.sign * self.root]),
                (np.concatenate([self.target, self.source]), np.concatenate([edges, edges])),
            ),
            shape=(self.n, pairs.nnz),
        ).tocsr()
        self.total = np.zeros(pairs.nnz)
        self.seeds = np.random.SeedSequence(1).spawn(CORES)
        self.rngs = [np.random.Generator(np.random.SFC64(s)) for s in self.seeds]

    def force(self, rng, width=None):
        shape = () if width is None else (width,)
        slack = self.slack if width is None else self.slack[:, None]
        f = slack * rng.standard_normal((self.n, *shape))
        return f + self.incidence @ rng.standard_normal((len(self.root), *shape))

    def squares(self, x):
        sign = self.sign if x.ndim == 1 else self.sign[:, None]
        y = x[self.target] - sign * x[self.source]
        return y * y if x.ndim == 1 else np.einsum("er,er->e", y, y)

    def one(self, rng):
        jacobi = scipy.sparse.diags_array(1 / self.leak)
        x, info = scipy.sparse.linalg.cg(self.b, self.force(rng), M=jacobi, rtol=self.TOLERANCE)
        if info:
            raise RuntimeError("not converged")
        return self.squares(x)

    def block(self, rng, width):
        r = self.force(rng, width)
        x, p = np.zeros_like(r), r / self.leak[:, None]
        rho = np.einsum("ir,ir->r", r, p)
        wanted = rho * self.TOLERANCE**2
        while np.any(rho > wanted):
            q = self.b @ p
            alpha = rho / np.einsum("ir,ir->r", p, q)
            x += alpha * p
            r -= alpha * q
            z = r / self.leak[:, None]
            before, rho = rho, np.einsum("ir,ir->r", r, z)
            p = z + (rho / before) * p
        return self.squares(x)


def one_at_a_time(task):
    solves = Solves(task)
    pool = ThreadPoolExecutor(CORES)

    def share(rng, count):
        return sum(solves.one(rng) for _ in range(count))

    def repeat(times):
        for _ in range(times):
            counts = np.diff(np.linspace(0, solves.replicas, CORES + 1).astype(int))
            for part in pool.map(share, solves.rngs, counts):
                solves.total += part

    return repeat


def side_by_side(width):
    """Blocks of that many samples, one on each core at a time."""

    def prepare(task):
        solves = Solves(task)
        pool = ThreadPoolExecutor(CORES)

        def share(rng, count):
            return sum(solves.block(rng, min(width, count - done)) for done in range(0, count, width))

        def repeat(times):
            for _ in range(times):
                counts = np.diff(np.linspace(0, solves.replicas, CORES + 1).astype(int))
                for part in pool.map(share, solves.rngs, counts):
                    solves.total += part

        return repeat

    return prepare


serve(
    {"SciPy": scipy.__version__},
    {
        "step": {"one product": plain, "rows in threads": threads},
        "solve": {
            "cg, a sample at a time": one_at_a_time,
            "side by side, 4": side_by_side(4),
            "side by side, 8": side_by_side(8),
            "side by side, 16": side_by_side(16),
        },
    },
)
