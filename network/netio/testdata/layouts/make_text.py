"""Writes text tables with pandas, NumPy and NetworkX, and text.json that says what each one holds.

    python make_text.py

What is expected is what the same library reads back from the file, not what was written. Tables as
R's write.table and write.csv lay them out are written by hand.
"""

import gzip
import io
import json
import pathlib
import sys

import networkx as nx
import numpy as np
import pandas as pd

here = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/..").resolve()
cases = []
NAMES = ["AVAL", "AVBL", "β-3", "PVCR"]
IDS = [720575940000000001, 720575940000000003, 720575940000000002, 720575940000000004]
W = np.array([[0, 1.5, 0, 0], [0.1, 0, 0, -2], [0, 0, 3e-5, 0], [0, 12, 7, 0]])
DIRECTIONS = "rows are read as targets"


def write(file, text):
    data = text.encode()
    if file.endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    (here / file).write_bytes(data)


def read_text(file):
    data = (here / file).read_bytes()
    return io.StringIO((gzip.decompress(data) if file.endswith(".gz") else data).decode())


def expect(file, reason, edges, neurons, labels=None, notes=(), options=None):
    case = {"file": file, "reason": reason, "edges": edges, "neurons": neurons, "labels": labels, "notes": list(notes)}
    if options:
        case["options"] = options
    cases.append(case)


def refuse(file, reason, message, options=None):
    case = {"file": file, "reason": reason, "refused": message}
    if options:
        case["options"] = options
    cases.append(case)


def dense(file, reason, matrix, labels=None, notes=(), **options):
    """Expects the matrix, row = target."""
    matrix = np.asarray(matrix, dtype=float)
    edges = [[int(i), int(j), float(matrix[i, j])] for i, j in zip(*np.nonzero(matrix))]
    expect(file, reason, edges, len(matrix), labels, [*notes, DIRECTIONS], options)


def edges_of(frame, source="source", target="target", weight="weight"):
    """The edges and labels of a frame of pandas; labels in order of first appearance, row after row."""
    labels = list(dict.fromkeys(str(name) for row in zip(frame[source], frame[target]) for name in row))
    weights = frame[weight] if weight else [1.0] * len(frame)
    edges = [[labels.index(str(t)), labels.index(str(s)), float(w)] for s, t, w in zip(frame[source], frame[target], weights)]
    return edges, len(labels), labels


frame = pd.DataFrame({"source": ["AVAL", "AVBL", "β-3", "AVAL"], "target": ["AVBL", "PVCR", "AVAL", "PVCR"], "weight": [1.5, 0.1, -2.0, 12.0]})
identifiers = pd.DataFrame({"pre_root_id": IDS, "post_root_id": IDS[1:] + IDS[:1], "syn_count": [3, 1, 20, 5]})
weighted = "from pre_root_id onto post_root_id, weight syn_count"


def edge_lists():
    write("text-edges.csv", frame.to_csv(index=False))
    expect("text-edges.csv", "pandas, without index", *edges_of(pd.read_csv(read_text("text-edges.csv"))))
    write("text-index.csv", frame.to_csv())
    expect("text-index.csv", "pandas, with index", *edges_of(pd.read_csv(read_text("text-index.csv"), index_col=0)))
    write("text-index-twice.csv", pd.read_csv(io.StringIO(frame.to_csv())).to_csv(index=False))
    expect("text-index-twice.csv", "pandas, the index read as a column and written again",
           *edges_of(pd.read_csv(read_text("text-index-twice.csv"))))
    write("text-semicolon.csv", frame.to_csv(index=False, sep=";", decimal=","))
    expect("text-semicolon.csv", "pandas, sep=';', decimal=','", *edges_of(pd.read_csv(read_text("text-semicolon.csv"), sep=";", decimal=",")),
           ["semicolons", "decimal commas"])
    write("text-empty-rows.csv", frame.to_csv(index=False) + ",,\n,,\n")
    expect("text-empty-rows.csv", "pandas, with empty rows at the end, as spreadsheets write them",
           *edges_of(pd.read_csv(read_text("text-empty-rows.csv")).dropna(how="all")), ["2 empty rows not read"])
    write("text-numbered.csv", pd.DataFrame(frame.to_numpy()).to_csv(index=False))
    refuse("text-numbered.csv", "pandas, columns without names", "the first row numbers the columns, which is no edge; remove it")
    rounded = "pre_root_id;post_root_id;syn_count\r\n7,20576E+17;7,20576E+17;3\r\n"
    write("text-rounded.csv", rounded)
    refuse("text-rounded.csv", "Excel (by hand), decimal commas, identifiers of 18 digits as numbers", 'identifier "7,20576E+17" was rounded')
    write("text-title.csv", "Connectome of the worm\n\n" + frame.to_csv(index=False))
    refuse("text-title.csv", "a title above the header", "a line stands above the header of an edge list; remove it")
    write("text-tabs.tsv.gz", frame.to_csv(index=False, sep="\t"))
    expect("text-tabs.tsv.gz", "pandas, sep='\\t', compressed", *edges_of(pd.read_csv(read_text("text-tabs.tsv.gz"), sep="\t")), ["tabs"])
    write("text-bom.csv", "\ufeff" + frame.to_csv(index=False, lineterminator="\r\n"))
    expect("text-bom.csv", "pandas, encoding='utf-8-sig', as Windows ends lines",
           *edges_of(pd.read_csv(here / "text-bom.csv", encoding="utf-8-sig")))
    write("text-identifiers.csv", identifiers.to_csv(index=False))
    expect("text-identifiers.csv", "pandas, identifiers of 18 digits",
           *edges_of(pd.read_csv(read_text("text-identifiers.csv")), "pre_root_id", "post_root_id", "syn_count"), [weighted])
    write("text-quoted.csv", frame.replace({"AVAL": 'a, "b"'}).to_csv(index=False))
    expect("text-quoted.csv", "pandas, a name with comma and quotation marks", *edges_of(pd.read_csv(read_text("text-quoted.csv"))))
    write("text-bare.csv", frame.to_csv(index=False, header=False))
    expect("text-bare.csv", "pandas, header=False", *edges_of(pd.read_csv(read_text("text-bare.csv"), names=["source", "target", "weight"])),
           ["no header"])
    write("text-unknown.csv", frame.to_csv(index=False, header=["von", "nach", "zahl"]))
    refuse("text-unknown.csv", "pandas, names that are not known", 'columns "von,nach,zahl" are not known as source and target')
    expect("text-unknown.csv", "the same with --columns",
           *edges_of(pd.read_csv(read_text("text-unknown.csv")), "von", "nach", "zahl"), ["from von onto nach"],
           {"Columns": "source=von,target=nach,weight=zahl"})


def matrices():
    table = pd.DataFrame(W, NAMES, NAMES)
    write("text-matrix.csv", table.to_csv())
    back = pd.read_csv(read_text("text-matrix.csv"), index_col=0)
    dense("text-matrix.csv", "pandas, a square frame", back.loc[back.columns], list(back.index))
    write("text-matrix-named.csv", table.rename_axis("neuron").to_csv())
    back = pd.read_csv(read_text("text-matrix-named.csv"), index_col="neuron")
    dense("text-matrix-named.csv", "pandas, an index with a name", back, list(back.index))
    write("text-matrix-decimal.csv", table.to_csv(sep=";", decimal=","))
    back = pd.read_csv(read_text("text-matrix-decimal.csv"), index_col=0, sep=";", decimal=",")
    dense("text-matrix-decimal.csv", "pandas, sep=';', decimal=','", back, list(back.index), ["semicolons", "decimal commas"])
    shuffled = table[[NAMES[k] for k in (2, 0, 3, 1)]]
    write("text-matrix-shuffled.csv", shuffled.to_csv())
    back = pd.read_csv(read_text("text-matrix-shuffled.csv"), index_col=0)
    dense("text-matrix-shuffled.csv", "pandas, columns in another order", back[back.index], list(back.index), ["another order"])
    write("text-matrix-above.csv", table.to_csv(index=False))
    back = pd.read_csv(read_text("text-matrix-above.csv"))
    dense("text-matrix-above.csv", "pandas, index=False", back, list(back.columns))
    write("text-matrix-left.csv", table.to_csv(header=False))
    back = pd.read_csv(read_text("text-matrix-left.csv"), header=None, index_col=0)
    dense("text-matrix-left.csv", "pandas, header=False", back, list(back.index))
    write("text-matrix-default.csv", pd.DataFrame(W).to_csv())
    back = pd.read_csv(read_text("text-matrix-default.csv"), index_col=0)
    dense("text-matrix-default.csv", "pandas, no names given", back)
    write("text-matrix-range.csv", pd.DataFrame(W).to_csv(index=False))
    back = pd.read_csv(read_text("text-matrix-range.csv"))
    dense("text-matrix-range.csv", "pandas, no names given, index=False", back, None, ["first row is read as labels"])
    write("text-matrix-identifiers.tsv", pd.DataFrame(W, IDS, IDS).to_csv(sep="\t"))
    back = pd.read_csv(read_text("text-matrix-identifiers.tsv"), index_col=0, sep="\t")
    dense("text-matrix-identifiers.tsv", "pandas, identifiers of 18 digits", back, [str(i) for i in back.index], ["tabs"])
    holes = table.mask(table == 0)
    write("text-matrix-holes.csv", holes.to_csv())
    refuse("text-matrix-holes.csv", "pandas, NaN in place of zeros", ":2: the cell in column 2 is empty")
    write("text-matrix-other.csv", table.set_axis(["AVAL", "AVBL", "X", "PVCR"], axis=0).to_csv())
    refuse("text-matrix-other.csv", "pandas, rows and columns of other neurons", 'the label "β-3" of column 3 is not among those of the rows')


def numpy_text():
    for name, options, notes in (
        ("text-savetxt.txt", {}, ["blanks"]),
        ("text-savetxt.csv", {"delimiter": ","}, []),
        ("text-savetxt.tsv", {"delimiter": "\t", "fmt": "%g"}, ["tabs"]),
        ("text-savetxt-header.txt.gz", {"header": "weights\n4 neurons"}, ["blanks", "2 comments"]),
    ):
        text = io.StringIO()
        np.savetxt(text, W, **options)
        write(name, text.getvalue())
        dense(name, f"numpy.savetxt {options}", np.loadtxt(read_text(name), delimiter=options.get("delimiter")), None, notes)
    small = io.StringIO()
    np.savetxt(small, W[:3, :3])
    write("text-savetxt-3.txt", small.getvalue())
    refuse("text-savetxt-3.txt", "numpy.savetxt, 3 × 3", "can be an edge list or a matrix; say which with --layout edges or --layout matrix")
    dense("text-savetxt-3.txt", "the same with --layout matrix", np.loadtxt(read_text("text-savetxt-3.txt")), None, ["blanks"], Layout="matrix")
    rows = io.StringIO()
    np.savetxt(rows, [[0, 1, 15], [1, 2, -2], [2, 0, 12], [0, 2, 7]], header="source target weight", fmt="%d")
    write("text-savetxt-edges.txt", rows.getvalue())
    back = np.loadtxt(read_text("text-savetxt-edges.txt"), dtype=int)
    expect("text-savetxt-edges.txt", "numpy.savetxt of edges, fmt='%d', the header in a comment",
           [[int(t), int(s), float(w)] for s, t, w in back], 3, None, ["blanks"])


def networkx():
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(frame.itertuples(index=False))
    text = io.BytesIO()
    nx.write_weighted_edgelist(graph, text)
    write("text-networkx.edgelist", text.getvalue().decode())
    back = nx.read_weighted_edgelist(here / "text-networkx.edgelist", create_using=nx.DiGraph)
    labels = list(dict.fromkeys(name for edge in back.edges for name in edge))
    edges = [[labels.index(t), labels.index(s), w] for s, t, w in back.edges(data="weight")]
    expect("text-networkx.edgelist", "networkx.write_weighted_edgelist", edges, len(labels), labels, ["blanks", "no header"])
    text = io.BytesIO()
    nx.write_edgelist(graph, text)
    write("text-networkx-dicts.edgelist", text.getvalue().decode())
    refuse("text-networkx-dicts.edgelist", "networkx.write_edgelist", "save the edges with networkx.write_weighted_edgelist")
    text = io.BytesIO()
    nx.write_edgelist(graph, text, data=["weight"], delimiter="\t")
    write("text-networkx-data.edgelist", text.getvalue().decode())
    expect("text-networkx-data.edgelist", "networkx.write_edgelist, data=['weight']", edges, len(labels), labels, ["tabs", "no header"])
    write("text-networkx-adjacency.csv", nx.to_pandas_adjacency(graph).to_csv())
    back = nx.from_pandas_adjacency(pd.read_csv(read_text("text-networkx-adjacency.csv"), index_col=0), create_using=nx.DiGraph)
    labels = list(back.nodes)
    expect("text-networkx-adjacency.csv", "networkx.to_pandas_adjacency, whose rows are sources",
           [[labels.index(t), labels.index(s), w] for s, t, w in back.edges(data="weight")], len(labels), labels, [], {"Orientation": "source-target"})
    write("text-networkx-edges.csv", nx.to_pandas_edgelist(graph).to_csv(index=False))
    expect("text-networkx-edges.csv", "networkx.to_pandas_edgelist", *edges_of(pd.read_csv(read_text("text-networkx-edges.csv"))))


def r():
    write("text-r-edges.txt", '"source" "target" "weight"\n"1" "AVAL" "AVBL" 1.5\n"2" "AVBL" "PVCR" 0.1\n"3" "PVCR" "AVAL" -2\n')
    expect("text-r-edges.txt", "R, write.table", *edges_of(pd.read_csv(read_text("text-r-edges.txt"), sep=" ", index_col=0)), ["blanks"])
    write("text-r-edges.csv", '"","source","target","weight"\n"1","AVAL","AVBL",1.5\n"2","AVBL","PVCR",0.1\n"3","PVCR","AVAL",-2\n')
    expect("text-r-edges.csv", "R, write.csv", *edges_of(pd.read_csv(read_text("text-r-edges.csv"), index_col=0)))
    rows = "\n".join(f'"{name}" ' + " ".join(f"{v:g}" for v in row) for name, row in zip(NAMES, W))
    write("text-r-matrix.txt", " ".join(f'"{name}"' for name in NAMES) + "\n" + rows + "\n")
    back = pd.read_csv(read_text("text-r-matrix.txt"), sep=" ")
    dense("text-r-matrix.txt", "R, write.table of a matrix with names", back, list(back.index), ["blanks"])


edge_lists()
matrices()
numpy_text()
networkx()
r()
lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
(here / "text.json").write_text(f"[\n{lines}\n]\n")
