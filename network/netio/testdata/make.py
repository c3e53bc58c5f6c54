"""Writes files with NumPy and SciPy, and manifest.json that says what each one holds.

    python make.py DIR [SEED]

manifest.json maps each file to {"matrix": rows, "labels": names or null}, the matrix as a
reader must return it (row = target), or to {"refused": a piece of the message}. Floats are
written with as many digits as give the same float64 again. DIR "numpy" beside this script,
with seed 1, is what the tests read everywhere.
"""

import gzip
import json
import pathlib
import sys

import numpy as np
import scipy.io
import scipy.sparse as sp

directory = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
directory.mkdir(exist_ok=True)
manifest = {}
N = 5


def expect(name, matrix, labels=None):
    manifest[name] = {"matrix": np.asarray(matrix, dtype=np.float64).tolist(), "labels": labels}


def refuse(name, message):
    manifest[name] = {"refused": message}


def sparse_matrix():
    """About half of the entries, magnitudes over many orders."""
    w = rng.standard_normal((N, N)) * 10.0 ** rng.integers(-12, 12, (N, N))
    return np.where(rng.random((N, N)) < 0.5, w, 0.0)


def whole_matrix():
    return rng.integers(0, 4, (N, N))


def matrix_market():
    w = sparse_matrix()
    u = sparse_matrix()
    cases = {
        "general": w,
        "symmetric": w + w.T,
        "skew": w - w.T,
        "integer": whole_matrix() - 1,
        "unsigned": whole_matrix().astype(np.uint64),
        "float32": u.astype(np.float32),
        "empty": np.zeros((N, N)),
    }
    for name, matrix in cases.items():
        for layout, saved in ("array", matrix), ("coordinate", sp.coo_array(matrix)):
            file = f"{layout}-{name}.mtx"
            scipy.io.mmwrite(directory / file, saved, comment="written by SciPy\n a second line")
            # A file has the digits that single out a float32; a reader sees only those.
            expect(file, [[float(str(v)) for v in row] for row in matrix])
    pattern = whole_matrix() > 1
    scipy.io.mmwrite(directory / "coordinate-pattern.mtx", sp.coo_array(pattern.astype(float)), field="pattern")
    expect("coordinate-pattern.mtx", pattern)
    pattern = pattern | pattern.T
    scipy.io.mmwrite(directory / "coordinate-pattern-symmetric.mtx", sp.coo_array(pattern.astype(float)), field="pattern")
    expect("coordinate-pattern-symmetric.mtx", pattern)
    with gzip.GzipFile(directory / "general.mtx.gz", "wb", mtime=0) as f:
        scipy.io.mmwrite(f, sp.coo_array(w))
    expect("general.mtx.gz", w)
    scipy.io.mmwrite(directory / "complex.mtx", sp.coo_array(w * 1j))
    refuse("complex.mtx", "complex")
    scipy.io.mmwrite(directory / "rectangular.mtx", sp.coo_array(w[:3]))
    refuse("rectangular.mtx", "3 × 5")


def npy():
    w = sparse_matrix()
    for order in "C", "F":
        np.save(directory / f"order-{order}.npy", np.array(w, order=order))
        expect(f"order-{order}.npy", w)
    for byte_order in "<", ">":
        end = "little" if byte_order == "<" else "big"
        for kind in "f8", "f4", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1":
            matrix = (w if kind[0] == "f" else whole_matrix() - (kind[0] == "i")).astype(byte_order + kind)
            if kind in ("i1", "i2", "i4", "i8"):
                matrix[0, 0] = np.iinfo(matrix.dtype).min
            if kind in ("u1", "u2", "u4", "u8"):
                matrix[0, 0] = np.iinfo(matrix.dtype).max
            np.save(directory / f"{kind}-{end}.npy", matrix)
            expect(f"{kind}-{end}.npy", matrix)
    for version in (1, 0), (2, 0), (3, 0):
        file = f"version-{version[0]}.npy"
        with open(directory / file, "wb") as f:
            np.lib.format.write_array(f, w, version=version)
        expect(file, w)
    refused = {
        "complex": (w * 1j, "c16"),
        "object": (np.array([[None, 1], [2, 3]], dtype=object), "O"),
        "structured": (np.zeros((2, 2), dtype=[("a", "<f8"), ("b", "<i4")]), "data type"),
        "text": (np.array([["a", "b"], ["c", "d"]]), "U1"),
        "vector": (np.zeros(4), "(4,)"),
        "scalar": (np.float64(4), "()"),
        "cube": (np.zeros((2, 2, 2)), "(2, 2, 2)"),
        "rectangular": (w[:3], "3 × 5"),
        "nan": (np.array([[0, 1], [np.nan, 0]]), "row 1, column 0"),
        "no-neurons": (np.zeros((0, 0)), "no neurons"),
    }
    for name, (array, message) in refused.items():
        np.save(directory / f"refused-{name}.npy", array)
        refuse(f"refused-{name}.npy", message)


def npz():
    w = sparse_matrix()
    labels = ["AVAL", "β-cell", "a, \"quoted\" name", "𝛼", "L"]
    for compressed in False, True:
        how = "compressed" if compressed else "stored"
        for layout in "csr", "csc", "coo":
            for cls in "matrix", "array":
                file = f"{layout}-{cls}-{how}.npz"
                sp.save_npz(directory / file, getattr(sp, f"{layout}_{cls}")(w), compressed=compressed)
                expect(file, w)
        save = np.savez_compressed if compressed else np.savez
        save(directory / f"dense-{how}.npz", W=np.asfortranarray(w), labels=np.array(labels))
        expect(f"dense-{how}.npz", w, labels)
        save(directory / f"dense-unnamed-{how}.npz", w)
        expect(f"dense-unnamed-{how}.npz", w)
    coo = sp.coo_array(w)
    np.savez(directory / "coords.npz", format=b"coo", shape=coo.shape, data=coo.data, coords=np.array(coo.coords),
             _is_array=True, labels=np.array([s.encode() for s in labels]))
    expect("coords.npz", w, labels)
    csr = sp.csr_matrix(whole_matrix().astype(np.int16))
    np.savez(directory / "wide-indices.npz", format="csr", shape=csr.shape, data=csr.data,
             indices=csr.indices.astype(np.int64), indptr=csr.indptr.astype(">u8"))
    expect("wide-indices.npz", csr.toarray())
    for layout in "bsr", "dia":
        sp.save_npz(directory / f"{layout}.npz", getattr(sp, f"{layout}_matrix")(w))
        expect(f"{layout}.npz", w)
    twice = sp.coo_matrix(([1.0, 2.0], ([1, 1], [3, 3])), shape=(N, N))
    sp.save_npz(directory / "coo-duplicates.npz", twice)
    refuse("coo-duplicates.npz", "sum_duplicates")
    np.savez(directory / "two-arrays.npz", w, w)
    refuse("two-arrays.npz", "2 arrays could be the matrix")
    np.savez(directory / "outside.npz", **{"../W": w})
    refuse("outside.npz", "points outside")


def half():
    """float16, from the smallest to the largest."""
    limits = np.finfo(np.float16)
    extremes = [[0, limits.max, limits.min], [limits.tiny, limits.smallest_subnormal, -limits.smallest_subnormal], [1 / 3, 1 + limits.eps, -0.0]]
    for byte_order in "<", ">":
        file = f"f2-{'little' if byte_order == '<' else 'big'}.npy"
        matrix = np.array(extremes).astype(byte_order + "f2")
        np.save(directory / file, matrix)
        expect(file, matrix)
    np.save(directory / "half.npy", np.eye(2, dtype=np.float16))
    expect("half.npy", np.eye(2))
    csr = sp.csr_matrix(np.array(extremes))
    np.savez(directory / "csr-half.npz", format="csr", shape=csr.shape, data=csr.data.astype(np.float16), indices=csr.indices, indptr=csr.indptr)
    expect("csr-half.npz", csr.toarray().astype(np.float16))


def blocks():
    w = np.where(rng.random((6, 6)) < 0.4, rng.standard_normal((6, 6)), 0.0)
    w[2:4, 0:3] = 0
    for cls in "matrix", "array":
        for size in (2, 3), (3, 1), (1, 6), (6, 6):
            file = f"bsr-{cls}-{size[0]}-{size[1]}.npz"
            sp.save_npz(directory / file, getattr(sp, f"bsr_{cls}")(w, blocksize=size))
            expect(file, w)
    turned = sp.bsr_array(w, blocksize=(6, 6)).T
    sp.save_npz(directory / "bsr-turned.npz", turned)
    expect("bsr-turned.npz", w.T)
    b = sp.bsr_array(w, blocksize=(2, 3))
    np.savez(directory / "bsr-fortran.npz", format="bsr", shape=b.shape, data=np.asfortranarray(b.data), indices=b.indices, indptr=b.indptr)
    expect("bsr-fortran.npz", w)
    twice = sp.bsr_array((np.ones((2, 2, 2)), [1, 1], [0, 0, 2]), shape=(4, 4))
    sp.save_npz(directory / "bsr-duplicates.npz", twice)
    refuse("bsr-duplicates.npz", "sum_duplicates")


def diagonals():
    """Diagonals longer and shorter than the matrix is wide, and some outside of it."""
    for name, width, offsets in (("wide", 9, [-2, 0, 4, 7]), ("narrow", 3, [1, -5, -60]), ("none", 0, [])):
        d = sp.dia_array((rng.standard_normal((len(offsets), width)), offsets), shape=(6, 6))
        d.data[:, ::4] = 0
        d.data[d.data < -1] = 0
        sp.save_npz(directory / f"dia-{name}.npz", d)
        expect(f"dia-{name}.npz", d.toarray())
        np.savez(directory / f"dia-{name}-fortran.npz", format="dia", shape=d.shape, data=np.asfortranarray(d.data), offsets=d.offsets)
        expect(f"dia-{name}-fortran.npz", d.toarray())


matrix_market()
npy()
npz()
half()
blocks()
diagonals()
(directory / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
