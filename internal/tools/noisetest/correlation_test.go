package main

import (
	"math"
	"testing"

	"noiseprune/noise"
)

// correlationTests takes the correlations of the first members of a family in all views.
func correlationTests(t *testing.T, f fill, name string) []statistic {
	t.Helper()
	var all []statistic
	for _, fam := range families() {
		if fam.name != name {
			continue
		}
		fam.size = min(fam.size, 130)
		for _, v := range transforms() {
			sums, err := correlate(t.Context(), f, fam, v, 1, 1)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, correlations(sums, v, chunk)...)
		}
	}
	return all
}

func TestCorrelations(t *testing.T) {
	for _, fam := range families() {
		t.Run(fam.name, func(t *testing.T) { mustPass(t, correlationTests(t, noise.Key.FillNormals, fam.name)) })
	}
	for _, c := range []struct {
		why, family string
		f           fill
	}{
		{"eight neurons share a counter", "neurons", drawnAt(func(_ *noise.Key, _ *uint64, neuron, _ *int) {
			*neuron = *neuron/8*4 + *neuron%4
		})},
		{"a counter of neurons of six bits", "neurons", drawnAt(func(_ *noise.Key, _ *uint64, neuron, _ *int) { *neuron &= 63 })},
		{"replicas 129 and 0 alike", "replicas", drawnAt(func(_ *noise.Key, _ *uint64, _, replica *int) { *replica %= 129 })},
		{"steps of six bits", "steps", drawnAt(func(_ *noise.Key, step *uint64, _, _ *int) { *step &= 63 })},
		{"seeds of six bits", "seeds", drawnAt(func(k *noise.Key, _ *uint64, _, _ *int) { k.Seed &= 63 })},
		{"purposes ignored", "purposes", drawnAt(func(k *noise.Key, _ *uint64, _, _ *int) { k.Purpose = noise.Drive })},
		{"seed and purpose added", "purposes", drawnAt(func(k *noise.Key, _ *uint64, _, _ *int) { k.Purpose = 1 + k.Purpose&^1 })},
		{"neighbours of equal absolute value and independent sign", "neurons", func(
			k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int,
		) {
			size := make([]float64, len(dst))
			k.FillNormals(dst, step, firstNeuron, neurons, firstReplica, width)
			k.FillNormals(size, step, firstNeuron/2, neurons, firstReplica, width)
			for i, z := range size {
				dst[i] = math.Copysign(z, dst[i])
			}
		}},
	} {
		t.Run(c.why, func(t *testing.T) { mustFail(t, correlationTests(t, c.f, c.family)) })
	}
}
