package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/noise"
)

// normal is the transform of Box and Muller as package noise documents it, by the math
// package: the normal of a neuron, of the words of its block.
func normal(w [4]uint32, neuron int) float64 {
	u := uint64(w[1])<<32 | uint64(w[0])
	if neuron%4 > 1 {
		u = uint64(w[3])<<32 | uint64(w[2])
	}
	radius := math.Sqrt(-2 * math.Log((2*float64(u>>24)+1)/(1<<41)))
	angle := 2 * math.Pi * (float64(u&(1<<24-1)) + 0.5) / (1 << 24)
	if neuron%2 == 0 {
		return radius * math.Cos(angle)
	}
	return radius * math.Sin(angle)
}

// TestWordsGiveTheNormals: the words that go through the batteries are those that the
// normals of the package are computed from.
func TestWordsGiveTheNormals(t *testing.T) {
	for _, c := range []struct {
		why             string
		seed            uint64
		purpose         noise.Purpose
		step            uint64
		neuron, replica int
	}{
		{"the first of all", 0, noise.Drive, 0, 0, 0},
		{"small numbers", 1, noise.Trajectory, 7, 6, 5},
		{"the second pair of a block", 3, noise.Drive, 11, 1022, 13},
		{"a step of more than 32 bits", 1, noise.Drive, 1<<40 + 3, 1, 2},
		{"a seed of more than 32 bits", 1<<63 + 5, 127, 2, 3, 1023},
	} {
		words := place{c.seed, c.purpose, c.step, uint32(c.neuron / 4), uint32(c.replica)}.words(noise.Philox4x32)
		want := noise.Key{Seed: c.seed, Purpose: c.purpose}.Normal(c.step, c.neuron, c.replica)
		if got := normal(words, c.neuron); math.Abs(got-want) > 1e-14*max(1, math.Abs(want)) {
			t.Errorf("%s: words that give %v, the normal is %v", c.why, got, want)
		}
	}
}

// TestQuick compares whole blocks at random places, bit for bit.
func TestQuick(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		p := place{rng.Uint64(), noise.Purpose(1 + rng.IntN(127)), rng.Uint64N(1 << 56), rng.Uint32(), rng.Uint32()}
		p.verify(p.fastWords())
	}
	defer func() {
		if recover() == nil {
			t.Error("verify accepts other words")
		}
	}()
	place{purpose: 1}.verify(place{purpose: 2}.fastWords())
}
