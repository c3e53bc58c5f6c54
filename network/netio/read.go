package netio

import (
	"fmt"
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
