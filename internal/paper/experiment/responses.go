package experiment

import (
	"context"
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// Responses are the results of a set of trials: the relative errors of the networks pruned by
// each rule, and the traces of single neurons in the first trial.
type Responses struct {
	Errors [figure.RuleCount]*compare.TrajectoryErrors
	Traces [3][][]float64 // original, noise, weight: for each traced neuron its values
}

// Lead compares the errors of a rule with those of another, trial by trial.
func (r *Responses) Lead(rule, other figure.Rule) Lead {
	return NewLead(r.Errors[rule].ByRun(), r.Errors[other].ByRun())
}

// Mean returns the error of a rule, averaged over times and trials.
func (r *Responses) Mean(rule figure.Rule) float64 { return Summary(r.Errors[rule].ByRun()).Mean }

// Interval returns the same with its interval over trials, each of which has prunings of its own.
func (r *Responses) Interval(rule figure.Rule) figure.Interval {
	return MeanInterval(r.Errors[rule].ByRun())
}

// AtEnd returns the error of a rule at the last time with its interval over trials.
func (r *Responses) AtEnd(rule figure.Rule) figure.Interval {
	mean, sd := r.Errors[rule].OverTime()
	last, trials := len(mean)-1, len(r.Errors[rule].ByRun())
	i := Estimate(mean[last], sd[last]/math.Sqrt(float64(trials)), trials-1)
	i.Draws = trials
	return i
}

// Preserves says whether a rule preserves the responses: its mean error is below the limit, and smaller than after pruning by
// weight and at random, which see nothing of the activity. Those rules can meet the limit, too.
func (r *Responses) Preserves(rule figure.Rule, limit float64) figure.Condition {
	return figure.All(r.Interval(rule).Below(limit), r.Lead(rule, figure.Weight).Ahead(), r.Lead(rule, figure.Random).Ahead())
}

// PreservedCriterion says in words what Preserves asks for.
func PreservedCriterion(limit float64) string {
	return fmt.Sprintf("the relative error of the state, averaged over time and runs, is below %g at N = 2,000, as 1/√N at other sizes: "+
		"here %s; and, since rules that see nothing of the activity can meet that, too, smaller than after pruning by weight and at random to "+
		"as many edges: %s", Preserved, figure.Show(limit), AheadOverRuns)
}

// AheadOverRuns says in words when a rule is ahead of another.
const AheadOverRuns = "the 95% interval of the paired difference over runs lies above 0"

// RunTrials integrates all trials. The original's are replicas of common blocks, which is
// much faster than one after the other; the pruned networks, which all differ, are
// integrated one by one.
func RunTrials(run *figure.Run, original *network.Network, trials []Trial, g Integration, traced []int) (*Responses, error) {
	run.Phase("trajectories", (1+int(figure.RuleCount))*len(trials))
	states, err := OriginalStates(run, original, trials, g)
	if err != nil {
		return nil, err
	}
	type pruned struct { // exported names, for gob
		Errors [figure.RuleCount]*compare.TrajectoryErrors
		Traces [2][][]float64
	}
	const units = int64(figure.RuleCount)
	r := &Responses{}
	for _, at := range states {
		r.Traces[0] = appendTraces(r.Traces[0], at[0], traced)
	}
	unitsOf := func(int) int64 { return units }
	err = figure.Each(run, "pruned trajectories", len(trials), unitsOf, func(ctx context.Context, n int) (pruned, error) {
		p := pruned{}
		errs, err := comparePruned(ctx, run.Seed, trials, n, states, g, func(net int, state []float64) {
			if n == 0 && net < len(p.Traces) { // the rules begin with noise and weight
				p.Traces[net] = appendTraces(p.Traces[net], state, traced)
			}
		}, trials[n].Pruned[:]...)
		copy(p.Errors[:], errs)
		run.Progress.Advance(units)
		return p, err
	}, func(n int, p pruned) {
		if n == 0 {
			r.Errors, r.Traces[1], r.Traces[2] = p.Errors, p.Traces[0], p.Traces[1]
			return
		}
		for rule, errs := range p.Errors {
			r.Errors[rule].Merge(errs)
		}
	})
	return r, err
}

// TrajectoryError integrates one pruned network under the noise and input of trial n and
// returns the mean relative error of its states; states are those of the original, by
// observation and trial.
func TrajectoryError(
	ctx context.Context, seed uint64, pruned *network.Network, trials []Trial, n int, states [][][]float64, g Integration,
) (float64, error) {
	errs, err := comparePruned(ctx, seed, trials, n, states, g, func(int, []float64) {}, pruned)
	if err != nil {
		return 0, err
	}
	return errs[0].ByRun()[0], nil
}

// comparePruned integrates pruned networks from the start of trial n under its input and noise,
// which replica n has, and returns the relative errors of each. states are those of the original,
// by observation and trial. observe takes the states of the pruned networks.
func comparePruned(
	ctx context.Context, seed uint64, trials []Trial, n int, states [][][]float64, g Integration,
	observe func(net int, state []float64), pruned ...*network.Network,
) ([]*compare.TrajectoryErrors, error) {
	errs, nets := make([]*compare.TrajectoryErrors, len(pruned)), make([]*network.Network, len(pruned))
	for k, net := range pruned {
		var err error
		if nets[k], err = WithInput(net, trials[n].Input); err != nil {
			return nil, err
		}
		errs[k] = compare.NewTrajectoryErrors(1)
	}
	return errs, g.Integrate(ctx, seed, Replica(trials[n].Start, n), func(k int, _, state []float64) {
		errs[k].Add(states[errs[k].Observations()][n], state)
		observe(k, state)
	}, nets...)
}

// appendTraces appends the state of each traced neuron to its trace.
func appendTraces(traces [][]float64, state []float64, traced []int) [][]float64 {
	if traces == nil {
		traces = make([][]float64, len(traced))
	}
	for k, i := range traced {
		traces[k] = append(traces[k], state[i])
	}
	return traces
}
