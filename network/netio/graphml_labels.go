package netio

import (
	"strconv"
	"strings"
)

// labels returns the labels of the nodes in order, and the attribute that they are from, which
// is "" where the ids are the labels. Ids that only count the nodes are none.
func (g *graphReader) labels(m *Matrix) (attribute string, err error) {
	x := &g.nodes
	for c, texts := range x.texts {
		if wrong := x.take(m, texts); wrong == "" {
			return g.roles.labels[c], nil
		} else if wrong != "is missing" {
			m.note("the attribute %s is not taken as labels: that of a node %s", quote(g.roles.labels[c]), wrong)
		}
	}
	if x.areCounted("") || x.areCounted("n") {
		return "", nil
	}
	m.Labels = make([]string, len(x.order))
	for i, k := range x.order {
		if wrong := wrongLabel(x.ids[k]); wrong != "" {
			return "", g.at.fail(x.lines[k], labelCure, "the id %s %s", quote(x.ids[k]), wrong)
		}
		m.Labels[i] = x.ids[k]
	}
	return "", nil
}

// take sets the labels to the texts, or returns why they are none.
func (x *graphNodes) take(m *Matrix, texts []string) (wrong string) {
	labels := make([]string, len(x.order))
	seen := make(map[string]bool, len(x.order))
	given := false
	for i, k := range x.order {
		if k < len(texts) {
			labels[i] = texts[k]
		}
		given = given || labels[i] != ""
	}
	if !given {
		return "is missing"
	}
	for _, label := range labels {
		if wrong := wrongLabel(label); wrong != "" {
			return wrong
		}
		if seen[label] {
			return "is that of another"
		}
		seen[label] = true
	}
	m.Labels = labels
	return ""
}

// areCounted reports whether the ids are 0, 1, 2, … in order, behind the prefix.
func (x *graphNodes) areCounted(prefix string) bool {
	for i, k := range x.order {
		count, ok := strings.CutPrefix(x.ids[k], prefix)
		if !ok || count != strconv.Itoa(i) {
			return false
		}
	}
	return true
}
