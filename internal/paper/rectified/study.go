package rectified

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
)

// The rectified networks. Inputs differ between neurons and are negative for half of them,
// so that some stay below threshold; recurrent input is about as large, so that which ones
// do changes on the way from x(0) ~ U(0, 1).
const (
	purposeOfInput noise.Purpose = 101 // of the figure "rectified"

	inputRange      = 0.5 // b_i ~ U(−this, this)
	correlationTime = 0.2 // correlation time of coloured noise
	coarser         = 4   // times the authors' step: the second step size
)

// placements are the places where the noise enters, in the order of the figure.
func placements() []integrator.Placement {
	return []integrator.Placement{integrator.Outside, integrator.Inside, integrator.OrnsteinUhlenbeck}
}

// study is a rectified network, its pruned networks, and the results.
type study struct {
	prefix    string           // of numbers and tables; empty for the paper's kind of network
	generator string           // of it
	linear    *network.Network // that of A, to which the rule is applied
	net       *network.Network // the rectified one
	input     []float64        // b
	keep      float64
	plans     experiment.Plans // from the covariance of the linear network
	trials    []experiment.Trial
	traced    []int           // the neurons that are shown: that of Fig. 2c, and one that crosses the threshold
	runs      []*placementRun // one for each of the placements

	all         []epsilons                            // for each draw, of all neurons
	step        float64                               // of covariance runs
	exact       map[noiseKind]network.LocalCovariance // of the linear network, as far as they were asked for
	excitations []*excitation
	byOrigin    []originWorst
}

// placementRun holds the results of the trials with the noise at one place.
type placementRun struct {
	fine, coarse stepRun

	// For each draw of pruned networks, one of the active sets of the first trial:
	sizes []float64 // its neurons
	worst []epsilons
}

// epsilons are the smallest ε of (3) on one set of neurons, by the rule that pruned.
type epsilons [figure.RuleCount]float64

// stepRun is a set of trials at one step size, with the activity of the first one.
type stepRun struct {
	experiment.Integration
	*experiment.Responses
	*activity
}

// prepare makes the study of a network: inputs, probabilities from the linear network,
// and the trials with their pruned networks.
func prepare(run *figure.Run, prefix string, linear *network.Network, size amounts) (*study, error) {
	s := &study{prefix: prefix, linear: linear, keep: size.keep, input: inputs(run.Seed, linear.Neurons()),
		exact: map[noiseKind]network.LocalCovariance{}}
	scales, err := linear.TimeScales()
	if err != nil {
		return nil, err
	}
	s.step = measureStep * scales.LargestStep
	if s.net, err = rectifiedFrom(linear, s.input); err != nil {
		return nil, err
	}
	locals, err := experiment.ExactLocals(run, linear)
	if err != nil {
		return nil, err
	}
	if s.plans, err = experiment.NewPlans(linear, locals, size.keep); err != nil {
		return nil, err
	}
	s.trials = experiment.RandomStarts(run.Seed, linear.Neurons())[:size.trials]
	if err := experiment.PruneTrials(run, s.trials, s.plans); err != nil {
		return nil, err
	}
	return s, s.rectifyTrials()
}

// rectifyTrials makes the pruned networks of the trials rectified ones under the input b.
func (s *study) rectifyTrials() (err error) {
	for k := range s.trials {
		one := &s.trials[k]
		one.Input = s.input
		for r, net := range one.Pruned {
			if one.Pruned[r], err = rectifiedFrom(net, s.input); err != nil {
				return err
			}
		}
	}
	return nil
}

// inputs returns b_i ~ U(−inputRange, inputRange).
func inputs(seed uint64, n int) []float64 {
	key := noise.Key{Seed: seed, Purpose: purposeOfInput}
	b := make([]float64, n)
	for i := range b {
		b[i] = inputRange * (2*key.Uniform(uint64(i), 0, 0) - 1)
	}
	return b
}

// rectifiedFrom returns the rectified network of the same A under the input b.
func rectifiedFrom(linear *network.Network, input []float64) (*network.Network, error) {
	parts := linear.Parts()
	parts.Activation, parts.Input = network.Rectified, input
	return network.New(parts)
}

// promised returns the ε of (10) that the plan's K_deg = K/2 stands for (σ = 1).
func (s *study) promised() float64 {
	return math.Sqrt(4 * math.Log(float64(s.linear.Neurons())) / (s.plans[figure.Noise].K / 2))
}

// integrate runs the trials with the noise at each place, at two step sizes.
func (s *study) integrate(run *figure.Run, steps int) error {
	for _, p := range placements() {
		fine := experiment.Integration{
			Step: experiment.AuthorsStep, Steps: steps, Every: 20,
			Sigma: experiment.AuthorsSigma, Placement: p, CorrelationTime: correlationTime,
		}
		coarse := fine
		coarse.Step, coarse.Steps, coarse.Every = coarser*fine.Step, fine.Steps/coarser, fine.Every/coarser
		r := &placementRun{fine: stepRun{Integration: fine}, coarse: stepRun{Integration: coarse}}
		for _, one := range []*stepRun{&r.fine, &r.coarse} {
			if err := s.integrateAt(run, one); err != nil {
				return fmt.Errorf("noise %s, h = %g: %w", p, one.Step, err)
			}
		}
		s.runs = append(s.runs, r)
	}
	return nil
}

// integrateAt runs the trials at one step size.
func (s *study) integrateAt(run *figure.Run, r *stepRun) (err error) {
	if r.activity, err = activityOf(run, s.net, s.trials[0].Start, r.Integration); err != nil {
		return err
	}
	if s.traced == nil {
		s.traced = []int{s.net.Neurons() / 4, r.nearestToHalf()}
	}
	r.Responses, err = experiment.RunTrials(run, s.net, s.trials, r.Integration, s.traced)
	return err
}
