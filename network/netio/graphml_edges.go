package netio

import (
	"encoding/xml"
	"errors"
	"slices"

	"noiseprune/network"
)

// graphEdges are the edges, between nodes by number. An undirected edge is two entries.
type graphEdges struct {
	directed   bool // those that do not say otherwise
	list       entryList
	weighted   int // edges with a weight
	unweighted int // the line of the first edge without a weight, or 0
}

// readEdge reads an edge and its weight.
func (g *graphReader) readEdge(e xml.StartElement) error {
	if attribute(e, "sourceport") != "" || attribute(e, "targetport") != "" {
		return g.fail("export a graph without ports", "an edge begins or ends at a port")
	}
	directed := g.edges.directed
	switch value := attribute(e, "directed"); value {
	case "":
	case "true", "1":
		directed = true
	case "false", "0":
		directed = false
	default:
		return g.fail("write true or false", "the attribute directed of an edge is %s", quote(value))
	}
	source, err := g.node(attribute(e, "source"))
	if err != nil {
		return err
	}
	target, err := g.node(attribute(e, "target"))
	if err != nil {
		return err
	}
	line := g.line()
	weight, err := g.readWeight()
	if err != nil {
		return err
	}
	list := &g.edges.list
	list.addAt(line, network.Entry{Target: target, Source: source, Weight: weight}, g.limits.Entries)
	if !directed && source != target {
		list.addAt(line, network.Entry{Target: source, Source: target, Weight: weight}, g.limits.Entries)
	}
	return g.limits.checkEntries(g.at, line, len(list.entries))
}

// readWeight reads the content of an edge.
func (g *graphReader) readWeight() (weight float64, err error) {
	text, given := "", false
	line := g.line()
	err = g.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "graph":
			return g.fail("export a graph without groups", "an edge contains a graph")
		case "data":
			id, err := g.keyOf(e)
			if err != nil {
				return err
			}
			if _, ok := g.roles.weight[id]; !ok {
				return g.skip()
			}
			if given {
				return g.fail("keep one of them", "an edge has two weights")
			}
			given = true
			text, err = g.text()
			return err
		}
		return g.skip()
	})
	if err != nil {
		return 0, err
	}
	if !given {
		text = g.initialWeight()
	}
	if !given && text == "" {
		if g.edges.unweighted == 0 {
			g.edges.unweighted = line
		}
		return 1, nil
	}
	g.edges.weighted++
	weight, wrong := parseNumber([]byte(text))
	if wrong != "" {
		return 0, g.fail(decimalNumber, "weight %s %s", quote(text), wrong)
	}
	return weight, nil
}

// initialWeight returns the weight of edges that have none of their own, or "".
func (g *graphReader) initialWeight() string {
	for _, k := range g.keys {
		if w, ok := g.roles.weight[k.id]; ok && w.initial != "" {
			return w.initial
		}
	}
	return ""
}

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
