package netio

import (
	"io"
	"slices"
)

// ReadNPZ reads a weight matrix, row = target, from an .npz archive of the given size: the
// csr, csc, coo, bsr or dia layout of scipy.sparse.save_npz, COO or GCXS of pydata/sparse,
// or a dense square array of any name, the only one in the archive. An array called labels,
// of strings, names the neurons. The path appears in errors only; those of format are of
// type *FormatError.
func ReadNPZ(r io.ReaderAt, size int64, path string, limits Limits) (*Matrix, error) {
	return readVariable(r, size, path, "", limits)
}

// readVariable reads the dense array of that name where it is not "".
func readVariable(r io.ReaderAt, size int64, path, variable string, limits Limits) (*Matrix, error) {
	a, err := openArchive(r, size, path, limits)
	if err != nil {
		return nil, err
	}
	m := new(Matrix)
	if _, ok := a.members["format"]; !ok {
		err = a.readDense(m, variable)
	} else if variable == "" {
		if m.Weights, err = a.readSparse(); err == nil {
			a.noteOthers(m)
		}
	} else {
		err = place{path: path}.fail(0, "leave --variable out", "the archive holds one sparse matrix")
	}
	if err != nil {
		return nil, err
	}
	if _, ok := a.members["labels"]; ok {
		if m.Labels, err = a.readLabels(m.Weights.Order()); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// readDense reads the only square matrix, or that of the name.
func (a *archive) readDense(m *Matrix, variable string) error {
	name, unused, err := a.choose(variable)
	if err != nil {
		return err
	}
	if len(unused) > 0 {
		m.note("the matrix is the array %s; not read: %s", quote(name), listArrays(unused))
	}
	return a.open(name, func(r io.Reader, at place) error {
		m.Weights, err = readSquare(r, at, a.limits)
		return err
	})
}

// noteOthers tells which arrays do not belong to a sparse layout.
func (a *archive) noteOthers(m *Matrix) {
	known := append(layoutMembers(), "labels")
	others := slices.DeleteFunc(slices.Clone(a.names), func(name string) bool { return slices.Contains(known, name) })
	if len(others) > 0 {
		m.note("not read: %s", listArrays(a.inspect(others)))
	}
}

// npzFormat is the row of the registry.
func npzFormat() format {
	return format{
		extension: ".npz", labels: true, archive: true, variables: true,
		read: func(c content) (*Matrix, error) {
			return readVariable(c.file, c.size, c.path, c.reading.Variable, c.limits)
		},
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteNPZ(w, m) },
	}
}
