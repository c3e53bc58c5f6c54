package covariance

import "noiseprune/internal/enum"

// Method is a way to obtain a covariance.
type Method uint8

// The methods.
const (
	EdgesMethod Method = iota // from trajectories, on the edges of the network only
	DenseMethod               // from trajectories, of all pairs of neurons
	ExactMethod               // from the equation of the stationary covariance
	SolveMethod               // from independent samples of the stationary activity, on the edges: no trajectories
)

func methods() enum.Names[Method] {
	return enum.Of[Method]("covariance method", "edges", "dense", "exact", "solve")
}

// String returns "edges", "dense", "exact" or "solve".
func (m Method) String() string { return methods().Name(m) }

// ParseMethod is the inverse of Method.String.
func ParseMethod(text string) (Method, error) { return methods().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (m Method) MarshalText() ([]byte, error) { return methods().Marshal(m) }

// UnmarshalText is the inverse of MarshalText.
func (m *Method) UnmarshalText(text []byte) error { return methods().Unmarshal(m, text) }
