package netio

import (
	"encoding/xml"
	"slices"
)

// graphNodes are the nodes, numbered by the first mention of their ids, which may be in an
// edge.
type graphNodes struct {
	number map[string]int // by id
	ids    []string
	lines  []int      // where each id is mentioned first
	index  []int      // of each number, in the order of the elements node; −1 before it is read
	order  []int      // the inverse of index
	texts  [][]string // by attribute of graphRoles.labels and number
}

// node returns the number of the node of that id.
func (g *graphReader) node(id string) (int, error) {
	x := &g.nodes
	if k, ok := x.number[id]; ok {
		return k, nil
	}
	k := len(x.ids)
	if id == "" {
		return 0, g.fail("name each node", "the id of a node is missing")
	}
	if k == g.limits.Neurons {
		return 0, g.fail(smallerNetwork, "more neurons than the limit of %d", k)
	}
	x.number[id] = k
	x.ids, x.lines, x.index = append(x.ids, id), append(x.lines, g.line()), append(x.index, -1)
	return k, nil
}

// readNode reads a node and the attributes that can be its label.
func (g *graphReader) readNode(e xml.StartElement) error {
	x := &g.nodes
	k, err := g.node(attribute(e, "id"))
	if err != nil {
		return err
	}
	if x.index[k] >= 0 {
		return g.fail("give each node an id of its own", "node %s is there twice", quote(x.ids[k]))
	}
	x.index[k] = len(x.order)
	x.order = append(x.order, k)
	return g.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "graph":
			return g.fail("export a graph without groups", "node %s contains a graph", quote(x.ids[k]))
		case "port":
			return g.fail("export a graph without ports", "node %s has ports", quote(x.ids[k]))
		case "data":
			return g.readNodeData(e, k)
		}
		return g.skip()
	})
}

// readNodeData keeps the text of an attribute that can be the label of node k.
func (g *graphReader) readNodeData(data xml.StartElement, k int) error {
	id, err := g.keyOf(data)
	if err != nil {
		return err
	}
	c, ok := g.roles.label[id]
	if !ok {
		return g.skip()
	}
	text, err := g.text()
	if err != nil {
		return err
	}
	x := &g.nodes
	for len(x.texts) < len(g.roles.labels) {
		x.texts = append(x.texts, nil)
	}
	x.texts[c] = slices.Grow(x.texts[c], max(0, k+1-len(x.texts[c])))
	for len(x.texts[c]) <= k {
		x.texts[c] = append(x.texts[c], "")
	}
	x.texts[c][k] = text
	return nil
}
