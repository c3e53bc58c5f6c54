"""Prints, as JSON, what NumPy and pandas read in copies of the recording given first: whether each has its frames."""

import json
import sys

import numpy as np
import pandas as pd

frames = np.load(sys.argv[1], mmap_mode="r")
first, interval = float(sys.argv[2]), float(sys.argv[3])
labels = json.loads(sys.argv[4])
time = first + interval * np.arange(len(frames))


def table(t):
    assert list(t.columns) == ["time"] + labels, t.columns
    assert t["time"].dtype == np.float64 or len(t) == 0
    values = t[labels].to_numpy()
    # Text has no type: the nearest float64 of a shortest float32 is not the float32 itself.
    return np.array_equal(values.astype(frames.dtype), frames, equal_nan=True) and np.array_equal(t["time"], time)


def check(path):
    if path.endswith(".npy"):
        saved = path + ".saved.npy"
        np.save(saved, np.array(frames))
        with open(path, "rb") as ours, open(saved, "rb") as theirs:
            return ours.read() == theirs.read()
    if path.endswith(".npz"):
        a = np.load(path)
        same = a["frames"].dtype == frames.dtype and np.array_equal(a["frames"], frames, equal_nan=True)
        return bool(same and np.array_equal(a["time"], time) and a["labels"].tolist() == labels)
    if path.endswith(".parquet"):
        t = pd.read_parquet(path)
        assert all(t[c].dtype == frames.dtype for c in labels)
        return table(t)
    exact = {} if int(pd.__version__.split(".")[0]) >= 3 else {"float_precision": "round_trip"}
    return table(pd.read_csv(path, **exact))


print(json.dumps({"shape": frames.shape, "dtype": str(frames.dtype), "same": {p: bool(check(p)) for p in sys.argv[5:]}}))
