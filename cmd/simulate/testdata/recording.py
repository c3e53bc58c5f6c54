"""Opens the folders of recordings as a user would, and compares their statistics with what NumPy and SciPy find from the frames."""
import json
import os
import sys

import numpy as np
import pandas as pd
from scipy import signal


def check(folder):
    path = lambda name: os.path.join(folder, name)
    facts = json.load(open(path("recording.json")))
    every, skipped = facts["spec"]["record"]["every"], facts["schedule"]["skipped"]
    frames = np.load(path("frames.npy"), mmap_mode="r")
    neurons = pd.read_csv(path("neurons.csv"))
    found = np.load(path("statistics.npz"))
    deviations = {}

    def compare(name, want):
        want, got = np.asarray(want), found[name]
        assert got.shape == want.shape, (name, got.shape, want.shape)
        deviations[name] = float(np.abs(got - want).max() / max(np.abs(want).max(), 1e-300))

    def series(prefix, x):
        n, lags = len(x), facts["schedule"]["lags"]
        d = x - x.mean(0)
        compare(prefix + "mean", x.mean(0))
        compare(prefix + "covariance", [signal.correlate(a, a, method="direct")[n - 1 : n + lags] / n for a in d.T])
        options = {"fs": 1 / every, "nperseg": facts["schedule"]["segment"]}
        f, p = signal.welch(x.T, **options)
        compare(prefix + "frequencies", f)
        compare(prefix + "density", p)
        return d, options

    x = np.asarray(frames)[skipped:]
    d, options = series("", x)
    n, lags = len(x), facts["schedule"]["lags"]
    compare("lags", np.arange(lags + 1) * every)
    column = {label: k for k, label in enumerate(neurons.label)}
    pairs = [[column[label] for label in pair.split(">")] for pair in facts["spec"]["statistics"]["pairs"]]
    if pairs:
        compare("cross_covariance", [signal.correlate(d[:, t], d[:, s], method="direct")[n - 1 : n + lags] / n for s, t in pairs])
        cross = np.array([signal.csd(x[:, s], x[:, t], **options)[1] for s, t in pairs])
        compare("cross_density_real", cross.real)
        compare("cross_density_imag", cross.imag)
        compare("coherence", [signal.coherence(x[:, s], x[:, t], **options)[1] for s, t in pairs])
    if "edge_target" in found:
        place = {neuron: k for k, neuron in enumerate(neurons.neuron)}
        edges = [(place[int(t)], place[int(s)]) for t, s in zip(found["edge_target"], found["edge_source"])]
        compare("edge_covariance", [np.mean(d[:, t] * d[:, s]) for t, s in edges])
    if facts["groups"]:
        of = pd.read_csv(facts["spec"]["statistics"]["groups"]).set_index("neuron").group
        series("group_", np.stack([x[:, [of[label] == g for label in neurons.label]].mean(1) for g in facts["groups"]], 1))
    if "active_set_sizes" in found:
        deviations["active sizes"] = float(abs(found["active_set_sizes"].sum() - len(x)))
        sizes = found["active_set_sizes"]
        deviations["active fraction"] = float(abs(found["active_fraction"].sum() - sizes @ np.arange(len(sizes)) / len(x)))

    time = np.load(path("time.npy"))
    assert time.shape == (len(frames),)
    deviations["time"] = float(np.abs(time - np.arange(len(frames)) * every).max())
    if os.path.exists(path("frames.csv")):
        archive = np.load(path("frames.npz"))
        assert (archive["frames"] == frames).all() and (archive["time"] == time).all() and list(archive["labels"]) == list(neurons.label)
        tables = [pd.read_csv(path(name), float_precision="round_trip") for name in ("frames.csv", "frames.csv.gz")]
        for table in tables + [pd.read_parquet(path("frames.parquet"))]:
            assert list(table.columns) == ["time", *neurons.label]
            assert (table.to_numpy()[:, 1:] == frames).all() and (table.time == time).all()
    return {"shape": frames.shape, "type": str(frames.dtype), "labels": list(neurons.label), "deviations": deviations}


print(json.dumps([check(folder) for folder in sys.argv[1:]]))
