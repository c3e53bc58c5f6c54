package main

import (
	"io"

	"noiseprune/noise"
)

// stream is an order in which a battery reads the numbers of the noise, as words of 32 bits.
type stream struct {
	name, title string
	fill        func(seed uint64) filler
}

// filler writes the next words.
type filler func(words []uint32)

// portion is how many words a filler writes at a time: a multiple of what each filler writes
// in one piece.
const portion = 1 << 16

// The shape of the runs that the streams consist of. Steps have no end.
const (
	streamNeurons  = 1024
	streamReplicas = 1024
	streamSteps    = 1 << 20
	streamSeeds    = 1001
	streamPurposes = 127
)

// streams returns all orders. The seed is that of the noise, except for the order along seeds,
// whose first step is 2³² times it.
func streams() []stream {
	return []stream{
		{"step", "words by step: the same word of the blocks of consecutive steps", columns(func(seed, k uint64) place {
			return place{seed, noise.Drive, k % streamSteps, uint32(k / streamSteps / streamReplicas), uint32(k / streamSteps % streamReplicas)}
		})},
		{"neuron", "words by neuron: block after block, in the order of the neurons", rows(func(seed, k uint64) place {
			const quartets = streamNeurons / 4
			return place{seed, noise.Drive, k / quartets / streamReplicas, uint32(k % quartets), uint32(k / quartets % streamReplicas)}
		})},
		{"replica", "words by replica: the same word of the blocks of consecutive replicas", columns(func(seed, k uint64) place {
			const quartets = streamNeurons / 4
			return place{seed, noise.Drive, k / streamReplicas / quartets, uint32(k / streamReplicas % quartets), uint32(k % streamReplicas)}
		})},
		{"seed", "words by seed: the same word under the seeds 0 to 1000", columns(func(seed, k uint64) place {
			step, replica := seed<<32+k/streamSeeds/streamReplicas, uint32(k/streamSeeds%streamReplicas)
			return place{k % streamSeeds, noise.Drive, step, 0, replica}
		})},
		{"purpose", "words by purpose: the same word for the purposes 1 to 127", columns(func(seed, k uint64) place {
			step, replica := k/streamPurposes/streamReplicas, uint32(k/streamPurposes%streamReplicas)
			return place{seed, noise.Purpose(1 + k%streamPurposes), step, 0, replica}
		})},
		{"choices", "words of Philox4x64, by edge: the first of each stream of discrete choices", choices},
		{"normals-step", "Φ of normals, by step", normalsByStep},
		{"normals-neuron", "Φ of normals, by neuron", normalsByNeuron},
		{"normals-replica", "Φ of normals, by replica", normalsByReplica},
		{"signs", "random signs, 32 to a word, by neuron", signWords},
	}
}

var _ io.Reader = (*reader)(nil)
