package sim

import (
	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/rules"
)

// examine holds a pruned network against the original.
func (r *run) examine(rule string, plan rules.Plan, pruned *network.Network) pruning {
	return pruning{rule, plan, pruned, pruned.Stability(), compare.NewOverlap(r.net, pruned)}
}

// adopt takes a pruned network into the result.
func (r *run) adopt(p pruning) {
	r.result.Data.Rules = append(r.result.Data.Rules, RuleData{
		Name: p.rule, Probabilities: p.plan.Probabilities, Pruned: p.pruned,
	})
	if !p.stability.Stable {
		r.note("the network pruned by %s is unstable: %v", p.rule, p.stability.Err())
	}
	r.result.Rules[p.rule] = RuleOutcome{
		Plan: PlanFacts{
			Rule: p.rule, K: p.plan.K, ExpectedEdges: p.plan.Expected, Clipped: p.plan.Clipped, Protected: p.plan.Protected,
		},
		Pruned: PrunedFacts{
			Edges: p.overlap.Pruned, Keep: p.overlap.Keep, Density: p.overlap.DensityPruned,
			Weight: p.overlap.WeightPruned / p.overlap.WeightOriginal,
		},
		Stable: p.stability.Stable,
	}
}

// change updates the outcome of one rule.
func (r *run) change(name string, update func(*RuleOutcome)) {
	outcome := r.result.Rules[name]
	update(&outcome)
	r.result.Rules[name] = outcome
}

// summary returns the summary of values, or nil with a note why there is none.
func (r *run) summary(what, rule string, values []float64) *compare.Summary {
	s, err := compare.Summarize(values)
	if err != nil {
		r.note("no summary of %s for %s: %v", what, rule, err)
		return nil
	}
	return &s
}

// describeTrajectories fills the trajectory errors and the traces.
func (r *run) describeTrajectories(all encounter) {
	data := &r.result.Data
	for k := range r.schedule.TrajectorySteps/r.schedule.ObservationSteps + 1 {
		data.Times = append(data.Times, float64(k*r.schedule.ObservationSteps)*r.schedule.StepSize)
	}
	data.Traces = perNeuron(all.traces[0])
	for k := range data.Rules {
		rule := &data.Rules[k]
		if err := all.diverged[k]; err != nil {
			reason := err.Error()
			r.note("no trajectory error: %s", reason)
			r.change(rule.Name, func(o *RuleOutcome) { o.Diverged = &reason })
			continue
		}
		rule.ErrorMean, rule.ErrorSD = all.errors[k].OverTime()
		rule.ErrorByRun = all.errors[k].ByRun()
		rule.Traces = perNeuron(all.traces[k+1])
		r.change(rule.Name, func(o *RuleOutcome) {
			o.TrajectoryError = r.summary("the trajectory error", rule.Name, rule.ErrorByRun)
		})
	}
}

// perNeuron returns the trace of each traced neuron.
func perNeuron(t *compare.Traces) [][]float64 {
	traces := make([][]float64, len(t.Neurons()))
	for k := range traces {
		traces[k] = t.Of(k)
	}
	return traces
}
