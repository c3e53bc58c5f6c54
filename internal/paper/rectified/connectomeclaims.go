package rectified

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimConnectome states that noise-prune is ahead in the connectome too.
func claimConnectome(o *figure.Outcome, s *study) {
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune outperforms the weight-based strategy in a rectified connectome with inhibition",
		Criterion: "in C. elegans with the noise at each place, the trajectory error is smaller: " + experiment.AheadOverRuns,
	}, func(r figure.Rule) figure.Verdict {
		v := s.leads(r)
		v.Found = "errors after weight-based pruning against noise-prune, with the noise " + v.Found
		return v
	})
	claimConnectomeBackground(o, s)
}

// claimConnectomeBackground asks what background the connectome needs.
func claimConnectomeBackground(o *figure.Outcome, s *study) {
	with := s.excitations[len(s.excitations)-1]
	var found []string
	for _, e := range s.excitations {
		found = append(found, fmt.Sprintf("%g: %.1f%% and %s", e.background, 100*e.below, e.white.deviation))
	}
	v := figure.Judge(figure.If(with.below == 0), with.asSampled())
	v.Found = fmt.Sprintf("under a background, neurons below threshold and deviation of the probabilities are, %s; sampling makes %s",
		strings.Join(found, "; "), figure.Show(with.allowed()))
	o.AddFound(figure.Claim{
		Place: section, Statement: "background excitation makes the rectified connectome linear, too",
		Criterion: fmt.Sprintf("with a background of %g, noise outside, no neuron is below threshold, and the probabilities deviate from "+
			"the linear network's by √(2/S), within %.0f%%", with.background, 100*samplingMargin),
		NoRule: "a measured covariance against the exact one",
	}, v)
}
