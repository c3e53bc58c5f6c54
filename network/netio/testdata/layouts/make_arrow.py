"""Writes the Parquet, Feather and Arrow files of this folder and their manifest arrow.json, as people
write them with pandas and pyarrow. What each holds is read back with pandas."""

import json
import os
import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

here = os.path.dirname(os.path.abspath(__file__))
out = sys.argv[1] if len(sys.argv) > 1 else here
cases = []

A, B, C = 720575940611111111, 720575940622222222, 720575940633333333


def read(file):
    path = os.path.join(out, file)
    if file.endswith(".parquet"):
        return pd.read_parquet(path)
    if "stream" in file:
        return pa.ipc.open_stream(path).read_pandas()
    if file.endswith(".arrow"):
        return pa.ipc.open_file(path).read_pandas()
    return pd.read_feather(path)


def case(file, reason, source, target, weight=None, sign=None, notes=(), refused=None, labels=True, written=None):
    """Reads the file with pandas and adds it to the manifest: neurons in the order of their first row."""
    table = read(file)
    if written is None:
        written = {"parquet": "pyarrow.parquet.write_table", "feather": "pyarrow.feather.write_feather"}.get(file.split(".")[-1])
    if reason.startswith("DataFrame."):
        written, reason = reason.split(", ", 1)
    entry = dict(file=file, reason=reason, written=written, sample=table.head(4).to_string())
    cases.append(entry)
    if refused:
        entry["refused"] = refused
        return
    names, weights = [], {}
    sources = [text(v) for v in table[source]]
    targets = [text(v) for v in table[target]]
    values = [1.0] * len(table) if weight is None else [float(v) for v in table[weight]]
    signs = [1.0] * len(table) if sign is None else [sign(r) for _, r in table.iterrows()]
    for s, t, w, g in zip(sources, targets, values, signs):
        for name in (s, t):
            if name not in names:
                names.append(name)
        key = (t, s)
        weights[key] = weights.get(key, 0.0) + w * g
    if not labels:
        names = sorted(names, key=int)
    edges = [[names.index(t), names.index(s), w] for (t, s), w in weights.items() if w != 0]
    entry |= dict(edges=edges, neurons=len(names))
    if labels:
        entry["labels"] = names
    if notes:
        entry["notes"] = list(notes)


def text(v):
    if isinstance(v, float):
        assert v == int(v)
        return str(int(v))
    return str(v)


plain = pd.DataFrame({"source": ["a", "b", "c"], "target": ["b", "c", "a"], "weight": [1.5, -2.0, 0.1]})

# pandas, each compression
for codec in ["snappy", "gzip", "brotli", "zstd", "lz4", None]:
    name = f"pandas-{codec or 'uncompressed'}.parquet"
    plain.to_parquet(os.path.join(out, name), compression=codec, index=False)
    case(name, f"DataFrame.to_parquet, compression {codec or 'none'}", "source", "target", "weight")

many = pd.DataFrame({"source": np.arange(300) % 7, "target": np.arange(300) // 7, "weight": np.arange(300) / 8})
many.to_parquet(os.path.join(out, "row-groups.parquet"), row_group_size=100, index=False)
case("row-groups.parquet", "several row groups", "source", "target", "weight", labels=False, written="DataFrame.to_parquet")

for version in ["1.0", "2.0"]:
    name = f"page-v{version[0]}.parquet"
    pq.write_table(pa.Table.from_pandas(many, preserve_index=False), os.path.join(out, name), data_page_version=version, data_page_size=256)
    case(name, f"data pages of version {version}", "source", "target", "weight", labels=False)

name = "delta.parquet"
pq.write_table(pa.Table.from_pandas(many, preserve_index=False), os.path.join(out, name), use_dictionary=False,
               column_encoding={"source": "DELTA_BINARY_PACKED", "target": "DELTA_BINARY_PACKED", "weight": "BYTE_STREAM_SPLIT"})
case(name, "delta-encoded integers, split floats, as DuckDB writes them", "source", "target", "weight", labels=False)

pq.write_table(pa.Table.from_pandas(plain, preserve_index=False), os.path.join(out, "delta-lengths.parquet"), use_dictionary=False,
               column_encoding={"source": "DELTA_LENGTH_BYTE_ARRAY", "target": "DELTA_LENGTH_BYTE_ARRAY"})
case("delta-lengths.parquet", "texts with delta-encoded lengths", "source", "target", "weight")
pq.write_table(pa.Table.from_pandas(plain, preserve_index=False), os.path.join(out, "refused-delta-text.parquet"), use_dictionary=False,
               column_encoding={"source": "DELTA_BYTE_ARRAY", "target": "PLAIN"})
case("refused-delta-text.parquet", "texts encoded as differences", "source", "target", refused="DELTA_BYTE_ARRAY")

# an index of pandas: named, unnamed
plain.iloc[[2, 0, 1]].to_parquet(os.path.join(out, "index.parquet"))
case("index.parquet", "an index that pandas stores as a column", "source", "target", "weight", written="DataFrame.to_parquet")

# types of columns
for kind in ["int64", "uint64"]:
    top, low = int(np.iinfo(kind).max), int(np.iinfo(kind).min)
    table = pa.table({"pre": pa.array([top, low, 1], kind), "post": pa.array([low, 1, top], kind), "weight": pa.array([1, 2, 3], kind)})
    pq.write_table(table, os.path.join(out, f"{kind}.parquet"))
    case(f"{kind}.parquet", f"identifiers of type {kind}", "pre", "post", "weight", notes=["from pre onto post, weight weight"])
    feather.write_feather(table, os.path.join(out, f"{kind}.feather"))
    case(f"{kind}.feather", f"identifiers of type {kind}", "pre", "post", "weight", notes=["from pre onto post, weight weight"])

for kind in [pa.float16(), pa.float32(), pa.float64()]:
    table = pa.table({"source": ["a", "b"], "target": ["b", "a"], "weight": pa.array(np.array([0.1, -3.0], kind.to_pandas_dtype()), kind)})
    pq.write_table(table, os.path.join(out, f"{kind}.parquet"))
    case(f"{kind}.parquet", f"weights of type {kind}", "source", "target", "weight")
    feather.write_feather(table, os.path.join(out, f"{kind}.feather"), compression="uncompressed")
    case(f"{kind}.feather", f"weights of type {kind}", "source", "target", "weight")

# identifiers that pandas turned into floats since one is missing
floats = pd.DataFrame({"source": [3.0, 5.0, 3.0], "target": [5.0, 3.0, 7.0], "weight": [1, 2, 3]})
floats.to_parquet(os.path.join(out, "float-ids.parquet"), index=False)
case("float-ids.parquet", "identifiers that pandas turned into floats", "source", "target", "weight", written="DataFrame.to_parquet")
pd.DataFrame({"source": [float(A), float(B)], "target": [float(B), float(A)], "weight": [1, 2]}).to_feather(os.path.join(out, "refused-rounded.feather"))
case("refused-rounded.feather", "identifiers of 18 digits as floats", "source", "target", refused="was rounded", written="DataFrame.to_feather")
pd.DataFrame({"source": ["a", None], "target": ["b", "a"], "weight": [1, 2]}).to_parquet(os.path.join(out, "refused-missing.parquet"), index=False)
case("refused-missing.parquet", "a neuron that is missing", "source", "target", refused="is empty", written="DataFrame.to_parquet")

# texts: categorical, large, view; with a decimal
texts = plain.copy()
for column in ["source", "target"]:
    texts[column] = texts[column].astype("category")
texts.to_parquet(os.path.join(out, "categories.parquet"), index=False)
case("categories.parquet", "categoricals of pandas", "source", "target", "weight", written="DataFrame.to_parquet")
texts.to_feather(os.path.join(out, "categories.feather"))
case("categories.feather", "categoricals of pandas", "source", "target", "weight", written="DataFrame.to_feather")
for codec in ["lz4", "zstd", "uncompressed"]:
    plain.to_feather(os.path.join(out, f"pandas-{codec}.feather"), compression=codec)
    case(f"pandas-{codec}.feather", f"DataFrame.to_feather, compression {codec}", "source", "target", "weight")
large = pa.table({
    "source": pa.array(["a", "b", "c"], pa.large_string()), "target": pa.array(["b", "c", "a"], pa.string_view()),
    "weight": pa.array([1, 2, 3], pa.decimal128(9, 2)), "seen": pa.array([1, 2, 3], pa.timestamp("s")),
    "sites": pa.array([[1], [2, 3], None]), "sure": pa.array([True, False, None]),
})
with pa.OSFile(os.path.join(out, "pyarrow-file.arrow"), "wb") as f, pa.ipc.new_file(f, large.schema) as w:
    w.write_table(large)
with pa.OSFile(os.path.join(out, "pyarrow-stream.arrow"), "wb") as f, pa.ipc.new_stream(f, large.schema) as w:
    w.write_table(large, max_chunksize=2)
notes = ["not read: seen, sites, sure"]
case("pyarrow-file.arrow", "large strings, views, decimals, columns of other types", "source", "target", "weight", notes=notes, written="pyarrow.ipc.new_file")
case("pyarrow-stream.arrow", "a stream of two batches", "source", "target", "weight", notes=notes, written="pyarrow.ipc.new_stream")
pq.write_table(large.set_column(1, "target", large["target"].cast(pa.string())), os.path.join(out, "decimal.parquet"))
case("decimal.parquet", "decimals, columns of other types", "source", "target", "weight", notes=notes)
pq.write_table(large.select(["source", "sites", "weight"]).rename_columns(["source", "target", "weight"]), os.path.join(out, "refused-list.parquet"))
case("refused-list.parquet", "lists as neurons", "source", "target", refused="a list or structure")
feather.write_feather(large.select(["source", "seen", "weight"]).rename_columns(["source", "target", "weight"]), os.path.join(out, "refused-time.feather"))
case("refused-time.feather", "times as neurons", "source", "target", refused="timestamp")
feather.write_feather(pa.table({"source": ["a"], "target": ["b"], "weight": [1.0]}), os.path.join(out, "refused-version-1.feather"), version=1)
case("refused-version-1.feather", "Feather of version 1", "source", "target", refused="Feather version 1")
pa.feather.write_feather(pa.table({"source": pa.array([], pa.string()), "target": pa.array([], pa.string()), "weight": pa.array([], pa.float64())}),
                         os.path.join(out, "refused-empty.feather"))
case("refused-empty.feather", "no rows", "source", "target", refused="no neurons")

# FlyWire's own columns
sign = {"ACH": 1, "GABA": -1, "GLUT": -1, "DA": 1, "SER": 1, "OCT": 1}
connections = pd.DataFrame({
    "pre_root_id": [A, A, B, C], "post_root_id": [B, B, C, A], "neuropil": ["AVLP_R", "PVLP_R", "AVLP_R", "ME_L"],
    "syn_count": [7, 5, 12, 30], "nt_type": ["GABA", "GABA", "ACH", "GLUT"],
})
averages = pd.DataFrame({
    "pre_pt_root_id": [A, A, B, C], "post_pt_root_id": [B, B, C, A], "neuropil": ["AVLP_R", "PVLP_R", "AVLP_R", "ME_L"],
    "syn_count": [7, 5, 12, 30], "gaba_avg": [0.9, 0.8, 0.1, 0.2], "ach_avg": [0.05, 0.1, 0.7, 0.1], "glut_avg": [0.01, 0.05, 0.1, 0.6],
    "oct_avg": [0.01, 0.0, 0.05, 0.05], "ser_avg": [0.01, 0.03, 0.02, 0.02], "da_avg": [0.02, 0.02, 0.03, 0.03],
})
model = pd.DataFrame({
    "Presynaptic_ID": [A, B, C], "Postsynaptic_ID": [B, C, A], "Presynaptic_Index": [0, 1, 2], "Postsynaptic_Index": [1, 2, 0],
    "Connectivity": [12, 12, 30], "Excitatory": [-1, 1, -1], "Excitatory x Connectivity": [-12, 12, -30],
})
for extension in ["parquet", "feather"]:
    for name, table in [("flywire", connections), ("flywire-averages", averages), ("flywire-model", model)]:
        path = os.path.join(out, f"{name}.{extension}")
        table.to_parquet(path, index=False) if extension == "parquet" else table.to_feather(path)
    written = "DataFrame.to_" + extension
    case(f"flywire.{extension}", "FlyWire's connections, a row for each neuropil", "pre_root_id", "post_root_id", "syn_count",
         sign=lambda r: sign[r["nt_type"]], written=written,
         notes=["from pre_root_id onto post_root_id, weight syn_count", "not read: neuropil", "several rows, 2 in all", "signs from nt_type"])
    case(f"flywire-averages.{extension}", "FlyWire's connections with mean probabilities of transmitters", "pre_pt_root_id", "post_pt_root_id", "syn_count",
         sign=lambda r: sign[max(["gaba", "ach", "glut", "oct", "ser", "da"], key=lambda t: r[t + "_avg"]).upper()], written=written,
         notes=["from pre_pt_root_id", "not read: neuropil", "several rows, 2 in all", "signs from the likeliest transmitter"])
    case(f"flywire-model.{extension}", "the list of Shiu's model of the fly brain", "Presynaptic_ID", "Postsynaptic_ID", "Excitatory x Connectivity",
         written=written,
         notes=["from Presynaptic_ID", "not read: Presynaptic_Index, Postsynaptic_Index, Connectivity, Excitatory", "the weights have the signs"])

with open(os.path.join(out, "arrow.json"), "w") as f:
    f.write("[\n" + ",\n".join("  " + json.dumps(c, ensure_ascii=False) for c in cases) + "\n]\n")
