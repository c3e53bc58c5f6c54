package netio

import (
	"bytes"
	"errors"
	"io"
	"slices"
)

// labels says where a dense matrix has the names of its neurons.
type labels struct {
	above  bool // in the first row
	corner bool // which begins with a cell above the first column
	left   bool // in the first column
}

// labelled finds where the table would have labels if it were a matrix.
func (t *tableLayout) labelled() labels {
	first := t.rows[0]
	corner := string(bytes.TrimSpace(first[0]))
	words := slices.ContainsFunc(first[1:], func(cell []byte) bool { return len(cell) > 0 && !t.like(cell) })
	switch {
	case len(t.rows) > 1 && len(t.rows[1]) == len(first)+1:
		return labels{above: true, left: true}
	case corner == "" || corner == "Unnamed: 0":
		return labels{above: true, corner: true, left: true}
	case t.like(first[0]):
		return labels{above: words}
	case words || len(first) == 1:
		left := t.namesBelow()
		return labels{above: true, corner: left, left: left}
	case t.wordsBelow():
		return labels{left: true}
	case len(t.rows) == 1:
		return labels{left: true}
	}
	left := t.namesBelow()
	return labels{above: true, corner: left, left: left}
}

// namesBelow reports whether the first column has names below its first cell: words, or numbers
// that stand in the first row too.
func (t *tableLayout) namesBelow() bool {
	if len(t.rows) < 2 || len(t.rows[0]) < 2 {
		return false
	}
	if t.wordsBelow() {
		return true
	}
	above := make(map[string]bool)
	for _, cell := range t.rows[0][1:] {
		above[string(cell)] = true
	}
	for _, row := range t.rows[1:] {
		if !above[string(row[0])] {
			return false
		}
	}
	return true
}

// wordsBelow reports whether a cell of the first column below the first is no number.
func (t *tableLayout) wordsBelow() bool {
	return slices.ContainsFunc(t.rows[1:], func(row [][]byte) bool { return len(row[0]) > 0 && !t.like(row[0]) })
}

// isMatrix reports whether the first rows can be those of a square matrix.
func (t *tableLayout) isMatrix(l labels) bool {
	if !t.isNumeric(l) {
		return false
	}
	n, rows := len(t.rows[len(t.rows)-1]), len(t.rows)
	if l.left {
		n--
	}
	if l.above {
		rows--
	}
	switch bare := l == (labels{}); {
	case n < 1 || rows < 1 || l == (labels{left: true}) && n < 2:
		return false
	case !errors.Is(t.end, io.EOF):
		return rows <= n || bare && n > 3 && rows == n+1
	case bare && n > 3 && (rows == n+1 && wholeNumbers(t.rows[0]) != nil || rows == n-1 && t.numbersLeft()):
		return true
	default:
		return rows == n
	}
}

// isNumeric reports whether all cells are numbers or empty, apart from the labels.
func (t *tableLayout) isNumeric(l labels) bool {
	for k, row := range t.rows {
		if k == 0 && l.above {
			continue
		}
		if l.left {
			row = row[1:]
		}
		if slices.ContainsFunc(row, func(cell []byte) bool { return len(cell) > 0 && !t.like(cell) }) {
			return false
		}
	}
	return true
}

// numbersLeft reports whether the first column can be labels that are numbers.
func (t *tableLayout) numbersLeft() bool {
	column := make([][]byte, len(t.rows))
	for k, row := range t.rows {
		column[k] = row[0]
	}
	return wholeNumbers(column) != nil
}

// wholeNumbers returns the cells as labels if they are different numbers without sign, or else nil.
func wholeNumbers(cells [][]byte) []string {
	var all []string
	seen := make(map[string]bool)
	for _, cell := range cells {
		if _, ok := parseCount(cell); !ok || seen[string(cell)] {
			return nil
		}
		seen[string(cell)] = true
		all = append(all, string(cell))
	}
	return all
}
