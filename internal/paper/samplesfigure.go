package paper

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/draw"
)

// describe puts tables and numbers into the outcome.
func (s *samplesStudy) describe(o *Outcome) {
	names := []string{"samples", "error_d_rms", "error_d_expected"}
	var rms, expected []float64
	for k, fates := range s.measured {
		rms = append(rms, math.Sqrt(average(fates, ofDiffCov)))
		expected = append(expected, math.Sqrt(2/s.samples()[k]))
	}
	all := [][]float64{s.samples(), rms, expected}
	for _, m := range s.measures() {
		mean, sd := s.spread(m.measure)
		names, all = append(names, m.name+"_mean", m.name+"_sd"), append(all, mean, sd)
		for k, effective := range s.samples() {
			o.number(fmt.Sprintf("%s_s%g", m.name, effective), mean[k])
		}
		o.number(m.name+"_exact", average(s.exact, m.measure))
		o.number(m.name+"_weight", average(s.weight, m.measure))
		if m.predicted != nil {
			names, all = append(names, m.name+"_predicted"), append(all, m.predicted)
		}
	}
	o.Tables = append(o.Tables, columns("", names, all...), s.references())
}

// references lists the repetitions with the exact covariance and of the control.
func (s *samplesStudy) references() Table {
	var names []string
	var all [][]float64
	for _, m := range s.measures() {
		names = append(names, m.name+"_exact", m.name+"_weight")
		all = append(all, values(s.exact, m.measure), values(s.weight, m.measure))
	}
	return columns("references", names, all...)
}

// pruningMeasure is one measure of a pruned network, with what is predicted for it.
type pruningMeasure struct {
	measure     int
	name, label string
	predicted   []float64 // for each count; nil for nothing
}

func (s *samplesStudy) measures() []pruningMeasure {
	scaled := func(ratios []float64, measure int) (values []float64) {
		for _, r := range ratios {
			values = append(values, r*average(s.exact, measure))
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
func (s *samplesStudy) spread(measure int) (mean, sd []float64) {
	for _, fates := range s.measured {
		m, d := stat.MeanStdDev(values(fates, measure), nil)
		mean, sd = append(mean, m), append(sd, d)
	}
	return mean, sd
}

func (s *samplesStudy) draw(o *Outcome) {
	panels := []draw.Panel{s.errorPanel()}
	for _, m := range s.measures() {
		panels = append(panels, s.measurePanel(m))
	}
	panels[1].Legend = draw.TopRight
	o.Picture = draw.Picture{Rows: [][]draw.Panel{panels[:2], panels[2:]}}
}

func samplesAxis() draw.Axis { return draw.Axis{Label: "effective samples S", Log: true} }

// errorPanel draws the relative error of d.
func (s *samplesStudy) errorPanel() draw.Panel {
	measured := draw.Line{Name: "measured covariance", Style: draw.Orange(), X: s.samples(), PointsOnly: true}
	expected := draw.Line{Name: "√(2/S)", Style: draw.Grey(), X: s.samples()}
	for k, fates := range s.measured {
		measured.Y = append(measured.Y, math.Sqrt(average(fates, ofDiffCov)))
		expected.Y = append(expected.Y, math.Sqrt(2/s.samples()[k]))
	}
	return draw.Panel{
		X: samplesAxis(), Y: draw.Axis{Label: "relative error of d, r.m.s.", Log: true}, Legend: draw.TopRight,
		Marks: []draw.Mark{expected, measured},
	}
}

// measurePanel draws a measure of the pruned networks.
func (s *samplesStudy) measurePanel(m pruningMeasure) draw.Panel {
	mean, sd := s.spread(m.measure)
	measured := errorBand("covariance from S samples", draw.Orange(), s.samples(), mean, sd)
	for k, low := range measured.Low {
		measured.Low[k] = max(low, mean[k]/4) // a logarithmic axis has no room for 0
	}
	measured.Dots = true
	p := draw.Panel{X: samplesAxis(), Y: draw.Axis{Label: m.label, Log: true}}
	level := func(name string, ink draw.Style, fates []fate) draw.Line {
		v := average(fates, m.measure)
		return draw.Line{Name: name, Style: ink, X: s.samples(), Y: same(v, len(s.counts))}
	}
	p.Marks = append(p.Marks, level("weight-based", draw.Blue(), s.weight), measured, level("exact covariance", draw.Red(), s.exact))
	if m.predicted != nil {
		p.Marks = append(p.Marks, draw.Line{Name: "predicted from E[1/p]", Style: draw.Grey(), X: s.samples(), Y: m.predicted})
	}
	return p
}
