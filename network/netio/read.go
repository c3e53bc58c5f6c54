package netio

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"noiseprune/network"
)

// Matrix is the content of a file: the weights W, row = target, with the diagonal of the
// file, a symmetric file expanded; and the names of the neurons, nil where it has none.
type Matrix struct {
	Weights *network.CSR
	Labels  []string
	Notes   []string // what a user should know of how the file was read, a sentence each

	directed bool // the file itself says which end of an edge is the source
	listed   bool // the neurons are those that an edge list names
}

// note adds a sentence for the user.
func (m *Matrix) note(format string, args ...any) {
	m.Notes = append(m.Notes, fmt.Sprintf(format, args...))
}

// Read reads the weight matrix in a file, by the extension of its name, within the limits
// and what a file of its size is likely to hold. Labels come with it (see the package
// documentation). The reading says what of the file is read, and how: network.SourceTarget
// transposes a matrix, and is refused for a file that says itself which neuron is the source.
// What the file's format has not, such as columns, is refused. Errors of format are of type
// *FormatError, those of the machine wrap the cause.
func Read(path string, reading network.Reading, limits Limits) (*Matrix, error) {
	l, err := layoutOf(path)
	if err != nil {
		return nil, err
	}
	at := place{path: path}
	if err := l.checkReading(at, reading); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	info, err := file.Stat()
	if err != nil {
		return nil, at.wrap(err)
	}
	if info.IsDir() {
		return nil, at.fail(0, "name a file in it", "this is a folder")
	}
	size := info.Size()
	if !info.Mode().IsRegular() {
		size = -1
		if l.archive {
			return nil, at.fail(0, "copy it to a folder", "an archive cannot be read from a pipe or a device")
		}
	}
	m, err := l.open(file, size, at, reading, limits)
	if err != nil {
		return nil, err
	}
	if err := m.apply(reading, at); err != nil {
		return nil, err
	}
	return m, nil
}

// checkReading refuses what the format has not.
func (l layout) checkReading(at place, r network.Reading) error {
	const leaveOut = "leave it out"
	for _, option := range []struct {
		name  string
		given bool
		known bool
	}{
		{"variable", r.Variable != "", l.variables},
		{"layout", r.Layout != network.AutoLayout, l.table},
		{"layout matrix", r.Layout == network.MatrixLayout, !l.onlyEdges},
		{"columns", r.Columns != network.Columns{}, l.table},
		{"where", len(r.Where) > 0, l.table},
		{"duplicates", r.Duplicates != network.AutoDuplicates, l.table || l.duplicates},
		{"transmitters", len(r.Transmitters) > 0, l.table || r.Signs != network.SignRule{}},
	} {
		if option.given && !option.known {
			return at.fail(0, leaveOut, "the option %s has no meaning for %s", option.name, l.extension)
		}
	}
	return nil
}

// apply orients the matrix, leaves out what is not wanted, and gives it the signs of a file.
func (m *Matrix) apply(r network.Reading, at place) error {
	if m.directed && r.Orientation == network.SourceTarget {
		return at.fail(0, "leave the orientation out", "the file itself names source and target, and cannot be source-target")
	}
	m.Weights = r.Orientation.Weights(m.Weights)
	if r.MinWeight != 0 {
		if err := m.leaveOutWeak(r.MinWeight, at); err != nil {
			return err
		}
	}
	if path, ok := r.Signs.File(); ok {
		return m.applySigns(path, r.Transmitters, at)
	}
	return nil
}

// open reads the open file, and the labels beside it. The size is −1 where it is unknown.
func (l layout) open(file *os.File, size int64, at place, reading network.Reading, limits Limits) (*Matrix, error) {
	if size >= 0 {
		limits = limits.forSize(size)
	}
	c := content{
		file: file, stream: file, size: size, path: at.path, limits: limits, reading: reading,
		labels: l.readLabels, labelsPath: l.labelsPath(),
	}
	if l.compressed {
		var err error
		c.compressed = true
		if c.stream, err = gunzip(file, at, limits); err != nil {
			return nil, err
		}
	}
	return l.read(c)
}

// withLabels adds to a format that knows of none the labels in the file beside it.
func withLabels(read func(content) (*Matrix, error)) func(content) (*Matrix, error) {
	return func(c content) (*Matrix, error) {
		m, err := read(c)
		if err != nil {
			return nil, err
		}
		if m.Labels, err = c.labels(); err != nil {
			return nil, err
		}
		if n := m.Weights.Order(); m.Labels != nil && len(m.Labels) != n {
			return nil, place{path: c.labelsPath}.fail(0, "name each neuron once",
				"%d labels for the %d neurons of %s", len(m.Labels), n, oneLine(c.path))
		}
		return m, nil
	}
}

// readLabels reads the labels beside the file, or returns nil where there are none.
func (l layout) readLabels() ([]string, error) {
	file, err := os.Open(l.labelsPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cannotRead(l.labelsPath(), err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	return ReadLabels(file, l.labelsPath())
}
