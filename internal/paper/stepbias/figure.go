// Package stepbias is a study beyond the paper: what the step of a simulation does to the
// covariance, the probabilities and the pruned network.
package stepbias

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// Figure says what the step of a simulation does to the covariance, to the probabilities
// and to the pruned network.
func Figure(run *figure.Run) (*figure.Outcome, error) {
	o := &figure.Outcome{
		Shows: "The paper's covariance is that of the differential equation; a simulation has that of its stepper. " +
			"Beyond the paper: how far Euler–Maruyama's and Leimkuhler–Matthews's covariances and probabilities lie from it, exactly and " +
			"measured, and what becomes of the pruned network.",
		Caption: "Top: symmetric, bottom: directed network; against the step as a fraction of the largest stable one. Left: relative bias " +
			"of d, mean over synapses, " +
			"its size: lines, exact; dots, trajectories with 95% intervals; below 1e−6 at the lower end. Middle: relative bias of p at " +
			"the same expected number of edges, root mean square. " +
			"Right: mean ε_v in units of that with the unbiased covariance, bands: 95% intervals over draws.",
	}
	o.AddSetting("accuracy", "%d draws for each covariance, matched diagonal; every plan is expected to keep the edges that %g gives "+
		"with the unbiased covariance", stepDraws, experiment.KeepTrajectories)
	o.AddSetting("trajectories", "%d blocks of %d independent replicas, each looked at %d times; intervals over the blocks",
		stepBlocks, stepReplicas, stepTimes)
	var studies []*study
	for _, directed := range []bool{false, true} {
		c := experiment.Clusters{Sizes: figure.Pick(run.Options, []int{500, 100, 400}, []int{100, 20, 80}), LongRange: figure.Pick(run.Options,
			experiment.AuthorsLongRange/2, 250), Directed: directed}
		s, err := studySteps(run, c, stepFractions(), measuredFractions())
		if err != nil {
			return nil, err
		}
		o.AddSetting(s.kind()+" network", "%s; leak: row sum of |W|, no slack; largest stable step %s", c.Generator(), figure.Show(s.largest))
		studies = append(studies, s)
	}
	describeSteps(o, studies)
	claimSteps(o, studies)
	drawSteps(o, studies)
	return o, nil
}

// stepFractions lists the steps, in units of the largest stable one.
func stepFractions() []float64 { return []float64{0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.9} }

// measuredFractions lists the steps of the trajectories.
func measuredFractions() []float64 { return []float64{0.1, 0.4, 0.7} }

// Needs estimates what the figure takes. Each worker solves for the covariance of a directed
// network.
func Needs() figure.Needs {
	return figure.Needs{Neurons: 1000, MatricesPerWorker: 8, Eigenproblems: []figure.Eigenproblems{
		{Order: 1000, Vectors: 1}, {Order: 1000, Directed: true, Vectors: 1},
	}}
}
