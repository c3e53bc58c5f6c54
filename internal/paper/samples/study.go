package samples

import (
	"slices"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// measures are those of one pruned network.
type measures [4]float64

// The places of the measures.
const (
	ofDiffCov    = iota // mean square over synapses of the relative error of d; 0 where it is exact
	ofForms             // mean ε_v
	ofSlowForms         // mean ε_v of the 20 slowest eigenvectors
	ofTrajectory        // relative error of the trajectory, mean over time
)

// slowForms is how many of the slowest eigenvectors the paper takes (Fig. 2d).
const slowForms = 20

// study is one network pruned by covariances from more and more samples.
type study struct {
	net         *network.Network
	ensemble    experiment.Ensemble
	integration experiment.Integration
	counts      []int // samples
	repetitions int
	edges       float64 // that every plan is expected to keep

	measured  [][]measures                 // for each count and repetition
	by        [figure.RuleCount][]measures // noise-prune with the exact covariance, and the controls, for each repetition
	predicted [2][]float64                 // mean ε_v over all and over the slowest, in units of the exact covariance's, for each count

	diffCov   []float64 // exact
	reference *compare.Eigendecomposition
	trials    []experiment.Trial
	states    [][][]float64 // of the original, for each time and repetition
}

// studySamples makes the network and prunes it in all ways.
func studySamples(run *figure.Run, c experiment.Clusters, counts []int, repetitions int) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	s := &study{net: net, counts: counts, repetitions: repetitions, integration: experiment.Integration{Step: 0.02, Steps: 2000, Every: 10,
		Sigma: experiment.AuthorsSigma}}
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return nil, err
	}
	p, err := experiment.NewPlans(net, locals, experiment.KeepTrajectories)
	if err != nil {
		return nil, err
	}
	s.edges = p[figure.Noise].Expected
	s.diffCov = locals.DiffCov(net)
	if err := s.prepare(run); err != nil {
		return nil, err
	}
	s.predict(p[figure.Noise])
	return s, s.pruneAll(run, p)
}

// as returns the study with a control in the place of noise-prune with measured covariances.
func (s *study) as(r figure.Rule) *study {
	if r == figure.Noise {
		return s
	}
	other := *s
	other.measured = slices.Repeat([][]measures{s.by[r]}, len(s.counts))
	return &other
}

// samples returns the effective samples of each count.
func (s *study) samples() []float64 {
	effective := make([]float64, len(s.counts))
	for k, n := range s.counts {
		effective[k] = float64(n - 1)
	}
	return effective
}

// prepare decomposes the original network, integrates it, and sets up its sampling.
func (s *study) prepare(run *figure.Run) error {
	scales, err := s.net.TimeScales()
	if err != nil {
		return err
	}
	if s.ensemble, err = experiment.NewEnsemble(run.Seed, s.net, integrator.LeimkuhlerMatthewsKind, experiment.StepShare*scales.LargestStep,
		experiment.EnsembleWidest); err != nil {
		return err
	}
	if s.reference, err = experiment.Decompose(run, s.net); err != nil {
		return err
	}
	run.Phase("trajectories of the original", s.repetitions)
	s.trials = experiment.RandomStarts(run.Seed, s.net.Neurons())[:s.repetitions]
	s.states, err = experiment.OriginalStates(run, s.net, s.trials, s.integration)
	return err
}

// block returns the samples of a repetition: no two blocks share a replica.
func (s *study) block(count, repetition int) experiment.SampleBlock {
	n := s.counts[count]
	b := experiment.SampleBlock{First: (count*s.repetitions + repetition) * experiment.EnsembleWidest, Replicas: min(n,
		experiment.EnsembleWidest), Times: 1}
	b.Times = n / b.Replicas
	return b
}
