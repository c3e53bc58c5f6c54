package netio

import (
	"io"
	"slices"
	"strings"

	"noiseprune/network"
)

// format is a row of the registry of file formats: all that Read and Write know of one.
type format struct {
	extension string
	gzip      bool // also with .gz behind the extension, compressed
	labels    bool // the file itself holds labels, so that there is no file of labels beside it
	archive   bool // is read at any place, so that it cannot come from a pipe
	table     bool // has rows and columns that may be an edge list
	onlyEdges bool // the table is an edge list, never a matrix
	variables bool // may hold several matrices, by name

	duplicates bool // may hold several edges for a pair, though it is no table

	read  func(content) (*Matrix, error)
	write func(w io.Writer, m *Matrix, comments []string) error
	// check returns an error for a matrix that the format cannot hold; nil where it holds all.
	check func(*Matrix) error
}

// content is an open file that is to be read.
type content struct {
	file   io.ReaderAt // the file itself
	stream io.Reader   // its bytes, without compression
	size   int64       // of the file; −1 where it is unknown
	path   string      // for errors
	limits Limits

	compressed bool // the file is, and stream is what it unpacks to
	reading    network.Reading

	labels     func() ([]string, error) // reads those beside the file
	labelsPath string
}

// formats is the registry. A new format is a file with its row, and a line here.
func formats() []format {
	return slices.Concat([]format{marketFormat(), npyFormat(), npzFormat(), matFormat()}, tableFormats(),
		[]format{parquetFormat(), arrowFormat(".feather"), arrowFormat(".arrow"), xlsxFormat(), graphmlFormat(), tvbFormat()})
}

// ReadableList names the extensions of the files that Read reads, in one line.
func ReadableList() string { return listExtensions(func(format) bool { return true }) }

// IsReadable reports whether the name ends like that of a file that Read reads.
func IsReadable(name string) bool {
	_, err := layoutOf(name)
	return err == nil
}

// WritableList names the extensions of the files that Write writes, in one line.
func WritableList() string { return listExtensions(func(f format) bool { return f.write != nil }) }

// listExtensions names the extensions, those first that may have .gz behind them.
func listExtensions(listed func(format) bool) string {
	var gzipped, others []string
	for _, f := range formats() {
		switch {
		case !listed(f):
		case f.gzip:
			gzipped = append(gzipped, f.extension)
		default:
			others = append(others, f.extension)
		}
	}
	return strings.Join(gzipped, " ") + " (each also .gz), " + strings.Join(others, " ")
}

// layout is a format, with what the file's name says beside.
type layout struct {
	format
	compressed bool
	stem       string // the path without its extension
}

func layoutOf(path string) (layout, error) {
	lower := strings.ToLower(path)
	for _, f := range formats() {
		for _, suffix := range []string{"", ".gz"} {
			end := f.extension + suffix
			if (suffix == "" || f.gzip) && strings.HasSuffix(lower, end) {
				return layout{f, suffix != "", path[:len(path)-len(end)]}, nil
			}
		}
	}
	return layout{}, place{path: path}.fail(0, "use one of "+ReadableList(),
		"the name does not end like that of a network file")
}

// labelsPath returns the path of the file of labels, or "" if the format contains labels.
func (l layout) labelsPath() string {
	if l.labels {
		return ""
	}
	return l.stem + ".labels.csv"
}
