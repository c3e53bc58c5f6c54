package sim

import (
	"noiseprune/compare"
)

// Survival says what survives of the stationary activity beside its error, as StationaryOutcome does, where it is measured: over
// the last third of trajectories from 0, and by products. Neurons, pairs and inputs are random samples: of neurons at most
// 2,048, of connected pairs and of others at most 1,000, of inputs 32. Variances and correlations are those of a linear network
// without input about 0, which its mean is, and otherwise about the mean over the runs that are simulated side by side. They are
// of all prunings, each compared with the original in its own runs. Times and answers are of the first pruning. What could not be
// had is nil.
type Survival struct {
	By      StationarySource `json:"by"`
	Neurons int              `json:"neurons"` // in the sample

	VarianceRatio       *compare.MeasuredQuantiles   `json:"variance_ratio"`
	CorrelationOnEdges  *compare.MeasuredCorrelation `json:"correlation_on_edges"`
	CorrelationOffEdges *compare.MeasuredCorrelation `json:"correlation_off_edges"`

	// Of a linear network, from the answers to inputs of random signs, 128, or 32 above 20,000 neurons, and the measured variances.
	AutocorrelationTime       *compare.MeasuredQuantiles `json:"autocorrelation_time"`
	AutocorrelationTimePruned *compare.MeasuredQuantiles `json:"autocorrelation_time_pruned"`
	AutocorrelationTimeRatio  *compare.MeasuredQuantiles `json:"autocorrelation_time_ratio"`

	// Of a linear network; along slow modes where compare.spectra finds some.
	UnitInputError *compare.Quantiles `json:"unit_input_error"`
	SlowInputError *compare.Quantiles `json:"slow_input_error"`
	InputResidual  *float64           `json:"input_residual"` // largest that a solution leaves; compare.SolverTolerance has its scale
}

// survival returns what was measured of one rule; of what was not chosen to be, nothing.
func (r *Result) survival(rule *RuleData, choice *measuredChoice, original, pruned *compare.RunProducts, prunings int) Survival {
	s := Survival{By: StationaryMeasured}
	if choice == nil || !r.Rules[rule.Name].Stable {
		return s
	}
	s.Neurons = len(choice.Neurons)
	if a := rule.answers; a != nil && a.reason == "" {
		s.UnitInputError, s.InputResidual = quantilesOf(a.units), value(a.residual)
		if s.SlowInputError = quantilesOf(a.slow); s.SlowInputError == nil {
			s.SlowInputError = quantilesOf(rule.SlowInputErrors)
		}
	}
	activity, err := compare.NewMeasuredActivity(choice.Chosen, original, pruned, runsByPruning(original.Runs(), prunings))
	if err != nil {
		r.noteOnce("no variances, correlations and autocorrelation times are measured: " + err.Error() + "; raise compare.runs")
		return s
	}
	s.VarianceRatio = activity.VarianceRatios()
	s.CorrelationOnEdges, s.CorrelationOffEdges = activity.CorrelationsOn(choice.on), activity.CorrelationsOff(choice.off)
	if s.VarianceRatio != nil && s.VarianceRatio.NoiseShare == nil && s.CorrelationOnEdges == nil && len(choice.On) > 0 {
		r.noteOnce("changes of variances include sampling noise, and those of correlations are not known, since activity with a mean " +
			"needs at least 3 runs of each pruning; raise compare.runs")
	}
	r.measureTimes(&s, rule, activity)
	return s
}

// measureTimes fills the autocorrelation times where there are answers to random inputs.
func (r *Result) measureTimes(s *Survival, rule *RuleData, activity *compare.MeasuredActivity) {
	if rule.answers == nil || rule.answers.reason != "" {
		return
	}
	if !r.Data.Original.Noise().Plain() {
		r.noteOnce("no autocorrelation times are measured: they follow from answers to inputs under equal and independent noise only")
		return
	}
	times := activity.AutocorrelationTimes(compare.RandomAnswers{
		Probes: probesOf(r.Data.Original.Neurons()), Original: rule.answers.original, Pruned: rule.answers.pruned,
	}, r.Spec.Noise.Strength, lateObservations(r.Schedule))
	s.AutocorrelationTime, s.AutocorrelationTimePruned, s.AutocorrelationTimeRatio = times.Original, times.Pruned, times.Ratio
}

// lateObservations returns the number of observations in the last third.
func lateObservations(t Schedule) int {
	return (t.TrajectorySteps-firstLate(t))/t.ObservationSteps + 1
}

// runsByPruning lists the runs of each pruning.
func runsByPruning(runs, prunings int) [][]int {
	all := make([][]int, prunings)
	for k := range all {
		for run := firstRun(k, runs, prunings); run < firstRun(k+1, runs, prunings); run++ {
			all[k] = append(all[k], run)
		}
	}
	return all
}

// meanOf returns the mean of values, NaN of none.
func meanOf(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total / float64(len(values))
}
