"""pandas and SciPy: an edge list with FlyWire's columns becomes a sparse matrix."""

import os
import resource
import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import scipy
import scipy.sparse as sp

from harness import serve

NEUROPILS = [f"{name}_{side}" for name in "AL AME AOTU AVLP BU CAN CRE EB EPA FB FLA GA GNG GOR IB ICL IPS LA LAL LH LO LOP".split()
             for side in "LR"]
TRANSMITTERS = ["ACH", "GABA", "GLUT", "DA", "OCT", "SER"]


def table(task):
    """Rows sorted by the presynaptic neuron; degrees of a heavy tail; identifiers of 18 digits."""
    rng = np.random.default_rng(1)
    n, rows = task["neurons"], task["rows"]
    ids = np.sort(720575940600000000 + rng.choice(50_000_000, n, replace=False))
    weight = rng.lognormal(0, 1, n)
    pre = np.sort(rng.choice(n, rows, p=weight / weight.sum()))
    weight = rng.permutation(weight)
    post = rng.choice(n, rows, p=weight / weight.sum())
    neuropil = rng.integers(0, len(NEUROPILS), rows)
    # A pair occurs once in a neuropil.
    key = (pre * n + post) * len(NEUROPILS) + neuropil
    keep = np.sort(np.unique(key, return_index=True)[1])
    pre, post, neuropil = pre[keep], post[keep], neuropil[keep]
    count = np.minimum(rng.geometric(0.2, len(pre)), 2000)
    transmitter = rng.choice(len(TRANSMITTERS), n, p=[0.55, 0.2, 0.2, 0.02, 0.02, 0.01])[pre]
    return pa.table({
        "pre_root_id": ids[pre], "post_root_id": ids[post], "neuropil": pa.array(np.array(NEUROPILS)[neuropil]),
        "syn_count": count, "nt_type": pa.array(np.array(TRANSMITTERS)[transmitter]),
    })


def make_list(task):
    """Writes the list, unless it is there."""
    path = task["file"]
    if not os.path.exists(path):
        rows = table(task)
        if path.endswith(".parquet"):
            pa.parquet.write_table(rows, path + ".part")
        else:
            with pa.output_stream(path + ".part", compression="gzip") as out:
                pa.csv.write_csv(rows, out, pa.csv.WriteOptions(quoting_style="none"))
        os.rename(path + ".part", path)
    return {"found": {"bytes": os.path.getsize(path)}}


COLUMNS = ["pre_root_id", "post_root_id", "syn_count", "nt_type"]
READERS = {
    "read_csv": lambda path: pd.read_csv(path, usecols=COLUMNS),
    "read_csv, pyarrow's parser": lambda path: pd.read_csv(path, usecols=COLUMNS, engine="pyarrow"),
    "read_parquet": lambda path: pd.read_parquet(path, columns=COLUMNS),
}


def read_list(task):
    """Identifiers become indices, transmitters signs, and rows of the same pair are summed."""
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")  # the largest resident size begins anew
    start = time.perf_counter()
    rows = READERS[task["variant"]](task["file"])
    index, labels = pd.factorize(np.concatenate([rows["pre_root_id"], rows["post_root_id"]]))
    pre, post = index[:len(rows)], index[len(rows):]
    weight = np.where(rows["nt_type"].isin(["GABA", "GLUT"]), -1.0, 1.0) * rows["syn_count"].to_numpy()
    w = sp.coo_array((weight, (post, pre)), shape=(len(labels), len(labels))).tocsr()
    took = time.perf_counter() - start
    return {"seconds": took, "variant": task["variant"],
            "found": {"neurons": len(labels), "connections": int(w.nnz), "sum": float(w.sum()), "peak": peak()}}


def peak():
    with open("/proc/self/status") as f:
        for line in f:
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


serve(
    {"pandas": pd.__version__, "SciPy": scipy.__version__, "pyarrow": pa.__version__},
    {},
    {"make-list": make_list, "read-list": read_list},
)
