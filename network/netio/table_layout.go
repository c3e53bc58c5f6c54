package netio

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
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
	if err := t.refuseAttributes(); err != nil {
		return nil, err
	}
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
	labelled := t.labelled()
	isMatrix := t.c.reading.Layout == network.AutoLayout && t.isMatrix(labelled)
	switch isList := t.isList(); {
	case isList && isMatrix:
		return nil, t.at.fail(t.lines[0], "say which with --layout edges or --layout matrix",
			"a table of %d rows and %d columns can be an edge list or a matrix", len(t.rows), len(t.rows[0]))
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
			return t.at.fail(t.lines[k], "save the edges with networkx.write_weighted_edgelist", "attributes %s stand behind the edge", quote(last[0]))
		}
	}
	return nil
}

// header returns the names of an edge list's columns and leaves the header out; nil if the first
// row is no header. A name that pandas or R leaves out for the index is "".
func (t *tableLayout) header() ([]string, error) {
	names := texts(t.rows[0])
	columns := t.c.reading.Columns
	switch {
	case t.numbered(names):
		if t.isEdge(0) {
			return nil, nil
		}
	case !namesEnds(names, columns) && columns == (network.Columns{}):
		return nil, nil
	}
	if len(t.rows) > 1 && len(t.rows[1]) == len(names)+1 {
		if !t.countsRows() {
			return nil, t.at.fail(t.lines[1], sameFieldsCure, "%d fields instead of %d", len(names)+1, len(names))
		}
		names = append([]string{""}, names...)
	}
	if names[0] == "Unnamed: 0" {
		names[0] = ""
	}
	t.given = 1
	return names, nil
}

// numbered reports whether the columns of source and target are given by numbers, not by names of the header.
func (t *tableLayout) numbered(names []string) bool {
	c := t.c.reading.Columns
	for _, name := range []string{c.Source, c.Target} {
		if _, err := strconv.Atoi(name); err != nil || slices.Contains(names, name) {
			return false
		}
	}
	return true
}

// isEdge reports whether row k, the first of a list whose columns are given by numbers, can be an
// edge: its weight is a number or, where there is none, no column has numbers below a word.
func (t *tableLayout) isEdge(k int) bool {
	if number, err := strconv.Atoi(t.c.reading.Columns.Weight); err == nil {
		return number >= 1 && number <= len(t.rows[k]) && t.like(t.rows[k][number-1])
	}
	return !t.numbersBelowWords()
}

// numbersBelowWords reports whether the first row has only words, and a column below one numbers.
func (t *tableLayout) numbersBelowWords() bool {
	if len(t.rows) < 2 || slices.ContainsFunc(t.rows[0], t.like) {
		return false
	}
	for column := range t.rows[0] {
		below := true
		for _, row := range t.rows[1:] {
			below = below && column < len(row) && t.like(row[column])
		}
		if below {
			return true
		}
	}
	return false
}

// countsRows reports whether the first column, which has no name, has the names that R gives rows:
// ascending numbers, from 1 where there is only one.
func (t *tableLayout) countsRows() bool {
	last := 0
	for _, row := range t.rows[1:] {
		n, ok := parseCount(row[0])
		if !ok || n <= last || len(t.rows) == 2 && n > 1 {
			return false
		}
		last = n
	}
	return true
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

func (t *tableLayout) withoutHeader() string {
	if len(t.rows[0]) == 2 {
		return "no header: the columns are read as source, target"
	}
	return "no header: the columns are read as source, target, weight"
}

// neither refuses a table that is no edge list and no matrix.
func (t *tableLayout) neither() error {
	const most = 20
	first := texts(t.rows[0][:min(most, len(t.rows[0]))])
	if t.isNumeric(labels{}) {
		return t.at.fail(t.lines[0], "name the columns with --columns source=1,target=2,weight=3, or give a square matrix",
			"the table has %d columns and %s rows of numbers", len(t.rows[0]), t.count())
	}
	return t.at.fail(t.lines[0], nameColumns+", or give a square matrix",
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
