package integrator

import "noiseprune/internal/enum"

// Precision names the type of states.
type Precision uint8

// The precisions.
const (
	Float64 Precision = iota
	Float32           // half the memory and about twice the speed; see Float
)

func precisions() enum.Names[Precision] {
	return enum.Of[Precision]("precision", "float64", "float32")
}

// String returns "float64" or "float32".
func (p Precision) String() string { return precisions().Name(p) }

// ParsePrecision is the inverse of Precision.String.
func ParsePrecision(text string) (Precision, error) { return precisions().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (p Precision) MarshalText() ([]byte, error) { return precisions().Marshal(p) }

// UnmarshalText is the inverse of MarshalText.
func (p *Precision) UnmarshalText(text []byte) error { return precisions().Unmarshal(p, text) }
