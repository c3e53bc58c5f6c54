package netio

import (
	"errors"
	"io"
)

// marketReader reads one Matrix Market file.
type marketReader struct {
	*lines
	banner   banner
	limits   Limits
	n        int // the order
	promised int // the declared number of entries (coordinate) or of values (array)
	sizeLine int
	list     entryList
}

// ReadMatrixMarket reads a Matrix Market file, row = target. It takes both layouts,
// coordinate and array, the fields real, double, integer and pattern (every weight is 1),
// and the symmetries general, symmetric and skew-symmetric. An entry of a symmetric file
// represents its mirror image too, so that only one of both may be given. Words may be in
// capitals, blank lines and comments anywhere, exponents marked by D, and lines may end
// as on any system. The path appears in
// errors only; those of format are of type *FormatError.
//
// Source: R. Boisvert, R. Pozo, K. Remington, "The Matrix Market Exchange Formats",
// NISTIR 5935 (1996).
func ReadMatrixMarket(r io.Reader, path string, limits Limits) (*Matrix, error) {
	text, err := newLines(r, place{path: path})
	if err != nil {
		return nil, err
	}
	m := &marketReader{lines: text, limits: limits}
	if err := m.readBanner(); err != nil {
		return nil, err
	}
	if err := m.readSize(); err != nil {
		return nil, err
	}
	read := m.readCoordinates
	if m.banner.array {
		read = m.readArray
	}
	if err := read(); err != nil {
		return nil, err
	}
	if err := m.readEnd(); err != nil {
		return nil, err
	}
	weights, err := m.build()
	if err != nil {
		return nil, err
	}
	return &Matrix{Weights: weights}, nil
}

// data returns the next line of data, after k others.
func (m *marketReader) data(k int) ([]byte, error) {
	line, err := m.next('%')
	if errors.Is(err, io.EOF) {
		return nil, m.at.fail(m.number, fetchAgain, "the file ends after %d of %d %s", k, m.promised, m.banner.unit())
	}
	return line, err
}

// readEnd returns an error for data beyond those that the size line declares.
func (m *marketReader) readEnd() error {
	line, err := m.next('%')
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return m.at.fail(m.number, "correct the sizes, or remove what follows the data",
		"line %d promises no more than %d %s, but %s follows", m.sizeLine, m.promised, m.banner.unit(), quote(line))
}

// marketFormat is the row of the registry.
func marketFormat() format {
	return format{
		extension: ".mtx", gzip: true,
		read: withLabels(func(c content) (*Matrix, error) { return ReadMatrixMarket(c.stream, c.path, c.limits) }),
		write: func(w io.Writer, m *Matrix, comments []string) error {
			return WriteMatrixMarket(w, m.Weights, comments)
		},
	}
}
