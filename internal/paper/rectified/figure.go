// Package rectified is the study of Section 6, "Rectified linear units": trajectories,
// active sets and probabilities of rectified networks.
package rectified

import (
	"fmt"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Figure checks Section 6, "Rectified linear units".
func Figure(run *figure.Run) (*figure.Outcome, error) {
	o := description()
	c := experiment.Clusters{Sizes: figure.Pick(run.Options, []int{1000, 200, 800}, []int{150, 30, 120}), LongRange: figure.Pick(run.Options,
		experiment.AuthorsLongRange, 375)}
	clustered, err := studyClusters(run, c, clustersSize(run.Options))
	if err != nil {
		return nil, err
	}
	worm, err := studyConnectome(run, connectomeSize(run.Options))
	if err != nil {
		return nil, fmt.Errorf("connectome: %w", err)
	}
	for _, s := range []*study{clustered, worm} {
		s.describe(o)
	}
	clustered.settings(o)
	if err := worm.connectomeSettings(o); err != nil {
		return nil, err
	}
	claims(o, clustered)
	claimConnectome(o, worm)
	drawFigure(o, clustered, worm)
	return o, nil
}

// Needs estimates what the figure takes: besides matrices, pruned networks of all trials,
// and the covariances and probabilities under all backgrounds.
func Needs() figure.Needs {
	const synapses, network, background, backgrounds = 1e6, 20, 50, 10 // bytes for each synapse, and how many backgrounds
	return figure.Needs{
		Neurons:       2000,
		Kept:          synapses * (experiment.TrajectoryTrials*2*experiment.KeepTrajectories*network + backgrounds*background),
		Eigenproblems: []figure.Eigenproblems{{Order: 2000, Vectors: 1, Values: 44}, {Order: 1400, Values: 60}},
	}
}

// description returns the outcome with its text.
func description() *figure.Outcome {
	return &figure.Outcome{
		Shows: "The paper argues (Section 6) that noise-prune also preserves rectified networks, dx = (−Dx + [Wx + b(t)]₊) dt: " +
			"(3) holds for A and A^sparse, therefore on every set Γ of neurons above threshold too, and the linear networks of these A_Γ " +
			"determine the dynamics. " +
			"The probabilities must be those of the linear network, which enough background excitation makes of the rectified one.",
		Caption: "Black: original; red: noise-prune; blue: weight-based. First row: two neurons and the relative error of the state with " +
			"noise outside the rectifier; " +
			"second row: the same error with white noise inside it and with coloured noise; errors are mean (line) and standard deviation " +
			"(band) over runs. " +
			"Third row: smallest ε of (3) on active sets that the first runs visit, against that of all neurons in the same pruned network: no " +
			"dot may lie above the grey line; " +
			"probabilities from the rectified network itself, without and with background, against those of the linear network. " +
			"Fourth row: root mean square deviation of these probabilities against the background, with what sampling allows (grey); the " +
			"connectome's error. " +
			"White noise inside the rectifier has no limit as h → 0: what stands here for it belongs to its step size.",
	}
}
