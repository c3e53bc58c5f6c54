package rules

import "noiseprune/internal/enum"

// Kind names a rule: a row of the registry.
type Kind uint8

// The rules, in the order of the registry.
const (
	NoiseKind            Kind = iota // NoisePrune
	WeightKind                       // WeightOnly
	UniformKind                      // Uniform
	ShuffledKind                     // NoisePrune, its probabilities permuted over the edges
	MagnitudeKind                    // the edges of the largest |w|, unscaled
	MagnitudeMatchedKind             // the same, with each neuron's input restored
	UniformMatchedKind               // Uniform, with each neuron's input restored
)

// row is what the rest of the program knows of a rule.
type row struct {
	name      string // in spec files, results and flags
	title     string // for people
	does      string // which edges it keeps, and how strong they are then
	rulesOut  string // what it would show if noise-prune did no better
	rule      Rule
	selection Selection
	sampling  Sampling // what the rule sets, whatever is asked for
}

// registry lists all rules: that of the paper, then its controls. A new rule is a function, and a
// line here and above.
func registry() []row {
	return []row{
		{name: "noise", title: "noise-prune", does: "keeps an edge with p = min(1, K|w|d), then as w/p", rule: NoisePrune},
		{
			name: "weight", title: "weight-only", does: "keeps an edge with p = min(1, K|w|), then as w/p", rule: WeightOnly,
			rulesOut: "that weights alone say what can be pruned",
		},
		{
			name: "uniform", title: "uniform", does: "keeps every edge with the same p, then as w/p", rule: Uniform,
			rulesOut: "that any edges can be pruned if the others are strengthened",
		},
		{
			name: "shuffled", title: "shuffled", rule: NoisePrune, sampling: Sampling{Permute: true},
			does:     "permutes noise-prune's p over the edges, anew for each pruning; an edge is kept with the p that it is given, then as w/p",
			rulesOut: "that it does not matter which edges have noise-prune's probabilities",
		},
		{
			name: "magnitude", title: "magnitude", rule: WeightOnly, selection: Largest, sampling: Sampling{Reweight: Mask},
			does:     "keeps the edges of the largest |w| as they are; chance decides among equals only",
			rulesOut: "that keeping the strongest edges as they are is enough",
		},
		{
			name: "magnitude-matched", title: "magnitude, matched", rule: WeightOnly, selection: Largest,
			sampling: Sampling{Reweight: Mask, RestoreInput: true},
			does:     "as magnitude, then scales the weights onto each neuron by one factor, so that their Σ|w| is what it was",
			rulesOut: "that the strongest edges are enough once each neuron's input is what it was",
		},
		{
			name: "uniform-matched", title: "uniform, matched", rule: Uniform, sampling: Sampling{RestoreInput: true},
			does:     "as uniform, then scales the weights onto each neuron by one factor, so that their Σ|w| is what it was",
			rulesOut: "that any edges are enough once each neuron's input is what it was",
		},
	}
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

// Selection returns how edges are selected by the rule's scores. It panics for an unknown kind.
func (k Kind) Selection() Selection { return registry()[k].selection }

// Sampling returns the settings by which networks are drawn from plans of that kind, where s is asked for: magnitudes
// are not rescaled, and some kinds permute or restore. It panics for an unknown kind.
func (k Kind) Sampling(s Sampling) Sampling {
	own := registry()[k].sampling
	s.Permute, s.RestoreInput = own.Permute, own.RestoreInput
	if own.Reweight == Mask {
		s.Reweight = Mask
	}
	return s
}

// Does says which edges a network keeps that is pruned by that kind, and how strong they are then.
func (k Kind) Does() string { return registry()[k].does }

// RulesOut says which explanation is ruled out where noise-prune does better than that control, and nothing for
// noise-prune itself.
func (k Kind) RulesOut() string { return registry()[k].rulesOut }

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
