package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path"

	"noiseprune/noise"
)

func (s sizes) normalParts() []part {
	drawn := func(f fill, seed uint64, blocks int) func(context.Context, int) (result, error) {
		return func(ctx context.Context, attempt int) (result, error) {
			p, err := drawSample(ctx, f, noise.Key{Seed: seed + uint64(attempt), Purpose: noise.Drive}, blocks)
			if err != nil {
				return result{}, err
			}
			return result{Drawn: p.drawn, Statistics: p.statistics()}, nil
		}
	}
	double, single := fmt.Sprintf("normals/float64/%d", s.blocks), fmt.Sprintf("normals/float32/%d", s.singleBlocks)
	return []part{
		{"normals/float64", "normals in double precision", double, drawn(noise.Key.FillNormals, 1, s.blocks)},
		{"normals/float32", "normals in single precision", single, drawn(fillSingle, 11, s.singleBlocks)},
	}
}

// fillSingle draws normals rounded to single precision.
func fillSingle(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
	single := make([]float32, len(dst))
	noise.FillNormals(k, single, step, firstNeuron, neurons, firstReplica, width)
	for i, z := range single {
		dst[i] = float64(z)
	}
}

func (s sizes) signPart() part {
	return part{"signs", "random signs", fmt.Sprintf("signs/%d", s.signSteps), func(ctx context.Context, attempt int) (result, error) {
		drawn, found, err := signBalance(ctx, noise.Key.FillRademacher, noise.Key{Seed: uint64(1 + attempt), Purpose: noise.Drive}, s.signSteps)
		return result{Drawn: drawn, Statistics: found}, err
	}}
}

func (s sizes) correlationParts() []part {
	var all []part
	for _, fam := range families() {
		for _, v := range transforms() {
			all = append(all, s.correlationPart(fam, "normals", noise.Key.FillNormals, v))
		}
		all = append(all, s.correlationPart(fam, "random signs", noise.Key.FillRademacher, transforms()[2]))
	}
	return all
}

func (s sizes) correlationPart(fam family, of string, f fill, v transform) part {
	group := path.Join("correlation", of, fam.name)
	name := fmt.Sprintf("%s/%s/%d", group, v.name, s.chunks)
	return part{group, fam.title + ", " + of, name, func(ctx context.Context, attempt int) (result, error) {
		sums, err := correlate(ctx, f, fam, v, uint64(1+attempt), s.chunks)
		if err != nil {
			return result{}, err
		}
		each := float64(s.chunks) * chunk
		return result{Drawn: each * float64(fam.size), Statistics: correlations(sums, v, each)}, nil
	}}
}

func (s sizes) avalancheParts() []part {
	var all []part
	for i, c := range neighbours() {
		name := fmt.Sprintf("avalanche/neighbours/%s/%d", c.name, s.pairs)
		run := func(ctx context.Context, attempt int) (result, error) {
			rng := rand.New(rand.NewPCG(uint64(1+attempt), uint64(i)))
			n, err := avalanche(ctx, noise.Philox4x32, c, s.pairs, rng)
			return result{Drawn: 8 * n.pairs, Statistics: n.statistics(c.name)}, err
		}
		all = append(all, part{"avalanche/neighbours", "blocks of neighbours", name, run})
	}
	return append(all, s.singleBitPart())
}

func (s sizes) singleBitPart() part {
	name, title := fmt.Sprintf("avalanche/bits/%d", s.bitPairs), "blocks whose places differ in one bit, each of 191"
	return part{"avalanche/bits", title, name, func(ctx context.Context, attempt int) (result, error) {
		rng := rand.New(rand.NewPCG(uint64(1+attempt), 1<<32))
		found, err := singleBitStatistics(ctx, noise.Philox4x32, s.bitPairs, rng)
		return result{Drawn: 8 * float64(s.bitPairs*len(singleBits())), Statistics: found}, err
	}}
}
