package netio

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
)

// graphKey declares an attribute. A name that is declared for several types, as NetworkX does
// it, is one attribute.
type graphKey struct {
	id, name string
	of, typ  string // node, edge, graph, port or all; boolean, int, long, float, double or string
	initial  string // the value where an element has none, or ""
}

func (k graphKey) belongsTo(kind string) bool { return k.of == kind || k.of == "all" || k.of == "" }

func (k graphKey) isNumeric() bool {
	return slices.Contains([]string{"int", "long", "float", "double"}, k.typ)
}

// isSign reports whether the attribute says which neurons or edges are inhibitory.
func (k graphKey) isSign() bool {
	return slices.Contains(signNames(), plainName(k.name)) || slices.Contains(transmitterNames(), plainName(k.name))
}

// graphRoles are the attributes that are read, by the ids of their keys.
type graphRoles struct {
	declared map[string]bool
	weight   map[string]graphKey // of edges
	label    map[string]int      // of nodes: the place of the attribute in labels
	labels   []string            // the attributes that may be labels, the first that can be is taken
	name     string              // of the attribute that is the weight, or ""
}

// readKey reads a declaration. yEd has the labels of its nodes in an attribute without a name.
func (g *graphReader) readKey(e xml.StartElement) error {
	k := graphKey{id: attribute(e, "id"), name: attribute(e, "attr.name"), of: attribute(e, "for"), typ: attribute(e, "attr.type")}
	if attribute(e, "yfiles.type") == "nodegraphics" {
		k.name = "label"
	}
	err := g.children(func(e xml.StartElement) (err error) {
		if e.Name.Local != "default" {
			return g.skip()
		}
		k.initial, err = g.text()
		return err
	})
	g.keys = append(g.keys, k)
	return err
}

// chooseRoles decides which attributes are read, by the keys before the graph.
func (g *graphReader) chooseRoles() error {
	g.roles = graphRoles{declared: make(map[string]bool), weight: make(map[string]graphKey), label: make(map[string]int)}
	for _, k := range g.keys {
		g.roles.declared[k.id] = true
		if k.isSign() && g.reading.Signs.String() == "auto" {
			return g.fail("leave them out with --signs none, or give --signs FILE",
				"the attribute %s brings signs, which are not read from GraphML", quote(k.name))
		}
	}
	if err := g.chooseWeight(); err != nil {
		return err
	}
	for _, wanted := range []string{"label", "name"} {
		is := func(k graphKey) bool { return strings.EqualFold(k.name, wanted) && k.belongsTo("node") }
		if names := g.keyNames(is); len(names) > 0 {
			for _, k := range g.keys {
				if is(k) && k.name == names[0] {
					g.roles.label[k.id] = len(g.roles.labels)
				}
			}
			g.roles.labels = append(g.roles.labels, names[0])
		}
	}
	return nil
}

// chooseWeight finds the edge attribute that is the weight: that of the name given, or else
// weight, or else the only numeric one. Where there is none, every edge has weight 1.
func (g *graphReader) chooseWeight() error {
	ofEdges := func(k graphKey) bool { return k.belongsTo("edge") && k.name != "" }
	wanted := g.reading.Variable
	names := g.keyNames(func(k graphKey) bool { return ofEdges(k) && k.name == wanted })
	if wanted == "" {
		names = g.keyNames(func(k graphKey) bool { return ofEdges(k) && strings.EqualFold(k.name, "weight") })
	}
	if wanted == "" && len(names) == 0 {
		names = g.keyNames(func(k graphKey) bool { return ofEdges(k) && k.isNumeric() && !k.isSign() })
	}
	switch {
	case len(names) > 1:
		return g.fail("choose one with --variable NAME", "several edge attributes can be the weight: %s", someNames(names))
	case len(names) == 0 && wanted != "":
		return g.fail("choose one that is there: "+someNames(g.keyNames(ofEdges)), "the edges have no attribute %s", quote(wanted))
	case len(names) == 0:
		return nil
	}
	g.roles.name = names[0]
	for _, k := range g.keys {
		if ofEdges(k) && k.name == names[0] {
			g.roles.weight[k.id] = k
		}
	}
	return nil
}

// keyNames returns the different names of the attributes that are wanted.
func (g *graphReader) keyNames(wanted func(graphKey) bool) []string {
	var names []string
	seen := make(map[string]bool)
	for _, k := range g.keys {
		if wanted(k) && !seen[k.name] {
			seen[k.name] = true
			names = append(names, k.name)
		}
	}
	return names
}

// keyOf returns the id of the key of an element data.
func (g *graphReader) keyOf(data xml.StartElement) (string, error) {
	id := attribute(data, "key")
	if !g.roles.declared[id] {
		return "", g.fail("declare it by an element key before the graph", "the attribute %s is not declared", quote(id))
	}
	return id, nil
}

// text returns the text of the element that has begun last, and of those in it, without white
// space around it. Of a text that is longer than any label or number only the beginning is kept.
func (g *graphReader) text() (string, error) {
	var text []byte
	for end := g.depth - 1; g.depth > end; {
		token, err := g.next()
		if err != nil {
			return "", err
		}
		if t, ok := token.(xml.CharData); ok && len(text) <= longestNumber {
			t = t[:min(len(t), longestNumber+1)]
			if len(text) == 0 {
				t = bytes.TrimLeft(t, " \t\n")
			}
			text = append(text, t...)
		}
	}
	return strings.TrimSpace(string(text)), nil
}
