package netio

import (
	"errors"
	"io"
	"slices"

	"noiseprune/network"
)

// readMatrix reads a dense matrix with the labels that its first rows show.
func (t *tableLayout) readMatrix(l labels) (*Matrix, error) {
	if err := t.refuseColumns(); err != nil {
		return nil, err
	}
	r := &denseReader{rows: t, at: t.at, limits: t.c.limits, labels: l, comma: commaDecimals(t)}
	if err := r.readRows(); err != nil {
		return nil, err
	}
	names, err := r.names()
	if err != nil {
		return nil, err
	}
	weights, err := network.NewCSR(r.columns, r.list.entries)
	if err != nil {
		return nil, err
	}
	m := &Matrix{Weights: weights}
	if m.Labels, err = r.labelsBeside(t.c, names); err != nil {
		return nil, err
	}
	r.tell(m, t.c.reading.Orientation)
	return m, nil
}

// refuseColumns refuses what a matrix does not have.
func (t *tableLayout) refuseColumns() error {
	r := t.c.reading
	for _, option := range []struct {
		name  string
		given bool
	}{
		{"columns", r.Columns != (network.Columns{})},
		{"where", len(r.Where) > 0},
		{"duplicates", r.Duplicates != network.AutoDuplicates},
		{"transmitters", len(r.Transmitters) > 0},
	} {
		if option.given {
			return t.at.fail(t.lines[0], "leave it out, or read an edge list with --layout edges",
				"the option %s has no meaning for a matrix, as which the table is read", option.name)
		}
	}
	return nil
}

// denseReader reads a row for each neuron, with a column for each neuron, and keeps what is not zero.
// In a table without words in its first row and column, these are labels nevertheless if there
// is one row more, or one fewer, than columns.
type denseReader struct {
	labels

	rows    tableRows
	at      place
	limits  Limits
	comma   bool // can be part of a number
	decimal decimalMark

	columns int // of numbers
	count   int // rows of numbers that were read
	list    entryList
	told    []string

	nameAbove, nameLeft []string // with labels, those; without, the first row and column if they can be labels
	line                int      // of the row last read
}

func (r *denseReader) readRows() error {
	if r.above {
		row, err := r.rows.next()
		if err != nil {
			return err
		}
		if r.corner {
			row = row[1:]
		}
		r.nameAbove = texts(row)
	}
	for {
		row, err := r.rows.next()
		if errors.Is(err, io.EOF) {
			return r.end()
		}
		if err != nil {
			return err
		}
		r.line = r.rows.position()
		if err := r.add(row); err != nil {
			return err
		}
	}
}

// add reads a row.
func (r *denseReader) add(row [][]byte) error {
	bare := r.labels == (labels{})
	if r.left && len(row) > 0 {
		r.nameLeft = append(r.nameLeft, string(row[0]))
		row = row[1:]
	}
	if r.count == 0 {
		r.columns = len(row)
		if err := r.checkWidth(); err != nil {
			return err
		}
		if bare {
			r.nameAbove = wholeNumbers(row)
		}
	}
	if len(row) != r.columns {
		return r.at.fail(r.line, sameFieldsCure, "%d numbers instead of %d", len(row), r.columns)
	}
	if r.count == r.columns {
		if !bare || r.nameAbove == nil {
			return r.at.fail(r.line, notSquareCure, "a matrix of %d columns has no more rows than these", r.columns)
		}
		r.firstRowIsLabels()
	}
	if bare && r.count == len(r.nameLeft) {
		r.nameLeft = append(r.nameLeft, string(row[0]))
		if _, ok := parseCount(row[0]); !ok {
			r.nameLeft = nil
		}
	}
	return r.addNumbers(row)
}

const notSquareCure = "give a square matrix, or name the columns of an edge list with --columns source=…,target=…,weight=…"

// checkWidth checks the number of columns.
func (r *denseReader) checkWidth() error {
	if r.above && len(r.nameAbove) != r.columns {
		return r.at.fail(r.line, "give each column one name", "%d names for %d columns", len(r.nameAbove), r.columns)
	}
	return r.limits.checkOrder(r.at, r.line, r.columns, r.columns)
}

func (r *denseReader) addNumbers(row [][]byte) error {
	for j, cell := range row {
		v, wrong := r.decimal.number(cell, r.comma)
		if wrong != "" {
			return r.wrongCell(j, cell, wrong)
		}
		if v == 0 {
			continue
		}
		r.list.add(network.Entry{Target: r.count, Source: j, Weight: v}, r.limits.Entries)
		if err := r.limits.checkEntries(r.at, r.line, len(r.list.entries)); err != nil {
			return err
		}
	}
	r.count++
	return nil
}

func (r *denseReader) wrongCell(j int, cell []byte, wrong string) error {
	if r.left {
		j++
	}
	if len(cell) == 0 {
		return r.at.fail(r.line, "write 0 where there is no synapse", "the cell in column %d is empty", j+1)
	}
	return r.at.fail(r.line, decimalNumber, "number %s in column %d %s", quote(cell), j+1, wrong)
}

// end checks the number of rows.
func (r *denseReader) end() error {
	if r.labels == (labels{}) {
		if r.count == r.columns-1 && r.count > 0 && r.count == len(r.nameLeft) && different(r.nameLeft) {
			r.firstColumnIsLabels()
			return nil
		}
		r.nameAbove, r.nameLeft = nil, nil
	}
	if r.count != r.columns {
		return r.at.fail(0, notSquareCure, "the matrix has %d rows and %d columns, but both are neurons", r.count, r.columns)
	}
	return r.limits.checkOrder(r.at, 0, r.count, r.columns)
}

// tell adds the notes.
func (r *denseReader) tell(m *Matrix, o network.Orientation) {
	m.Notes = append(m.Notes, r.told...)
	if r.decimal.comma() {
		m.note("decimal commas")
	}
	if r.above && !r.left && r.columns <= 3 {
		m.note("the first row is read as the labels of a matrix; --layout edges reads an edge list")
	}
	if k := len(m.Labels) - 1; k > 0 && slices.Contains([]string{"sum", "sums", "total", "totals", "grandtotal"}, plainName(m.Labels[k])) {
		m.note("%s is read as a neuron; if it holds sums, remove its row and its column", quote(m.Labels[k]))
	}
	orientationNote(m, o)
}
