package netio

import (
	"io"

	"noiseprune/network"
)

// ReadTable reads a text table: an edge list, or a dense matrix, as its first rows show or the
// reading says. What was found by looking is told in the notes.
//
// Fields are separated by commas, semicolons, tabs or blanks. Where they are not commas, numbers
// may have decimal commas. A field that contains the separator is quoted (RFC 4180). White space
// around a field is left out. Lines at the top that begin with # or % are comments.
//
//	edge list          a header that names source and target as reading.Columns or the field does;
//	                   without weights each row counts 1; columns that are not known are not read
//	without a header   source, target, and a number as the weight if there are three columns
//	dense matrix       n rows of n numbers, row = target, with labels of the neurons in the first
//	                   row, in the first column, in both or in none
//
// An index column without a name, as pandas and R write it, is not read. The weight of an edge acts
// from source onto target. The meaning of the names in an edge list depends on the labels of the
// neurons, nil where there are none:
//
//	labels, every name is one of them     the neuron of that label
//	labels, every name is an index        that neuron, counted from 0
//	nil, the names are exactly 0 … N−1    neuron by index, without labels
//	nil, anything else                    labels, in order of first appearance
//
// An index is written without sign and leading zeros. An edge of weight zero is not a
// synapse, but its neurons exist. The labels of a matrix are those in it, or else the labels given.
// The path appears in errors only; those of format are of type *FormatError.
func ReadTable(r io.Reader, path string, labels []string, reading network.Reading, limits Limits) (*Matrix, error) {
	c := content{
		stream: r, size: -1, path: path, limits: limits, reading: reading,
		labels: func() ([]string, error) { return labels, nil }, labelsPath: path,
	}
	m, err := readDelimited(c)
	if err != nil {
		return nil, err
	}
	if err := m.apply(reading, place{path: path}); err != nil {
		return nil, err
	}
	return m, nil
}

// readDelimited reads a text table. One that is compressed is unpacked by another goroutine.
func readDelimited(c content) (*Matrix, error) {
	if c.compressed {
		ahead := newReadAhead(c.stream)
		defer ahead.stop()
		c.stream = ahead
	}
	rows, err := newDelimited(c.stream, place{path: c.path})
	if err != nil {
		return nil, err
	}
	rows.given = c.reading.Columns
	return readTable(c, rows)
}

// tableFormats are rows of the registry: text tables, with the separator that they are written with.
func tableFormats() []format {
	all := []format{{extension: ".csv"}, {extension: ".tsv"}, {extension: ".txt"}, {extension: ".edgelist"}}
	for k := range all {
		f := &all[k]
		f.gzip, f.table, f.read = true, true, readDelimited
		f.write = func(w io.Writer, m *Matrix, _ []string) error { return writeEdges(w, m, '\t', "source") }
		f.check = hasUniqueNames
		switch f.extension {
		case ".csv":
			f.write = func(w io.Writer, m *Matrix, _ []string) error { return WriteCSV(w, m) }
		case ".edgelist":
			f.write = func(w io.Writer, m *Matrix, _ []string) error { return writeEdges(w, m, '\t', "# source") }
			f.check = checkWords
		}
	}
	return all
}
