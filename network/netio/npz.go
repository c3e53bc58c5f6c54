package netio

import (
	"archive/zip"
	"io"
	"strings"
)

// archive is an .npz file: a zip archive of .npy members. Members are read in memory and
// never extracted to files.
type archive struct {
	path    string
	members map[string]*zip.File // by name, without ".npy"
	names   []string             // in the order of the archive
	left    *int64               // bytes that members may still expand to
	limits  Limits
}

// ReadNPZ reads a weight matrix, row = target, from an .npz archive of the given size: the
// csr, csc or coo layout of scipy.sparse.save_npz, or a single dense square array of any
// name. An array called labels, of strings, names the neurons. The path appears in errors
// only; those of format are of type *FormatError.
func ReadNPZ(r io.ReaderAt, size int64, path string, limits Limits) (*Matrix, error) {
	z, err := openArchive(r, size, path, limits)
	if err != nil {
		return nil, err
	}
	m := new(Matrix)
	if _, ok := z.members["format"]; ok {
		m.Weights, err = z.readSparse()
	} else if name, wrong := z.onlyMatrix(); wrong == nil {
		err = z.open(name, func(r io.Reader, at place) error {
			m.Weights, err = readSquare(r, at, z.limits)
			return err
		})
	} else {
		err = wrong
	}
	if err != nil {
		return nil, err
	}
	if _, ok := z.members["labels"]; ok {
		if m.Labels, err = z.readLabels(m.Weights.Order()); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// openArchive reads the table of members and returns an error for invalid ones.
func openArchive(r io.ReaderAt, size int64, path string, limits Limits) (*archive, error) {
	at := place{path: path}
	z, err := openZip(r, size, at, ".npz archive")
	if err != nil {
		return nil, err
	}
	left := limits.Bytes
	limits = limits.forSize(size)
	a := &archive{path: path, members: make(map[string]*zip.File), left: &left, limits: limits}
	for _, f := range z.File {
		if err := checkMemberName(f.Name, at); err != nil {
			return nil, err
		}
		name, isArray := strings.CutSuffix(f.Name, ".npy")
		if !isArray {
			return nil, at.fail(0, "write the archive with numpy.savez or scipy.sparse.save_npz", "member %s is no .npy array", quote(f.Name))
		}
		if a.members[name] != nil {
			return nil, at.fail(0, "keep one of them", "member %s is there twice", quote(f.Name))
		}
		a.members[name] = f
		a.names = append(a.names, name)
	}
	return a, nil
}

// onlyMatrix returns the name of the one member that can be the matrix.
func (a *archive) onlyMatrix() (string, error) {
	var found []string
	for _, name := range a.names {
		if name != "labels" {
			found = append(found, name)
		}
	}
	at := place{path: a.path}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0:
		return "", at.fail(0, "save the weight matrix alone, or with labels", "no array is there that could be the matrix")
	case a.members["data"] != nil && a.members["shape"] != nil:
		return "", at.fail(0, "save the matrix again with scipy.sparse.save_npz", "the member format.npy of a sparse matrix is missing")
	}
	return "", at.fail(0, "save the weight matrix alone, or with labels",
		"%d arrays could be the matrix, such as %s and %s", len(found), quote(found[0]), quote(found[1]))
}

// open calls read with the content of a member, which it reads to its end, and with the
// place to report.
func (a *archive) open(name string, read func(r io.Reader, at place) error) error {
	at := place{path: a.path, member: name + ".npy"}
	f, ok := a.members[name]
	if !ok {
		return at.fail(0, "save the matrix with scipy.sparse.save_npz", "the member is missing")
	}
	return openMember(f, a.left, at, read)
}

// readLabels reads the names of all neurons from the array labels.
func (a *archive) readLabels(neurons int) ([]string, error) {
	var labels []string
	err := a.open("labels", func(r io.Reader, at place) error {
		array, err := openArray(r, at)
		if err != nil {
			return err
		}
		labels, err = array.text(func(items int) error {
			if items != neurons {
				return at.fail(0, "name each neuron once", "%d labels for %d neurons", items, neurons)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for i, label := range labels {
			if wrong := wrongLabel(label); wrong != "" {
				return at.fail(0, labelCure, "label %s of neuron %d %s", quote(label), i, wrong)
			}
		}
		return nil
	})
	return labels, err
}

// npzFormat is the row of the registry.
func npzFormat() format {
	return format{
		extension: ".npz", labels: true, archive: true, variables: true,
		read:  func(c content) (*Matrix, error) { return ReadNPZ(c.file, c.size, c.path, c.limits) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteNPZ(w, m) },
	}
}
