package netio

import (
	"errors"
	"io"

	"noiseprune/network"
)

// edgeReader reads an edge list.
type edgeReader struct {
	*table
	limits Limits
	names  *nameIndex
	list   entryList // neurons by their number in names
}

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
	e := &edgeReader{table: t, limits: limits, names: newNameIndex()}
	if err := e.readEdges(); err != nil {
		return nil, err
	}
	n := len(e.names.names)
	if labels != nil {
		n = len(labels)
	}
	if err := limits.checkOrder(e.at, 0, n, n); err != nil {
		return nil, err
	}
	index, unknown := e.names.identify(n, labels)
	switch {
	case unknown < 0:
	case labels != nil:
		return nil, e.at.fail(e.names.lines[unknown], "correct it, or add it to the labels",
			"%s is not the label of exactly one neuron", quote(e.names.names[unknown]))
	default:
		labels = e.names.names
		index = make([]int, n)
		for k := range index {
			index[k] = k
		}
	}
	weights, err := e.build(n, index)
	if err != nil {
		return nil, err
	}
	return &Matrix{Weights: weights, Labels: labels, directed: true}, nil
}

func (e *edgeReader) readEdges() error {
	for {
		row, err := e.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		source, err := e.names.neuron(row[0], e.table, e.limits.Neurons)
		if err != nil {
			return err
		}
		target, err := e.names.neuron(row[1], e.table, e.limits.Neurons)
		if err != nil {
			return err
		}
		weight, err := e.number(row[2])
		if err != nil {
			return err
		}
		e.list.addAt(e.line, network.Entry{Target: target, Source: source, Weight: weight}, e.limits.Entries)
		if err := e.limits.checkEntries(e.at, e.line, len(e.list.entries)); err != nil {
			return err
		}
	}
}

// build makes the n × n matrix, given the index of each number of names.
func (e *edgeReader) build(n int, index []int) (*network.CSR, error) {
	for k := range e.list.entries {
		edge := &e.list.entries[k]
		edge.Target, edge.Source = index[edge.Target], index[edge.Source]
	}
	weights, err := network.NewCSR(n, e.list.entries)
	var wrong *network.EntryError
	if !errors.As(err, &wrong) {
		return weights, err
	}
	names := make([]string, n)
	for k, i := range index {
		names[i] = e.names.names[k]
	}
	source, target := names[wrong.Entry.Source], names[wrong.Entry.Target]
	return nil, e.at.fail(e.list.line(wrong.Index), "keep one of them, or their sum",
		"the edge from %s to %s is given twice, first at line %d", quote(source), quote(target), e.list.line(wrong.First))
}

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
