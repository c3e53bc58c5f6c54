package sim

import (
	"math"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/rounding"
)

// Crossing says down to which share of the edges a rule can prune while a measure stays below a level. Of each pruning the
// curve of the measure e over the shares k is followed down from the largest share to the first one at which e reaches the
// level L; between the two shares the curve is a straight line in logarithms,
//
//	ln k* = ln k₁ + (ln k₀ − ln k₁)·(ln L − ln e₁)/(ln e₀ − ln e₁),  e₁ < L ≤ e₀, k₀ < k₁,
//
// or, where e₁ is 0, in ln k and e. A rule without the measure at a share, since a network diverged or is unstable, has e = ∞
// there, so that k* = k₁.
type Crossing struct {
	Rule   string    `json:"rule"`
	Shares []float64 `json:"shares"` // k* of each pruning; where its curve does not cross, the smallest or the largest share
	Below  int       `json:"below"`  // prunings whose curve stays below the level down to the smallest share
	Above  int       `json:"above"`  // prunings whose curve is not below the level even at the largest share
	// Spread is that of the shares; nil of a single pruning. Where Below or Above is not 0 it is of bounds.
	Spread *compare.Spread `json:"spread"`
	// Against is the share of this rule minus noise-prune's, pruning by pruning; nil for noise-prune itself, of a single
	// pruning, and where one of the curves does not cross.
	Against *compare.Paired `json:"against_noise"`
}

// Crossings returns the crossing of every rule, in the order of the rules. The measure must be best at 0. There are none
// where no rule has it.
func (s *SweepResult) Crossings(measure string, level float64) []Crossing {
	var all []Crossing
	for k, rule := range s.Cells[0].Rules {
		curves := s.curves(k, measure)
		if len(curves) == 0 {
			return nil
		}
		c := newCrossing(rule.Rule, s.Keeps(), curves, level)
		if k > 0 {
			c.pairWith(all[0])
		}
		all = append(all, c)
	}
	return all
}

// pairWith fills the difference from noise-prune's shares, where all curves of both cross.
func (c *Crossing) pairWith(noise Crossing) {
	if noise.Below+noise.Above+c.Below+c.Above > 0 {
		return
	}
	if paired, err := compare.NewPaired(c.Shares, noise.Shares); err == nil {
		c.Against = &paired
	}
}

// Keeps returns the shares in ascending order.
func (s *SweepResult) Keeps() []float64 {
	var keeps []float64
	for _, c := range s.Cells {
		keeps = append(keeps, c.Keep)
	}
	return keeps
}

// curves returns a rule's measure by pruning and share, infinite where the rule does not have it; none where no rule has it
// at any share.
func (s *SweepResult) curves(rule int, measure string) [][]float64 {
	prunings := 0
	for _, c := range s.Cells {
		for _, r := range c.Rules {
			if over := r.Over(measure); over != nil {
				prunings = max(prunings, len(over.Values))
			}
		}
	}
	curves := make([][]float64, prunings)
	for k := range curves {
		for _, c := range s.Cells {
			v := math.Inf(1)
			if over := c.Rules[rule].Over(measure); over != nil && k < len(over.Values) {
				v = over.Values[k]
			}
			curves[k] = append(curves[k], v)
		}
	}
	return curves
}

// newCrossing returns the crossing of a rule with a curve for each pruning.
func newCrossing(rule string, keeps []float64, curves [][]float64, level float64) Crossing {
	c := Crossing{Rule: rule, Shares: []float64{}}
	for _, curve := range curves {
		first := len(keeps) - 1 // the smallest share above which the whole curve is below the level
		for first >= 0 && curve[first] < level {
			first--
		}
		switch {
		case first == len(keeps)-1:
			c.Above++
			c.Shares = append(c.Shares, keeps[first])
		case first < 0:
			c.Below++
			c.Shares = append(c.Shares, keeps[0])
		default:
			c.Shares = append(c.Shares, crossingBetween(keeps[first], keeps[first+1], curve[first], curve[first+1], level))
		}
	}
	if spread, err := compare.NewSpread(c.Shares); err == nil {
		c.Spread = &spread
	}
	return c
}

// crossingBetween returns k* between the shares k0 < k1 with the errors e0 ≥ level > e1, rounded to nine digits, so that it
// does not depend on the machine.
func crossingBetween(k0, k1, e0, e1, level float64) float64 {
	fraction := math.Log(level/e1) / math.Log(e0/e1)
	if e1 == 0 {
		fraction = level / e0
	}
	return rounding.Digits(math.Exp(math.Log(k1)+float64(math.Log(k0/k1)*fraction)), 9)
}

// HeadlineMeasure is the measure that a sweep is summarized by: the stationary error where a rule has it, and otherwise that
// of the trajectories. It is empty where no rule has either.
func (s *SweepResult) HeadlineMeasure() string {
	for _, name := range []string{StationaryMeasure, TrajectoryMeasure} {
		if slices.ContainsFunc(s.Cells, func(c SweepCell) bool {
			return slices.ContainsFunc(c.Rules, func(r SweptRule) bool { return r.Over(name) != nil })
		}) {
			return name
		}
	}
	return ""
}
