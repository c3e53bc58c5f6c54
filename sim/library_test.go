package sim_test

import (
	"strings"
	"testing"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestTheZeroOptions run on all cores, with the kernel that fits the network, without a store, and
// give the same result as options that are spelled out.
func TestTheZeroOptions(t *testing.T) {
	net := generated(t, clustered)
	zero, err := sim.Run(t.Context(), small(), net, sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	one, err := sim.Run(t.Context(), small(), net, sim.Options{Workers: 1, Kernel: integrator.SparseKernel, Progress: &interruption{}})
	if err != nil {
		t.Fatal(err)
	}
	checkSame(t, "the zero options", zero, one)
}

// TestAResultHasNoAuto, though its caller says nothing of the network: every function that returns
// a Result fills the Spec in it.
func TestAResultHasNoAuto(t *testing.T) {
	linear := generated(t, clustered)
	parts := linear.Parts()
	parts.Activation, parts.Input = network.Rectified, network.UniformLeak(linear.Neurons(), 2)
	rectified, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	spec := small()
	spec.Network = network.Definition{}
	for _, net := range []*network.Network{linear, rectified} {
		run, err := sim.Run(t.Context(), spec, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		measured, err := sim.MeasureCovariance(t.Context(), spec, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		compared, err := sim.Compare(t.Context(), spec, net, run.Data.Rules[0].Pruned, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range map[string]*sim.Result{"Run": run, "MeasureCovariance": measured, "Compare": compared} {
			text, err := r.Spec.YAML()
			if err != nil || strings.Contains(string(text), "auto") {
				t.Errorf("%s of a %v network: %v\n%s", name, net.Activation(), err, text)
			}
			if d := r.Spec.Network; d.Activation != net.Activation() || d.Leak != network.GivenLeak() {
				t.Errorf("%s of a %v network describes it as %+v", name, net.Activation(), d)
			}
		}
	}
}
