package sim

import (
	"errors"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/internal/rounding"
	"noiseprune/rules"
)

// TargetFacts says which budget the search for prune.target_error found. Keep is the smallest budget tried at which
// noise-prune's error, in the mean over the prunings, is below Error there and at every larger budget tried; its pruned
// networks are stable there. At a budget at most 2% smaller it is not.
//
// Each pruning crosses Error at a budget of its own, interpolated between those tried as in a Crossing. Crossing is their mean, Low
// and High the ends of its 95% interval (compare.Spread); where one of them does not cross within the budgets tried, the median,
// whose bounds may not be known (CensoredMedian). They are nil of a single pruning, and where AtSmallest.
type TargetFacts struct {
	Error       float64            `json:"error"`               // that was asked for, relative
	Measure     string             `json:"measure"`             // whose error, as the field of RuleOutcome
	Keep        float64            `json:"keep"`                // fraction of the edges
	Crossing    *float64           `json:"crossing"`            // fraction of the edges
	Statistic   Statistic          `json:"statistic,omitempty"` // whether the crossing is a mean or a median
	Low         *float64           `json:"low"`                 // end of the interval of the crossing; nil where no bound is known
	High        *float64           `json:"high"`                // likewise
	AtSmallest  bool               `json:"at_smallest"`         // the smallest budget of the search is enough
	Evaluations []TargetEvaluation `json:"evaluations"`         // in descending order of Keep
}

// TargetEvaluation is noise-prune's error at one budget over the prunings, with its 95% interval.
type TargetEvaluation struct {
	Keep   float64  `json:"keep"`
	Mean   *float64 `json:"mean"` // nil where a network diverged
	Low    *float64 `json:"low"`  // nil there too, and of a single pruning
	High   *float64 `json:"high"`
	Broken string   `json:"broken,omitempty"` // as RuleOutcome.Broken; such a budget is taken for one that misses the target
}

// targetMeasure returns the measure whose error is searched for, and its statistic: the stationary error, and without noise that
// of trajectories.
func (r *run) targetMeasure() (string, Statistic) {
	if r.spec.Noise.Strength == 0 {
		return TrajectoryMeasure, Mean
	}
	return StationaryMeasure, Single
}

const (
	targetField  = "prune.target_error"
	targetPhase  = "target error"
	targetPrefix = "target/" // of the search in the store
	// targetEvaluations is how many budgets are expected to be tried.
	targetEvaluations = 8
)

// findTarget replaces a target error by the smallest fraction of the edges that meets it.
func findTarget(r *run) error {
	wanted := r.spec.Prune.TargetError
	if wanted == nil {
		return nil
	}
	protected, err := findProtected(r.net, r.spec.Prune.Protect)
	if err != nil {
		return err
	}
	budgets, err := newBudgetRange(r.net.Edges(), len(protected))
	if err != nil {
		return err
	}
	r.opt.Progress.Phase(targetPhase, targetEvaluations*r.evaluationUnits())
	s := targetSearch{target: *wanted, evaluate: func(keep float64) (evaluation, error) { return r.evaluate(keep, protected) }}
	s.measure, _ = r.targetMeasure()
	if err := s.search(budgets); err != nil {
		return err
	}
	found := s.facts(budgets)
	r.spec.Prune.Keep, r.spec.Prune.TargetError = &found.Keep, nil
	r.result.Spec.Prune, r.result.Target = r.spec.Prune, &found
	return nil
}

// validateTarget refuses a search that no budget is left for, or whose errors cannot be had, before anything is computed.
func (r *run) validateTarget(protected int) error {
	if err := r.needsRuns(); err != nil {
		return err
	}
	_, err := newBudgetRange(r.net.Edges(), protected)
	return err
}

// needsRuns refuses a search by errors that are measured in trajectories where there are none.
func (r *run) needsRuns() error {
	if r.spec.Compare.Runs > 0 || r.spec.exactStationary(sizeOf(r.net), r.prunings()) > 0 {
		return nil
	}
	return &SpecError{"compare.runs", "is 0, but the error of " + targetField + " is measured in trajectories here: it is exact only in " +
		"linear networks of about 500 neurons at most under white noise, and not where covariance.exact is no; " +
		"take at least 1, or give another budget"}
}

// evaluationUnits returns the units of work at one budget: pruned networks whose error is exact, or steps of all replicas.
func (r *run) evaluationUnits() int64 {
	if exact := r.spec.exactStationary(sizeOf(r.net), r.prunings()); exact > 0 {
		return int64(exact)
	}
	return int64(r.schedule.TrajectorySteps) * int64(StartFamilies*r.spec.Compare.Runs)
}

// evaluation is noise-prune's error at one budget.
type evaluation struct {
	keep   float64
	errors []float64 // of each pruning; nil where a network diverged
	broken string
}

// evaluate prunes by noise-prune alone to that fraction of the edges, and simulates the pruned networks. The draws at
// several budgets use the same uniform number for an edge, whose probability grows with the budget, so that what
// a smaller budget keeps a larger one keeps too, and the error changes little between two that are close.
func (r *run) evaluate(keep float64, protected []rules.Pair) (evaluation, error) {
	alone := *r
	alone.spec.Prune.Controls, alone.spec.Compare.Spectra, alone.spec.Compare.Traces = nil, NoSpectra, 0
	alone.opt.Progress = noProgress{} // since the search is one phase; the runner's advances it
	alone.opt.Watcher = noWatcher{}   // since no traces are kept
	if r.opt.Store != nil {
		alone.opt.Store = resume.Sub(r.opt.Store, targetPrefix)
	}
	probe := alone.atKeep(keep)
	first, err := probe.pruneBy(rules.NoiseKind, probe.spec.budget(), protected)
	if wrong := (*SpecError)(nil); errors.As(err, &wrong) {
		return evaluation{}, &SpecError{targetField, fmt.Sprintf("cannot be searched for: keep = %v %s", keep, wrong.Reason)}
	}
	if err != nil {
		return evaluation{}, err
	}
	probe.result.record(first)
	compare := compareTrajectories
	if r.spec.exactStationary(sizeOf(r.net), r.prunings()) > 0 {
		compare = compareStationary
	}
	if err := compare(probe); err != nil {
		return evaluation{}, err
	}
	outcome := probe.result.Rules[first.rule]
	e := evaluation{keep: keep, broken: outcome.Broken()}
	if over := outcome.Over(r.targetMeasure()); over != nil {
		e.errors = over.Values
	} else if e.broken == "" {
		e.broken = "has no stationary error"
	}
	return e, nil
}

// facts returns what is reported of a search that found a budget.
func (s *targetSearch) facts(budgets budgetRange) TargetFacts {
	found := TargetFacts{Error: s.target, Measure: s.measure, Keep: s.met.keep, AtSmallest: s.met.keep == budgets.least}
	for _, e := range s.tried {
		facts := TargetEvaluation{Keep: e.keep, Broken: e.broken}
		if len(e.errors) > 0 {
			facts.Mean = value(e.mean())
		}
		if spread, err := compare.NewSpread(e.errors); err == nil {
			facts.Low, facts.High = value(spread.Low), value(spread.High)
		}
		found.Evaluations = append(found.Evaluations, facts)
	}
	if !found.AtSmallest {
		found.addCrossing(s.crossing())
	}
	return found
}

// digits returns what follows from logarithms, rounded to nine digits, so that it does not depend on the machine.
func digits(v float64) *float64 { return value(rounding.Digits(v, 9)) }
