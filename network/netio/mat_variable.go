package netio

import (
	"errors"
)

// matVariable is a variable that was found, or a field of a struct.
type matVariable struct {
	name  string // of a field, STRUCT.FIELD
	array matArray
	depth int // 0 for a variable
	rank  matRank
}

// matRank says how likely a variable is the matrix; the lowest comes first.
type matRank uint8

// The ranks.
const (
	matLarge  matRank = iota // a square matrix, or the variable that is wanted
	matField                 // a square matrix in a struct
	matSingle                // a matrix of one neuron, since many a variable is a scalar
	matOther                 // no matrix
)

const (
	matMostVariables = 1 << 14
	matMostDepth     = 4
	matMostFields    = 1 << 20 // bytes of the names of fields
)

// visit reads the beginning of a variable, or of a field that has the name, and the rest of it
// if that is of use. It may leave a rest in p.
func (f *matFile) visit(p *matPart, name string, depth int) error {
	a, err := p.array()
	if err != nil {
		return err
	}
	if depth == 0 {
		name = a.name
	}
	return f.take(p, a, name, depth)
}

// take reads the rest of an array if it is of use.
func (f *matFile) take(p *matPart, a matArray, name string, depth int) error {
	f.complete = false
	if name == "" {
		return nil // MATLAB's own data for objects
	}
	if f.count++; f.count > matMostVariables {
		return f.at.fail(0, "save the weight matrix alone, or with labels", "more than %d variables", matMostVariables)
	}
	p.at.member = name
	rank := f.rank(a, name, depth)
	f.variables = append(f.variables, matVariable{name, a, depth, rank})
	switch {
	case rank != matOther:
		return f.keep(p, a, rank)
	case a.class == charClass || a.class == cellClass:
		return f.keepText(p, a, name)
	case a.class == structClass && a.items() == 1 && depth < matMostDepth:
		return f.fields(p, name, depth)
	}
	return nil
}

func (f *matFile) rank(a matArray, name string, depth int) matRank {
	switch {
	case !a.isMatrix() || f.wanted != "" && name != f.wanted:
		return matOther
	case f.wanted != "":
		return matLarge
	case a.dims[0] == 1 && depth == 0:
		return matSingle
	case a.dims[0] == 1:
		return matOther
	case depth > 0:
		return matField
	}
	return matLarge
}

// keep reads the matrix, unless there is one before of the same or a lower rank. What is wrong
// with it counts only when it is chosen.
func (f *matFile) keep(p *matPart, a matArray, rank matRank) error {
	if first := f.kept == nil && f.keptErr == nil; !first && rank >= f.keptRank {
		return nil
	}
	f.kept, f.keptRank = nil, rank
	f.kept, f.keptErr = p.weights(a, f.limits)
	var wrong *FormatError
	if f.keptErr != nil && !errors.As(f.keptErr, &wrong) {
		return f.keptErr
	}
	f.complete = f.keptErr == nil
	return nil
}
