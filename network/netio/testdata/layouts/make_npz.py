"""Writes .npz files of pydata/sparse and with several arrays, and npz.json.

    python make_npz.py

npz.json says what each file holds as the library that wrote it reads it back. Needs numpy,
scipy and sparse (written with 2.4, 1.17 and 0.19).
"""

import json
import os
import pathlib
import sys
import zipfile

import numpy as np
import scipy.sparse as sp
import sparse

directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/..").resolve()
rng = np.random.default_rng(1)
cases = []
written = {}  # the call that wrote a file, for other calls than numpy.savez_compressed
N = 5
w = np.where(rng.random((N, N)) < 0.5, rng.integers(-40, 40, (N, N)) / 8, 0.0)
labels = ["AVAL", "AVAR", "β-cell", "a, b", "L"]


def fix_times(file):
    """Gives all members the same date, so that the bytes do not depend on the clock."""
    with zipfile.ZipFile(directory / file) as archive:
        members = [(info.filename, info.compress_type, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(directory / file, "w") as archive:
        for name, method, content in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, content)


def describe(file):
    """Lists the arrays of an archive, with their values where these are few."""
    lines = []
    with zipfile.ZipFile(directory / file) as archive:
        for name in archive.namelist():
            with archive.open(name) as member:
                array = np.lib.format.read_array(member, allow_pickle=True)
            values = " ".join(str(array).split()) if array.size < 10 else f"array of {array.dtype}, shape {array.shape}"
            lines.append(f"{name.removesuffix('.npy')}: {values}")
    return "\n".join(lines)


def case(file, reason, matrix=None, **more):
    """Adds a case of a file that was written."""
    entry = {"file": file, "reason": reason, "written": written.get(file, "numpy.savez_compressed"), "sample": describe(file), **more}
    if matrix is not None:
        matrix = np.asarray(matrix, dtype=np.float64)
        entry["edges"] = [[int(i), int(j), matrix[i, j]] for i, j in np.argwhere(matrix)]
        entry["neurons"] = len(matrix)
    cases.append(entry)


def save_sparse(file, reason, array, refused=None, compressed=True):
    sparse.save_npz(directory / file, array, compressed=compressed)
    fix_times(file)
    written[file] = "sparse.save_npz"
    if refused:
        case(file, reason, refused=refused)
        return
    case(file, reason, sparse.load_npz(directory / file).todense())


def save(file, **arrays):
    np.savez_compressed(directory / file, **arrays)
    fix_times(file)
    return np.load(directory / file)


def pydata():
    coo = sparse.COO.from_numpy(w)
    save_sparse("npz-sparse-coo.npz", "pydata/sparse, COO", coo)
    save_sparse("npz-sparse-coo-stored.npz", "pydata/sparse, COO, not compressed", coo, compressed=False)
    save_sparse("npz-sparse-coo-turned.npz", "pydata/sparse, COO, transposed", coo.T)
    save_sparse("npz-sparse-coo-pairs.npz", "pydata/sparse, COO from rows of pairs, so that coords is in Fortran order",
                sparse.COO(np.asfortranarray(np.argwhere(w).T), w[w != 0], shape=w.shape))
    save_sparse("npz-sparse-coo-half.npz", "pydata/sparse, COO of float16", coo.astype(np.float16))
    save_sparse("npz-sparse-coo-counts.npz", "pydata/sparse, COO of integers", sparse.COO.from_numpy(np.abs(w * 8).astype(np.int32)))
    save_sparse("npz-sparse-coo-bool.npz", "pydata/sparse, COO of booleans", sparse.COO.from_numpy(w != 0))
    save_sparse("npz-sparse-coo-empty.npz", "pydata/sparse, COO without entries", sparse.COO.from_numpy(np.zeros((N, N))))
    save_sparse("npz-sparse-gcxs-rows.npz", "pydata/sparse, GCXS, rows compressed", sparse.GCXS.from_numpy(w, compressed_axes=(0,)))
    save_sparse("npz-sparse-gcxs-columns.npz", "pydata/sparse, GCXS, columns compressed", sparse.GCXS.from_numpy(w, compressed_axes=(1,)))
    save_sparse("npz-sparse-gcxs-scipy.npz", "pydata/sparse, GCXS from a matrix of SciPy", sparse.GCXS.from_scipy_sparse(sp.csr_matrix(w)))
    save_sparse("npz-sparse-fill.npz", "pydata/sparse, a value for all positions without an entry", sparse.COO.from_numpy(w, fill_value=1.5),
                refused="positions without an entry have the weight 1.5, not 0")
    save_sparse("npz-sparse-fill-nan.npz", "pydata/sparse, no value at positions without an entry", sparse.GCXS.from_numpy(w, fill_value=np.nan),
                refused="positions without an entry have the weight NaN, not 0")
    save_sparse("npz-sparse-cube.npz", "pydata/sparse, three axes", sparse.COO.from_numpy(np.ones((2, 2, 2))),
                refused="the shape of a matrix has 2 numbers, not 3")


def scipy_layouts():
    for layout in "csr", "csc", "coo", "bsr", "dia":
        file = f"npz-scipy-{layout}.npz"
        sp.save_npz(directory / file, getattr(sp, f"{layout}_array")(w))
        fix_times(file)
        written[file] = "scipy.sparse.save_npz"
        case(file, f"SciPy, {layout}", sp.load_npz(directory / file).toarray())
    twice = sp.coo_array(([1.0, 2.0], ([1, 1], [3, 3])), shape=(N, N))
    sp.save_npz(directory / "npz-scipy-twice.npz", twice)
    fix_times("npz-scipy-twice.npz")
    written["npz-scipy-twice.npz"] = "scipy.sparse.save_npz"
    case("npz-scipy-twice.npz", "SciPy, a place given twice", refused="sum_duplicates")


def half():
    save("npz-half.npz", W=w.astype(np.float16), labels=np.array(labels))
    case("npz-half.npz", "float16 with labels", np.load(directory / "npz-half.npz")["W"], labels=labels)


def several():
    one = save("npz-one-matrix.npz", W=w, positions=rng.random((N, 3)).astype(np.float32), rates=np.ones(N), name=np.array("worm"))
    case("npz-one-matrix.npz", "one matrix beside vectors", one["W"],
         notes=['the matrix is the array "W"; not read: "positions" (5, 3), "rates" (5,), "name" ()'])
    case("npz-one-matrix.npz", "one matrix beside vectors, chosen", one["W"], options={"variable": "W"})
    case("npz-one-matrix.npz", "a vector chosen", options={"variable": "rates"}, refused="is not a square matrix of numbers")
    case("npz-one-matrix.npz", "a name that is not there", options={"variable": "w"},
         refused='no array has the name "w", but "W" (5, 5), "positions" (5, 3), "rates" (5,), "name" (); choose one with --variable NAME')
    two = save("npz-two-matrices.npz", weights=w, tract_lengths=np.abs(w), labels=np.array(labels))
    case("npz-two-matrices.npz", "two matrices",
         refused='2 arrays could be the matrix: "weights" (5, 5), "tract_lengths" (5, 5); choose one with --variable NAME')
    for name in "weights", "tract_lengths":
        case("npz-two-matrices.npz", "two matrices, one chosen", two[name], options={"variable": name}, labels=list(two["labels"]))
    scalars = save("npz-scalars.npz", dt=np.array([[0.1]]), W=w.astype(np.float16), T=np.array([[100]]))
    case("npz-scalars.npz", "one matrix beside matrices of one number", scalars["W"], notes=['"dt" (1, 1), "T" (1, 1)'])
    save("npz-objects.npz", W=w, info=np.array({"species": "worm"}, dtype=object))
    case("npz-objects.npz", "one matrix beside a pickled object", w, notes=['not read: "info"'])
    save("npz-vectors.npz", pre=np.arange(4), post=np.arange(4), weight=np.ones(4))
    case("npz-vectors.npz", "no matrix", refused='none of the 3 arrays is a square matrix of numbers: "pre" (4,), "post" (4,), "weight" (4,)')
    csr = sp.csr_array(w)
    save("npz-csr-recipe.npz", data=csr.data, indices=csr.indices, indptr=csr.indptr, shape=csr.shape)
    case("npz-csr-recipe.npz", "parts of a csr matrix, saved one by one", refused="the member format.npy of a sparse matrix is missing")
    sp.save_npz(directory / "npz-sparse-beside.npz", csr)
    with np.load(directory / "npz-sparse-beside.npz") as parts:
        parts = dict(parts)
    save("npz-sparse-beside.npz", **parts, rates=np.ones(N), labels=np.array(labels))
    case("npz-sparse-beside.npz", "a sparse matrix of SciPy with other arrays", sp.load_npz(directory / "npz-sparse-beside.npz").toarray(),
         labels=labels, notes=['not read: "rates" (5,)'])
    case("npz-sparse-beside.npz", "an array beside a sparse matrix", options={"variable": "rates"}, refused="the archive holds one sparse matrix")


scipy_layouts()
half()
pydata()
several()
for file in {c["file"] for c in cases}:
    assert os.path.getsize(directory / file) < 10_000
(directory / "npz.json").write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
