package netio

import (
	"io"
	"slices"
	"strings"

	"noiseprune/internal/npy"
)

const chooseVariable = "choose one with --variable NAME"

// mostArrays bounds the arrays that are looked at to find the matrix among them.
const mostArrays = 1 << 10

// arrayInfo is an array of the archive and what its header says.
type arrayInfo struct {
	name  string
	shape string // as Python writes it; "" where the header cannot be read
	order int    // of a square matrix of numbers, otherwise 0
}

// choose returns the name of the array that is the matrix, and those of the other arrays.
// Without a variable it is the only array, or the only square matrix of numbers; of one
// neuron only where no other is larger.
func (a *archive) choose(variable string) (name string, unused []arrayInfo, err error) {
	at := place{path: a.path}
	names := slices.DeleteFunc(slices.Clone(a.names), func(name string) bool { return name == "labels" })
	switch {
	case variable != "" && a.members[variable] == nil:
		return "", nil, at.fail(0, chooseVariable, "no array has the name %s, but %s", quote(variable), listArrays(a.inspect(a.names)))
	case variable != "":
		return variable, nil, nil
	case len(names) == 0:
		return "", nil, at.fail(0, "save the weight matrix alone, or with labels", "no array is there that could be the matrix")
	case len(names) == 1:
		return names[0], nil, nil
	case a.members["data"] != nil && a.members["shape"] != nil:
		return "", nil, at.fail(0, saveSparse, "the member format.npy of a sparse matrix is missing")
	case len(names) > mostArrays:
		return "", nil, at.fail(0, chooseVariable, "%d arrays are there, more than the %d that are looked at", len(names), mostArrays)
	}
	all := a.inspect(names)
	matrices := squares(all)
	switch len(matrices) {
	case 0:
		return "", nil, at.fail(0, "save the weight matrix alone, or with labels",
			"none of the %d arrays is a square matrix of numbers: %s", len(all), listArrays(all))
	case 1:
		chosen := matrices[0]
		return chosen.name, slices.DeleteFunc(all, func(m arrayInfo) bool { return m == chosen }), nil
	}
	return "", nil, at.fail(0, chooseVariable, "%d arrays could be the matrix: %s", len(matrices), listArrays(matrices))
}

// squares returns the square matrices; those of one neuron only where none is larger.
func squares(all []arrayInfo) []arrayInfo {
	least := 1
	if slices.ContainsFunc(all, func(m arrayInfo) bool { return m.order > 1 }) {
		least = 2
	}
	return slices.DeleteFunc(slices.Clone(all), func(m arrayInfo) bool { return m.order < least })
}

// inspect reads the headers of these members, of no more than mostArrays.
func (a *archive) inspect(names []string) []arrayInfo {
	var all []arrayInfo
	for _, name := range names[:min(len(names), mostArrays)] {
		m := arrayInfo{name: name}
		//nolint:errcheck // an array that cannot be read is not the matrix
		a.open(name, func(r io.Reader, at place) error {
			h, err := readArrayHeader(r, at)
			if err != nil {
				return err
			}
			m.shape = npy.Tuple(h.Shape)
			if len(h.Shape) == 2 && h.Shape[0] == h.Shape[1] && strings.IndexByte("fiub", h.Kind) >= 0 {
				m.order = h.Shape[0]
			}
			return nil
		})
		all = append(all, m)
	}
	return all
}

// listArrays lists arrays and their shapes for a sentence.
func listArrays(all []arrayInfo) string {
	const most = 12
	return listed(all, most, func(m arrayInfo) string { return strings.TrimSpace(quote(m.name) + " " + m.shape) })
}
