package netio

import (
	"slices"
	"strings"
)

// addLabels names the neurons after the variable of texts that has one for each, and returns
// that variable's name. Where there are several, it must be called like labels.
func (f *matFile) addLabels(m *Matrix, chosen matVariable) string {
	parent, _ := cutLast(chosen.name)
	var all, named []matText
	for _, t := range f.texts {
		above, own := cutLast(t.name)
		if len(t.texts) != m.Weights.Order() || above != "" && above != parent {
			continue
		}
		all = append(all, t)
		if slices.Contains(matLabelNames(), plainName(own)) {
			named = append(named, t)
		}
	}
	if len(named) == 0 && len(all) == 1 && m.Weights.Order() > 1 {
		named = all
	}
	switch {
	case len(named) == 1:
		return f.useLabels(m, named[0])
	case len(all) > 1:
		m.note("several variables could be the labels, and none is read: %s",
			listed(all, mostListed, func(t matText) string { return oneLine(t.name) }))
	}
	return ""
}

// useLabels takes the texts as labels, without what fills up the rows of a matrix of characters.
func (f *matFile) useLabels(m *Matrix, t matText) string {
	labels := make([]string, len(t.texts))
	trimmed := 0
	for i, text := range t.texts {
		labels[i] = strings.TrimSpace(strings.TrimRight(text, "\x00"))
		if t.cells && labels[i] != text {
			trimmed++
		}
		if wrong := wrongLabel(labels[i]); wrong != "" {
			m.note("the labels in %s are not read: label %s of neuron %d %s", oneLine(t.name), quote(labels[i]), i, wrong)
			return ""
		}
	}
	m.Labels = labels
	if t.name != "labels" {
		m.note("labels from the variable %s", oneLine(t.name))
	}
	if trimmed > 0 {
		m.note("blanks at the ends of %s are removed", counted(trimmed, "label"))
	}
	return t.name
}

// matLabelNames are names of variables that hold the names of neurons or regions, as plainName
// writes them.
func matLabelNames() []string {
	return []string{
		"label", "labels", "name", "names", "region", "regions", "regionlabel", "regionlabels", "regionname", "regionnames", "roi", "rois",
		"roilabel", "roilabels", "roiname", "roinames", "node", "nodes", "nodelabel", "nodelabels", "nodename", "nodenames", "neuron", "neurons",
		"neuronlabel", "neuronlabels", "neuronname", "neuronnames", "cellname", "cellnames", "parcelname", "parcelnames", "parcellabels",
		"areas", "areaname", "areanames", "arealabels",
	}
}

// cutLast cuts the name of a field from that of its struct.
func cutLast(name string) (parent, own string) {
	at := strings.LastIndexByte(name, '.')
	return name[:max(at, 0)], name[at+1:]
}
