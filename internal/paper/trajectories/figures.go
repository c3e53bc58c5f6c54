// Package trajectories is the study of Figs. 2c–2f: the responses of a clustered network and
// of its pruned versions to the same input and noise.
package trajectories

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// Figure2c integrates the symmetric network from random states.
func Figure2c(run *figure.Run) (*figure.Outcome, error) { return anyFigure(run, false, false) }

// Figure2d integrates the symmetric network along its slowest eigenvectors.
func Figure2d(run *figure.Run) (*figure.Outcome, error) { return anyFigure(run, false, true) }

// Figure2e integrates the directed network from random states.
func Figure2e(run *figure.Run) (*figure.Outcome, error) { return anyFigure(run, true, false) }

// Figure2f integrates the directed network along its slowest eigenvectors.
func Figure2f(run *figure.Run) (*figure.Outcome, error) { return anyFigure(run, true, true) }

// Needs estimates what any of the figures takes; those along eigenvectors need one
// decomposition.
func Needs(directed, eigenvectors bool) figure.Needs {
	n := figure.Needs{Neurons: 2000}
	if eigenvectors {
		n.Eigenproblems = []figure.Eigenproblems{{Order: 2000, Directed: directed, Vectors: 1}}
	}
	return n
}

// anyFigure is any of Figs. 2c–2f.
func anyFigure(run *figure.Run, directed, eigenvectors bool) (*figure.Outcome, error) {
	c := experiment.AuthorsClusters(run.Options, directed)
	g := experiment.Integration{Step: experiment.AuthorsStep, Steps: experiment.AuthorsSteps, Every: 20, Sigma: experiment.AuthorsSigma}
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return nil, err
	}
	p, err := experiment.NewPlans(net, locals, experiment.KeepTrajectories)
	if err != nil {
		return nil, err
	}
	o := description(directed, eigenvectors)
	trials, err := prunedTrials(run, o, net, p, eigenvectors)
	if err != nil {
		return nil, err
	}
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack", c.Generator())
	o.AddSetting("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s, drawn anew for "+
		"each run; the other controls are expected to keep as many",
		experiment.KeepTrajectories, experiment.KeptText(net, trials[0].Pruned[figure.Noise]),
		experiment.KeptText(net, trials[0].Pruned[figure.Weight]))
	o.AddSetting("covariance", "exact, matched diagonal")
	o.AddSetting("integration", "Euler–Maruyama, h = %g, %s steps, σ = %g, the same noise for all networks of a run",
		g.Step, figure.Thousands(g.Steps), g.Sigma)
	traced := []int{net.Neurons() / 4, net.Neurons() / 2 * 11 / 10} // one in each of two clusters
	if eigenvectors {
		traced = tracedNeurons(trials[0].Start)
	}
	r, err := experiment.RunTrials(run, net, trials, g, traced)
	if err != nil {
		return nil, err
	}
	describe(o, r, g.Times())
	claim(o, r, net.Neurons())
	drawResponses(o, r, g.Times(), traced)
	return o, nil
}

// prunedTrials makes the trials, each with networks pruned anew.
func prunedTrials(
	run *figure.Run, o *figure.Outcome, net *network.Network, p experiment.Plans, eigenvectors bool,
) ([]experiment.Trial, error) {
	var trials []experiment.Trial
	var err error
	if eigenvectors {
		trials, err = slowest(run, o, net, experiment.TrajectoryTrials)
	} else {
		trials = experiment.RandomStarts(run.Seed, net.Neurons())
		o.AddSetting("runs", "%d: x(0) ~ U(0, 1), b = %g", experiment.TrajectoryTrials, experiment.BackgroundInput)
	}
	if err != nil {
		return nil, err
	}
	return trials, experiment.PruneTrials(run, trials, p)
}

// tracedNeurons returns the neuron of the largest component of a state, and the one that a
// twentieth of the neurons exceed: in an eigenvector of one cluster most others are near 0.
func tracedNeurons(state []float64) []int {
	order := make([]int, len(state))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Abs(state[b]), math.Abs(state[a])) })
	return []int{order[0], order[len(order)/20]}
}

// description returns the outcome with its text.
func description(directed, eigenvectors bool) *figure.Outcome {
	name, kindOf, input := "2c", "symmetric", "random initial states"
	switch {
	case directed && eigenvectors:
		name, kindOf, input = "2f", "non-symmetric", "the 20 slowest eigenvectors as input and initial state"
	case directed:
		name, kindOf = "2e", "non-symmetric"
	case eigenvectors:
		name, input = "2d", "the 20 slowest eigenvectors as input and initial state"
	}
	return &figure.Outcome{
		Shows: fmt.Sprintf("The paper shows (Fig. %s) that a %s clustered network pruned to 20%% by noise-prune answers %s much like the "+
			"original, "+
			"in single neurons and as a whole, and much better than one pruned by weight.", name, kindOf, input),
		Caption: "Left: two neurons of the first run. Right: relative error of the state, mean (line) and standard deviation (band) over 20 " +
			"runs. " +
			"Black: original; red: noise-prune; blue: weight-based.",
	}
}
