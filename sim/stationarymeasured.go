package sim

import (
	"math"

	"noiseprune/compare"
	"noiseprune/rules"
)

// MeasuredStationary is the stationary relative error as simulated trajectories have it that start at 0, by sums over the
// neurons, the runs of a pruning and the observations of the last third of the trajectories,
//
//	√(Σ ‖x − x̃‖² / Σ ‖x‖²)
//
// The variance of the slowest mode, of rate γ, is within e^(−2γt) of its stationary value at time t: within e⁻⁴ from two thirds
// of the default duration, 3/γ, on.
type MeasuredStationary struct {
	Error float64 `json:"error"` // mean over the prunings
	// Decayed is 2γt at the first of these observations, by the network's rate_slow: variances are within e^−Decayed of their
	// stationary values.
	Decayed float64 `json:"decayed"`
	// WorstNeurons are those with the largest √(Σ (x_i − x̃_i)² / Σ x_i²), the worst first: at most 10.
	WorstNeurons []NeuronError `json:"worst_neurons"`

	Survival // whose fields stand beside these
}

// isLate reports whether a step is in the last third of the trajectories.
func isLate(t Schedule, step int) bool { return 3*step >= 2*t.TrajectorySteps }

// firstLate returns the first observed step of the last third.
func firstLate(t Schedule) int {
	step := 0
	for !isLate(t, step) && step+t.ObservationSteps <= t.TrajectorySteps {
		step += t.ObservationSteps
	}
	return step
}

// measureStationary fills the measured stationary error of a rule where no exact one is computed, from the sums of squares
// of the original's states and of the differences, and what else was measured.
func (r *Result) measureStationary(rule string, original, differences *compare.SquareSums, prunings int, survival Survival) {
	if r.Spec.exactStationary(sizeOf(r.Data.Original), prunings) > 0 {
		return
	}
	if r.Data.Original.Stimulus() != nil {
		r.noteOnce("no stationary error is measured: under a stimulus the activity is not stationary")
		return
	}
	if !r.Rules[rule].Stable {
		r.note("no stationary error of %s: a pruned network is unstable", rules.Title(rule))
		return
	}
	ofNeurons, ofRuns := original.Totals()
	changed, changedRuns := differences.Totals()
	errors := ratiosByPruning(changedRuns, ofRuns, prunings)
	if errors == nil {
		r.noteOnce("no stationary error: the original's activity stays at 0 without noise or input")
		return
	}
	found := MeasuredStationary{
		Decayed:      2 * r.Network.RateSlow * float64(firstLate(r.Schedule)) * r.Schedule.TrajectoryStepSize,
		WorstNeurons: r.worstNeurons(changed, ofNeurons),
		Survival:     survival,
	}
	for _, v := range errors {
		found.Error += v
	}
	found.Error /= float64(prunings)
	r.update(rule, func(o *RuleOutcome) { o.StationaryMeasured = &found })
	r.addOver(rule, StationaryMeasure, Single, errors)
}

// ratiosByPruning returns √(Σ part / Σ whole) over the runs of each pruning; nil where a denominator is 0.
func ratiosByPruning(part, whole []float64, prunings int) []float64 {
	ratios := make([]float64, prunings)
	for k := range ratios {
		first, end := firstRun(k, len(whole), prunings), firstRun(k+1, len(whole), prunings)
		numerator, denominator := 0.0, 0.0
		for run := first; run < end; run++ {
			numerator, denominator = numerator+part[run], denominator+whole[run]
		}
		if denominator == 0 {
			return nil
		}
		ratios[k] = min(math.Sqrt(numerator/denominator), math.MaxFloat64)
	}
	return ratios
}

// worstNeurons returns the neurons of the largest relative errors. Those whose activity stays at 0 have none.
func (r *Result) worstNeurons(part, whole []float64) []NeuronError {
	var all []NeuronError
	for i, v := range whole {
		if v > 0 {
			all = append(all, NeuronError{i, r.Data.Original.Label(i), min(math.Sqrt(part[i]/v), math.MaxFloat64)})
		}
	}
	return worstFirst(all)
}
