package sim_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

func smallRun(t *testing.T, net *network.Network, change func(*sim.Spec)) (*sim.Result, error) {
	t.Helper()
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas = sim.Exactly(200), 8
	spec.Compare.Runs, spec.Compare.Observations, spec.Prune.Prunings = 4, 20, sim.Exactly(2)
	change(&spec)
	return sim.Run(t.Context(), spec, net, sim.Options{})
}

// A stimulus changes the compared trajectories, and neither the covariance nor what survives of stationary activity, to the bit.
func TestAStimulusDrivesTheTrajectoriesOnly(t *testing.T) {
	net := testnet.FeedForward(t, 8)
	same := func(*sim.Spec) {}
	without, err := smallRun(t, net, same)
	if err != nil {
		t.Fatal(err)
	}
	with, err := smallRun(t, stimulated(t, net, "0: sine 3 period 2"), same)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(with.Data.DiffCov, without.Data.DiffCov) ||
		!reflect.DeepEqual(with.Rules["noise"].Stationary, without.Rules["noise"].Stationary) {
		t.Error("the stimulus changes what it does not drive")
	}
	if reflect.DeepEqual(with.Data.Traces, without.Data.Traces) {
		t.Error("the stimulus does not change the traces")
	}
	if !slices.ContainsFunc(with.Notes, func(note string) bool { return strings.Contains(note, "the stimulus drives the trajectories") }) {
		t.Errorf("no note on the stimulus in %q", with.Notes)
	}
}

// Trajectories begin where the start says: the first trace at time 0.
func TestStartsOfTrajectories(t *testing.T) {
	parts := testnet.FeedForward(t, 8).Parts()
	parts.Start = []float64{1, 2, 3, 4, 5, 6, 7, 8}
	net, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		start sim.Start
		want  func(neuron int, x float64) bool
	}{
		{sim.Start{Kind: sim.GivenStart}, func(i int, x float64) bool { return x == parts.Start[i] }},
		{sim.Start{Kind: sim.ZeroStart}, func(_ int, x float64) bool { return x == 0 }},
		{sim.Start{Kind: sim.EigenvectorStart, Mode: 1}, func(_ int, x float64) bool { return x != 0 && x == x }},
		{sim.Start{}, func(_ int, x float64) bool { return x > 0 }},
	} {
		r, err := smallRun(t, net, func(s *sim.Spec) { s.Compare.Start = c.start })
		if err != nil {
			t.Fatal(err)
		}
		for k, i := range r.Data.Traced {
			if x := r.Data.Traces[k][0]; !c.want(i, x) {
				t.Errorf("%v: neuron %d begins at %v", c.start, i, x)
			}
		}
	}
}

// What drives a network and cannot is an error that names the field.
func TestDrivesThatAreRefused(t *testing.T) {
	net := testnet.FeedForward(t, 8)
	rectified := net.Parts()
	rectified.Activation = network.Rectified
	other, err := network.New(rectified)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why, field string
		net        *network.Network
		change     func(*sim.Spec)
	}{
		{"no stationary activity", "covariance.from", stimulated(t, other, "0: step 1 at 2"), func(s *sim.Spec) { s.Covariance.From = sim.OwnDynamics }},
		{"no file", "compare.start", net, func(s *sim.Spec) { s.Compare.Start.Kind = sim.GivenStart }},
		{"for recordings", "compare.start", net, func(s *sim.Spec) { s.Compare.Start.Kind = sim.StationaryStart }},
		{"too few modes", "compare.start", net, func(s *sim.Spec) { s.Compare.Start = sim.Start{Kind: sim.EigenvectorStart, Mode: 9} }},
	} {
		_, err := smallRun(t, c.net, c.change)
		if refused := (*sim.SpecError)(nil); !errors.As(err, &refused) || refused.Field != c.field {
			t.Errorf("%s: error %v, want one of %s", c.why, err, c.field)
		}
	}
}
