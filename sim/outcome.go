package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/rules"
)

// note adds a line that a reader must know before trusting a number.
func (r *Result) note(format string, values ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, values...))
}

// noteOnce adds a line unless it is there.
func (r *Result) noteOnce(line string) {
	if !slices.Contains(r.Notes, line) {
		r.Notes = append(r.Notes, line)
	}
}

// record takes a pruned network into the result.
func (r *Result) record(p pruning) {
	r.Data.Rules = append(r.Data.Rules, RuleData{
		Name: p.rule, Probabilities: p.plan.Probabilities, ProbabilityErrors: p.errors, Pruned: p.pruned,
	})
	if p.drawn {
		last := &r.Data.Rules[len(r.Data.Rules)-1]
		last.kind, last.plan = p.kind, &p.plan
	}
	if !p.stability.Stable {
		r.note("%s is unstable: %s", prunedName(p.rule), strings.TrimPrefix(p.stability.Err().Error(), "network is unstable: "))
	}
	outcome := RuleOutcome{
		Plan: PlanFacts{
			Rule: p.rule, K: p.plan.K, ExpectedEdges: p.plan.Expected, Clipped: p.plan.Clipped, Protected: p.plan.Protected,
		},
		Pruned: PrunedFacts{
			Edges: p.overlap.Pruned, Keep: p.overlap.Keep, Density: p.overlap.DensityPruned,
			Weight: p.overlap.WeightPruned / p.overlap.WeightOriginal,
		},
		Stable: p.stability.Stable,
	}
	for _, m := range Measures() {
		if m.fill != nil {
			m.fill(&outcome, r.Data.Original, p.pruned)
		}
	}
	r.Rules[p.rule] = outcome
}

// foundUnstable records that a network pruned by a rule is unstable, unless that is known.
func (r *Result) foundUnstable(rule string, prunings int) {
	if r.Rules[rule].Stable {
		r.note("one of the %d networks pruned by %s is unstable", prunings, rules.Title(rule))
		r.update(rule, func(o *RuleOutcome) { o.Stable = false })
	}
}

// update updates the outcome of one rule.
func (r *Result) update(rule string, change func(*RuleOutcome)) {
	outcome := r.Rules[rule]
	change(&outcome)
	r.Rules[rule] = outcome
}

// summary returns the summary of values, or nil with a note why there is none.
func (r *Result) summary(what, rule string, values []float64) *compare.Summary {
	s, err := compare.Summarize(values)
	if err != nil {
		r.note("no summary of %s for %s: %v", what, rule, err)
		return nil
	}
	return &s
}

// describeSamples fills how precise the measured covariance is, by its groups of replicas.
func (r *Result) describeSamples(s *covariance.Edges) {
	facts := r.Covariance
	facts.Samples, facts.ErrorGroups = s.Samples(), s.Groups()
	r.Data.DiffCovErrors = s.DiffCovErrors()
	if r.Data.DiffCovErrors == nil {
		r.note("the covariance has no error bars, which need at least 2 replicas")
		return
	}
	precision := covariance.NewPrecision(r.perEdge(r.Data.DiffCov), r.perEdge(r.Data.DiffCovErrors), s.Samples(), s.Groups())
	if wanted := r.Spec.Covariance.UntilError; wanted != nil && precision.RelativeError > *wanted {
		r.note("the standard error of a typical edge is %.2g after %d batches, and not the %v asked for; raise covariance.samples",
			precision.RelativeError, mostBatches, *wanted)
	}
	facts.EffectiveSamples = value(precision.EffectiveSamples)
	facts.EffectiveLeast = value(precision.EffectiveLeast)
	facts.RelativeError = value(precision.RelativeError)
	facts.RelativeErrorLargest = value(precision.LargestRelativeError)
	if wanted := r.Spec.Covariance.Samples.Value(); precision.EffectiveSamples < wanted/2 {
		r.note("a typical edge has %.0f effective samples, fewer than half of the %.0f asked for: "+
			"its activity is slower than the pilot run showed; raise covariance.samples",
			precision.EffectiveSamples, wanted)
	}
}

// perEdge picks the values of the edges from those of the stored entries: those below the diagonal
// in a symmetric network, all off it in any other.
func (r *Result) perEdge(stored []float64) []float64 {
	net := r.Data.Original
	picked := make([]float64, 0, net.Edges())
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) < i || (int(j) > i && !net.Symmetric()) {
				picked = append(picked, stored[start+k])
			}
		}
	}
	return picked
}

// without returns what a run has found that ends with err: nil unless the original's
// trajectories diverged when all else was there, and then the result without them, which
// says so.
func (r *Result) without(err error) *Result {
	var diverged *DivergedError
	if !errors.As(err, &diverged) || len(r.Data.Rules) == 0 {
		return nil
	}
	reason := "no trajectories: " + err.Error()
	r.Incomplete = &reason
	r.Data.Traced = nil
	return r
}
