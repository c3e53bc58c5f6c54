// Package rectified is the study of Section 6, "Rectified linear units": trajectories,
// active sets and probabilities of rectified networks.
package rectified

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// connectomeKeep is what is kept of the connectome; of the paper's kind of network it is
// keepTrajectories, as in Fig. 2c.
const connectomeKeep = 0.5

// Figure checks Section 6, "Rectified linear units".
func Figure(run *figure.Run) (*figure.Outcome, error) {
	o := description()
	c := experiment.Clusters{Sizes: figure.Pick(run.Options, []int{1000, 200, 800}, []int{150, 30, 120}), LongRange: figure.Pick(run.Options, experiment.AuthorsLongRange, 375)}
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

// amounts say how much is computed.
type amounts struct {
	keep          float64 // fraction of the edges
	trials, steps int
	sets          int // active sets of each placement on which (3) is checked, each with another draw
	draws         int // by the probabilities of each origin
	samples       float64
	backgrounds   [][]float64 // of the background, for each of the placements; 0 first, then more and more
}

// clustersSize is that of the paper's kind of network. Coloured noise has the smallest
// steps, and therefore the fewest backgrounds; noise inside the bracket, the paper's, most.
func clustersSize(opt figure.Options) amounts {
	if opt.Size == figure.Quick {
		return amounts{experiment.KeepTrajectories, 10, 4000, 10, 6, 2000, [][]float64{{0, 0.1, enoughBackground}, {0, 0.1, enoughBackground}, {0, enoughBackground}}}
	}
	return amounts{experiment.KeepTrajectories, experiment.TrajectoryTrials, experiment.AuthorsSteps, 10, 4, 5000,
		[][]float64{{0, 0.1, enoughBackground}, {0, 0.05, 0.1, 0.2, enoughBackground}, {0, enoughBackground}}}
}

// studyClusters studies the paper's kind of network.
func studyClusters(run *figure.Run, c experiment.Clusters, size amounts) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	s, err := prepare(run, "", net, size)
	if err != nil {
		return nil, err
	}
	s.generator = c.Generator().String()
	if err := s.integrate(run, size.steps); err != nil {
		return nil, err
	}
	if err := s.checkSets(run, size.sets); err != nil {
		return nil, err
	}
	if err := s.measureBackgrounds(run, size); err != nil {
		return nil, err
	}
	return s, s.compareOrigins(run, size.draws)
}

// connectomeSize is that of the connectome. Its inhibited neurons need more background.
func connectomeSize(opt figure.Options) amounts {
	return amounts{
		keep: connectomeKeep, trials: figure.Pick(opt, experiment.TrajectoryTrials, 10), steps: figure.Pick(opt, experiment.AuthorsSteps, 4000),
		samples: figure.Pick(opt, 5000.0, 2000.0), backgrounds: [][]float64{{0, enoughBackground, 4 * enoughBackground}},
	}
}

// studyConnectome studies a real network with inhibition, whose connections are directed.
func studyConnectome(run *figure.Run, size amounts) (*study, error) {
	for _, c := range experiment.Connectomes() {
		if c.Name != "signed" {
			continue
		}
		net, err := c.Network(figure.Pick(run.Options, 2000, 150))
		if err != nil {
			return nil, err
		}
		s, err := prepare(run, "worm_", net, size)
		if err != nil {
			return nil, err
		}
		if err := s.integrate(run, size.steps); err != nil {
			return nil, err
		}
		return s, s.measureBackgrounds(run, size)
	}
	panic("paper: no signed connectome")
}

// settings says how the clustered network was studied.
func (s *study) settings(o *figure.Outcome) {
	t := s.runs[0].fine.Integration
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack; %.1f%% of the weights inhibitory", s.generator, 100*inhibitoryShare(s.linear))
	o.AddSetting("input", "b_i ~ U(−%g, %g), the same in all runs; x(0) ~ U(0, 1), %d runs", inputRange, inputRange, len(s.trials))
	o.AddSetting("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s, drawn anew for each run; probabilities from the exact covariance of the linear network, matched diagonal",
		s.keep, experiment.KeptText(s.linear, s.trials[0].Noise), experiment.KeptText(s.linear, s.trials[0].Weight))
	o.AddSetting("without leak", "%s of the %s neurons of the noise-pruned networks and %s of the weight-pruned ones have lost all connections, and by the matched diagonal their leak with them: above threshold nothing stops them",
		figure.Thousands(s.leakless(func(t experiment.Trial) *network.Network { return t.Noise })), figure.Thousands(len(s.trials)*s.linear.Neurons()), figure.Thousands(s.leakless(func(t experiment.Trial) *network.Network { return t.Weight })))
	o.AddSetting("integration", "Euler–Maruyama, h = %g, %s steps, σ = %g, the same noise for the three networks of a run; again with h = %g", t.Step, figure.Thousands(t.Steps), t.Sigma, s.runs[0].coarse.Step)
	o.AddSetting("noise", "outside: σ dW beside the bracket; inside: the bracket holds b + σζ/√h, white noise in the sense of (13), which has no limit as h → 0; "+
		"coloured: the bracket holds b + η, τ dη = −η dt + σ dW, τ = %g", correlationTime)
	o.AddSetting("active sets", "Γ = {i : (Wx + b(t))_i > 0} with the noise that the bracket holds, looked at every %d steps of the first run: %s different ones with noise outside, %s inside, %s coloured, of %d; (3) checked on %d of each, evenly spaced over the visits, each in another draw of pruned networks",
		t.Every, figure.Thousands(len(s.runs[0].fine.sets)), figure.Thousands(len(s.runs[1].fine.sets)), figure.Thousands(len(s.runs[2].fine.sets)), len(s.runs[0].fine.above), len(s.runs[0].sizes))
	o.AddSetting("below threshold", "%.0f%%, %.0f%% and %.0f%% of neurons and times in the second half of that run",
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	o.AddSetting("probabilities from the rectified network", "σ = %g, the background added to every b_i, Euler–Maruyama with h = %s (coloured: %s), %d replicas, worth about %s independent samples; "+
		"held against the exact covariance of the linear network at the same step size", experiment.AuthorsSigma, figure.Show(s.step), figure.Show(s.step/2), measureReplicas, figure.Thousands(int(math.Round(s.excitations[0].samples/100)*100)))
}

// leakless counts the neurons without leak over the pruned networks of all trials.
func (s *study) leakless(of func(experiment.Trial) *network.Network) (count int) {
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

// connectomeSettings says how the connectome was studied, and whether (3) can compareWith for it.
func (s *study) connectomeSettings(o *figure.Outcome) error {
	o.AddSetting("connectome", "C. elegans, signed, as in the figure of the connectomes: N = %s, directed, %.1f%% of the weights inhibitory; %g of the edges kept; otherwise as above; %.0f%%, %.0f%% and %.0f%% below threshold",
		figure.Thousands(s.linear.Neurons()), 100*inhibitoryShare(s.linear), s.keep,
		100-100*lateMean(s.runs[0].fine.above), 100-100*lateMean(s.runs[1].fine.above), 100-100*lateMean(s.runs[2].fine.above))
	worst, err := compare.WorstCase(s.linear, s.trials[0].Noise)
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
