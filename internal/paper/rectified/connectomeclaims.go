package rectified

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimConnectome states that noise-prune is ahead in the connectome too.
func claimConnectome(o *figure.Outcome, s *study) {
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune outperforms the weight-based strategy in a rectified connectome with inhibition",
		Criterion: fmt.Sprintf("in C. elegans with the noise at each place, the trajectory error is smaller by more than %d standard errors "+
			"of the paired difference", experiment.AheadBy),
	}, func(r figure.Rule) figure.Verdict {
		leads, short, ahead := s.leads(r)
		return figure.Verdict{Found: "errors after weight-based pruning against noise-prune, with the noise " + leads, Short: short, Meets: ahead}
	})
	claimConnectomeBackground(o, s)
}

// claimConnectomeBackground asks what background the connectome needs.
func claimConnectomeBackground(o *figure.Outcome, s *study) {
	with := s.excitations[len(s.excitations)-1]
	var found []string
	for _, e := range s.excitations {
		found = append(found, fmt.Sprintf("%g: %.1f%% and %s", e.background, 100*e.below, figure.Show(e.white.deviation)))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "background excitation makes the rectified connectome linear, too",
		Criterion: fmt.Sprintf("with a background of %g, noise outside, no neuron is below threshold, and the probabilities deviate from "+
			"the linear network's by √(2/S), within %.0f%%", with.background, 100*samplingMargin),
		Found: fmt.Sprintf("under a background, neurons below threshold and deviation of the probabilities are, %s; sampling makes %s",
			strings.Join(found, "; "), figure.Show(with.allowed())),
		Agrees: with.below == 0 && math.Abs(with.white.deviation/with.allowed()-1) < samplingMargin,
		NoRule: "a measured covariance against the exact one",
	})
}
