package paper

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// What Figs. 2c–2f keep ("20% sparsity"), how many trials they average over, and the small
// constant background input of Figs. 2c and 2e.
const (
	keepTrajectories = 0.2
	trajectoryTrials = 20
	backgroundInput  = 0.0002
)

// A trajectory counts as preserved where its relative error averages less than this at the
// paper's N; at a fixed fraction of kept edges the theory's error falls as 1/√N.
const (
	preserved      = 0.2
	authorsNeurons = 2000
)

// figure2c follows the symmetric network from random states.
func figure2c(j *job) (*Outcome, error) { return j.trajectoryFigure(false, false) }

// figure2d follows the symmetric network along its slowest eigenvectors.
func figure2d(j *job) (*Outcome, error) { return j.trajectoryFigure(false, true) }

// figure2e follows the directed network from random states.
func figure2e(j *job) (*Outcome, error) { return j.trajectoryFigure(true, false) }

// figure2f follows the directed network along its slowest eigenvectors.
func figure2f(j *job) (*Outcome, error) { return j.trajectoryFigure(true, true) }

// trajectoryFigure is any of Figs. 2c–2f.
func (j *job) trajectoryFigure(directed, eigenvectors bool) (*Outcome, error) {
	c := clusters{
		sizes: pick(j, []int{1000, 200, 800}, []int{100, 20, 80}), long: pick(j, authorsLong, 250), directed: directed,
	}
	t := timetable{step: authorsStep, steps: authorsSteps, every: 20, sigma: authorsSigma}
	j.phase("network", 1)
	net, err := j.network(c, 0)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	locals, err := j.exactLocals(net)
	if err != nil {
		return nil, err
	}
	p, err := planBoth(net, locals, keepTrajectories)
	if err != nil {
		return nil, err
	}
	o := trajectoryOutcome(directed, eigenvectors)
	trials, err := j.trials(o, net, p, eigenvectors)
	if err != nil {
		return nil, err
	}
	o.set("network", "%s; leak: row sum of |W|, no slack", c.generator())
	o.set("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s, drawn anew for each run",
		keepTrajectories, keptText(net, trials[0].noise), keptText(net, trials[0].weight))
	o.set("covariance", "exact, matched diagonal")
	o.set("integration", "Euler–Maruyama, h = %g, %s steps, σ = %g, the same noise for the three networks of a run", t.step, thousands(t.steps), t.sigma)
	traced := []int{net.Neurons() / 4, net.Neurons() / 2 * 11 / 10} // one in each of two clusters
	if eigenvectors {
		traced = sampleNeurons(trials[0].start)
	}
	r, err := j.follow(net, trials, t, traced)
	if err != nil {
		return nil, err
	}
	describeTrajectories(o, r, t, traced, net.Neurons())
	return o, nil
}

// sampleNeurons returns the neuron with the largest part in a state, and the one that a
// twentieth of the neurons exceed: others may have none in an eigenvector of one cluster.
func sampleNeurons(state []float64) []int {
	order := make([]int, len(state))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Abs(state[b]), math.Abs(state[a])) })
	return []int{order[0], order[len(order)/20]}
}

// trajectoryOutcome returns the words of the figure.
func trajectoryOutcome(directed, eigenvectors bool) *Outcome {
	name, kindOf, input := "2c", "symmetric", "random initial states"
	switch {
	case directed && eigenvectors:
		name, kindOf, input = "2f", "non-symmetric", "the 20 slowest eigenvectors as input and initial state"
	case directed:
		name, kindOf = "2e", "non-symmetric"
	case eigenvectors:
		name, input = "2d", "the 20 slowest eigenvectors as input and initial state"
	}
	return &Outcome{
		Shows: fmt.Sprintf("The paper shows (Fig. %s) that a %s clustered network pruned to 20%% by noise-prune answers %s much like the original, "+
			"in single neurons and as a whole, and much better than one pruned by weight.", name, kindOf, input),
		Caption: "Left: two neurons of the first run. Right: relative error of the state, mean (line) and standard deviation (band) over 20 runs. " +
			"Black: original; red: noise-prune; blue: weight-based.",
	}
}

// trials makes the runs: each with networks pruned anew.
func (j *job) trials(o *Outcome, net *network.Network, p plans, eigenvectors bool) ([]trial, error) {
	var trials []trial
	var err error
	if eigenvectors {
		trials, err = j.slowest(o, net, trajectoryTrials)
	} else {
		trials = j.randomStarts(net.Neurons())
		o.set("runs", "%d: x(0) ~ U(0, 1), b = %g", trajectoryTrials, backgroundInput)
	}
	if err != nil {
		return nil, err
	}
	j.phase("pruning", len(trials))
	for k := range trials {
		if trials[k].noise, err = j.sample(p.noise, uint64(k), rules.Matched); err != nil {
			return nil, err
		}
		if trials[k].weight, err = j.sample(p.weight, uint64(k), rules.Matched); err != nil {
			return nil, err
		}
		if err := j.done(); err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// randomStarts returns trials from x(0) ~ U(0, 1) under the constant background.
func (j *job) randomStarts(n int) []trial {
	key := noise.Key{Seed: j.opt.Seed, Purpose: noise.Initial}
	input := network.UniformLeak(n, backgroundInput)
	trials := make([]trial, trajectoryTrials)
	for k := range trials {
		start := make([]float64, n)
		for i := range start {
			start[i] = key.Uniform(uint64(k), uint64(i), 0)
		}
		trials[k] = trial{start: start, input: input}
	}
	return trials
}

// describeTrajectories fills numbers, claims and picture.
func describeTrajectories(o *Outcome, r *record, t timetable, traced []int, neurons int) {
	times := t.times()
	noiseMean, noiseSD := r.noise.OverTime()
	weightMean, weightSD := r.weight.OverTime()
	noiseRuns, weightRuns := r.noise.ByRun(), r.weight.ByRun()
	o.Tables = append(o.Tables,
		columns("errors", []string{"time", "noise_mean", "noise_sd", "weight_mean", "weight_sd"}, times, noiseMean, noiseSD, weightMean, weightSD),
		columns("runs", []string{"noise", "weight"}, noiseRuns, weightRuns),
	)
	wins, difference, squares := 0, 0.0, 0.0
	for k, e := range noiseRuns {
		d := weightRuns[k] - e
		if d > 0 {
			wins++
		}
		difference += d / float64(len(noiseRuns))
		squares += d * d / float64(len(noiseRuns))
	}
	runs := float64(len(noiseRuns))
	se := math.Sqrt(max(0, squares-difference*difference) / (runs - 1))
	noiseError, weightError := summary(noiseRuns).Mean, summary(weightRuns).Mean
	last := len(times) - 1
	for name, v := range map[string]float64{
		"error_noise_mean": noiseError, "error_weight_mean": weightError, "difference": difference, "difference_se": se,
		"error_noise_final": noiseMean[last], "error_weight_final": weightMean[last], "runs_won": float64(wins),
	} {
		o.number(name, v)
	}
	place, limit := "Section 5, Fig. 2c–f", preserved*math.Sqrt(authorsNeurons/float64(neurons))
	o.claim(Claim{
		Place: place, Statement: "noise-prune preserves the network response trajectory as a whole",
		Criterion: fmt.Sprintf("the relative error, averaged over time and runs, is below %g at N = 2,000, as 1/√N at other sizes: here %s", preserved, show(limit)),
		Found:     fmt.Sprintf("the relative error of the state after noise-prune averages %s (%s at the end)", show(noiseError), show(noiseMean[last])),
		Agrees:    noiseError < limit,
	})
	o.claim(Claim{
		Place: place, Statement: "noise-prune significantly outperforms the purely weight-based strategy",
		Criterion: "the error is smaller by more than 3 standard errors of the paired difference over runs",
		Found: fmt.Sprintf("after weight-based pruning it averages %s (%s at the end); the difference is %s ± %s (s.e.), and noise-prune wins %d of %d runs",
			show(weightError), show(weightMean[last]), show(difference), show(se), wins, len(noiseRuns)),
		Agrees: difference > 3*se && lower(noiseError, weightError),
	})
	drawTrajectories(o, r, t, traced)
}

// drawTrajectories draws the traces and the errors.
func drawTrajectories(o *Outcome, r *record, t timetable, traced []int) {
	times := t.times()
	last := len(times) - 1
	noiseMean, noiseSD := r.noise.OverTime()
	weightMean, weightSD := r.weight.OverTime()
	legend := draw.TopRight
	if first := r.traces[0][0]; first[last] > first[0] {
		legend = draw.TopLeft
	}
	inks := []draw.Style{draw.Black(), draw.Red(), draw.Blue()}
	var left []draw.Mark
	for k := range traced {
		for n := range inks {
			name := ""
			if k == 0 {
				name = []string{"original", "noise-prune", "weight-based"}[n]
			}
			left = append(left, draw.Line{Name: name, Style: inks[n], X: times, Y: r.traces[n][k]})
			o.Tables = append(o.Tables, columns(fmt.Sprintf("trace-%d-%s", traced[k], []string{"original", "noise", "weight"}[n]), []string{"time", "rate"}, times, r.traces[n][k]))
		}
	}
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{
		{
			Title: fmt.Sprintf("neurons %d and %d", traced[0], traced[1]), Legend: legend, Marks: left,
			X: draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "firing rate (model units)"},
		},
		{
			Title: "whole network", Legend: draw.TopLeft,
			X: draw.Axis{Label: "time t (model units)"}, Y: draw.Axis{Label: "relative error of the state", From: draw.At(0)},
			Marks: []draw.Mark{
				errorBand("weight-based", draw.Blue(), times, weightMean, weightSD), errorBand("noise-prune", draw.Red(), times, noiseMean, noiseSD),
			},
		},
	}}}
}

func errorBand(name string, ink draw.Style, times, mean, sd []float64) draw.Line {
	l := draw.Line{Name: name, Style: ink, X: times, Y: mean}
	for k, m := range mean {
		l.Low, l.High = append(l.Low, max(0, m-sd[k])), append(l.High, m+sd[k])
	}
	return l
}
