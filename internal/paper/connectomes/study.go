package connectomes

import (
	"math"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// study is one connectome, pruned by each rule to each density, several times.
type study struct {
	experiment.Connectome
	net         *network.Network
	keeps       []float64
	perNeuron   float64 // synapses onto a neuron
	spread      float64 // s.d. of diff-cov over edges, over its mean: 0 would make noise-prune the weight-based rule
	slowest     float64 // −Re of the slowest eigenvalue
	integration experiment.Integration
	values      [][]outcomes // for each density and draw

	reference *compare.Eigendecomposition
	original  [][][]float64 // states at each observation of each draw
	trials    []experiment.Trial
	pruned    [][][figure.RuleCount]*network.Network
}

// studyConnectome does all the work for one connectome.
func studyConnectome(run *figure.Run, c experiment.Connectome, keeps []float64, draws, most int) (*study, error) {
	net, err := c.Network(most)
	if err != nil {
		return nil, err
	}
	s := &study{Connectome: c, net: net, keeps: keeps, perNeuron: float64(net.Synapses()) / float64(net.Neurons())}
	run.Phase(c.Title, 2+len(keeps)*draws)
	if err := s.prune(run, draws); err != nil {
		return nil, err
	}
	if s.reference, err = experiment.Decomposition(run, run.Part("eigenvectors"), net); err != nil {
		return nil, err
	}
	values := s.reference.Eigenvalues()
	s.slowest = -real(values[len(values)-1])
	s.schedule()
	s.trials = experiment.RandomStarts(run.Seed, net.Neurons())[:draws]
	if s.original, err = experiment.OriginalStates(run.WithoutProgress(), net, s.trials, s.integration); err != nil {
		return nil, err
	}
	if err := run.FinishUnit(); err != nil {
		return nil, err
	}
	if err := s.measure(run); err != nil {
		return nil, err
	}
	s.reference, s.original, s.trials, s.pruned = nil, nil, nil, nil // large, and not needed any more
	return s, nil
}

// prune draws all pruned networks, each rule to the same expected number of edges.
func (s *study) prune(run *figure.Run, draws int) error {
	locals, err := experiment.ExactLocals(run.WithoutProgress(), s.net)
	if err != nil {
		return err
	}
	s.spread = spreadOf(s.net, locals)
	for _, keep := range s.keeps {
		noise, err := rules.NewPlan(s.net, locals, rules.Request{
			Rule: rules.NoisePrune, Budget: rules.Budget{Kind: rules.Keep, Value: keep},
		})
		if err != nil {
			return err
		}
		plans, err := experiment.WithControls(s.net, locals, noise, nil)
		if err != nil {
			return err
		}
		at := make([][figure.RuleCount]*network.Network, draws)
		for r, plan := range plans {
			for d := range draws {
				if at[d][r], err = experiment.Sample(run, plan, uint64(d), rules.Matched); err != nil {
					return err
				}
			}
		}
		s.pruned = append(s.pruned, at)
	}
	return run.FinishUnit()
}

// spreadOf returns the standard deviation of diff-cov over the edges, over its mean.
func spreadOf(net *network.Network, locals network.LocalCovariance) float64 {
	entries := net.Weights().Entries()
	var sum, squares float64
	for k, e := range entries {
		d := rules.NoisePrune(e.Weight, locals.Variance[e.Target], locals.Variance[e.Source], locals.Covariance[k]) / math.Abs(e.Weight)
		sum, squares = sum+d, squares+d*d
	}
	mean := sum / float64(len(entries))
	return math.Sqrt(max(0, squares/float64(len(entries))-mean*mean)) / mean
}
