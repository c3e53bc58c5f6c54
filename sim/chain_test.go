package sim_test

import (
	"errors"
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/sim"
)

// TestWhatIsSaidOfAFeedForwardChain: its exact covariance cannot be had, but it is stable.
func TestWhatIsSaidOfAFeedForwardChain(t *testing.T) {
	net := chain(t, 20, 10) // which amplifies noise from neuron to neuron though every eigenvalue is −1
	_, err := sim.Run(t.Context(), small(), net, sim.Options{Workers: 2})
	if amplified := (*sim.AmplifiedError)(nil); !errors.As(err, &amplified) || amplified.Neuron != "19" || amplified.Factor < 1e18 {
		t.Errorf("amplification: %v", err)
	}
	net = chain(t, 20, 3) // 1e9 times
	r, err := sim.Run(t.Context(), small(), net, sim.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Network.Stable || *r.Network.LambdaMax != -1 || r.Covariance.ExactAvailable {
		t.Errorf("stable %v, eigenvalues up to %v, exact %v", r.Network.Stable, *r.Network.LambdaMax, r.Covariance.ExactAvailable)
	}
	said := false
	for _, note := range r.Notes {
		if strings.Contains(note, "no stationary covariance") || strings.Contains(note, "too near") {
			t.Errorf("misleading: %s", note)
		}
		said = said || strings.HasPrefix(note, "no exact covariance: the network is stable, with a slowest rate of 1, but")
	}
	if !said {
		t.Errorf("no reason in %q", r.Notes)
	}
	spec := small()
	spec.Covariance.Method = covariance.ExactMethod
	_, err = sim.Run(t.Context(), spec, net, sim.Options{Workers: 2})
	var refused *sim.SpecError
	if !errors.As(err, &refused) || refused.Field != "covariance.method" || !strings.Contains(refused.Reason, "the network is stable") {
		t.Errorf("the exact method: %v", err)
	}
}
