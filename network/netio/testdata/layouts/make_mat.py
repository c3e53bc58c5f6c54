"""Writes MATLAB files with SciPy, and mat.json that says what each one holds.

    python make_mat.py

What is expected is what scipy.io.loadmat reads back from the file. Layouts that MATLAB writes and SciPy
does not (numbers stored in a shorter type, room for more entries than there are, big-endian
files, string objects) are written by hand, and read back by SciPy too.
"""

import json
import pathlib
import sys
import struct
import warnings
import zlib

import numpy as np
import scipy.io
import scipy.sparse as sp

here = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/..").resolve()
cases = []
NAMES = ["AVAL", "AVBL", "β-3", "PVCR"]
W = np.array([[0, 1.5, 0, 0], [0.1, 0, 0, -2], [0, 0, 3e-5, 0], [0, 12, 7, 0]])
COUNTS = np.array([[0, 3, 0, 0], [1, 0, 0, 100], [0, 0, 5, 0], [0, 12, 7, 0]])
DIRECTIONS = "rows are read as targets"


def save(file, variables, **options):
    path = here / file
    scipy.io.savemat(path, variables, **options)
    if options.get("format") != "4":
        without_date(path)
    return path


def without_date(path):
    data = bytearray(path.read_bytes())
    data[:116] = b"MATLAB 5.0 MAT-file Platform: posix".ljust(116)
    path.write_bytes(data)


def load(file):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of objects
        return scipy.io.loadmat(here / file, spmatrix=False)


def find(file, name):
    value = load(file)
    for part in name.split("."):
        value = value[part] if isinstance(value, dict) else value[part][0, 0]
    return value


def sample(file):
    lines = []
    for name, value in load(file).items():
        if name.startswith("__"):
            continue
        kind = "sparse " if sp.issparse(value) else ""
        lines.append(f"{name}: {kind}{getattr(value, 'dtype', type(value).__name__)} {getattr(value, 'shape', '')}")
    return "\n".join(lines[:5])


def expect(file, reason, name="W", labels=None, notes=(), options=None, written="scipy.io.savemat"):
    matrix = find(file, name)
    matrix = (matrix.toarray() if sp.issparse(matrix) else matrix).astype(float)
    notes = list(notes)
    if not options or "Orientation" not in options:
        notes += [DIRECTIONS]
    else:
        matrix = matrix.T
    if labels:
        value = find(file, labels)
        texts = [v[0] if v.dtype.kind != "U" or v.ndim else str(v) for v in value.ravel()] if value.dtype == object else value
        labels = [str(v).strip() for v in texts]
    edges = [[int(i), int(j), float(matrix[i, j])] for i, j in zip(*np.nonzero(matrix))]
    case = {"file": file, "reason": reason, "edges": edges, "neurons": len(matrix), "labels": labels, "notes": notes}
    add(case, file, options, written)


def refuse(file, reason, message, options=None, written="scipy.io.savemat"):
    add({"file": file, "reason": reason, "refused": message}, file, options, written)


def add(case, file, options, written):
    if options:
        case["options"] = options
    if written:
        case["written"] = written
    try:
        case["sample"] = sample(file)
    except (NotImplementedError, ValueError):
        case["sample"] = "(SciPy does not read it)"
    cases.append(case)


def classes():
    for kind in "float64", "float32", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool":
        matrix = (W if kind.startswith("float") else COUNTS).astype(kind)
        save(f"mat-{kind}.mat", {"W": matrix}, do_compression=kind in ("int16", "bool"))
        expect(f"mat-{kind}.mat", f"MATLAB, a full matrix of {kind}")
    save("mat-compressed.mat", {"W": W}, do_compression=True)
    expect("mat-compressed.mat", "MATLAB, compressed", written="scipy.io.savemat, do_compression=True")
    for name, matrix in ("double", W), ("logical", COUNTS > 0):
        for compressed in False, True:
            file = f"mat-sparse-{name}{'-compressed' if compressed else ''}.mat"
            save(file, {"W": sp.csc_array(matrix)}, do_compression=compressed)
            expect(file, f"MATLAB, a sparse {name} matrix{', compressed' if compressed else ''}")
    expect("mat-compressed.mat", "the same, whose rows are sources, as in the Brain Connectivity Toolbox",
           options={"Orientation": "source-target"})


def level4():
    save("mat-level4.mat", {"W": W, "dt": 0.1}, format="4")
    expect("mat-level4.mat", "MATLAB, level 4", notes=["not read: dt"], written="scipy.io.savemat, format='4'")
    save("mat-level4-sparse.mat", {"W": sp.csc_array(W), "names": np.array(["AVAL", "AVBL", "B", "PVCR"])}, format="4")
    expect("mat-level4-sparse.mat", "MATLAB, level 4, sparse", labels="names", notes=["labels from the variable names"],
           written="scipy.io.savemat, format='4'")


def several():
    cells = np.array([[name] for name in NAMES], dtype=object)
    save("mat-cells.mat", {"sc": W, "labels": cells}, do_compression=True)
    expect("mat-cells.mat", "MATLAB, labels in a cell array", "sc", "labels")
    save("mat-names.mat", {"region_names": np.array(NAMES), "title": "an example", "sc": W})
    expect("mat-names.mat", "MATLAB, labels in a matrix of characters", "sc", "region_names",
           ["labels from the variable region_names", "the matrix is the variable sc (4 × 4 double); not read: title (1 × 10 char)"])
    save("mat-two-texts.mat", {"a": np.array(NAMES), "b": cells, "sc": W})
    expect("mat-two-texts.mat", "MATLAB, two variables that could be the labels", "sc", None,
           ["several variables could be the labels, and none is read: a, b", "not read: a (4 × 4 char), b (4 × 1 cell)"])
    others = {
        "sc": W, "subjects": np.zeros((4, 4, 2)), "phases": W * 1j, "dt": 0.1, "t": np.arange(5.0), "notes": np.array(["a", 1], dtype=object),
        "settings": {"seed": 1, "W": W[:2, :2]}, "empty": np.zeros((0, 0)),
    }
    save("mat-others.mat", others, do_compression=True)
    expect("mat-others.mat", "MATLAB, one square matrix among other variables", "sc", None, ["not read: subjects (4 × 4 × 2 double), phases (4 × 4 complex"])
    refuse("mat-others.mat", "the same, another variable asked for", "the variable subjects (4 × 4 × 2 double) is no square matrix", {"Variable": "subjects"})
    refuse("mat-others.mat", "the same, a complex variable asked for", "phases (4 × 4 complex double) is no square matrix", {"Variable": "phases"})
    expect("mat-others.mat", "the same, a field of a struct asked for", "settings.W", options={"Variable": "settings.W"})
    save("mat-several.mat", {"SC": W, "FC": W + W.T, "delays": sp.csc_array(W)})
    refuse("mat-several.mat", "MATLAB, several square matrices",
           "3 variables could be the matrix: SC (4 × 4 double), FC (4 × 4 double), delays (4 × 4 sparse); choose one with --variable NAME")
    expect("mat-several.mat", "the same with --variable", "delays", options={"Variable": "delays"})
    refuse("mat-several.mat", "the same, a name that is not there", 'no variable has the name "W", but SC (4 × 4 double)', {"Variable": "W"})


def structs():
    save("mat-struct.mat", {"data": {"SC": W, "N": 4, "labels": np.array([[n] for n in NAMES], dtype=object)}})
    expect("mat-struct.mat", "MATLAB, a matrix in a struct", "data.SC", "data.labels", ["labels from the variable data.labels", "the variable data.SC"])
    save("mat-struct-two.mat", {"data": {"SC": W, "FC": W + W.T}, "N": 4}, do_compression=True)
    refuse("mat-struct-two.mat", "MATLAB, several matrices in a struct", "2 variables could be the matrix: data.SC (4 × 4 double), data.FC")
    refuse("mat-struct-two.mat", "the same, the struct asked for", "choose a field, such as --variable data.SC", {"Variable": "data"})
    expect("mat-struct-two.mat", "the same with --variable", "data.SC", options={"Variable": "data.SC"})


def refused():
    missing = W.copy()
    missing[2, 1] = np.nan
    save("mat-missing.mat", {"W": missing})
    refuse("mat-missing.mat", "MATLAB, NaN for a missing value", "weight at row 3, column 2 (from 1) is NaN")
    save("mat-rectangular.mat", {"W": W[:3], "v": W[0]})
    refuse("mat-rectangular.mat", "MATLAB, no square matrix", "no variable is a square matrix of real numbers: W (3 × 4 double), v (1 × 4 double)")
    (here / "mat-hdf5.mat").write_bytes(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM" + bytes(384) + b"\x89HDF\r\n\x1a\n" + bytes(64))
    refuse("mat-hdf5.mat", "MATLAB 7.3 (by hand), which is HDF5", "save it in MATLAB with load('FILE.mat'); save('FILE.mat', '-v7')", written=None)


def element(kind, data, end="<"):
    if 0 < len(data) <= 4:
        return struct.pack(end + "I", len(data) << 16 | kind) + data.ljust(4, b"\0")
    return struct.pack(end + "II", kind, len(data)) + data + bytes(-len(data) % 8)


def array(flags, shape, name, *elements, room=0, end="<"):
    head = element(6, struct.pack(end + "II", flags, room), end)
    head += element(5, struct.pack(f"{end}{len(shape)}i", *shape), end) if shape else b""
    return element(14, head + element(1, name.encode(), end) + b"".join(elements), end)


def by_hand(file, *variables, end="<"):
    header = b"MATLAB 5.0 MAT-file, Platform: GLNXA64".ljust(116) + bytes(8)
    (here / file).write_bytes(header + (b"\x00\x01IM" if end == "<" else b"\x01\x00MI") + b"".join(variables))


def ints(kind, values, end="<"):
    return np.asarray(values).astype(end + kind).tobytes(order="F")


def matlab():
    double, char, cell, sparse, logical = 6, 4, 1, 5, 0x205
    by_hand("mat-short.mat", array(double, (4, 4), "W", element(2, ints("u1", COUNTS))))
    expect("mat-short.mat", "MATLAB (by hand), whole numbers stored in bytes", written=None)
    by_hand("mat-big-endian.mat", array(double, (4, 4), "W", element(9, ints("f8", W, ">"), ">"), end=">"),
            array(char, (4, 2), "names", element(4, ints("u2", [[ord(c) for c in r] for r in ("a ", "b1", "c ", "β ")], ">"), ">"), end=">"), end=">")
    big = load("mat-big-endian.mat")
    assert (big["W"] == W).all()
    edges = [[int(i), int(j), float(W[i, j])] for i, j in zip(*np.nonzero(W))]
    add({"file": "mat-big-endian.mat", "reason": "MATLAB (by hand), big-endian, with labels of 16 bits", "edges": edges, "neurons": 4,
         "labels": ["a", "b1", "c", "β"], "notes": ["labels from the variable names", DIRECTIONS]}, "mat-big-endian.mat", None, None)
    csc = sp.csc_array(COUNTS)
    rows = np.append(csc.indices, [9, 9, 9])
    for file, reason, flags, values in (
        ("mat-room.mat", "MATLAB (by hand), a sparse matrix with room for more entries", sparse, element(9, ints("f8", np.append(csc.data, [0, 0, 0])))),
        ("mat-room-logical.mat", "MATLAB (by hand), a sparse logical matrix with room for more entries", logical, element(2, bytes([1] * csc.nnz))),
    ):
        packed = zlib.compress(array(flags, (4, 4), "W", element(5, ints("i4", rows)), element(5, ints("i4", csc.indptr)), values, room=len(rows)))
        by_hand(file, struct.pack("<II", 15, len(packed)) + packed)
        expect(file, reason, written=None)
    by_hand("mat-twice.mat", array(sparse, (2, 2), "W", element(5, ints("i4", [1, 1])), element(5, ints("i4", [0, 2, 2])), element(9, ints("f8", [1, 2])), room=2))
    refuse("mat-twice.mat", "MATLAB (by hand), an entry twice", "the weight at row 2, column 1 (from 1) is given twice", written=None)
    string = element(14, element(6, struct.pack("<II", 17, 0)) + element(1, b"names") + element(1, b"MCOS") + element(1, b"string")
                     + array(13, (6, 1), "", element(6, ints("u4", [0xdd000000, 2, 1, 1, 1, 1]))))
    by_hand("mat-string.mat", array(double, (4, 4), "W", element(9, ints("f8", W))), string, array(9, (1, 8), "", element(2, bytes(8))))
    expect("mat-string.mat", "MATLAB (by hand), names in a string array, which only MATLAB can read", notes=["the matrix is the variable W (4 × 4 double); not read: names (object)"],
           written=None)


classes()
level4()
several()
structs()
refused()
matlab()
lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
(here / "mat.json").write_text(f"[\n{lines}\n]\n")
