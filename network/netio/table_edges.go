package netio

import (
	"errors"
	"io"
	"strconv"

	"noiseprune/network"
)

// edgeReader reads the rows of an edge list.
type edgeReader struct {
	c      content
	at     place
	rows   tableRows
	header header
	roles  roles

	names   *nameIndex
	ids     *idTable                 // those names that are decimal identifiers
	edges   blockList[network.Entry] // neurons by their number in names
	list    entryList                // the same in the end, and their lines
	signs   *signColumn
	repeats repeats
	where   rowFilter
	decimal decimalMark
	commas  bool // can be decimal marks

	mirrored  int       // rows that were read in both directions
	last      [2][]byte // the names of the row before, and their numbers
	lastIndex [2]int
}

// readEdgeTable reads an edge list whose columns have these names; nil where the file has none,
// and the columns are source, target and perhaps weight. An index column has the name "". The
// weight of a row acts from source onto target; without a column of weights each row is one
// synapse. See ReadTable for the meaning of the neurons' names.
func readEdgeTable(c content, rows tableRows, names []string) (*Matrix, error) {
	e := &edgeReader{c: c, at: place{path: c.path}, rows: rows, names: newNameIndex(), ids: newIDTable()}
	row, err := rows.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if names == nil {
		names = columnNumbers(len(row))
	}
	if err := e.findColumns(names, row); err != nil {
		return nil, err
	}
	for err == nil {
		if err = e.addRow(row); err == nil {
			row, err = rows.next()
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	m, err := e.matrix()
	if err != nil {
		return nil, err
	}
	return m, e.tell(m)
}

// columnNumbers names the columns of a list without a header.
func columnNumbers(columns int) []string {
	usual := []string{"source", "target", "weight"}
	if columns <= len(usual) {
		return usual[:columns]
	}
	names := make([]string, columns)
	for k := range names {
		names[k] = strconv.Itoa(k + 1)
	}
	return names
}

// findColumns gives the columns their roles. The first row shows whether a column called type
// tells directed edges from undirected ones.
func (e *edgeReader) findColumns(names []string, first [][]byte) error {
	e.header = newHeader(e.at, 0, names)
	var err error
	if e.roles, err = findRoles(e.header, e.c.reading); err != nil {
		return err
	}
	if d := e.roles.direction; d >= 0 && (d >= len(first) || !isDirection(first[d])) {
		e.roles.direction = -1
	}
	overrides := e.c.reading.Transmitters
	if _, ok := e.c.reading.Signs.File(); ok {
		overrides = nil // they are for that file
	}
	e.commas = commaDecimals(e.rows)
	e.signs = newSignColumn(e.header, &e.roles, overrides)
	e.where = newRowFilter(e.header, e.roles.where)
	e.repeats = newRepeats(e.c.reading.Duplicates, &e.roles, e.header)
	if selecting, ok := e.rows.(interface{ need(columns []bool) }); ok {
		selecting.need(e.needed())
	}
	return nil
}

// needed says which columns are read.
func (e *edgeReader) needed() []bool {
	need := make([]bool, len(e.header.names))
	for k := range need {
		need[k] = true
	}
	if e.repeats.rule != network.AutoDuplicates {
		for _, k := range e.roles.unused(e.header) {
			need[k] = false
		}
	}
	return need
}

// addRow adds the edge of a row.
func (e *edgeReader) addRow(row [][]byte) error {
	line := e.rows.position()
	if len(row) != len(e.header.names) {
		return e.at.fail(line, "give each row the same columns", "%d fields instead of %d", len(row), len(e.header.names))
	}
	if !e.where.accepts(row) {
		return nil
	}
	source, err := e.neuron(0, row[e.roles.source], line)
	if err != nil {
		return err
	}
	target, err := e.neuron(1, row[e.roles.target], line)
	if err != nil {
		return err
	}
	weight, err := e.weight(row, line)
	if err != nil {
		return err
	}
	edge := network.Entry{Target: target, Source: source, Weight: weight}
	if err := e.add(edge, row, line); err != nil {
		return err
	}
	both, err := e.undirected(row, line)
	if err != nil || !both || source == target {
		return err
	}
	e.mirrored++
	edge.Source, edge.Target = edge.Target, edge.Source
	return e.add(edge, row, line)
}

func (e *edgeReader) add(edge network.Entry, row [][]byte, line int) error {
	e.list.mark(e.edges.len(), line)
	e.edges.add(edge)
	e.repeats.add(row)
	return e.c.limits.checkEntries(e.at, line, e.edges.len())
}

// weight returns the weight of a row, with its sign.
func (e *edgeReader) weight(row [][]byte, line int) (float64, error) {
	weight := 1.0
	if e.roles.weight >= 0 {
		cell := row[e.roles.weight]
		var wrong string
		if weight, wrong = e.decimal.number(cell, e.commas); wrong != "" {
			return 0, e.at.fail(line, decimalNumber, "number %s %s", quote(cell), wrong)
		}
	}
	return e.signs.apply(weight, row, e.at, line)
}

// isDirection reports whether a cell of a column called type is that of Gephi.
func isDirection(cell []byte) bool {
	word := plainName(string(cell))
	return word == "directed" || word == "undirected"
}

// undirected reports whether the row's edge has both directions.
func (e *edgeReader) undirected(row [][]byte, line int) (bool, error) {
	if e.roles.direction < 0 {
		return false, nil
	}
	cell := row[e.roles.direction]
	if !isDirection(cell) {
		return false, e.at.fail(line, "write one of them in each row, or rename the column",
			"type %s is neither Directed nor Undirected", quote(cell))
	}
	return plainName(string(cell)) == "undirected", nil
}
