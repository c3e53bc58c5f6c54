package sim_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"noiseprune/network"
	"noiseprune/sim"
)

// TestAZeroDefinitionIsFilled leaves Spec.Network to sim: leak and input came with the network.
func TestAZeroDefinitionIsFilled(t *testing.T) {
	linear := generated(t, clustered)
	parts := linear.Parts()
	parts.Activation, parts.Input = network.Rectified, network.UniformLeak(linear.Neurons(), 2)
	rectified, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		net  *network.Network
		want network.Definition
	}{
		{linear, network.Definition{Leak: network.GivenLeak(), Input: "0"}},
		{rectified, network.Definition{Leak: network.GivenLeak(), Input: "given", Activation: network.Rectified}},
	} {
		spec := sim.DefaultSpec()
		spec.Network = network.Definition{}
		resolved, _, err := sim.Resolve(spec, c.net)
		if err != nil || !reflect.DeepEqual(resolved.Network, c.want) {
			t.Errorf("got %+v, %v, want %+v", resolved.Network, err, c.want)
		}
		if again, _, err := sim.Resolve(resolved, c.net); err != nil || !reflect.DeepEqual(again.Network, c.want) {
			t.Errorf("resolved twice: %+v, %v", again.Network, err)
		}
	}
}

// TestASpecByHand gives only what has no default by its zero value.
func TestASpecByHand(t *testing.T) {
	var spec sim.Spec
	spec.Noise.Strength = 1
	spec.Covariance.Samples, spec.Covariance.Replicas = sim.Exactly(100), 4
	spec.Compare.Observations = 1
	resolved, _, err := sim.Resolve(spec, generated(t, clustered))
	if err != nil {
		t.Fatal(err)
	}
	text, err := resolved.YAML()
	if err != nil || strings.Contains(string(text), "auto") {
		t.Errorf("%v\n%s", err, text)
	}
	for _, want := range []string{
		"orientation: target-source", "symmetrize: none", "activation: linear", "increments: gaussian", "placement: outside",
		"stepper: trapezoid", "stepper: exponential", "precision: float64", "method: edges", "from: linear", `exact: "yes"`, `spectra: full`,
		"normalize: exact", "diagonal: matched", "reweight: rescale",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}

func TestASpecThatContradictsTheNetwork(t *testing.T) {
	net := generated(t, "two:forward=1,backward=3")
	for _, c := range []struct {
		field  string
		change func(*network.Definition)
	}{
		{"network.activation", func(d *network.Definition) { d.Activation = network.Rectified }},
		{"network.symmetrize", func(d *network.Definition) { d.Symmetrize = network.Mean }},
		{"network.leak", func(d *network.Definition) { d.Leak = leak(t, "3") }},
		{"network.input", func(d *network.Definition) { d.Input = "1" }},
	} {
		spec := sim.DefaultSpec()
		spec.Network.Source = "ring.mtx"
		if _, _, err := sim.Resolve(spec, net); err != nil {
			t.Fatal(err)
		}
		c.change(&spec.Network)
		for _, source := range []string{"ring.mtx", ""} {
			spec.Network.Source = source
			_, _, err := sim.Resolve(spec, net)
			var wrong *sim.SpecError
			if !errors.As(err, &wrong) || wrong.Field != c.field {
				t.Errorf("%s, source %q: error %v", c.field, source, err)
			}
		}
	}
}

func leak(t *testing.T, text string) network.LeakRule {
	t.Helper()
	rule, err := network.ParseLeak(text)
	if err != nil {
		t.Fatal(err)
	}
	return rule
}
