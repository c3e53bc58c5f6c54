package main

import (
	"math"
	"testing"

	"noiseprune/noise"
)

// beginning returns the first words of a stream, two portions of them.
func beginning(t *testing.T, name string, seed uint64) []uint32 {
	t.Helper()
	for _, s := range streams() {
		if s.name == name {
			words, fill := make([]uint32, 2*portion), s.fill(seed)
			fill(words[:portion])
			fill(words[portion:])
			return words
		}
	}
	t.Fatalf("no stream is called %s", name)
	return nil
}

// TestOrders compares single words of each stream with the noise at the place that its title says.
func TestOrders(t *testing.T) {
	block := func(seed uint64, purpose noise.Purpose, step uint64, quartet, replica uint32, word int) uint32 {
		return place{seed, purpose, step, quartet, replica}.words(noise.Philox4x32)[word]
	}
	phi := func(step uint64, neuron, replica int) uint32 {
		return uniform(noise.Key{Seed: 3, Purpose: noise.Drive}.Normal(step, neuron, replica))
	}
	const d, quarter = noise.Drive, portion / 4
	for _, c := range []struct {
		stream string
		place  int
		want   uint32
		why    string
	}{
		{"step", 5, block(3, d, 5, 0, 0, 0), "step 5"},
		{"step", quarter + 5, block(3, d, 5, 0, 0, 1), "the next word of the same steps"},
		{"step", portion + 5, block(3, d, quarter+5, 0, 0, 0), "goes on in the next portion"},
		{"neuron", 5, block(3, d, 0, 1, 0, 1), "the second word of neurons 4 to 7"},
		{"neuron", 4*256 + 2, block(3, d, 0, 0, 1, 2), "256 quartets, then the next replica"},
		{"replica", 1023, block(3, d, 0, 0, 1023, 0), "the last replica"},
		{"replica", 1024, block(3, d, 0, 1, 0, 0), "then the next quartet"},
		{"seed", 1000, block(1000, d, 3<<32, 0, 0, 0), "the last seed"},
		{"seed", 1001, block(0, d, 3<<32, 0, 1, 0), "then the next replica"},
		{"purpose", 126, block(3, 127, 0, 0, 0, 0), "the last purpose"},
		{"purpose", 127, block(3, 1, 0, 0, 1, 0), "then the next replica"},
		{"choices", 2*1000 + 2, uint32(noise.Key{Seed: 3, Purpose: noise.Prune}.Source(1, 1, 0).Uint64() >> 32), "edge (1, 1), upper half"},
		{"choices", 3, uint32(noise.Key{Seed: 3, Purpose: noise.Prune}.Source(0, 1, 0).Uint64()), "edge (0, 1), lower half"},
		{"normals-step", 7, phi(7, 0, 0), "step 7"},
		{"normals-step", 9*1024 + 7, phi(7, 1, 1), "neuron 1, replica 1"},
		{"normals-neuron", 7, phi(0, 7, 0), "neuron 7"},
		{"normals-neuron", 2*1024 + 7, phi(0, 7, 2), "replica 2"},
		{"normals-neuron", portion + 7, phi(0, 7, 64), "goes on in the next portion"},
		{"normals-replica", 7, phi(0, 0, 7), "replica 7"},
		{"normals-replica", portion + 1024 + 7, phi(0, 65, 7), "goes on in the next portion"},
	} {
		if got := beginning(t, c.stream, 3)[c.place]; got != c.want {
			t.Errorf("%s, word %d, %s: %08x, want %08x", c.stream, c.place, c.why, got, c.want)
		}
	}
}

// TestSignWords: bit i of a word is the sign of a neuron.
func TestSignWords(t *testing.T) {
	words := beginning(t, "signs", 3)
	var sign [1]float64
	for _, c := range []struct{ step, neuron, replica int }{{0, 0, 0}, {0, 31, 0}, {0, 32, 0}, {0, 1023, 70}, {1, 517, 3}, {1, 2, 2047}} {
		noise.Key{Seed: 3, Purpose: noise.Drive}.FillRademacher(sign[:], uint64(c.step), c.neuron, 1, c.replica, 1)
		word := words[c.step*portion+c.replica*streamNeurons/32+c.neuron/32]
		if got := 2*float64(word>>(c.neuron%32)&1) - 1; got != sign[0] {
			t.Errorf("step %d, neuron %d, replica %d: %v, want %v", c.step, c.neuron, c.replica, got, sign[0])
		}
	}
}

// TestUniform: Φ of the far ends stays in 32 bits.
func TestUniform(t *testing.T) {
	for _, c := range []struct {
		z    float64
		want uint32
	}{{-40, 0}, {0, 1 << 31}, {40, math.MaxUint32}} {
		if got := uniform(c.z); got != c.want {
			t.Errorf("uniform(%v) = %08x, want %08x", c.z, got, c.want)
		}
	}
}
