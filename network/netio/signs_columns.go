package netio

import (
	"slices"
	"strings"

	"noiseprune/network"
)

// neuronColumnNames are the usual names of a column that names the neurons of a table of signs, as
// plainName writes them.
func neuronColumnNames() []string {
	return []string{"neuron", "rootid", "ptrootid", "id", "node", "bodyid", "label", "name", "index"}
}

// findColumns finds the column of signs and those that may name the neurons.
func (t *signTable) findColumns(neurons int, labels []string, transmitters []network.Transmitter) error {
	signs := []string{"sign", "signs", "typesign", "ei"}
	known := append(neuronTransmitterNames(), signs...)
	var found, quoted []string
	byLabel := uniqueLabels(labels)
	for k, plain := range t.header.plain {
		if slices.Contains(known, plain) {
			t.column = k
			found, quoted = append(found, plain), append(quoted, quote(t.header.names[k]))
		}
		if !slices.Contains(neuronColumnNames(), plain) {
			continue
		}
		if slices.Contains(t.header.plain[:k], plain) {
			return t.at.fail(t.header.line, "keep one of them", "the column %s is there twice", quote(t.header.names[k]))
		}
		t.readings = append(t.readings, newReading(t.header.names[k], k, neurons, indexBelow(neurons)))
		if labels != nil {
			r := newReading(t.header.names[k], k, neurons, byLabel)
			r.byLabel = true
			t.readings = append(t.readings, r)
		}
	}
	switch {
	case len(found) == 0:
		return t.at.fail(t.header.line, signHeader, "no column of signs or transmitters is among the columns %s", t.header.list())
	case len(found) > 1:
		return t.at.fail(t.header.line, "keep one of them", "the columns %s can all be the signs", strings.Join(quoted, ", "))
	case len(t.readings) == 0:
		return t.at.fail(t.header.line, signHeader, "no column that names the neurons is among the columns %s", t.header.list())
	}
	t.strict = slices.Contains(signs, found[0])
	t.signs = newSignColumn(t.header, &roles{sign: -1, transmitter: t.column}, transmitters)
	return nil
}
