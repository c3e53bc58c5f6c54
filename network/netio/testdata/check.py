"""Prints, as JSON, what NumPy and SciPy read in the files given as arguments."""

import csv
import json
import sys

import numpy as np
import scipy.io
import scipy.sparse as sp


def dense(path):
    if ".mtx" in path:
        matrix = scipy.io.mmread(path)
    elif path.endswith(".npz"):
        matrix = sp.load_npz(path)
        matrix.check_format(full_check=True)
    elif path.endswith(".mat"):
        matrix = scipy.io.loadmat(path)["W"]
    elif path.endswith(".npy"):
        matrix = np.load(path)
    else:
        with open(path, newline="", encoding="utf-8") as f:
            edges = list(csv.DictReader(f))
        names = list(dict.fromkeys(e[end] for e in edges for end in ("source", "target")))
        return {"edges": [[e["source"], e["target"], float(e["weight"])] for e in edges], "names": names}
    matrix = matrix.toarray() if sp.issparse(matrix) else matrix
    assert matrix.dtype == np.float64, matrix.dtype
    return {"matrix": matrix.tolist()}


def labels(path):
    if path.endswith(".mat"):
        variables = scipy.io.loadmat(path)
        return [cell[0] for cell in variables["labels"].ravel()] if "labels" in variables else None
    if not path.endswith(".npz"):
        return None
    with np.load(path) as archive:
        return archive["labels"].tolist() if "labels" in archive else None


print(json.dumps([dense(path) | {"labels": labels(path)} for path in sys.argv[1:]]))
