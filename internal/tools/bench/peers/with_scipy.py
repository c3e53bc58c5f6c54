"""SciPy's compressed sparse rows."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy

import networks
import resistance
import solves
import worst
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


serve(
    {"SciPy": scipy.__version__},
    {"step": {"one product": plain, "rows in threads": threads}},
    {"solve": solves.Solver().answer, "make-graph": resistance.make_graph, "worst": worst.Finder().answer},
)
