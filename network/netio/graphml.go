package netio

import (
	"encoding/xml"
	"errors"
	"io"

	"noiseprune/network"
)

// graphReader reads GraphML (http://graphml.graphdrawing.org): the directed or undirected
// graphs of NetworkX, igraph and yEd, nodes and edges with attributes. Nested graphs,
// hyperedges and ports are refused.
type graphReader struct {
	*xmlTokens
	limits  Limits
	reading network.Reading

	keys  []graphKey // the attributes that are declared
	roles graphRoles // which of them are read
	nodes graphNodes
	edges graphEdges
}

// readGraphML reads the only graph of a file. Its weights are those of an edge attribute (see
// graphRoles), row = target; its labels are the attribute label or name of the nodes, or else
// their ids.
func readGraphML(r io.Reader, at place, reading network.Reading, limits Limits) (*Matrix, error) {
	text, err := newXMLTokens(r, at)
	if err != nil {
		return nil, err
	}
	g := &graphReader{xmlTokens: text, limits: limits, reading: reading}
	g.nodes.number = make(map[string]int)
	if err := g.readDocument(); err != nil {
		return nil, err
	}
	return g.matrix()
}

// readDocument reads to the end of the file.
func (g *graphReader) readDocument() error {
	for elements := 0; ; {
		token, err := g.next()
		if errors.Is(err, io.EOF) && elements == 1 {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return g.at.fail(0, "export it as GraphML", "the file holds no graph")
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if elements++; elements > 1 || e.Name.Local != "graphml" {
			return g.fail("export it as GraphML", "%s is not the only element graphml", quote(e.Name.Local))
		}
		if err := g.readGraphs(); err != nil {
			return err
		}
	}
}

// readGraphs reads the element graphml.
func (g *graphReader) readGraphs() error {
	graphs := 0
	err := g.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "key":
			return g.readKey(e)
		case "graph":
			if graphs++; graphs > 1 {
				return g.fail("keep one graph a file", "a second graph follows")
			}
			return g.readGraph(e)
		}
		return g.skip()
	})
	if err == nil && graphs == 0 {
		return g.at.fail(0, "export it as GraphML", "the file holds no graph")
	}
	return err
}

// readGraph reads the nodes and edges.
func (g *graphReader) readGraph(graph xml.StartElement) error {
	switch value := attribute(graph, "edgedefault"); value {
	case "directed":
		g.edges.directed = true
	case "undirected":
	default:
		return g.fail("write directed or undirected", "the edgedefault of the graph is %s", quote(value))
	}
	if err := g.chooseRoles(); err != nil {
		return err
	}
	return g.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "node":
			return g.readNode(e)
		case "edge":
			return g.readEdge(e)
		case "hyperedge":
			return g.fail("replace it by edges", "a hyperedge connects several nodes")
		}
		return g.skip()
	})
}

// graphmlFormat is the row of the registry.
func graphmlFormat() format {
	return format{
		extension: ".graphml", gzip: true, labels: true, variables: true, duplicates: true,
		read: func(c content) (*Matrix, error) {
			return readGraphML(c.stream, place{path: c.path}, c.reading, c.limits)
		},
		write: func(w io.Writer, m *Matrix, _ []string) error { return writeGraphML(w, m) },
		check: checkGraphML,
	}
}
