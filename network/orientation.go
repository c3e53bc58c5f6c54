package network

import "noiseprune/internal/enum"

// Orientation says what the rows of a matrix in a file stand for.
type Orientation uint8

// The orientations.
const (
	TargetSource Orientation = iota // row = target, column = source: the file holds W
	SourceTarget                    // row = source, column = target: the file holds Wᵀ
)

func orientations() enum.Names[Orientation] {
	return enum.Of[Orientation]("orientation", "target-source", "source-target")
}

// String returns "target-source" or "source-target".
func (o Orientation) String() string { return orientations().Name(o) }

// ParseOrientation is the inverse of Orientation.String.
func ParseOrientation(text string) (Orientation, error) { return orientations().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (o Orientation) MarshalText() ([]byte, error) { return orientations().Marshal(o) }

// UnmarshalText is the inverse of MarshalText.
func (o *Orientation) UnmarshalText(text []byte) error { return orientations().Unmarshal(o, text) }

// Weights returns W, given the matrix as it stands in the file.
func (o Orientation) Weights(stored *CSR) *CSR {
	if o == SourceTarget {
		return stored.Transpose()
	}
	return stored
}
