package main

import (
	"fmt"
	"strconv"
	"strings"

	"noiseprune/network"
	"noiseprune/noise"
)

// clustered returns the authors' network: normalized weights, and as leak their row sums with the
// default slack. Without slack, the smallest cluster is so slow that burn-in takes nearly all the time.
func clustered(t task) (*network.Network, error) {
	sizes := make([]string, len(t.Sizes))
	for k, s := range t.Sizes {
		sizes[k] = strconv.Itoa(s)
	}
	text := fmt.Sprintf("clustered:sizes=%s,long=%d,normalize=true", strings.Join(sizes, "/"), t.Long)
	generator, err := network.ParseGenerator(text)
	if err != nil {
		return nil, err
	}
	w, err := generator.Generate(noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0))
	if err != nil {
		return nil, err
	}
	return dominant(w, nil)
}

// dominant returns the network of those weights with the default leak.
func dominant(w *network.CSR, input []float64) (*network.Network, error) {
	slack, err := network.DefaultSlack(w)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack), Input: input})
}

// prunedUniformly keeps each edge with that probability.
func prunedUniformly(net *network.Network, keep float64, seed uint64) (*network.Network, error) {
	n := net.Neurons()
	key := noise.Key{Seed: seed, Purpose: noise.Prune}
	var entries []network.Entry
	for i := range n {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			low, high := min(i, int(j)), max(i, int(j))
			if key.Uniform(uint64(low), uint64(high), 0) < keep {
				entries = append(entries, network.Entry{Target: i, Source: int(j), Weight: weights[k] / keep})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	return dominant(w, net.Input())
}
