package netio

import (
	"encoding/xml"

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
	directed, err := g.isDirected(e)
	if err != nil {
		return err
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

// isDirected reports whether an edge is directed, as it says or else the graph.
func (g *graphReader) isDirected(e xml.StartElement) (bool, error) {
	switch value := attribute(e, "directed"); value {
	case "":
		return g.edges.directed, nil
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	default:
		return false, g.fail("write true or false", "the attribute directed of an edge is %s", quote(value))
	}
}
