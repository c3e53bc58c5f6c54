package netio

// edgePart is some edges of an edge list, by columns: neurons by index, and all labels, nil where
// there are none.
type edgePart struct {
	sources, targets []int64
	weights          []float64
	labels           []string
}

// edgeColumns gives the edges of a matrix by columns.
type edgeColumns struct {
	m    *Matrix
	part edgePart
}

// newEdgeColumns returns an error for labels that an edge list cannot have.
func newEdgeColumns(m *Matrix) (*edgeColumns, error) {
	if err := m.checkLabels(); err != nil {
		return nil, err
	}
	if _, err := m.uniqueNames(); err != nil {
		return nil, err
	}
	return &edgeColumns{m: m, part: edgePart{labels: m.Labels}}, nil
}

// each calls write with all edges, at most so many at once, in the order of eachEdge. It calls
// write once at least.
func (e *edgeColumns) each(most int, write func(edgePart) error) error {
	p := &e.part
	err := e.m.eachEdge(func(source, target int, weight float64) error {
		p.sources, p.targets, p.weights = append(p.sources, int64(source)), append(p.targets, int64(target)), append(p.weights, weight)
		if len(p.weights) < most {
			return nil
		}
		return e.flush(write)
	})
	if err != nil || len(p.weights) == 0 {
		return err
	}
	return e.flush(write)
}

func (e *edgeColumns) flush(write func(edgePart) error) error {
	p := &e.part
	err := write(*p)
	p.sources, p.targets, p.weights = p.sources[:0], p.targets[:0], p.weights[:0]
	return err
}

// hasUniqueNames returns an error for names that an edge list does not give again.
func hasUniqueNames(m *Matrix) error {
	_, err := m.uniqueNames()
	return err
}

// eachEdge visits the edges by ascending target, then source, and last an edge of weight zero onto
// itself for each neuron without any, so that the list names it.
func (m *Matrix) eachEdge(visit func(source, target int, weight float64) error) error {
	connected := make([]bool, m.Weights.Order())
	for i := range m.Weights.Order() {
		sources, weights := m.Weights.Row(i)
		for k, j := range sources {
			connected[i], connected[j] = true, true
			if err := visit(int(j), i, weights[k]); err != nil {
				return err
			}
		}
	}
	for i, ok := range connected {
		if !ok {
			if err := visit(i, i, 0); err != nil {
				return err
			}
		}
	}
	return nil
}
