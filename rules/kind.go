package rules

import "noiseprune/internal/enum"

// Kind names a rule: a row of the registry.
type Kind uint8

// The rules, in the order of the registry.
const (
	NoiseKind   Kind = iota // NoisePrune
	WeightKind              // WeightOnly
	UniformKind             // Uniform
)

// row is what the rest of the program knows of a rule.
type row struct {
	name  string // in spec files, results and flags
	title string // for people
	rule  Rule
}

// registry lists all rules: that of the paper, then its controls. A new rule is a function, and a
// line here and above.
func registry() []row {
	return []row{{"noise", "noise-prune", NoisePrune}, {"weight", "weight-only", WeightOnly}, {"uniform", "uniform", Uniform}}
}

// Controls lists the rules with which NoiseKind is compared.
func Controls() []Kind {
	var all []Kind
	for k := range registry()[1:] {
		all = append(all, Kind(k+1))
	}
	return all
}

// Rule returns the rule of that kind. It panics for an unknown kind.
func (k Kind) Rule() Rule { return registry()[k].rule }

// Title returns the name of the rule of that kind for people, such as "noise-prune"; any other
// name is returned as it is.
func Title(name string) string {
	if k, err := ParseKind(name); err == nil {
		return registry()[k].title
	}
	return name
}

func kinds() enum.Names[Kind] {
	var names []string
	for _, r := range registry() {
		names = append(names, r.name)
	}
	return enum.Of[Kind]("rule", names...)
}

// String returns the name in the row, such as "noise".
func (k Kind) String() string { return kinds().Name(k) }

// ParseKind is the inverse of Kind.String.
func ParseKind(text string) (Kind, error) { return kinds().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (k Kind) MarshalText() ([]byte, error) { return kinds().Marshal(k) }

// UnmarshalText is the inverse of MarshalText.
func (k *Kind) UnmarshalText(text []byte) error { return kinds().Unmarshal(k, text) }
