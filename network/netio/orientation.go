package netio

import (
	"fmt"

	"noiseprune/network"
)

// Orientation is the meaning of the rows of a matrix file.
type Orientation uint8

// The orientations.
const (
	TargetSource Orientation = iota // row = target, column = source: the file holds W
	SourceTarget                    // row = source, column = target: the file holds Wᵀ
)

// String returns "target-source" or "source-target".
func (o Orientation) String() string {
	switch o {
	case TargetSource:
		return "target-source"
	case SourceTarget:
		return "source-target"
	}
	return fmt.Sprintf("orientation(%d)", uint8(o))
}

// ParseOrientation is the inverse of String.
func ParseOrientation(s string) (Orientation, error) {
	for _, o := range []Orientation{TargetSource, SourceTarget} {
		if s == o.String() {
			return o, nil
		}
	}
	return 0, fmt.Errorf("orientation %q is unknown; choose target-source or source-target", s)
}

// apply returns W, given the matrix in the file.
func (o Orientation) apply(stored *network.CSR) *network.CSR {
	if o == SourceTarget {
		return stored.Transpose()
	}
	return stored
}
