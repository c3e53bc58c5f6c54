package rules

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/internal/enum"
	"noiseprune/network"
)

// BudgetKind is the quantity by which a budget fixes the number of kept edges.
type BudgetKind uint8

// The kinds of budget.
const (
	K       BudgetKind = iota + 1 // the constant of (4) itself
	Keep                          // a fraction of the existing edges
	Density                       // a fraction of the possible edges: N(N−1)/2 pairs, or N(N−1) if directed
	Edges                         // an expected number of edges
	Epsilon                       // an accuracy ε: K = 2K_deg/σ², K_deg = 4 ln N/ε² (Section 4.1)
)

func budgetKinds() enum.Names[BudgetKind] {
	return enum.Of[BudgetKind]("budget", "", "k", "keep", "density", "edges", "epsilon")
}

// String returns "k", "keep", "density", "edges" or "epsilon".
func (b BudgetKind) String() string { return budgetKinds().Name(b) }

// ParseBudgetKind is the inverse of BudgetKind.String.
func ParseBudgetKind(text string) (BudgetKind, error) { return budgetKinds().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (b BudgetKind) MarshalText() ([]byte, error) { return budgetKinds().Marshal(b) }

// UnmarshalText is the inverse of MarshalText.
func (b *BudgetKind) UnmarshalText(text []byte) error { return budgetKinds().Unmarshal(b, text) }

// Budget fixes the expected number of edges that a plan keeps. The zero Budget is an error.
type Budget struct {
	Kind  BudgetKind
	Value float64
	Sigma float64 // noise strength σ of the covariance; read for Epsilon only
}

// constant returns K where the budget fixes it, and otherwise the expected number of
// edges that K must be solved for.
func (b Budget) constant(net *network.Network) (k, edges float64, err error) {
	if b.Kind < K || b.Kind > Epsilon {
		return 0, 0, errors.New("the budget has no kind; choose k, keep, density, edges or epsilon")
	}
	if !(b.Value > 0) || math.IsInf(b.Value, 0) {
		return 0, 0, fmt.Errorf("%s is %v; it must be positive and finite", b.Kind, b.Value)
	}
	existing := float64(net.Edges())
	switch b.Kind {
	case K:
		return b.Value, 0, nil
	case Epsilon:
		k, err = b.ofEpsilon(net.Neurons())
		return k, 0, err
	case Keep:
		if b.Value > 1 {
			return 0, 0, fmt.Errorf("keep is %v; it is a fraction of the existing edges, at most 1", b.Value)
		}
		return 0, b.Value * existing, nil
	case Density:
		if b.Value > 1 {
			return 0, 0, fmt.Errorf("density is %v; it is a fraction of the possible edges, at most 1", b.Value)
		}
		edges = b.Value * possible(net)
	case Edges:
		edges = b.Value
	}
	if edges > existing*(1+1e-12) {
		return 0, 0, fmt.Errorf("%s %v asks for %.0f edges, but the network has only %.0f; ask for fewer", b.Kind, b.Value, edges, existing)
	}
	return 0, min(edges, existing), nil
}

// ofEpsilon returns K = 2K_deg/σ², K_deg = 4 ln N/ε².
func (b Budget) ofEpsilon(neurons int) (float64, error) {
	if !(b.Sigma > 0) || math.IsInf(b.Sigma, 0) {
		return 0, fmt.Errorf("epsilon needs a positive noise strength; it is %v", b.Sigma)
	}
	k := 8 * logarithm(neurons) / (b.Value * b.Value) / (b.Sigma * b.Sigma)
	if !(k > 0) || math.IsInf(k, 0) {
		return 0, fmt.Errorf("epsilon %v gives %d neurons at noise strength %v the constant K = %v; it must be positive and finite",
			b.Value, neurons, b.Sigma, k)
	}
	return k, nil
}

// possible returns the number of edges that the network could have.
func possible(net *network.Network) float64 {
	n := float64(net.Neurons())
	if net.Symmetric() {
		return n * (n - 1) / 2
	}
	return n * (n - 1)
}
