package netio

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"noiseprune/network"
)

// Matrix is what a file holds: the weights W, row = target, the diagonal as it stands
// there, a symmetric file expanded; and the names of the neurons, nil where it has none.
type Matrix struct {
	Weights *network.CSR
	Labels  []string
}

type format uint8

const (
	marketFormat format = iota
	npyFormat
	npzFormat
	csvFormat
)

// layout is what the extension of a file's name says.
type layout struct {
	format format
	gzip   bool
	stem   string // the path without its extension
}

// labelsPath returns where the labels beside the file are, or "" if the format holds them
// itself.
func (l layout) labelsPath() string {
	if l.format == npzFormat {
		return ""
	}
	return l.stem + ".labels.csv"
}

func layoutOf(path string) (layout, error) {
	lower := strings.ToLower(path)
	for _, known := range []struct {
		extension string
		layout    layout
	}{
		{".mtx", layout{format: marketFormat}},
		{".mtx.gz", layout{format: marketFormat, gzip: true}},
		{".npy", layout{format: npyFormat}},
		{".npz", layout{format: npzFormat}},
		{".csv", layout{format: csvFormat}},
		{".csv.gz", layout{format: csvFormat, gzip: true}},
	} {
		if strings.HasSuffix(lower, known.extension) {
			known.layout.stem = path[:len(path)-len(known.extension)]
			return known.layout, nil
		}
	}
	return layout{}, place{path: path}.fail(0, "use .mtx, .mtx.gz, .npy, .npz, .csv or .csv.gz",
		"the name does not end like that of a network file")
}

// Read reads the weight matrix in a file, by the extension of its name, within the limits
// and what a file of its size is likely to hold. Labels come with it (see the package
// documentation). SourceTarget transposes a matrix; it is refused for a CSV edge list, whose
// columns have names. Errors of format are of type *FormatError, those of the machine wrap
// the cause.
func Read(path string, orientation Orientation, limits Limits) (*Matrix, error) {
	l, err := layoutOf(path)
	if err != nil {
		return nil, err
	}
	at := place{path: path}
	if l.format == csvFormat && orientation == SourceTarget {
		return nil, at.fail(0, "leave the orientation out", "an edge list names its source and target, and cannot be source-target")
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
		if l.format == npzFormat {
			return nil, at.fail(0, "copy it to a folder", "an archive cannot be read from a pipe or a device")
		}
	}
	m, err := l.read(file, size, at, limits)
	if err != nil {
		return nil, err
	}
	m.Weights = orientation.apply(m.Weights)
	return m, nil
}

// read reads the open file, and the labels beside it. The size is −1 where it is unknown.
func (l layout) read(file *os.File, size int64, at place, limits Limits) (*Matrix, error) {
	if size >= 0 {
		limits = limits.forSize(size)
	}
	if l.format == npzFormat {
		return ReadNPZ(file, size, at.path, limits)
	}
	var content io.Reader = file
	if l.gzip {
		var err error
		if content, err = gunzip(file, at, limits); err != nil {
			return nil, err
		}
	}
	if l.format == csvFormat {
		labels, err := l.readLabels()
		if err != nil {
			return nil, err
		}
		return ReadCSV(content, at.path, labels, limits)
	}
	read := ReadMatrixMarket
	if l.format == npyFormat {
		read = ReadNPY
	}
	m, err := read(content, at.path, limits)
	if err != nil {
		return nil, err
	}
	if m.Labels, err = l.readLabels(); err != nil {
		return nil, err
	}
	if n := m.Weights.Order(); m.Labels != nil && len(m.Labels) != n {
		return nil, place{path: l.labelsPath()}.fail(0, "name each neuron once",
			"%d labels for the %d neurons of %s", len(m.Labels), n, oneLine(at.path))
	}
	return m, nil
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
