"""The worst-case ε of pruned symmetric networks: the largest |ν| with (B̃ − B) x = ν B x, B = −A.

With D the diagonal of B, the equations are scaled by Jacobi's preconditioner: D^−½ B D^−½, so that neither
conjugate gradients nor LOBPCG need one. Rows of products are divided among the cores. What does not depend on
the method is prepared before the time is taken.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.sparse
import scipy.sparse.linalg

from harness import CORES

INNER = 1e-4  # of the residual of a solve, which leaves ν far more exact than the tolerances asked for
BLOCK = 4  # vectors of LOBPCG
TRIAL = 5  # of its iterations


class Rows(scipy.sparse.linalg.LinearOperator):
    """A matrix in compressed rows, divided among threads: SciPy's product releases the interpreter's lock."""

    def __init__(self, m, pool):
        m = m.tocsr()
        m.indices, m.indptr = m.indices.astype(np.int32), m.indptr.astype(np.int32)
        super().__init__(m.dtype, m.shape)
        ends = np.searchsorted(m.indptr, np.linspace(0, m.nnz, CORES + 1))
        ends[0], ends[-1] = 0, m.shape[0]
        self.parts, self.pool = [m[a:b] for a, b in zip(ends, ends[1:])], pool

    def _matvec(self, x):
        return np.concatenate(list(self.pool.map(lambda part: part @ x, self.parts)))

    _matmat = _matvec
    _rmatvec = _matvec  # it is symmetric


def lanczos(ncv):
    """Lanczos on B⁻¹(B̃ − B) in the inner product of B."""

    def find(change, b, tolerance):
        solves = 0

        def solve(y):
            nonlocal solves
            solves += 1
            x, failed = scipy.sparse.linalg.cg(b, y, rtol=INNER)
            if failed:
                raise ArithmeticError("not converged")
            return x

        start = np.random.default_rng(1).standard_normal(b.shape[0])
        inverse = scipy.sparse.linalg.LinearOperator(b.shape, solve, dtype=b.dtype)
        nu = scipy.sparse.linalg.eigsh(
            change, k=1, M=b, Minv=inverse, which="LM", ncv=ncv, tol=tolerance, v0=start, return_eigenvectors=False
        )
        return float(np.abs(nu).max()), solves

    return find


def lobpcg(change, b, tolerance):
    """Both ends of the spectrum by LOBPCG, to a residual of that share of the larger |ν|, of which a few
    iterations tell enough. Such a residual r leaves ν off by about rᵀB⁻¹r."""
    iterations, largest_nu, ends = 0, 0.0, {}
    for largest in (True, False):
        start = np.random.default_rng(1).standard_normal((b.shape[0], BLOCK))
        nu, ends[largest] = scipy.sparse.linalg.lobpcg(change, start, B=b, tol=tolerance, maxiter=TRIAL, largest=largest)
        largest_nu, iterations = max(largest_nu, np.abs(nu).max()), iterations + TRIAL
    epsilon = 0.0
    for largest, start in ends.items():
        nu, _, history = scipy.sparse.linalg.lobpcg(
            change, start, B=b, tol=tolerance * largest_nu, maxiter=1000, largest=largest, retResidualNormsHistory=True
        )
        epsilon, iterations = max(epsilon, np.abs(nu).max()), iterations + len(history)
    return float(epsilon), iterations


VARIANTS = {"eigsh, 20 vectors": lanczos(20), "eigsh, 8 vectors": lanczos(8), "LOBPCG": lobpcg}


class Finder:
    """Keeps the matrices, and which variant is the fastest, from one task to the next."""

    def __init__(self):
        self.key, self.problems, self.b, self.chosen = None, [], None, {}
        self.pool = ThreadPoolExecutor(CORES)

    def answer(self, task):
        if self.key != (task["file"], *task["pruned"]):
            self.prepare(task)
        wanted, tolerance = task.get("variant", ""), task["tolerance"]
        if wanted not in self.chosen:
            names = [n for n in VARIANTS if n.startswith(wanted)]
            trial = {n: self.find(n, tolerance)["seconds"] for n in names} if len(names) > 1 else {names[0]: 0}
            self.chosen[wanted] = min(trial, key=trial.get)
        return self.find(self.chosen[wanted], tolerance)

    def prepare(self, task):
        b = -scipy.sparse.csr_array(scipy.sparse.load_npz(task["file"]))
        scale = scipy.sparse.diags_array(1 / np.sqrt(b.diagonal()))
        self.problems = []
        for file in task["pruned"]:
            change = -scipy.sparse.csr_array(scipy.sparse.load_npz(file)) - b
            self.problems.append(Rows(scale @ change @ scale, self.pool))
        self.b, self.chosen, self.key = Rows(scale @ b @ scale, self.pool), {}, (task["file"], *task["pruned"])

    def find(self, name, tolerance):
        found, start = {}, time.perf_counter()
        for k, change in enumerate(self.problems, 1):
            found[f"epsilon_{k}"], found[f"iterations_{k}"] = VARIANTS[name](change, self.b, tolerance)
        return {"seconds": time.perf_counter() - start, "variant": name, "found": found}
