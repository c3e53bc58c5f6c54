package netio

import (
	"slices"
	"strconv"

	"noiseprune/network"
)

// header returns the names of an edge list's columns and leaves the header out; nil if the first
// row is no header. A name that pandas or R leaves out for the index is "".
func (t *tableLayout) header() ([]string, error) {
	names := texts(t.rows[0])
	columns := t.c.reading.Columns
	switch {
	case t.numbered(names):
		if t.isEdge(0) && countsFromZero(names) && (slices.Contains(names, columns.Source) || slices.Contains(names, columns.Target)) {
			return nil, t.at.fail(t.lines[0], "remove it, or write a header such as source,target,weight above it",
				"the first row can be an edge, or the numbers of the columns")
		}
		if t.isEdge(0) {
			t.told = append(t.told, "no header: the first row is an edge")
			return nil, nil
		}
	case !namesEdges(t.rows[0], columns) && columns == (network.Columns{}):
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

// numbered reports whether the columns of source and target are given by numbers, which may also
// stand in the first row, as names or as neurons.
func (t *tableLayout) numbered(names []string) bool {
	c := t.c.reading.Columns
	for _, name := range []string{c.Source, c.Target} {
		if number, err := strconv.Atoi(name); err != nil || number < 1 || number > len(names) {
			return false
		}
	}
	return true
}

// isEdge reports whether row k, the first of a list whose columns are given by numbers, can be an
// edge: its weight is a number or, where there is none, no column has numbers below a word. The usual
// names of source and target are none.
func (t *tableLayout) isEdge(k int) bool {
	if namesEdges(t.rows[k], network.Columns{}) {
		return false
	}
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
