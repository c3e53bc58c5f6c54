package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path"

	"noiseprune/noise"
)

// part is a piece of work whose result is kept as a whole.
type part struct {
	group, title string // parts of one group make one row of the page
	name         string // group, and what tells it from others of the group
	run          func(ctx context.Context, attempt int) (result, error)
}

// sizes says how much is drawn.
type sizes struct {
	crush        []string // streams that go through Crush
	smallCrush   []string // through SmallCrush
	blocks       int      // of 10⁶ normals in double precision
	singleBlocks int      // in single precision
	signSteps    int
	chunks       int // of 4096 draws of each place whose correlations are taken
	pairs        int // of neighbouring blocks
	bitPairs     int // of blocks that differ in one bit of their places
}

func full() sizes {
	s := sizes{crush: []string{"step", "neuron", "replica"}, blocks: 1000, singleBlocks: 100, signSteps: 30518, chunks: 64, pairs: 1 << 22, bitPairs: 1 << 16}
	for _, each := range streams() {
		s.smallCrush = append(s.smallCrush, each.name)
	}
	return s
}

func quick() sizes {
	return sizes{smallCrush: []string{"step", "neuron", "replica"}, blocks: 10, singleBlocks: 10, signSteps: 1000, chunks: 2, pairs: 1 << 18, bitPairs: 1 << 12}
}

// plan returns all parts. The seed of an attempt differs from those of others; a driver of
// TestU01 is needed to run the batteries, not to list them.
func plan(s sizes, driver string) []part {
	var all []part
	for _, name := range s.smallCrush {
		all = append(all, batteryParts(battery{"SmallCrush", 10}, name, driver)...)
	}
	all = append(all, s.normalParts()...)
	all = append(all, s.signPart())
	all = append(all, s.correlationParts()...)
	all = append(all, s.avalancheParts()...)
	for _, name := range s.crush {
		all = append(all, batteryParts(battery{"Crush", 96}, name, driver)...)
	}
	return all
}

// batteryParts makes a part of each test. Each has a seed of its own, from 1 on.
func batteryParts(b battery, name, driver string) []part {
	var all []part
	for _, st := range streams() {
		if st.name != name {
			continue
		}
		for number := 1; number <= b.tests; number++ {
			group := path.Join(b.name, st.name)
			all = append(all, part{group, st.title, fmt.Sprintf("%s/%d", group, number), func(ctx context.Context, attempt int) (result, error) {
				return runTest(ctx, driver, b, number, st.fill(uint64(number+1000*attempt)))
			}})
		}
	}
	return all
}

func (s sizes) normalParts() []part {
	drawn := func(f fill, seed uint64, blocks int) func(context.Context, int) (result, error) {
		return func(ctx context.Context, attempt int) (result, error) {
			p, err := paint(ctx, f, noise.Key{Seed: seed + uint64(attempt), Purpose: noise.Drive}, blocks)
			if err != nil {
				return result{}, err
			}
			return result{Drawn: p.drawn, Statistics: p.statistics()}, nil
		}
	}
	return []part{
		{"normals/float64", "normals in double precision", fmt.Sprintf("normals/float64/%d", s.blocks), drawn(noise.Key.FillNormals, 1, s.blocks)},
		{"normals/float32", "normals in single precision", fmt.Sprintf("normals/float32/%d", s.singleBlocks), drawn(fillSingle, 11, s.singleBlocks)},
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
	add := func(fam family, of string, f fill, v view) {
		group := path.Join("correlation", of, fam.name)
		all = append(all, part{group, fam.title + ", " + of, fmt.Sprintf("%s/%s/%d", group, v.name, s.chunks), func(ctx context.Context, attempt int) (result, error) {
			sums, err := correlate(ctx, f, fam, v, uint64(1+attempt), s.chunks)
			if err != nil {
				return result{}, err
			}
			each := float64(s.chunks) * chunk
			return result{Drawn: each * float64(fam.size), Statistics: correlations(sums, v, each)}, nil
		}})
	}
	for _, fam := range families() {
		for _, v := range views() {
			add(fam, "normals", noise.Key.FillNormals, v)
		}
		add(fam, "random signs", noise.Key.FillRademacher, views()[2])
	}
	return all
}

func (s sizes) avalancheParts() []part {
	var all []part
	for i, c := range neighbours() {
		all = append(all, part{"avalanche/neighbours", "blocks of neighbours", fmt.Sprintf("avalanche/neighbours/%s/%d", c.name, s.pairs), func(ctx context.Context, attempt int) (result, error) {
			n, err := avalanche(ctx, noise.Philox4x32, c, s.pairs, rand.New(rand.NewPCG(uint64(1+attempt), uint64(i))))
			return result{Drawn: 8 * n.pairs, Statistics: n.statistics(c.name)}, err
		}})
	}
	return append(all, part{"avalanche/bits", "blocks whose places differ in one bit, each of 191", fmt.Sprintf("avalanche/bits/%d", s.bitPairs), func(ctx context.Context, attempt int) (result, error) {
		found, err := singleBitStatistics(ctx, noise.Philox4x32, s.bitPairs, rand.New(rand.NewPCG(uint64(1+attempt), 1<<32)))
		return result{Drawn: 8 * float64(s.bitPairs*len(singleBits())), Statistics: found}, err
	}})
}
