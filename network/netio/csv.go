package netio

import (
	"io"
)

// ReadCSV reads an edge list with the columns source, target, weight in any order: the
// weight acts from source onto target. The meaning of the names depends on the labels of the
// neurons, nil where there are none:
//
//	labels, every name is one of them     the neuron of that label
//	labels, every name is an index        that neuron, counted from 0
//	nil, the names are exactly 0 … N−1    neuron by index, without labels
//	nil, anything else                    labels, in order of first appearance
//
// An index is written without sign and leading zeros. An edge of weight zero is not a
// synapse, but its neurons exist. The path appears in errors only; those of format are of type
// *FormatError.
func ReadCSV(r io.Reader, path string, labels []string, limits Limits) (*Matrix, error) {
	t, err := newTable(r, place{path: path}, "source", "target", "weight")
	if err != nil {
		return nil, err
	}
	c := content{path: path, limits: limits, labels: func() ([]string, error) { return labels, nil }}
	return readEdgeTable(c, &csvRows{t: t}, []string{"source", "target", "weight"})
}

// csvRows is a table with known columns.
type csvRows struct {
	t    *table
	cell [3][]byte
}

func (c *csvRows) next() ([][]byte, error) {
	row, err := c.t.next()
	if err != nil {
		return nil, err
	}
	for k, text := range row {
		c.cell[k] = append(c.cell[k][:0], text...)
	}
	return c.cell[:], nil
}

func (c *csvRows) position() int { return c.t.line }

// csvFormat is the row of the registry.
func csvFormat() format {
	return format{
		extension: ".csv", gzip: true, table: true,
		read: func(c content) (*Matrix, error) {
			labels, err := c.labels()
			if err != nil {
				return nil, err
			}
			return ReadCSV(c.stream, c.path, labels, c.limits)
		},
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteCSV(w, m) },
		check: func(m *Matrix) error {
			_, err := m.uniqueNames()
			return err
		},
	}
}
