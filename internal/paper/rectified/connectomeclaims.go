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
	ahead := true
	var found []string
	for _, r := range s.runs {
		l := leadOf(r.fine)
		ahead = ahead && l.Ahead()
		found = append(found, fmt.Sprintf("%s: %s against %s, difference %s ± %s (s.e.)", placementLabel(r.fine.Placement),
			figure.Show(l.Noise), figure.Show(l.Other), figure.Show(l.Difference), figure.Show(l.SE)))
	}
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune outperforms the weight-based strategy in a rectified connectome with inhibition",
		Criterion: fmt.Sprintf("in C. elegans with the noise at each place, the trajectory error is smaller by more than %d standard errors "+
			"of the paired difference", experiment.AheadBy),
		Found:  "errors after noise-prune against weight-based pruning, with the noise " + strings.Join(found, "; "),
		Agrees: ahead,
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
	})
}
