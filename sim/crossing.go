package sim

import (
	"slices"

	"noiseprune/compare"
)

// Crossing says down to which share of the edges a rule can prune while a measure stays below a level. Of each pruning the
// curve of the measure over the shares is followed down from the largest share to the first one at which it reaches the level,
// and is interpolated between the two shares by crossingBetween. A rule without the measure at a share, since a network diverged or
// is unstable, has an infinite one there. A pruning whose curve does not cross within the shares is censored: its share is known
// to be below the smallest or above the largest.
type Crossing struct {
	Rule   string    `json:"rule"`
	Shares []float64 `json:"shares"` // of each pruning; where its curve does not cross, the smallest or the largest share
	Below  int       `json:"below"`  // prunings whose curve stays below the level down to the smallest share
	Above  int       `json:"above"`  // prunings whose curve is not below the level even at the largest share
	// Spread is that of the shares; nil of a single pruning, and where a pruning is censored.
	Spread *compare.Spread `json:"spread"`
	// Median is that of the shares where a pruning is censored; otherwise nil.
	Median *CensoredMedian `json:"median"`
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
