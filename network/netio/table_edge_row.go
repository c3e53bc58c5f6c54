package netio

import "noiseprune/network"

// addRow adds the edge of a row, or puts it into the batch.
func (e *edgeReader) addRow(row [][]byte) error {
	line := e.rows.position()
	if len(row) != len(e.header.names) {
		return e.at.fail(line, "give each row the same columns", "%d fields instead of %d", len(row), len(e.header.names))
	}
	if !e.where.accepts(row) {
		return nil
	}
	if len(e.batch.edges) == batchEdges {
		if err := e.passBatch(); err != nil {
			return err
		}
	}
	if e.wait(row, line) {
		return nil
	}
	if err := e.addBatch(); err != nil {
		return err
	}
	return e.addAlone(row, line)
}

// addAlone adds the edge of a row after all before it.
func (e *edgeReader) addAlone(row [][]byte, line int) error {
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
	e.repeats.add(row)
	if err := e.add(edge, line); err != nil {
		return err
	}
	both, err := e.undirected(row, line)
	if err != nil || !both || source == target {
		return err
	}
	e.mirrored++
	edge.Source, edge.Target = edge.Target, edge.Source
	e.repeats.add(row)
	return e.add(edge, line)
}

func (e *edgeReader) add(edge network.Entry, line int) error {
	e.list.mark(e.edges.len(), line)
	e.edges.add(edge)
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
