package network

import (
	"math"

	"noiseprune/internal/enum"
)

// Symmetrization is the rule that combines the two weights of a pair of neurons.
type Symmetrization uint8

// The ways to make a matrix symmetric. A missing weight counts as zero, and the
// diagonal stays as it is.
const (
	AsStored Symmetrization = iota // the matrix is left as it is
	Mean                           // (W[i][j] + W[j][i]) / 2; weights that cancel leave no synapse
	Larger                         // the one of larger magnitude; of w and −w, the positive one
)

func symmetrizations() enum.Names[Symmetrization] {
	return enum.Of[Symmetrization]("symmetrization", "none", "mean", "max")
}

// String returns "none", "mean" or "max".
func (s Symmetrization) String() string { return symmetrizations().Name(s) }

// ParseSymmetrization is the inverse of Symmetrization.String.
func ParseSymmetrization(text string) (Symmetrization, error) { return symmetrizations().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (s Symmetrization) MarshalText() ([]byte, error) { return symmetrizations().Marshal(s) }

// UnmarshalText is the inverse of MarshalText.
func (s *Symmetrization) UnmarshalText(text []byte) error {
	return symmetrizations().Unmarshal(s, text)
}

// Symmetrize returns W made symmetric: exactly, so that New finds the network
// symmetric. With AsStored it returns W itself. It panics for an unknown
// symmetrization.
func Symmetrize(w *CSR, how Symmetrization) *CSR {
	switch how {
	case AsStored:
		return w
	case Mean:
		return merge(w, w.Transpose(), meanOf)
	case Larger:
		return merge(w, w.Transpose(), largerOf)
	}
	panic("network: unknown " + how.String())
}

// meanOf returns (x+y)/2; it halves first, so that the sum does not overflow.
func meanOf(x, y float64) float64 { return float64(x/2) + float64(y/2) }

func largerOf(x, y float64) float64 {
	switch {
	case math.Abs(x) > math.Abs(y):
		return x
	case math.Abs(y) > math.Abs(x):
		return y
	}
	return max(x, y)
}
