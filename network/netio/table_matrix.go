package netio

import (
	"noiseprune/network"
	"slices"
)

// readMatrix reads a dense matrix with the labels that its first rows show.
func (t *tableLayout) readMatrix(l labels) (*Matrix, error) {
	if err := t.refuseColumns(); err != nil {
		return nil, err
	}
	r := &denseReader{rows: t, at: t.at, limits: t.c.limits, labels: l, comma: commaDecimals(t)}
	if err := r.readRows(); err != nil {
		return nil, err
	}
	names, err := r.names()
	if err != nil {
		return nil, err
	}
	weights, err := network.NewCSR(r.columns, r.list.entries)
	if err != nil {
		return nil, err
	}
	m := &Matrix{Weights: weights}
	if m.Labels, err = r.useLabels(t.c, names); err != nil {
		return nil, err
	}
	r.tell(m, t.c.reading.Orientation)
	return m, nil
}

// refuseColumns refuses what a matrix does not have.
func (t *tableLayout) refuseColumns() error {
	r := t.c.reading
	for _, option := range []struct {
		name  string
		given bool
	}{
		{"columns", r.Columns != (network.Columns{})},
		{"where", len(r.Where) > 0},
		{"duplicates", r.Duplicates != network.AutoDuplicates},
		{"transmitters", len(r.Transmitters) > 0},
	} {
		if option.given {
			return t.at.fail(t.lines[0], "leave it out, or read an edge list with --layout edges",
				"the option %s has no meaning for a matrix, as which the table is read", option.name)
		}
	}
	return nil
}

// tell adds the notes.
func (r *denseReader) tell(m *Matrix, o network.Orientation) {
	m.Notes = append(m.Notes, r.told...)
	if r.decimal.comma() {
		m.note("decimal commas")
	}
	if r.above && !r.left && r.columns <= 3 {
		m.note("the first row is read as the labels of a matrix; --layout edges reads an edge list")
	}
	if k := len(m.Labels) - 1; k > 0 && slices.Contains([]string{"sum", "sums", "total", "totals", "grandtotal"}, plainName(m.Labels[k])) {
		m.note("%s is read as a neuron; if it holds sums, remove its row and its column", quote(m.Labels[k]))
	}
	orientationNote(m, o)
}
