"""Writes GraphML, workbooks and archives of The Virtual Brain with NetworkX, pandas, openpyxl and
NumPy, and xml.json that says what each one holds.

    python make_xml.py

What is expected is what the same library reads back from the file, not what was written.
"""

import bz2
import datetime
import gzip
import io
import json
import pathlib
import sys
import zipfile

import networkx as nx
import numpy as np
import openpyxl
import pandas as pd

here = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/..").resolve()
cases = []
NAMES = ["AVAL", "AVBL", "β-3", "PVCR"]
IDS = [720575940000000001, 720575940000000003, 720575940000000002, 720575940000000004]
W = np.array([[0, 1.5, 0, 0], [0.1, 0, 0, -2], [0, 0, 3e-5, 0], [0, 12, 1 / 3, 0]])
EDGES = [["AVAL", "AVBL", 1.5], ["AVBL", "PVCR", 0.1], ["β-3", "AVAL", -2.0], ["AVAL", "PVCR", 1 / 3]]
DIRECTIONS = "rows are read as targets"
EPOCH = datetime.datetime(2026, 1, 1)


def expect(file, reason, edges, neurons, labels=None, notes=(), written="", sample="", **options):
    cases.append({"file": file, "reason": reason, "written": written, "sample": sample, "options": options,
                  "edges": edges, "neurons": neurons, "labels": labels, "notes": list(notes)})


def refuse(file, reason, message, written="", sample="", **options):
    cases.append({"file": file, "reason": reason, "written": written, "sample": sample, "options": options, "refused": message})


def dense(matrix):
    """The entries of a matrix, row = target."""
    return [[int(i), int(j), float(matrix[i, j])] for i, j in zip(*np.nonzero(matrix))]


def archive(path, members):
    """Writes a zip archive with fixed dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


# GraphML

def graph_of(kind):
    graph = kind()
    graph.add_weighted_edges_from(EDGES)
    return graph


def write_graph(file, graph):
    text = io.BytesIO()
    nx.write_graphml(graph, text)
    data = text.getvalue()
    (here / file).write_bytes(gzip.compress(data, mtime=0) if file.endswith(".gz") else data)


def read_graph(file, weight="weight"):
    """The edges of a graph as NetworkX reads it; those of an undirected one in both directions."""
    graph = nx.read_graphml(here / file)
    nodes = list(graph.nodes)
    edges = []
    for source, target, w in graph.edges(data=weight, default=1.0):
        s, t = nodes.index(source), nodes.index(target)
        edges.append([t, s, float(w)])
        if not graph.is_directed() and s != t:
            edges.append([s, t, float(w)])
    return edges, nodes, graph


def graphml():
    written = "networkx.write_graphml"
    for file, kind, reason in [("xml-directed.graphml", nx.DiGraph, "a directed graph"), ("xml-undirected.graphml.gz", nx.Graph, "an undirected graph")]:
        write_graph(file, graph_of(kind))
        edges, nodes, _ = read_graph(file)
        expect(file, reason, edges, len(nodes), nodes, [], written)
    graph = nx.DiGraph()
    for i, name in enumerate(NAMES):
        graph.add_node(i, label=name, group=i % 2)
    for i, j in zip(*np.nonzero(W)):
        graph.add_edge(int(j), int(i), weight=float(W[i, j]), kind="chemical")
    write_graph("xml-label.graphml", graph)
    edges, nodes, back = read_graph("xml-label.graphml")
    expect("xml-label.graphml", "nodes with the attribute label", edges, len(nodes), [back.nodes[n]["label"] for n in nodes],
           ["not read: kind, group"], written)
    write_graph("xml-matrix.graphml", nx.from_numpy_array(W.T, create_using=nx.DiGraph))
    edges, nodes, _ = read_graph("xml-matrix.graphml")
    expect("xml-matrix.graphml", "a graph made from a matrix", edges, len(nodes), None, [], written)
    mixed = nx.DiGraph()
    mixed.add_weighted_edges_from([("a", "b", 1), ("b", "a", 0.5), ("b", "b", 2)])
    write_graph("xml-mixed.graphml", mixed)
    edges, nodes, _ = read_graph("xml-mixed.graphml")
    expect("xml-mixed.graphml", "weights of two types", edges, len(nodes), nodes, [], written)
    bare = nx.DiGraph([("a", "b"), ("b", "c")])
    write_graph("xml-bare.graphml", bare)
    edges, nodes, _ = read_graph("xml-bare.graphml")
    expect("xml-bare.graphml", "a graph without weights", edges, len(nodes), nodes, ["each edge counts 1"], written)
    counts = nx.DiGraph()
    counts.add_edge("a", "b", synapses=3, length=1.5)
    write_graph("xml-attributes.graphml", counts)
    refuse("xml-attributes.graphml", "two numeric attributes", "choose one with --variable NAME", written)
    edges, nodes, _ = read_graph("xml-attributes.graphml", "synapses")
    expect("xml-attributes.graphml", "the same with --variable", edges, len(nodes), nodes, ["not read: length"], written, Variable="synapses")
    multi = nx.MultiDiGraph()
    multi.add_weighted_edges_from([("a", "b", 1.0), ("a", "b", 2.0), ("b", "a", 4.0)])
    write_graph("xml-multi.graphml", multi)
    refuse("xml-multi.graphml", "a graph with parallel edges", "--duplicates sum", written)
    matrix = nx.to_numpy_array(nx.read_graphml(here / "xml-multi.graphml")).T
    expect("xml-multi.graphml", "the same with --duplicates sum", dense(matrix), 2, ["a", "b"], ["summed"], written, Duplicates="sum")
    signs = graph_of(nx.DiGraph)
    nx.set_node_attributes(signs, "gaba", "nt_type")
    write_graph("xml-signs.graphml", signs)
    refuse("xml-signs.graphml", "neurons with transmitters", "--signs none", written)


# Workbooks

def save_book(file, book):
    """Saves a workbook of openpyxl with fixed dates."""
    book.properties.created = book.properties.modified = EPOCH
    data = io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as z:
        members = [(name, z.read(name)) for name in z.namelist()]
    # openpyxl writes the time of saving in place of the one given.
    stamp = f"{EPOCH.isoformat()}Z</dcterms:modified>".encode()
    fixed = []
    for name, text in members:
        if name == "docProps/core.xml":
            head, _, rest = text.partition(b'<dcterms:modified xsi:type="dcterms:W3CDTF">')
            text = head + b'<dcterms:modified xsi:type="dcterms:W3CDTF">' + stamp + rest.partition(b"</dcterms:modified>")[2]
        fixed.append((name, text))
    archive(here / file, fixed)


def save_frame(file, frame, **options):
    """Saves a frame by pandas.DataFrame.to_excel."""
    data = io.BytesIO()
    frame.to_excel(data, engine="openpyxl", **options)
    save_book(file, openpyxl.load_workbook(data))


def sample(file, **options):
    return pd.read_excel(here / file, **options).head(4).to_string()


def edges_of(frame, source="source", target="target", weight="weight"):
    labels = list(dict.fromkeys(str(name) for row in zip(frame[source], frame[target]) for name in row))
    edges = [[labels.index(str(t)), labels.index(str(s)), float(w)] for s, t, w in zip(frame[source], frame[target], frame[weight])]
    return edges, len(labels), labels


def workbooks():
    written = "pandas.DataFrame.to_excel"
    frame = pd.DataFrame(EDGES, columns=["source", "target", "weight"])
    save_frame("xml-edges.xlsx", frame, index=False)
    expect("xml-edges.xlsx", "an edge list, index=False", *edges_of(pd.read_excel(here / "xml-edges.xlsx")), [], written, sample("xml-edges.xlsx"))
    save_frame("xml-index.xlsx", frame)
    expect("xml-index.xlsx", "an edge list with its index", *edges_of(pd.read_excel(here / "xml-index.xlsx", index_col=0)), [], written,
           sample("xml-index.xlsx"))
    save_frame("xml-matrix.xlsx", pd.DataFrame(W, NAMES, NAMES))
    back = pd.read_excel(here / "xml-matrix.xlsx", index_col=0)
    expect("xml-matrix.xlsx", "a square frame", dense(back.to_numpy()), 4, list(back.columns), [DIRECTIONS], written,
           sample("xml-matrix.xlsx", index_col=0))
    save_frame("xml-numbers.xlsx", pd.DataFrame(W), index=False, header=False)
    back = pd.read_excel(here / "xml-numbers.xlsx", header=None)
    expect("xml-numbers.xlsx", "a square frame of numbers only", dense(back.to_numpy()), 4, None, [DIRECTIONS], written,
           sample("xml-numbers.xlsx", header=None))
    names = ["pre_root_id", "post_root_id", "syn_count"]
    identifiers = pd.DataFrame({names[0]: IDS, names[1]: IDS[1:] + IDS[:1], names[2]: [3, 1, 20, 5]})
    save_frame("xml-identifiers.xlsx", identifiers.astype({names[0]: str, names[1]: str}), index=False)
    back = pd.read_excel(here / "xml-identifiers.xlsx", dtype={names[0]: str, names[1]: str})
    expect("xml-identifiers.xlsx", "identifiers of 18 digits as text", *edges_of(back, *names), ["weight syn_count"], written,
           back.head(4).to_string())
    save_frame("xml-rounded.xlsx", identifiers, index=False)
    refuse("xml-rounded.xlsx", "identifiers of 18 digits as numbers", "was rounded", written, sample("xml-rounded.xlsx"))
    book = openpyxl.Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("chemical")
    sheet.append([])
    sheet.append(["From", "To", "Weight", "Remark"])
    sheet.append(["AVAL", "AVBL", 1.5])
    sheet.append(["AVBL", "AVAL", 2])
    sheet["D4"] = "#N/A"
    save_book("xml-sheets.xlsx", book)
    back = pd.read_excel(here / "xml-sheets.xlsx", sheet_name="chemical", header=1)
    expect("xml-sheets.xlsx", "an empty sheet, and one with an empty row", *edges_of(back, "From", "To", "Weight"),
           ["from From onto To", "not read: Remark"], "openpyxl", back.to_string())
    other = book.create_sheet("gap junctions")
    other.append(["source", "target", "weight"])
    other.append(["AVAL", "AVBL", 7])
    save_book("xml-two-sheets.xlsx", book)
    refuse("xml-two-sheets.xlsx", "two sheets with content", "choose one with --variable NAME", "openpyxl", back.to_string())
    back = pd.read_excel(here / "xml-two-sheets.xlsx", sheet_name="gap junctions")
    expect("xml-two-sheets.xlsx", "the same with --variable", *edges_of(back), [], "openpyxl", back.to_string(), Variable="gap junctions")


# The Virtual Brain

def saved(matrix, **options):
    text = io.BytesIO()
    np.savetxt(text, matrix, **options)
    return text.getvalue()


def read_weights(file, member):
    """The weights as The Virtual Brain reads them, weights[i, j] from region j onto region i."""
    with zipfile.ZipFile(here / file) as z:
        data = z.read(member)
    return np.loadtxt(io.BytesIO(bz2.decompress(data) if member.endswith(".bz2") else data))


def connectivities():
    written = "numpy.savetxt, zipfile"
    centres = "".join(f"{name}\t{i}.5 -{i} 1e1\n" for i, name in enumerate(NAMES)).encode()
    lengths = saved(np.ones((4, 4)))
    first = saved(W).decode().splitlines()
    text = "weights.txt:\n" + "\n".join(line[:75] + "…" for line in first[:2]) + "\ncentres.txt:\n" + "\n".join(centres.decode().splitlines()[:2])
    archive(here / "xml-tvb.zip", [("weights.txt", saved(W)), ("centres.txt", centres), ("tract_lengths.txt", lengths)])
    expect("xml-tvb.zip", "a connectivity of The Virtual Brain", dense(read_weights("xml-tvb.zip", "weights.txt")), 4, NAMES,
           ["not read: tract_lengths.txt"], written, text)
    members = [("net/", b""), ("net/weights.txt.bz2", bz2.compress(saved(W))), ("net/centres.txt.bz2", bz2.compress(b"# name x y z\n" + centres)),
               ("net/areas.txt", saved(np.arange(4))), ("__MACOSX/net/._weights.txt", b"\0\1"), ("net/.DS_Store", b"\0\1")]
    archive(here / "xml-tvb-folder.zip", members)
    expect("xml-tvb-folder.zip", "a connectivity in a folder, compressed by bzip2", dense(read_weights("xml-tvb-folder.zip", members[1][0])), 4,
           NAMES, ["not read: net/areas.txt"], written, text)
    archive(here / "xml-tvb-bare.zip", [("weights.txt", saved(W, fmt="%.17g", delimiter=","))])
    with zipfile.ZipFile(here / "xml-tvb-bare.zip") as z:
        back = np.loadtxt(io.BytesIO(z.read("weights.txt")), delimiter=",")
    expect("xml-tvb-bare.zip", "weights alone, separated by commas", dense(back), 4, None, [], written, saved(W, fmt="%.17g", delimiter=",").decode())
    archive(here / "xml-other.zip", [("net.csv", b"source,target,weight\na,b,1\n")])
    refuse("xml-other.zip", "another file in an archive", "unpack it and give net.csv", "zipfile", "net.csv")


graphml()
workbooks()
connectivities()
lines = ",\n".join(json.dumps({k: v for k, v in case.items() if v or k in ("edges", "labels", "notes")}, ensure_ascii=False) for case in cases)
(here / "xml.json").write_text(f"[\n{lines}\n]\n")
