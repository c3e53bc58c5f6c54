package paper

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/network"
)

// rectifiedKeep is what is kept of the connectome; of the paper's kind of network it is
// keepTrajectories, as in Fig. 2c.
const rectifiedKeep = 0.5

// rectified checks Section 6, "Rectified linear units".
func rectified(j *job) (*Outcome, error) {
	o := rectifiedOutcome()
	c := clusters{sizes: pick(j, []int{1000, 200, 800}, []int{150, 30, 120}), long: pick(j, authorsLong, 375)}
	clustered, err := j.rectifiedClusters(c, clusteredSize(j))
	if err != nil {
		return nil, err
	}
	worm, err := j.rectifiedWorm(wormSize(j))
	if err != nil {
		return nil, fmt.Errorf("connectome: %w", err)
	}
	for _, s := range []*rectifiedStudy{clustered, worm} {
		s.describe(o)
	}
	clustered.settings(o)
	if err := worm.wormSettings(o); err != nil {
		return nil, err
	}
	claimRectified(o, clustered)
	claimWorm(o, worm)
	drawRectified(o, clustered, worm)
	return o, nil
}

func rectifiedOutcome() *Outcome {
	return &Outcome{
		Shows: "The paper argues (Section 6) that noise-prune also preserves rectified networks, dx = (−Dx + [Wx + b(t)]₊) dt: " +
			"(3) holds for A and A^sparse, therefore on every set Γ of neurons above threshold too, and the linear networks of these A_Γ determine the dynamics. " +
			"The probabilities must be those of the linear network, which enough background excitation makes of the rectified one.",
		Caption: "Black: original; red: noise-prune; blue: weight-based. First row: two neurons and the relative error of the state with noise outside the rectifier; " +
			"second row: the same error with white noise inside it and with coloured noise; errors are mean (line) and standard deviation (band) over runs. " +
			"Third row: smallest ε of (3) on active sets that the first runs visit, against that of all neurons in the same pruned network: no dot may lie above the grey line; " +
			"probabilities from the rectified network itself, without and with background, against those of the linear network. " +
			"Fourth row: root mean square deviation of these probabilities against the background, with what sampling allows (grey); the connectome's error. " +
			"White noise inside the rectifier has no limit as h → 0: what stands here for it belongs to its step size.",
	}
}

// rectifiedSize says how much is computed.
type rectifiedSize struct {
	keep          float64 // fraction of the edges
	trials, steps int
	sets          int // active sets of each placement on which (3) is checked, each with another draw
	draws         int // by the probabilities of each origin
	samples       float64
	levels        [][]float64 // of the background, for each of the placements; 0 first, then more and more
}

// clusteredSize is that of the paper's kind of network. Coloured noise has the smallest
// steps, and therefore the fewest backgrounds; noise inside the bracket, the paper's, most.
func clusteredSize(j *job) rectifiedSize {
	if j.quick() {
		return rectifiedSize{keepTrajectories, 10, 4000, 10, 6, 2000, [][]float64{{0, 0.1, enough}, {0, 0.1, enough}, {0, enough}}}
	}
	return rectifiedSize{keepTrajectories, trajectoryTrials, authorsSteps, 10, 4, 5000,
		[][]float64{{0, 0.1, enough}, {0, 0.05, 0.1, 0.2, enough}, {0, enough}}}
}

// rectifiedClusters studies the paper's kind of network.
func (j *job) rectifiedClusters(c clusters, size rectifiedSize) (*rectifiedStudy, error) {
	j.phase("network", 1)
	net, err := j.network(c, 0)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	s, err := j.prepare("", net, size)
	if err != nil {
		return nil, err
	}
	s.generator = c.generator().String()
	if err := s.follow(j, size.steps); err != nil {
		return nil, err
	}
	if err := s.checkSets(j, size.sets); err != nil {
		return nil, err
	}
	if err := s.excite(j, size); err != nil {
		return nil, err
	}
	return s, s.reckon(j, size.draws)
}

// wormSize is that of the connectome. Its inhibited neurons need more background.
func wormSize(j *job) rectifiedSize {
	return rectifiedSize{
		keep: rectifiedKeep, trials: pick(j, trajectoryTrials, 10), steps: pick(j, authorsSteps, 4000),
		samples: pick(j, 5000.0, 2000.0), levels: [][]float64{{0, enough, 4 * enough}},
	}
}

// rectifiedWorm studies a real network with inhibition, whose connections are directed.
func (j *job) rectifiedWorm(size rectifiedSize) (*rectifiedStudy, error) {
	for _, c := range connectomes() {
		if c.name != "signed" {
			continue
		}
		net, err := c.network(pick(j, 2000, 150))
		if err != nil {
			return nil, err
		}
		s, err := j.prepare("worm_", net, size)
		if err != nil {
			return nil, err
		}
		if err := s.follow(j, size.steps); err != nil {
			return nil, err
		}
		return s, s.excite(j, size)
	}
	panic("paper: no signed connectome")
}

// settings says how the clustered network was studied.
func (s *rectifiedStudy) settings(o *Outcome) {
	t := s.runs[0].fine.timetable
	o.set("network", "%s; leak: row sum of |W|, no slack; %.1f%% of the weights inhibitory", s.generator, 100*inhibitoryShare(s.linear))
	o.set("input", "b_i ~ U(−%g, %g), the same in all runs; x(0) ~ U(0, 1), %d runs", rectifiedInput, rectifiedInput, len(s.trials))
	o.set("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s, drawn anew for each run; probabilities from the exact covariance of the linear network, matched diagonal",
		s.keep, keptText(s.linear, s.trials[0].noise), keptText(s.linear, s.trials[0].weight))
	o.set("without leak", "%s of the %s neurons of the noise-pruned networks and %s of the weight-pruned ones have lost all connections, and by the matched diagonal their leak with them: above threshold nothing stops them",
		thousands(s.leakless(func(t trial) *network.Network { return t.noise })), thousands(len(s.trials)*s.linear.Neurons()), thousands(s.leakless(func(t trial) *network.Network { return t.weight })))
	o.set("integration", "Euler–Maruyama, h = %g, %s steps, σ = %g, the same noise for the three networks of a run; again with h = %g", t.step, thousands(t.steps), t.sigma, s.runs[0].coarse.step)
	o.set("noise", "outside: σ dW beside the bracket; inside: the bracket holds b + σζ/√h, white noise in the sense of (13), which has no limit as h → 0; "+
		"coloured: the bracket holds b + η, τ dη = −η dt + σ dW, τ = %g", rectifiedTau)
	o.set("active sets", "Γ = {i : (Wx + b(t))_i > 0} with the noise that the bracket holds, looked at every %d steps of the first run: %s different ones with noise outside, %s inside, %s coloured, of %d; (3) checked on %d of each, evenly spaced over the visits, each in another draw of pruned networks",
		t.every, thousands(len(s.runs[0].fine.sets)), thousands(len(s.runs[1].fine.sets)), thousands(len(s.runs[2].fine.sets)), len(s.runs[0].fine.above), len(s.runs[0].sizes))
	o.set("below threshold", "%.0f%%, %.0f%% and %.0f%% of neurons and times in the second half of that run",
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	o.set("probabilities from the rectified network", "σ = %g, the background added to every b_i, Euler–Maruyama with h = %s (coloured: %s), %d replicas, worth about %s independent samples; "+
		"held against the exact covariance of the linear network at the same step size", authorsSigma, show(s.step), show(s.step/2), measureReplicas, thousands(int(math.Round(s.excited[0].samples/100)*100)))
}

// leakless counts the neurons without leak over the pruned networks of all trials.
func (s *rectifiedStudy) leakless(of func(trial) *network.Network) (count int) {
	for _, t := range s.trials {
		for i, l := range of(t).Leak() {
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

// wormSettings says how the connectome was studied, and whether (3) can hold for it.
func (s *rectifiedStudy) wormSettings(o *Outcome) error {
	o.set("connectome", "C. elegans, signed, as in the figure of the connectomes: N = %s, directed, %.1f%% of the weights inhibitory; %g of the edges kept; otherwise as above; %.0f%%, %.0f%% and %.0f%% below threshold",
		thousands(s.linear.Neurons()), 100*inhibitoryShare(s.linear), s.keep,
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	worst, err := compare.WorstCase(s.linear, s.trials[0].noise)
	switch {
	case errors.Is(err, compare.ErrIndefinite):
		o.set("(3) in the connectome", "no ε bounds every quadratic form: the symmetric part of −A is not positive definite")
	case err != nil:
		return err
	default:
		o.number(s.prefix+"worst_noise_all", worst)
	}
	return nil
}
