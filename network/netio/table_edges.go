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

	batch   edgeBatch
	names   *nameIndex
	ids     *idTable                 // those names that are decimal identifiers
	edges   blockList[network.Entry] // neurons by their number in names
	list    entryList                // their lines
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
	if wrong := e.addBatch(); wrong != nil { // in a row before that of the other error
		return nil, wrong
	}
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	m, err := e.matrix()
	if err != nil {
		return nil, err
	}
	if err := e.tell(m); err != nil {
		return nil, err
	}
	return m, nil
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
	if err := e.roles.recognizeSigns(e.header, e.c.reading, first); err != nil {
		return err
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
