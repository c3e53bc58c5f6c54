package netio

import "encoding/xml"

// readWeight reads the content of an edge. Without a weight of its own it has that of the key, or
// else 1.
func (g *graphReader) readWeight() (weight float64, err error) {
	line := g.line()
	text, given, err := g.readWeightText()
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

// readWeightText returns the text of the attribute that is the weight, and whether the edge has it.
func (g *graphReader) readWeightText() (text string, given bool, err error) {
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
	return text, given, err
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
