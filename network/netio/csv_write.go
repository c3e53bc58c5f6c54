package netio

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// WriteCSV writes the matrix as an edge list, source,target,weight, neurons by label or,
// where there are none, by index from 0. Edges come by ascending target, then source. A
// neuron without any synapse gets an edge of weight zero onto itself at the end, so that
// the list names it. It returns an error for a label that readers of lists would refuse, or that
// two neurons share.
func WriteCSV(w io.Writer, m *Matrix) error { return writeEdges(w, m, ',', "source") }

// writeEdges is WriteCSV with another separator and another name of the first column.
func writeEdges(w io.Writer, m *Matrix, s separator, first string) error {
	if err := m.checkLabels(); err != nil {
		return err
	}
	names, err := m.uniqueNames()
	if err != nil {
		return err
	}
	t := newTableWriter(w, s, first, "target", "weight")
	var digits []byte
	err = m.eachEdge(func(source, target int, weight float64) error {
		digits = appendNumber(digits[:0], weight)
		t.row(names[source], names[target], string(digits))
		return nil
	})
	if err != nil {
		return err
	}
	return t.flush()
}

// uniqueNames returns the labels, or the indices where there are none. It returns an error for
// names that an edge list does not give again.
func (m *Matrix) uniqueNames() ([]string, error) {
	if m.Labels == nil {
		names := make([]string, m.Weights.Order())
		for i := range names {
			names[i] = strconv.Itoa(i)
		}
		return names, nil
	}
	first := make(map[string]int, len(m.Labels))
	for i, label := range m.Labels {
		if k, ok := first[label]; ok {
			return nil, fmt.Errorf("neurons %d and %d are both called %s; an edge list needs different names", k, i, quote(label))
		}
		if isRounded(label) {
			return nil, fmt.Errorf("neuron %d is called %s, which is refused in an edge list as a rounded identifier; write .npz or .mtx",
				i, quote(label))
		}
		first[label] = i
	}
	if i := pointTwin(m.Labels, first); i >= 0 {
		return nil, fmt.Errorf("neuron %d is called %s, and another the same without .0, which is refused in an edge list; write .npz or .mtx",
			i, quote(m.Labels[i]))
	}
	return m.Labels, nil
}

// checkWords returns an error for labels that NetworkX does not read in an .edgelist, where blanks
// separate fields, nothing is quoted and # begins a comment.
func checkWords(m *Matrix) error {
	names, err := m.uniqueNames()
	if err != nil {
		return err
	}
	for i, name := range names {
		if strings.ContainsAny(name, `"#%`) || strings.IndexFunc(name, unicode.IsSpace) >= 0 {
			return fmt.Errorf("neuron %d is called %s; names in an .edgelist have no blanks, quotation marks, # and %%; write .csv", i, quote(name))
		}
	}
	return nil
}
