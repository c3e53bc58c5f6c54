"""Networks of the sizes that are measured: leak 1, spectral radius of the weights ½."""

import numpy as np
import scipy.sparse

STEP, STRENGTH = 0.1, 0.1  # h, σ


def dense(n, dtype=np.float64):
    """A = W − D."""
    weights = np.random.default_rng(1).standard_normal((n, n)) * (0.5 / np.sqrt(n))
    return (weights - np.eye(n)).astype(dtype)


def sparse(n, degree):
    """A = W − D in compressed rows, with sorted 32-bit indices."""
    rng = np.random.default_rng(1)
    rows = np.repeat(np.arange(n), degree)
    columns = np.concatenate([rng.choice(n, degree, replace=False) for _ in range(n)])
    weights = rng.standard_normal(n * degree) * (0.5 / np.sqrt(degree))
    a = scipy.sparse.csr_array((weights, (rows, columns)), shape=(n, n))
    a = (a - scipy.sparse.eye_array(n, format="csr")).tocsr()
    a.sort_indices()
    a.indices, a.indptr = a.indices.astype(np.int32), a.indptr.astype(np.int32)
    return a


def propagator(a):
    """I + hA, which one product takes the step with."""
    if scipy.sparse.issparse(a):
        m = (scipy.sparse.eye_array(a.shape[0], format="csr") + STEP * a).tocsr()
        m.indices, m.indptr = m.indices.astype(np.int32), m.indptr.astype(np.int32)
        return m
    return np.ascontiguousarray(np.eye(len(a), dtype=a.dtype) + a.dtype.type(STEP) * a)
