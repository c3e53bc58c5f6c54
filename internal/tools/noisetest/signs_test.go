package main

import (
	"testing"

	"noiseprune/noise"
)

func TestSigns(t *testing.T) {
	shifted := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step, firstNeuron, neurons, firstReplica, width)
		copy(dst[width:2*width], dst[:width])
	}
	stuck := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step, firstNeuron, neurons, firstReplica, width)
		for r := range width {
			dst[17*width+r] = 1
		}
	}
	frozen := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step/2, firstNeuron, neurons, firstReplica, width)
	}
	for _, c := range []struct {
		why   string
		f     fill
		check func(*testing.T, []statistic)
	}{
		{"the noise", noise.Key.FillRademacher, mustPass},
		{"neurons 0 and 1 alike", shifted, mustFail},
		{"a bit that is always set", stuck, mustFail},
		{"each step twice", frozen, mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			_, all, err := signBalance(t.Context(), c.f, noise.Key{Seed: 9, Purpose: noise.Drive}, 300)
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, all)
		})
	}
}
