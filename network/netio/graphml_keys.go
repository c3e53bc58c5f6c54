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
