package netio

import "strings"

// graphRoles are the attributes that are read, by the ids of their keys.
type graphRoles struct {
	declared map[string]bool
	weight   map[string]graphKey // of edges
	label    map[string]int      // of nodes: the place of the attribute in labels
	labels   []string            // the attributes that may be labels, the first that can be is taken
	name     string              // of the attribute that is the weight, or ""
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
