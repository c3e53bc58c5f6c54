package main

import (
	"math"

	"noiseprune/noise"
)

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

// normals writes Φ of the k-th rectangle that draw fills, row after row.
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

// signWords writes the signs of the neurons, 32 to a word, one replica after another.
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
