package report

import (
	"fmt"
	"slices"
	"strings"

	"noiseprune/integrator"
	"noiseprune/internal/page"
	"noiseprune/sim"
)

const (
	stimulusPoints = 1000 // intervals of time of the stimulus's curves
	mostStimuli    = 12   // curves that are shown
)

// driveParts says what drove the networks: noise, inputs, and the initial states.
func (r *recorded) driveParts() []page.Part {
	return present(factsPart("", r.driveFacts()), r.stimulusTerms(), r.stimulusCurves())
}

// driveFacts lists noise, constant input, and start.
func (r *recorded) driveFacts() []fact {
	net, s := r.Data.Networks[0], r.Spec
	noise := s.Noise.Increments.String() + " increments, placement " + s.Noise.Placement.String()
	if s.Noise.Placement == integrator.OrnsteinUhlenbeck {
		noise += ", correlation time " + number(s.Noise.CorrelationTime)
	}
	facts := []fact{{"noise strength σ", number(s.Noise.Strength), noise}}
	if sources := net.Noise(); !sources.Plain() {
		levels := net.NoiseLevels()
		facts = append(facts,
			fact{"strengths of the neurons", number(slices.Min(levels)) + " to " + number(slices.Max(levels)),
				"in units of σ, of all sources of a neuron together"},
			fact{"common sources of noise", count(sources.Sources), "that several neurons have in common"})
	}
	if b := net.Input(); slices.ContainsFunc(b, func(v float64) bool { return v != 0 }) {
		facts = append(facts, fact{"constant input b", number(slices.Min(b)) + " to " + number(slices.Max(b)), "over the neurons"})
	}
	return append(facts,
		fact{"initial states", s.Record.Start.String(), r.startText()},
		fact{"burn-in", number(s.Record.BurnIn.Value()), "time from the initial states to the first frame"},
		fact{"seed", count(int64(s.Seed)), "of the noise"}) //nolint:gosec // printed
}

// startText says what the start means.
func (r *recorded) startText() string {
	switch scale := number(r.Spec.Record.Scale.Value()); r.Spec.Record.Start.Kind {
	case sim.UniformStart:
		return "independent, uniform between 0 and " + scale
	case sim.EigenvectorStart:
		return "along an eigenvector of A, with root mean square " + scale
	case sim.ZeroStart:
		return "all 0"
	case sim.StationaryStart:
		return "what the burn-in leads to from the state without noise"
	case sim.GivenStart:
		return "those of the network's file of states"
	}
	return ""
}

// stimulusTerms lists the terms of the stimulus as text; nil without one.
func (r *recorded) stimulusTerms() page.Part {
	u := r.Data.Networks[0].Stimulus()
	if u == nil {
		return nil
	}
	var lines []string
	for _, term := range u.Terms() {
		lines = append(lines, term.String())
	}
	return &page.Source{Text: strings.Join(lines, "\n")}
}

// stimulusCurves shows the input of each neuron that has another than those before it; nil without a stimulus.
func (r *recorded) stimulusCurves() page.Part {
	u := r.Data.Networks[0].Stimulus()
	if u == nil || len(u.Neurons()) == 0 {
		return nil
	}
	times, inputs := r.stimulusMeans()
	seen := map[string]int{} // view of a curve
	var neurons []int        // of the curve of each view
	chart, others := &page.Curves{X: page.Axis{Label: timeLabel}, Choose: "Input of:"}, []int{}
	for k, i := range u.Neurons() {
		key := fmt.Sprint(inputs[k])
		if v, ok := seen[key]; ok {
			others[v]++
			continue
		}
		seen[key] = len(neurons)
		neurons, others = append(neurons, i), append(others, 0)
		if len(chart.Views) < mostStimuli {
			chart.Views = append(chart.Views, page.CurveView{X: times, Y: page.Axis{Label: "u(t)"}, Lines: []page.Line{
				{Label: "input", Style: page.Original, Values: inputs[k]},
			}})
		}
	}
	for v := range chart.Views {
		label := shorten(r.Data.Networks[0].Label(neurons[v]), 30)
		if others[v] > 0 {
			label += " and " + count(others[v]) + map[bool]string{true: " other", false: " others"}[others[v] == 1]
		}
		chart.Views[v].Label, chart.Views[v].Lines[0].Label = label, "input of "+label
	}
	caption := "The input u(t) that is added to the constant one: each point is its mean over the " + number(r.Duration/stimulusPoints) +
		" of time around it."
	if more := len(neurons) - len(chart.Views); more > 0 {
		caption += fmt.Sprintf(" Inputs of %s further courses are not shown.", count(more))
	}
	return &page.Figure{ID: "stimulus", Title: "The stimulus", Caption: caption, Chart: chart}
}

// stimulusMeans returns the middles of equal intervals of the recording, and the mean input of each neuron of the stimulus in them.
func (r *recorded) stimulusMeans() (times []float64, inputs [][]float64) {
	u := r.Data.Networks[0].Stimulus()
	inputs = make([][]float64, len(u.Neurons()))
	mean := make([]float64, len(inputs))
	at := func(k float64) float64 { return r.Duration * k / stimulusPoints }
	for k := range stimulusPoints {
		clear(mean)
		u.AddMean(mean, at(float64(k)), at(float64(k+1)))
		times = append(times, at(float64(k)+0.5))
		for i, v := range mean {
			inputs[i] = append(inputs[i], v)
		}
	}
	return times, inputs
}
