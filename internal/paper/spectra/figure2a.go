// Package spectra is the study of Figs. 2a and 2b: how far pruning moves eigenvalues,
// quadratic forms and eigenvectors of a clustered symmetric network.
package spectra

import (
	"fmt"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// keepBoth is the share that Figs. 2a and 2b keep: "10% density", a fraction of the existing
// edges.
const keepBoth = 0.1

// How often each rule prunes in Figs. 2a and 2b. A pruned network of 10,000 neurons takes minutes.
const (
	draws2a = 5
	draws2b = 3
)

// measuredSamples is how many effective samples the covariance from trajectories has:
// a relative error of √(2/S) = 3%.
const measuredSamples = 2000

// Figure2a prunes three clusters of 100 and one of 2,700 neurons to a tenth.
func Figure2a(run *figure.Run) (*figure.Outcome, error) {
	o := &figure.Outcome{
		Shows: "The paper shows (Fig. 2a) that after pruning a clustered symmetric network to 10% of its edges, " +
			"noise-prune changes eigenvalues (ε_λ) and quadratic forms (ε_v) less than pruning by weight, and keeps eigenvectors closer (cos θ " +
			"nearer 1).",
		Caption: captionOfBoth + fmt.Sprintf(" Second row: the same on logarithmic axes, values below %g at their lower end.", lowestShown),
	}
	s, err := newStudy(run, o, clusters2a(run.Options), keepBoth, extent{draws2a, allRules(), true})
	if err != nil {
		return nil, err
	}
	s.describe(o, "")
	o.Picture = s.picture("linear axes")
	s.claimBetter(o, "Section 5, Fig. 2a")
	s.claimCovariances(o)
	s.claimOriginalDiagonal(o)
	s.claimMeasured(o)
	return o, nil
}

// clusters2a is the network of Fig. 2a.
func clusters2a(opt figure.Options) experiment.Clusters {
	return experiment.Clusters{
		Sizes:     figure.Pick(opt, []int{2700, 100, 100, 100}, []int{360, 40, 40, 40}),
		LongRange: figure.Pick(opt, experiment.AuthorsLongRange, 300),
	}.Limited(opt)
}

// Needs2a estimates what Fig. 2a takes.
func Needs2a(opt figure.Options) figure.Needs {
	n := clusters2a(opt).Neurons()
	return figure.Needs{
		Neurons: n, Adjustable: true, Kept: planBytes * float64(n) * float64(n),
		Eigenproblems: []figure.Eigenproblems{{Order: n, Vectors: 1, Values: draws2a * versionCount}},
	}
}

// planBytes is what the probabilities of noise-prune, its controls and the measured covariance take
// for each pair of neurons, of which a little more than half are connected.
const planBytes = 5 * 8 * experiment.WithinDensity

const captionOfBoth = "The first pruning by each rule. " +
	"Violins: density estimates; boxes: quartiles and median; dots: values beyond one and a half box heights (at " +
	"most 60 drawn). " +
	"“exact” and “measured” say where noise-prune's covariance comes from: the Lyapunov equation, or trajectories; weight-based pruning " +
	"sees none. " +
	"“orig. diag.” leaves the leak as it was; the others match it to the pruned input."
