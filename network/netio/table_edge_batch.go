package netio

import (
	"bytes"
	"slices"
	"strconv"

	"noiseprune/network"
)

const (
	batchEdges  = 4096 // that another goroutine adds
	loadedEdges = 256  // whose neurons are looked up together
)

// edgeBatch is edges between neurons with decimal identifiers, whose numbers are not yet looked up.
// Identifiers are all over the memory, so that it is faster to look many up at the same time. A full
// batch is added by a goroutine, while the next rows are divided into fields.
type edgeBatch struct {
	edges      []identifiedEdge
	sourceName []byte // of the last edge

	before []identifiedEdge // the batch before
	added  chan error       // the goroutine's result; nil where none runs
}

type identifiedEdge struct {
	source, target uint64
	weight         float64
	line           int
}

// wait puts the edge of a row into the batch. It returns false for a row that must be added on its
// own, which may have an error.
func (e *edgeReader) wait(row [][]byte, line int) bool {
	if e.roles.direction >= 0 {
		return false
	}
	b := &e.batch
	edge := identifiedEdge{line: line}
	var isID bool
	if name := row[e.roles.source]; len(b.edges) > 0 && bytes.Equal(name, b.sourceName) {
		edge.source = b.edges[len(b.edges)-1].source
	} else if edge.source, isID = parseID(name); isID {
		b.sourceName = append(b.sourceName[:0], name...)
	} else {
		return false
	}
	if edge.target, isID = parseID(row[e.roles.target]); !isID {
		return false
	}
	var err error
	if edge.weight, err = e.weight(row, line); err != nil {
		return false
	}
	b.edges = append(b.edges, edge)
	e.repeats.add(row)
	return true
}

// passBatch has a goroutine add the edges of the batch, which is empty afterwards.
func (e *edgeReader) passBatch() error {
	b := &e.batch
	edges := b.edges
	b.edges = b.before[:0]
	if err := e.waitForBatch(); err != nil {
		return err
	}
	b.before = edges
	added := make(chan error, 1)
	b.added = added
	go func() { added <- e.addIdentified(edges) }()
	return nil
}

// waitForBatch returns once no goroutine adds edges, with the error of the last one.
func (e *edgeReader) waitForBatch() error {
	if e.batch.added == nil {
		return nil
	}
	err := <-e.batch.added
	e.batch.added = nil
	return err
}

// addBatch adds the edges of all batches, which are empty afterwards.
func (e *edgeReader) addBatch() error {
	edges := e.batch.edges
	e.batch.edges = edges[:0]
	if err := e.waitForBatch(); err != nil {
		return err
	}
	return e.addIdentified(edges)
}

func (e *edgeReader) addIdentified(edges []identifiedEdge) error {
	for part := range slices.Chunk(edges, loadedEdges) {
		if err := e.addLoaded(part); err != nil {
			return err
		}
	}
	return nil
}

// addLoaded adds edges after their targets are in the cache.
func (e *edgeReader) addLoaded(edges []identifiedEdge) error {
	for k := range edges {
		e.ids.load(edges[k].target)
	}
	source := 0
	for k := range edges {
		edge := &edges[k]
		var err error
		if k == 0 || edge.source != edges[k-1].source {
			if source, err = e.findID(edge.source, edge.line); err != nil {
				return err
			}
		}
		target, err := e.findID(edge.target, edge.line)
		if err != nil {
			return err
		}
		if err := e.add(network.Entry{Target: target, Source: source, Weight: edge.weight}, edge.line); err != nil {
			return err
		}
	}
	return nil
}

// findID returns the number of the neuron with that identifier, a new one where it is new.
func (e *edgeReader) findID(id uint64, line int) (int, error) {
	if k, ok := e.ids.find(id); ok {
		return k, nil
	}
	k, err := e.newNeuron(strconv.FormatUint(id, 10), line)
	if err == nil {
		e.ids.add(id, k)
	}
	return k, err
}
