package samples

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describeStudy puts tables and numbers into the outcome.
func describeStudy(s *study, o *figure.Outcome) {
	names := []string{"samples", "error_d_rms", "error_d_expected"}
	var rms, expected []float64
	for k, repetitions := range s.measured {
		rms = append(rms, math.Sqrt(average(repetitions, ofDiffCov)))
		expected = append(expected, math.Sqrt(2/s.samples()[k]))
	}
	all := [][]float64{s.samples(), rms, expected}
	for _, m := range s.pruningMeasures() {
		mean, sd := s.spread(m.measure)
		names, all = append(names, m.name+"_mean", m.name+"_sd"), append(all, mean, sd)
		for k, effective := range s.samples() {
			o.AddInterval(fmt.Sprintf("%s_s%g", m.name, effective), experiment.MeanInterval(values(s.measured[k], m.measure)))
		}
		o.AddInterval(m.name+"_exact", experiment.MeanInterval(values(s.by[figure.Noise], m.measure)))
		o.AddInterval(m.name+"_weight", experiment.MeanInterval(values(s.by[figure.Weight], m.measure)))
		if m.predicted != nil {
			names, all = append(names, m.name+"_predicted"), append(all, m.predicted)
		}
	}
	o.AddTables(figure.Columns("", names, all...), references(s))
}

// references lists the repetitions with the exact covariance and of the control.
func references(s *study) figure.Table {
	var names []string
	var all [][]float64
	for _, m := range s.pruningMeasures() {
		names = append(names, m.name+"_exact", m.name+"_weight")
		all = append(all, values(s.by[figure.Noise], m.measure), values(s.by[figure.Weight], m.measure))
	}
	return figure.Columns("references", names, all...)
}

// pruningMeasure is one measure of a pruned network, with what is predicted for it.
type pruningMeasure struct {
	measure     int
	name, label string
	predicted   []float64 // for each count; nil for nothing
}

// pruningMeasures lists the measures that are drawn.
func (s *study) pruningMeasures() []pruningMeasure {
	scaled := func(ratios []float64, measure int) (values []float64) {
		for _, r := range ratios {
			values = append(values, r*average(s.by[figure.Noise], measure))
		}
		return values
	}
	return []pruningMeasure{
		{ofForms, "eps_v", "mean ε_v", scaled(s.predicted[0], ofForms)},
		{ofSlowForms, "eps_v_slow", fmt.Sprintf("mean ε_v, %d slowest", slowForms), scaled(s.predicted[1], ofSlowForms)},
		{ofTrajectory, "trajectory_error", "error of trajectories", nil},
	}
}

// spread returns mean and standard deviation of a measure at each count.
func (s *study) spread(measure int) (mean, sd []float64) {
	for _, repetitions := range s.measured {
		m, d := stat.MeanStdDev(values(repetitions, measure), nil)
		mean, sd = append(mean, m), append(sd, d)
	}
	return mean, sd
}
