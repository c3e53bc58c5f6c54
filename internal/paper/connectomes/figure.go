// Package connectomes is the study of real networks: how well each rule prunes connectomes
// that are neither dense clusters nor all symmetric.
package connectomes

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// A connectome's dynamics count as preserved where the trajectory error at keepPreserved of
// the edges is below preservedLimit, that of Figs. 2c–f.
const (
	preservedLimit = experiment.Preserved
	keepPreserved  = experiment.KeepTrajectories
)

// headline are the measures that the claims and the picture are about.
func headline() []int { return []int{measureLambda, measureV, measureTrajectory} }

// Figure prunes real connectomes.
func Figure(run *figure.Run) (*figure.Outcome, error) {
	keeps, draws, most := figure.Pick(run.Options, []float64{0.5, 0.3, 0.2, 0.1}, []float64{0.5, 0.2}), 16, figure.Pick(run.Options, 2000, 150)
	o := &figure.Outcome{
		Shows: "The paper leaves “a more exhaustive empirical characterization” to future work (Section 7). It notes that the rule “can in " +
			"principle be applied " +
			"to any recurrent network” and that biological networks are neither symmetric nor everywhere diagonally dominant.",
		Caption: "A row for each connectome: means over eigenvectors of ε_λ and ε_v, and the relative error of the state along " +
			"trajectories, against the fraction of edges kept; " +
			"lines: means over draws, bands: their standard deviation. Red: noise-prune; blue: weight-based; grey: random edges. First the " +
			"symmetric networks, then the directed ones.",
	}
	o.AddSetting("networks", "weights over the mean row sum of |W|; leak: the row sum of |W| + %g, so that no Gershgorin disc comes "+
		"nearer to 0 and no mode decays slower; signs as in the data", experiment.ConnectomeMargin)
	if run.Size == figure.Quick {
		o.AddSetting("size", "of each connectome the %d neurons of the largest total weight, and the connections among them", most)
	}
	o.AddSetting("pruning", "covariance exact, matched diagonal, the same expected number of edges for all rules, %d draws", draws)
	o.AddSetting("trajectories", "x(0) ~ U(0, 1), b = %g, σ = %g, for %g of the slowest time constants, Euler–Maruyama; original and "+
		"pruned share the noise", experiment.BackgroundInput, experiment.AuthorsSigma, connectomeTime)
	var studies []*study
	for _, c := range experiment.Connectomes() {
		s, err := studyConnectome(run, c, keeps, draws, most)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Title, err)
		}
		s.describe(o)
		s.claimAhead(o)
		o.Picture.Rows = append(o.Picture.Rows, s.panels())
		studies = append(studies, s)
	}
	o.Picture.Rows[0][0].Legend = draw.TopRight
	claimConnectomes(o, run.Seed, studies)
	o.Listing = listConnectomes(studies)
	return o, nil
}

// Needs estimates what the figure takes.
func Needs() figure.Needs {
	return figure.Needs{Neurons: 1240, Eigenproblems: []figure.Eigenproblems{{Order: 1240, Directed: true, Vectors: 1, Values: 256}}}
}
