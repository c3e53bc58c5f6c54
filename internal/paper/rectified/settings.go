package rectified

import (
	"errors"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// settings says how the clustered network was studied.
func (s *study) settings(o *figure.Outcome) {
	t := s.runs[0].fine.Integration
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack; %.1f%% of the weights inhibitory", s.generator, 100*inhibitoryShare(s.linear))
	o.AddSetting("input", "b_i ~ U(−%g, %g), the same in all runs; x(0) ~ U(0, 1), %d runs", inputRange, inputRange, len(s.trials))
	o.AddSetting("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s, drawn anew for "+
		"each run; probabilities from the exact covariance of the linear network, matched diagonal",
		s.keep, experiment.KeptText(s.linear, s.trials[0].Pruned[figure.Noise]), experiment.KeptText(s.linear, s.trials[0].Pruned[figure.Weight]))
	o.AddSetting("without leak", "%s of the %s neurons of the noise-pruned networks and %s of the weight-pruned ones have lost all "+
		"connections, and by the matched diagonal their leak with them: above threshold nothing stops them",
		figure.Thousands(s.leakless(figure.Noise)),
		figure.Thousands(len(s.trials)*s.linear.Neurons()),
		figure.Thousands(s.leakless(figure.Weight)))
	o.AddSetting("integration", "Euler–Maruyama, h = %g, %s steps, σ = %g, the same noise for all networks of a run; again with h "+
		"= %g", t.Step, figure.Thousands(t.Steps), t.Sigma, s.runs[0].coarse.Step)
	o.AddSetting("noise", "outside: σ dW beside the bracket; inside: the bracket holds b + σζ/√h, white noise in the sense of (13), "+
		"which has no limit as h → 0; "+
		"coloured: the bracket holds b + η, τ dη = −η dt + σ dW, τ = %g", correlationTime)
	o.AddSetting("active sets", "Γ = {i : (Wx + b(t))_i > 0} with the noise that the bracket holds, looked at every %d steps of the "+
		"first run: %s different ones with noise outside, %s inside, %s coloured, of %d; (3) checked on %d of each, evenly spaced over the "+
		"visits, each in another draw of pruned networks",
		t.Every, figure.Thousands(len(s.runs[0].fine.sets)), figure.Thousands(len(s.runs[1].fine.sets)),
		figure.Thousands(len(s.runs[2].fine.sets)), len(s.runs[0].fine.above), len(s.runs[0].sizes))
	o.AddSetting("below threshold", "%.0f%%, %.0f%% and %.0f%% of neurons and times in the second half of that run",
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	o.AddSetting("probabilities from the rectified network", "σ = %g, the background added to every b_i, Euler–Maruyama with h = %s "+
		"(coloured: %s), %d replicas, worth about %s independent samples; "+
		"held against the exact covariance of the linear network at the same step size", experiment.AuthorsSigma, figure.Show(s.step),
		figure.Show(s.step/2), measureReplicas, figure.Thousands(int(math.Round(s.excitations[0].samples/100)*100)))
}

// leakless counts the neurons without leak over the networks that a rule pruned, of all trials.
func (s *study) leakless(r figure.Rule) (count int) {
	for _, t := range s.trials {
		for i, l := range t.Pruned[r].Leak() {
			if math.Abs(l) < 1e-12*s.linear.Leak()[i] {
				count++
			}
		}
	}
	return count
}

// inhibitoryShare returns the fraction of the weights that are negative.
func inhibitoryShare(net *network.Network) float64 {
	negative, all := 0, 0
	for _, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			all++
			if e.Weight < 0 {
				negative++
			}
		}
	}
	return float64(negative) / float64(all)
}

// connectomeSettings says how the connectome was studied, and whether (3) can compareWith for it.
func (s *study) connectomeSettings(o *figure.Outcome) error {
	o.AddSetting("connectome", "C. elegans, signed, as in the figure of the connectomes: N = %s, directed, %.1f%% of the weights "+
		"inhibitory; %g of the edges kept; otherwise as above; %.0f%%, %.0f%% and %.0f%% below threshold",
		figure.Thousands(s.linear.Neurons()), 100*inhibitoryShare(s.linear), s.keep,
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	worst, err := compare.WorstCase(s.linear, s.trials[0].Pruned[figure.Noise])
	switch {
	case errors.Is(err, compare.ErrIndefinite):
		o.AddSetting("(3) in the connectome", "no ε bounds every quadratic form: the symmetric part of −A is not positive definite")
	case err != nil:
		return err
	default:
		o.AddNumber(s.prefix+"worst_noise_all", worst)
	}
	return nil
}
