package main

import (
	"fmt"
	"math"
	"sort"

	"noiseprune/network"
	"noiseprune/noise"
)

// solvedSamples compares samples without time steps with SciPy's conjugate gradients, in a symmetric
// network of the size and the heavy tails of an adult fly's connectome.
func solvedSamples(o options, cores int) row {
	n, replicas := 139_255, 64
	if o.quick {
		n = 20_000
	}
	return row{
		name: "solve", title: fmt.Sprintf("%d independent samples of d on all edges without time steps, heavy-tailed, N = %d", replicas, n),
		task:   task{Work: "solve", Neurons: n, Degree: 27, Replicas: replicas, Workers: cores, Seconds: o.seconds()},
		amount: float64(replicas), unit: "samples",
		peers: []peer{
			{name: "SciPy cg, a sample at a time", script: "with_scipy", change: variant("cg")},
			{name: "SciPy CSR, samples side by side", script: "with_scipy", change: variant("side by side")},
		},
	}
}

// heavyTailed returns a symmetric, dominant network like peers/networks.py's: targets and sources are drawn
// by log-normal weights (σ = 1.1), counts are ⌊5 + 5·Pareto(1.3)⌋ up to 2,400, three tenths of the neurons
// are inhibitory, and (W + Wᵀ)/2 is taken.
func heavyTailed(t task) (*network.Network, error) {
	n := t.Neurons
	key := noise.Key{Seed: 1, Purpose: noise.Generate}
	into, out := cumulative(key, n, 0), cumulative(key, n, 1)
	var entries []network.Entry
	for k := range n * t.Degree {
		at := func(kind uint64) float64 { return key.Uniform(kind, uint64(k), 1) }
		i, j := sort.SearchFloat64s(into, at(0)*into[n-1]), sort.SearchFloat64s(out, at(1)*out[n-1])
		if i == j {
			continue
		}
		w := 0.5 * min(2400, math.Floor(5*math.Pow(1-at(2), -1/1.3)))
		if key.Uniform(3, uint64(j), 0) < 0.3 {
			w = -w
		}
		entries = append(entries, network.Entry{Target: i, Source: j, Weight: w}, network.Entry{Target: j, Source: i, Weight: w})
	}
	w, err := network.SumCSR(n, entries, func([]int) error { return nil })
	if err != nil {
		return nil, err
	}
	return dominant(w, nil)
}

// cumulative returns the sums Σ_{k≤i} of log-normal numbers.
func cumulative(key noise.Key, n int, step uint64) []float64 {
	sums := make([]float64, n)
	key.FillNormals(sums, step, 0, n, 0, 1)
	total := 0.0
	for i, z := range sums {
		total += math.Exp(1.1 * z)
		sums[i] = total
	}
	return sums
}
