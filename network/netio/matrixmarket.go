package netio

import (
	"errors"
	"io"
	"math"

	"noiseprune/network"
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

// readCoordinates reads lines of row, column and weight, the indices from 1.
func (m *marketReader) readCoordinates() error {
	for k := range m.promised {
		line, err := m.data(k)
		if err != nil {
			return err
		}
		e, err := m.parseEntry(line)
		if err != nil {
			return err
		}
		m.list.addAt(m.number, e, m.promised)
	}
	return nil
}

// data returns the next line of data, after k others.
func (m *marketReader) data(k int) ([]byte, error) {
	line, err := m.next('%')
	if errors.Is(err, io.EOF) {
		return nil, m.at.fail(m.number, fetchAgain, "the file ends after %d of %d %s", k, m.promised, m.banner.unit())
	}
	return line, err
}

func (m *marketReader) parseEntry(line []byte) (network.Entry, error) {
	row, rest := cutField(line)
	column, rest := cutField(rest)
	weight, rest := cutField(rest)
	complete := len(weight) > 0
	if m.banner.pattern {
		complete = len(column) > 0 && len(weight) == 0
	}
	if !complete || len(rest) > 0 {
		return network.Entry{}, m.at.fail(m.number, m.banner.entryForm(), "%s is no entry", quote(line))
	}
	i, err := m.parseIndex("row", row)
	if err != nil {
		return network.Entry{}, err
	}
	j, err := m.parseIndex("column", column)
	if err != nil {
		return network.Entry{}, err
	}
	v := 1.0
	if !m.banner.pattern {
		if v, err = m.parseWeight(weight); err != nil {
			return network.Entry{}, err
		}
	}
	if i == j && v != 0 && m.banner.symmetry == skew {
		return network.Entry{}, m.at.fail(m.number, "declare it general", "a skew-symmetric matrix has no entry (%d, %d) on its diagonal", i, j)
	}
	return network.Entry{Target: i - 1, Source: j - 1, Weight: v}, nil
}

func (m *marketReader) parseIndex(name string, field []byte) (int, error) {
	i, ok := parseCount(field)
	if !ok || i < 1 || i > m.n {
		return 0, m.at.fail(m.number, "indices begin with 1", "%s %s is not between 1 and %d", name, quote(field), m.n)
	}
	return i, nil
}

func (m *marketReader) parseWeight(field []byte) (float64, error) {
	v, wrong := parseNumber(field)
	switch {
	case wrong != "":
		return 0, m.at.fail(m.number, decimalNumber, "weight %s %s", quote(field), wrong)
	case m.banner.integer && v != math.Trunc(v):
		return 0, m.at.fail(m.number, "declare the field real in line 1", "weight %s is not an integer", quote(field))
	}
	return v, nil
}

// readArray reads one value a line, column after column: all of a general matrix, the
// lower triangle of a symmetric one, and that without the diagonal of a skew-symmetric one.
func (m *marketReader) readArray() error {
	k := 0
	for j := range m.n {
		for i := m.banner.symmetry.firstRow(j); i < m.n; i++ {
			line, err := m.data(k)
			if err != nil {
				return err
			}
			value, rest := cutField(line)
			if len(rest) > 0 {
				return m.at.fail(m.number, "write one value a line", "%s is more than one value of an array", quote(line))
			}
			v, err := m.parseWeight(value)
			if err != nil {
				return err
			}
			k++
			if v == 0 {
				continue
			}
			m.list.add(network.Entry{Target: i, Source: j, Weight: v}, m.promised)
			if err := m.limits.checkEntries(m.at, m.number, len(m.list.entries)); err != nil {
				return err
			}
		}
	}
	return nil
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

// build expands the symmetry and returns the matrix.
func (m *marketReader) build() (*network.CSR, error) {
	given := len(m.list.entries)
	if m.banner.symmetry != general {
		m.mirror()
	}
	weights, err := network.NewCSR(m.n, m.list.entries)
	var wrong *network.EntryError
	if !errors.As(err, &wrong) {
		return weights, err
	}
	first, second := m.original(wrong.First, given), m.original(wrong.Index, given)
	first, second = min(first, second), max(first, second)
	a, b := m.list.entries[first], m.list.entries[second]
	line := m.list.line(second)
	if a.Target == b.Target {
		return nil, m.at.fail(line, "keep one of them, or their sum",
			"entry (%d, %d) is given twice, first at line %d", b.Target+1, b.Source+1, m.list.line(first))
	}
	return nil, m.at.fail(line, "drop one of them, or declare the file general",
		"entry (%d, %d) mirrors entry (%d, %d) of line %d in a %s file",
		b.Target+1, b.Source+1, a.Target+1, a.Source+1, m.list.line(first), m.banner.symmetry)
}

// mirror appends the mirror images of the entries off the diagonal.
func (m *marketReader) mirror() {
	given := m.list.entries
	total := len(given)
	for _, e := range given {
		if e.Target != e.Source {
			total++
		}
	}
	for _, e := range given {
		if e.Target != e.Source {
			e.Target, e.Source = e.Source, e.Target
			if m.banner.symmetry == skew {
				e.Weight = -e.Weight
			}
			m.list.add(e, total)
		}
	}
}

// original returns the entry of the file that entry k is, or whose mirror image it is.
func (m *marketReader) original(k, given int) int {
	if k < given {
		return k
	}
	k -= given
	for i, e := range m.list.entries[:given] {
		if e.Target == e.Source {
			continue
		}
		if k == 0 {
			return i
		}
		k--
	}
	panic("netio: no entry is mirrored there")
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
