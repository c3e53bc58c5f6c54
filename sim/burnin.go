package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// normalNoise reports whether the memory of the start decays by the eigenvalues of A alone: in a
// symmetric linear network with white noise and an explicit stepper.
func (r *run) normalNoise(measured *network.Network) bool {
	return measured.Activation() == network.Linear && measured.Symmetric() &&
		r.spec.Noise.Placement != integrator.OrnsteinUhlenbeck && r.measuring().cycle == nil
}

// settle observes how a disturbance of the measured network decays, where an open burn-in or the
// bias of the step follows from it. The burn-in of a symmetric linear network with white noise is
// five of the slowest time constants, since A's eigenvalues say all of its decay.
func settle(r *run, measured *network.Network) error {
	if measured.Activation() == network.Rectified {
		if !r.burnInOpen {
			return nil
		}
		return r.settleByPairs(measured)
	}
	open := r.burnInOpen && !r.normalNoise(measured)
	biased := !r.comparesWithExact(measured)
	if !open && !biased {
		return nil
	}
	return r.settleByImpulses(measured, open, biased)
}

func (r *run) settleByPairs(measured *network.Network) error {
	reference, err := findReference(r, "start", measured)
	if err != nil {
		return err
	}
	s, err := r.disturbedPairs(measured, reference)
	if err != nil {
		return err
	}
	return r.takeBurnIn(s)
}

func (r *run) settleByImpulses(measured *network.Network, open, biased bool) error {
	alone, err := undriven(measured)
	if err != nil {
		return err
	}
	edges := settlingEdges
	if biased {
		edges = decayEdges
	}
	response := covariance.NewResponse(alone, decayReplicas, edges)
	s, err := r.impulseResponse(alone, response)
	if err != nil {
		return err
	}
	if err := r.checkAmplification(measured, s.sums); err != nil {
		return err
	}
	if open {
		if err := r.takeBurnIn(s); err != nil {
			return err
		}
	}
	if !biased {
		return nil
	}
	refined, err := r.refinedResponse(alone, s.horizon)
	if err != nil {
		return err
	}
	r.describeStepBias(BiasImpulses, edgeSums(response, s.sums), edgeSums(response, refined))
	return nil
}

// edgeSums returns those of the sums of a response that are of edges, by each half of
// the replicas.
func edgeSums(response *covariance.Response, sums []float64) [2][]float64 {
	first, second := response.Edges(sums)
	return [2][]float64{first, second}
}

// takeBurnIn takes over the burn-in that the decay shows.
func (r *run) takeBurnIn(s settling) error {
	if !s.ended {
		r.result.note("after %s time units the activity still remembers its start; the burn-in is that long, and may be too short",
			fmt.Sprintf("%.4g", float64(s.burnIn)*r.schedule.StepSize))
	}
	return r.setBurnIn(s.burnIn)
}

// setBurnIn replaces an open burn-in.
func (r *run) setBurnIn(steps int) error {
	r.schedule.BurnInSteps = steps
	r.spec.Covariance.BurnIn = Exactly(float64(steps) * r.schedule.StepSize)
	r.result.Spec, r.result.Schedule = r.spec, r.schedule
	return r.schedule.check()
}
