// Package samples is a study beyond the paper: how many effective samples of the activity
// the covariance must rest on.
package samples

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Figure measures the covariance from fewer and fewer samples, and prunes by it.
func Figure(run *figure.Run) (*figure.Outcome, error) {
	c := experiment.AuthorsClusters(run.Options, false)
	s, err := studySamples(run, c, sampleCounts(figure.Pick(run.Options, 8192, 1024)), figure.Pick(run.Options, 5, 16))
	if err != nil {
		return nil, err
	}
	o := &figure.Outcome{
		Shows: "The paper takes the covariance as known (the authors' code solves for it) and does not ask how long a network must be watched. " +
			"Beyond the paper: the rule is applied to covariances from S effective samples of the activity, from S = 1 to thousands.",
		Caption: "Against effective samples S: top left, root mean square over all edges of the relative error of d; the other panels, " +
			"how far a pruned network is from the original: mean ε_v over all eigenvectors, over the 20 slowest, and relative error of " +
			"trajectories as in Fig. 2c. " +
			"Orange: covariance from S samples; red: exact covariance; blue: weight-based; bands: standard deviation over repetitions. " +
			"Grey: √(2/S), and what the mean of 1/p predicts, which has no finite value up to S = 2.",
	}
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack", c.Generator())
	o.AddSetting("covariance", "unit noise, Leimkuhler–Matthews, h = %s (no bias in a symmetric network); independent replicas from "+
		"rest, first sampled after %s time units, "+
		"up to %d of them, then every %s; S = samples − 1, since the mean takes one", figure.Show(s.ensemble.StepSize),
		figure.Show(float64(s.ensemble.BurnIn)*s.ensemble.StepSize),
		experiment.EnsembleWidest, figure.Show(float64(s.ensemble.Interval)*s.ensemble.StepSize))
	o.AddSetting("kept", "every plan is expected to keep %s edges, what %g gives with the exact covariance; matched diagonal",
		figure.Thousands(int(s.edges+0.5)), experiment.KeepTrajectories)
	o.AddSetting("repetitions", "%d at each S, each with samples, draw of the pruned network, initial state and noise of its own",
		s.repetitions)
	o.AddSetting("trajectories", "x(0) ~ U(0, 1), b = %g, σ = %g, Euler–Maruyama, h = %g, %s steps; the same noise for all networks of a "+
		"repetition",
		experiment.BackgroundInput, s.integration.Sigma, s.integration.Step, figure.Thousands(s.integration.Steps))
	if lost, upTo := s.lost(); lost > 0 {
		o.AddSetting("lost", "%s with weights too large for the step: their trajectories count as errors of %d, all at S ≤ %g",
			figure.Count(lost, "pruned network"), divergedError, upTo)
	}
	describeStudy(s, o)
	addClaims(s, o)
	drawPanels(s, o)
	return o, nil
}

// sampleCounts lists how many samples are taken, from 2 on.
func sampleCounts(most int) []int {
	counts := []int{2, 3, 4, 6, 8, 12}
	for n := 16; n <= most; n *= 2 {
		counts = append(counts, n)
	}
	return counts
}

// Needs estimates what the figure takes.
func Needs() figure.Needs {
	return figure.Needs{Neurons: 2000, Eigenproblems: []figure.Eigenproblems{{Order: 2000, Vectors: 1}}}
}
