package netio

import (
	"slices"
	"strings"
)

const (
	matChoose = "choose one with --variable NAME"
	matNoOne  = "save the weight matrix as a square variable of real numbers"
)

// String returns the name, and shape and class.
func (v matVariable) String() string { return oneLine(v.name) + " (" + v.array.String() + ")" }

// choose returns the variable that is the matrix.
func (f *matFile) choose() (matVariable, error) {
	if f.wanted != "" {
		return f.named()
	}
	lowest := matOther
	for _, v := range f.variables {
		lowest = min(lowest, v.rank)
	}
	found := f.those(func(v matVariable) bool { return v.rank == lowest })
	switch {
	case len(found) == 0:
		return matVariable{}, f.at.fail(0, matNoOne, "the file has no variables")
	case lowest == matOther:
		return matVariable{}, f.at.fail(0, matNoOne, "no variable is a square matrix of real numbers: %s", f.others(matVariable{}, ""))
	case len(found) > 1:
		return matVariable{}, f.at.fail(0, matChoose, "%d variables could be the matrix: %s", len(found), listVariables(found))
	}
	return found[0], nil
}

// named returns the variable that is wanted.
func (f *matFile) named() (matVariable, error) {
	found := f.those(func(v matVariable) bool { return v.name == f.wanted })
	switch {
	case len(f.variables) == 0:
		return matVariable{}, f.at.fail(0, matNoOne, "the file has no variables")
	case len(found) == 0:
		return matVariable{}, f.at.fail(0, "choose one that is there",
			"no variable has the name %s, but %s", quote(f.wanted), listVariables(f.variables))
	case len(found) > 1:
		return matVariable{}, f.at.fail(0, "keep one of them", "%d variables have the name %s", len(found), quote(f.wanted))
	case found[0].rank != matOther:
		return found[0], nil
	}
	fields := f.those(func(v matVariable) bool { return strings.HasPrefix(v.name, f.wanted+".") && v.array.isMatrix() })
	if len(fields) > 0 {
		return matVariable{}, f.at.fail(0, "choose a field, such as --variable "+oneLine(fields[0].name),
			"the variable %s is no matrix; its fields are %s", found[0], listVariables(fields))
	}
	return matVariable{}, f.at.fail(0, matNoOne, "the variable %s is no square matrix of real numbers", found[0])
}

// others lists the variables that are neither the matrix, nor the struct that holds it, nor
// the labels.
func (f *matFile) others(chosen matVariable, labels string) string {
	return listVariables(f.those(func(v matVariable) bool {
		return v.depth == 0 && v.name != chosen.name && v.name != labels && !strings.HasPrefix(chosen.name, v.name+".")
	}))
}

func (f *matFile) those(is func(matVariable) bool) []matVariable {
	return slices.DeleteFunc(slices.Clone(f.variables), func(v matVariable) bool { return !is(v) })
}

// listVariables lists variables for a sentence.
func listVariables(all []matVariable) string { return listed(all, mostListed, matVariable.String) }
