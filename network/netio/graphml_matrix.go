package netio

import (
	"errors"
	"slices"

	"noiseprune/network"
)

// matrix makes the matrix of the nodes and edges that were read.
func (g *graphReader) matrix() (*Matrix, error) {
	x, list := &g.nodes, &g.edges.list
	if k := slices.Index(x.index, -1); k >= 0 {
		return nil, g.at.fail(x.lines[k], "correct its name, or add the node", "an edge names the node %s, which is not there", quote(x.ids[k]))
	}
	n := len(x.order)
	if err := g.limits.checkOrder(g.at, 0, n, n); err != nil {
		return nil, err
	}
	if g.edges.unweighted > 0 && g.edges.weighted > 0 {
		return nil, g.at.fail(g.edges.unweighted, "give each edge a weight",
			"an edge has no attribute %s, though others have", quote(g.roles.name))
	}
	for i := range list.entries {
		e := &list.entries[i]
		e.Target, e.Source = x.index[e.Target], x.index[e.Source]
	}
	m := &Matrix{directed: true}
	label, err := g.labels(m)
	if err != nil {
		return nil, err
	}
	g.noteAttributes(m, label)
	m.Weights, err = g.weights(m, n)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// weights builds the n × n matrix. Edges for the same pair are added where that is asked for.
func (g *graphReader) weights(m *Matrix, n int) (*network.CSR, error) {
	list := &g.edges.list
	pairs, edges := 0, 0
	weights, err := network.SumCSR(n, list.entries, func(group []int) error {
		pairs++
		edges += len(group)
		if g.reading.Duplicates == network.SumDuplicates {
			return nil
		}
		e := list.entries[group[1]]
		return g.at.fail(list.line(group[1]), "keep one of them, or their sum, as --duplicates sum does",
			"the edge from %s to %s is given twice, first at line %d",
			quote(g.nodes.id(e.Source)), quote(g.nodes.id(e.Target)), list.line(group[0]))
	})
	if pairs > 0 {
		m.note("%s with several edges, %d in all, which are summed", counted(pairs, "pair"), edges)
	}
	var wrong *network.EntryError
	if errors.As(err, &wrong) {
		return nil, g.at.fail(list.line(wrong.Index), finiteWeights, "the weight %v %s", wrong.Entry.Weight, wrong.Reason)
	}
	return weights, err
}

func (x *graphNodes) id(index int) string { return x.ids[x.order[index]] }

// noteAttributes tells which attributes are the weights, and which are not read.
func (g *graphReader) noteAttributes(m *Matrix, label string) {
	switch {
	case g.edges.weighted == 0 && len(g.edges.list.entries) > 0:
		m.note("there is no attribute of weights, so that each edge counts 1")
	case g.edges.weighted > 0 && g.reading.Variable == "" && g.roles.name != "weight":
		m.note("weight %s", oneLine(g.roles.name))
	}
	unread := g.keyNames(func(k graphKey) bool {
		return k.name != "" && k.of != "graph" && (k.name != g.roles.name || !k.belongsTo("edge")) && (k.name != label || !k.belongsTo("node"))
	})
	if len(unread) > 0 {
		m.note("not read: %s", someNames(unread))
	}
}
