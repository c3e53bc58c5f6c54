package rules

import (
	"fmt"

	"noiseprune/internal/enum"
)

// Kind names a rule.
type Kind uint8

// The kinds of rule.
const (
	NoiseKind   Kind = iota // NoisePrune
	WeightKind              // WeightOnly
	UniformKind             // Uniform
)

// Rule returns the rule of that kind. It panics for an unknown kind.
func (k Kind) Rule() Rule {
	switch k {
	case NoiseKind:
		return NoisePrune
	case WeightKind:
		return WeightOnly
	case UniformKind:
		return Uniform
	}
	panic(fmt.Sprintf("rules: unknown %v", k))
}

func kinds() enum.Names[Kind] {
	return enum.Of[Kind]("rule", "noise", "weight", "uniform")
}

// String returns "noise", "weight" or "uniform".
func (k Kind) String() string { return kinds().Name(k) }

// ParseKind is the inverse of Kind.String.
func ParseKind(text string) (Kind, error) { return kinds().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (k Kind) MarshalText() ([]byte, error) { return kinds().Marshal(k) }

// UnmarshalText is the inverse of MarshalText.
func (k *Kind) UnmarshalText(text []byte) error { return kinds().Unmarshal(k, text) }
