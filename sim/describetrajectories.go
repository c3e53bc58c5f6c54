package sim

import (
	"noiseprune/compare"
)

// describeTrajectories fills the errors of trajectories and the traces.
func (r *Result) describeTrajectories(t Schedule, all blockErrors, prunings int, choice *measuredChoice) {
	data := &r.Data
	for k := range t.TrajectorySteps/t.ObservationSteps + 1 {
		data.Times = append(data.Times, float64(k*t.ObservationSteps)*t.TrajectoryStepSize)
	}
	data.Traces = perNeuron(all.traces[0])
	for k := range data.Rules {
		rule, found := &data.Rules[k], all.rules[k]
		if found.unstable {
			r.foundUnstable(rule.Name, prunings)
		}
		if err := found.diverged; err != nil {
			reason := err.Error()
			r.note("no trajectory error: %s", reason)
			r.update(rule.Name, func(o *RuleOutcome) { o.Diverged = &reason })
			continue
		}
		rule.Traces = perNeuron(all.traces[k+1])
		r.describeErrors(rule, found, prunings)
		survival := r.survival(rule, choice, all.products, found.products, prunings)
		r.measureStationary(rule.Name, all.late, found.late, prunings, survival)
		r.update(rule.Name, func(o *RuleOutcome) { o.UniformShare = value(meanOf(all.uniform)) })
	}
}

// describeErrors fills the errors over time and over runs from both families of starts away from rest, and what noise has of
// them.
func (r *Result) describeErrors(rule *RuleData, found *ruleErrors, prunings int) {
	rule.ErrorMean, rule.ErrorSD = found.positive.OverTime()
	rule.ErrorByRun = found.positive.ByRun()
	rule.ErrorByPruning = byPruning(rule.ErrorByRun, prunings)
	rule.SignedErrorMean, rule.SignedErrorSD = found.signed.OverTime()
	rule.SignedErrorByRun = found.signed.ByRun()
	r.update(rule.Name, func(o *RuleOutcome) {
		o.TrajectoryError = r.summary("the trajectory error", rule.Name, rule.ErrorByRun)
		o.TrajectoryErrorSigned = r.summary("the trajectory error from random signs", rule.Name, rule.SignedErrorByRun)
		if share, ok := found.atRest.Share(found.distances); ok {
			o.NoiseShare = &share
		}
	})
	r.addOver(rule.Name, TrajectoryMeasure, Mean, rule.ErrorByPruning)
	r.addOver(rule.Name, SignedTrajectoryMeasure, Mean, byPruning(rule.SignedErrorByRun, prunings))
}

// perNeuron returns the trace of each traced neuron.
func perNeuron(t *compare.Traces) [][]float64 {
	traces := make([][]float64, len(t.Neurons()))
	for k := range traces {
		traces[k] = t.Of(k)
	}
	return traces
}
