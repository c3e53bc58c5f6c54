package netio

import (
	"slices"
	"strconv"
)

// names returns the labels, nil for none. Where they are in both the first row and the first
// column, they must be the same; in another order, the columns are put in the order of the rows.
// Names 0 … n−1 in order are no labels.
func (r *denseReader) names() ([]string, error) {
	above, left := r.nameAbove, r.nameLeft
	if !r.above || countsFromZero(above) {
		above = nil
	}
	if !r.left || countsFromZero(left) {
		left = nil
	}
	names := left
	if names == nil {
		names = above
	}
	for k, name := range names {
		if wrong := wrongLabel(name); wrong != "" {
			return nil, r.at.fail(0, labelCure, "name %s of neuron %d %s", quote(name), k, wrong)
		}
		if isRounded(name) {
			return nil, roundedName(r.at, 0, name)
		}
	}
	if above == nil || left == nil || slices.Equal(above, left) {
		return names, nil
	}
	return names, r.permute(above, left)
}

// permute puts the columns, which have the names above, in the order of the rows.
func (r *denseReader) permute(above, left []string) error {
	index := make(map[string]int, len(left))
	for i, name := range left {
		if _, ok := index[name]; ok {
			return r.at.fail(0, "let each name stand once, or give rows and columns in the same order",
				"the labels above and at the left differ, and %s stands at the left twice", quote(name))
		}
		index[name] = i
	}
	order := make([]int, len(above))
	for j, name := range above {
		i, ok := index[name]
		if !ok {
			return r.at.fail(0, "name the same neurons above and at the left", "the label %s of column %d is not among those of the rows",
				quote(name), j+1)
		}
		order[j] = i
	}
	if !different(above) {
		return r.at.fail(0, "let each name stand once", "the labels above and at the left differ, and one above stands there twice")
	}
	for k := range r.list.entries {
		r.list.entries[k].Source = order[r.list.entries[k].Source]
	}
	r.told = append(r.told, "the columns are in another order than the rows, and are put in theirs by label")
	return nil
}

// different reports whether no name stands twice.
func different(names []string) bool {
	seen := make(map[string]bool, len(names))
	for _, name := range names {
		if seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

// useLabels returns the labels of the table, or where it has none those of the file beside it.
// If both are there, they must be the same.
func (r *denseReader) useLabels(c content, names []string) ([]string, error) {
	beside, err := c.labelsBeside(r.columns)
	switch {
	case err != nil:
		return nil, err
	case beside == nil:
		return names, nil
	case names != nil && !slices.Equal(names, beside):
		return nil, place{path: c.labelsPath}.fail(0, "leave one of the two out", "the labels are not those of %s", oneLine(c.path))
	}
	return beside, nil
}

// countsFromZero reports whether the names are 0 … n−1 in order.
func countsFromZero(names []string) bool {
	for k, name := range names {
		if name != strconv.Itoa(k) {
			return false
		}
	}
	return true
}
