package sim

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// resolveSolve replaces the timetable of a covariance by the method solve, whose samples are independent
// and have no burn-in, and checks that the network and the noise allow it. given is the spec before
// anything was resolved. It returns a *SpecError.
func (s *Spec) resolveSolve(given CovarianceSpec, net *network.Network, t *Schedule) error {
	if reason := s.whyNotSolved(net); reason != "" {
		return &SpecError{"covariance.method", "is solve, but " + reason}
	}
	h := t.StepSize
	if b := given.BurnIn; !b.IsAuto() && b.Value() != 0 {
		return &SpecError{"covariance.burn_in", fmt.Sprintf("is %v, but the samples of covariance.method solve need none; leave it out", b)}
	}
	if i := given.Interval; !i.IsAuto() && i.Value() != h {
		return &SpecError{"covariance.interval", fmt.Sprintf("is %v, but covariance.method solve has independent samples; leave it out", i)}
	}
	t.BurnInSteps, t.IntervalSteps, t.SamplesPerReplica = 0, 1, samplesPerReplica(s.Covariance, 1)
	s.Covariance.BurnIn, s.Covariance.Interval = Exactly(0), Exactly(h)
	return nil
}

// whyNotSolved says why samples cannot be found by solving, and the cure, or nothing.
func (s *Spec) whyNotSolved(net *network.Network) string {
	const trajectories = "covariance.method edges"
	switch {
	case net.Activation() == network.Rectified && s.Covariance.From == OwnDynamics:
		return "a rectified network's own activity is no solution of linear equations; take covariance.from linear, or " + trajectories
	case s.Noise.Placement == integrator.OrnsteinUhlenbeck:
		return "the noise is coloured; take noise.placement outside, or " + trajectories
	case !net.Noise().Plain():
		return "the noise is not equal and independent in all neurons; leave out noise_strengths and common_noise, or take " + trajectories
	case !net.Symmetric():
		return "the network is not symmetric; symmetrize it (network.symmetrize mean or max), or take " + trajectories
	case !net.DiagonallyDominant():
		return fmt.Sprintf("the network is not diagonally dominant: %s; raise its leak (network.leak dominant), or take %s",
			leastDominant(net), trajectories)
	}
	return ""
}

// leastDominant names the neuron whose leak lacks most.
func leastDominant(net *network.Network) string {
	sums, least, where := net.Weights().RowSums(), math.Inf(1), 0
	for i, a := range net.Diagonal() {
		if slack := -a - sums[i]; slack < least {
			least, where = slack, i
		}
	}
	return fmt.Sprintf("the weights of neuron %s exceed its leak by %.3g", net.Label(where), -least)
}
