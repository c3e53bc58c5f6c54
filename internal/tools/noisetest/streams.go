package main

import (
	"encoding/binary"
	"io"
	"math"

	"noiseprune/noise"
)

// generator makes a block of words: noise.Philox4x32, or in tests a broken one.
type generator func(counter [4]uint32, key [2]uint32) [4]uint32

// place is what a block of words is for.
type place struct {
	seed             uint64
	purpose          noise.Purpose
	step             uint64
	quartet, replica uint32
}

// words returns the block that the contract of package noise gives to a place: its
// normals are those of the neurons 4·quartet to 4·quartet+3. TestWordsMakeTheNormals
// holds it against the package itself.
func (p place) words(g generator) [4]uint32 {
	counter := [4]uint32{p.replica, p.quartet, uint32(p.step), uint32(p.purpose)<<24 | uint32(p.step>>32)}
	return g(counter, [2]uint32{uint32(p.seed), uint32(p.seed >> 32)})
}

// stream is an order in which the numbers of the noise are handed to a battery, as words
// of 32 bits.
type stream struct {
	name, title string
	fill        func(seed uint64) filler
}

// filler writes the next words.
type filler func(words []uint32)

// portion is how many words a filler is asked for at a time: a multiple of all that the
// fillers make at once.
const portion = 1 << 16

// The shape of the runs that the streams are cut from. Steps have no end.
const (
	streamNeurons  = 1024
	streamReplicas = 1024
	streamSteps    = 1 << 20
	streamSeeds    = 1001
	streamPurposes = 127
)

// streams returns all orders. The seed is that of the noise, but for the orders along
// seeds and purposes, where it is the first step.
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
			return place{k % streamSeeds, noise.Drive, seed<<32 + k/streamSeeds/streamReplicas, 0, uint32(k / streamSeeds % streamReplicas)}
		})},
		{"purpose", "words by purpose: the same word for the purposes 1 to 127", columns(func(seed, k uint64) place {
			return place{seed, noise.Purpose(1 + k%streamPurposes), k / streamPurposes / streamReplicas, 0, uint32(k / streamPurposes % streamReplicas)}
		})},
		{"choices", "words of Philox4x64, by edge: the first of each stream of discrete choices", choices},
		{"normals-step", "Φ of normals, by step", normalsByStep},
		{"normals-neuron", "Φ of normals, by neuron", normalsByNeuron},
		{"normals-replica", "Φ of normals, by replica", normalsByReplica},
		{"signs", "random signs, 32 to a word, by neuron", signWords},
	}
}

// rows hands out block after block, each in its order.
func rows(at func(seed, k uint64) place) func(uint64) filler {
	return func(seed uint64) filler {
		var k uint64
		return func(words []uint32) {
			for i := 0; i < len(words); i += 4 {
				words[i], words[i+1], words[i+2], words[i+3] = at(seed, k).quick()
				k++
			}
			last := words[len(words)-4:]
			at(seed, k-1).confirm(last[0], last[1], last[2], last[3])
		}
	}
}

// columns hands out word 0 of many consecutive blocks, then word 1 of the same, and so on.
func columns(at func(seed, k uint64) place) func(uint64) filler {
	return func(seed uint64) filler {
		var k uint64
		return func(words []uint32) {
			n := len(words) / 4
			for i := range n {
				words[i], words[n+i], words[2*n+i], words[3*n+i] = at(seed, k).quick()
				k++
			}
			at(seed, k-1).confirm(words[n-1], words[2*n-1], words[3*n-1], words[4*n-1])
		}
	}
}

// choices hands out both halves of the word that decides on an edge, as rules.Plan draws
// it, for the edges (i, j), i < 1000, one row after another.
func choices(seed uint64) filler {
	var k uint64
	return func(words []uint32) {
		for n := 0; n < len(words); n += 2 {
			const order = 1000
			w := noise.Philox4x64([4]uint64{0, k / order % order, k % order, k / order / order}, [2]uint64{seed, uint64(noise.Prune)})
			words[n], words[n+1] = uint32(w[0]>>32), uint32(w[0])
			k++
		}
	}
}

// uniform returns the 32 leading bits of Φ(z).
func uniform(z float64) uint32 {
	return uint32(min(math.Erfc(-z/math.Sqrt2)*(1<<31), 1<<32-1))
}

func normalsByReplica(seed uint64) filler {
	return normals(64, streamReplicas, func(z []float64, k uint64) {
		const groups = streamNeurons / 64
		noise.Key{Seed: seed, Purpose: noise.Drive}.FillNormals(z, k/groups, int(k%groups)*64, 64, 0, streamReplicas)
	})
}

func normalsByNeuron(seed uint64) filler {
	return normals(64, streamNeurons, func(z []float64, k uint64) {
		const groups = streamReplicas / 64
		key := noise.Key{Seed: seed, Purpose: noise.Drive}
		for r := range 64 {
			key.FillNormals(z[r*streamNeurons:][:streamNeurons], k/groups, 0, streamNeurons, int(k%groups)*64+r, 1)
		}
	})
}

func normalsByStep(seed uint64) filler {
	const steps = portion / 64
	drawn := make([]float64, 64)
	return normals(64, steps, func(z []float64, k uint64) {
		const groups = streamSteps / steps
		key := noise.Key{Seed: seed, Purpose: noise.Drive}
		for t := range steps {
			key.FillNormals(drawn, k%groups*steps+uint64(t), int(k/groups)*8, 8, 0, 8)
			for i, v := range drawn {
				z[i*steps+t] = v
			}
		}
	})
}

// normals hands out what draw makes as the k-th rectangle, row after row.
func normals(height, width int, draw func(z []float64, k uint64)) filler {
	z := make([]float64, height*width)
	var k uint64
	return func(words []uint32) {
		draw(z, k)
		k++
		for i, v := range z {
			words[i] = uniform(v)
		}
	}
}

// signWords hands out the signs of the neurons, 32 to a word, one replica after another.
func signWords(seed uint64) filler {
	const replicas = portion * 32 / streamNeurons / 32
	signs := make([]float32, streamNeurons*replicas)
	var step uint64
	key := noise.Key{Seed: seed, Purpose: noise.Drive}
	return func(words []uint32) {
		clear(words)
		for part := range 32 {
			noise.FillRademacher(key, signs, step, 0, streamNeurons, part*replicas, replicas)
			for i := range streamNeurons {
				for r, s := range signs[i*replicas:][:replicas] {
					words[(part*replicas+r)*streamNeurons/32+i/32] |= ^math.Float32bits(s) >> 31 << (i % 32)
				}
			}
		}
		step++
	}
}

// reader is a stream as bytes, without an end.
type reader struct {
	fill  filler
	words []uint32
	bytes []byte
	rest  []byte
}

func newReader(f filler) *reader {
	return &reader{fill: f, words: make([]uint32, portion), bytes: make([]byte, 4*portion)}
}

// Read hands out words in the byte order of this machine, in which a C program reads them.
func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		r.fill(r.words)
		for i, w := range r.words {
			binary.NativeEndian.PutUint32(r.bytes[4*i:], w)
		}
		r.rest = r.bytes
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

var _ io.Reader = (*reader)(nil)
