package netio

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"noiseprune/network"
)

// readTable reads a table that is an edge list or a dense matrix, as its first rows show, unless
// the reading says which.
func readTable(c content, rows tableRows) (*Matrix, error) {
	t := &tableLayout{lookahead: lookAhead(rows), c: c, at: place{path: c.path}}
	if len(t.rows) == 0 {
		if !errors.Is(t.end, io.EOF) {
			return nil, t.end
		}
		return nil, t.at.fail(0, "give an edge list with the columns source, target and weight, or a square matrix", "the file is empty")
	}
	m, err := t.read()
	if err != nil {
		return nil, err
	}
	own := append(t.told, m.Notes...)
	m.Notes = nil
	if n, ok := rows.(interface{ notes(m *Matrix) }); ok {
		n.notes(m)
	}
	m.Notes = append(m.Notes, own...)
	return m, nil
}

// tableLayout decides what a table holds.
type tableLayout struct {
	*lookahead
	c    content
	at   place
	told []string
}

func (t *tableLayout) read() (*Matrix, error) {
	if t.c.reading.Layout == network.MatrixLayout {
		return t.readMatrix(t.labelled())
	}
	names, err := t.header()
	if err != nil {
		return nil, err
	}
	if names != nil || t.c.reading.Columns != (network.Columns{}) {
		return readEdgeTable(t.c, t, names)
	}
	if err := t.refuseAttributes(); err != nil {
		return nil, err
	}
	labelled := t.labelled()
	isMatrix := t.c.reading.Layout == network.AutoLayout && t.isMatrix(labelled)
	switch isList := t.isList(); {
	case isList && isMatrix:
		return nil, t.at.fail(t.lines[0], "say which with --layout edges or --layout matrix",
			"a table of %d rows and %d columns can be an edge list or a matrix", len(t.rows), len(t.rows[0]))
	case isList && t.numbersColumns():
		return nil, t.at.fail(t.lines[0], "remove it", "the first row numbers the columns, which is no edge")
	case isList:
		t.told = append(t.told, t.withoutHeader())
		return readEdgeTable(t.c, t, nil)
	case isMatrix:
		return t.readMatrix(labelled)
	}
	return nil, t.neither()
}

// refuseAttributes refuses the dictionaries that NetworkX writes behind each edge.
func (t *tableLayout) refuseAttributes() error {
	for k, row := range t.rows {
		last := row[max(0, len(row)-1):]
		if len(row) > 1 && bytes.HasSuffix(last[0], []byte("}")) &&
			slices.ContainsFunc(row, func(cell []byte) bool {
				return bytes.HasPrefix(cell, []byte("{")) || bytes.Contains(cell, []byte(" {"))
			}) {
			return t.at.fail(t.lines[k], "save the edges with networkx.write_weighted_edgelist",
				"attributes %s stand behind the edge", quote(last[0]))
		}
	}
	return nil
}

// isList reports whether the rows are edges without a header: two names, or two and a number.
func (t *tableLayout) isList() bool {
	first := t.rows[0]
	switch {
	case len(first) < 2 || len(first[0]) == 0 || len(first[1]) == 0:
		return false
	case len(first) == 2:
		return !t.numbersBelowWords() && (len(t.rows) < 2 || len(t.rows[1]) == 2)
	}
	return len(first) == 3 && t.like(first[2]) && (len(t.rows) < 2 || len(t.rows[1]) == 3)
}

// numbersColumns reports whether the first row of a list is 0, 1, 2, as pandas numbers columns without
// names, and the neurons of the next row are called by words.
func (t *tableLayout) numbersColumns() bool {
	return len(t.rows) > 1 && countsFromZero(texts(t.rows[0])) && !slices.ContainsFunc(t.rows[1][:2], t.like)
}

func (t *tableLayout) withoutHeader() string {
	if len(t.rows[0]) == 2 {
		return "no header: the columns are read as source, target"
	}
	return "no header: the columns are read as source, target, weight"
}

const twoColumnsCure = "separate columns with commas, semicolons, tabs or blanks"

// neither refuses a table that is no edge list and no matrix.
func (t *tableLayout) neither() error {
	const most = 20
	first := texts(t.rows[0][:min(most, len(t.rows[0]))])
	if len(t.rows) == 1 && t.end != nil && !errors.Is(t.end, io.EOF) {
		return t.end
	}
	for k, row := range t.rows[1:] {
		if namesEdges(row, network.Columns{}) {
			return t.at.fail(t.lines[k+1], "remove the rows above it", "the header of an edge list stands below other rows")
		}
	}
	columns := counted(len(t.rows[0]), "column")
	switch {
	case t.isNumeric(labels{}) && len(first) > 1:
		return t.at.fail(t.lines[0], "number the columns, such as --columns source=1,target=2,weight=3, or give a square matrix",
			"the table has %s and %s rows of numbers", columns, t.count())
	case t.isNumeric(labels{}):
		return t.at.fail(t.lines[0], twoColumnsCure, "the table has %s and %s rows of numbers", columns, t.count())
	case len(first) == 1:
		return t.at.fail(t.lines[0], twoColumnsCure, "the table has one column, which begins with %s", quote(first[0]))
	}
	return t.at.fail(t.lines[0], nameColumns+", by names or by numbers from 1, or give a square matrix",
		"the columns %s are not known as source and target, and the table is no square matrix", quote(strings.Join(first, ",")))
}

// count returns the number of rows as far as it is known.
func (t *tableLayout) count() string {
	if t.end != nil {
		return thousands(len(t.rows))
	}
	return "more than " + thousands(len(t.rows))
}

func (t *tableLayout) like(cell []byte) bool { return likeNumber(cell, commaDecimals(t)) }
