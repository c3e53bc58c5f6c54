package links

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/network"
	"noiseprune/noise"
)

// threeClusters makes the network, and returns the kind of each pair that is not within.
func threeClusters(seed uint64, size int) (*network.Network, map[[2]int]kind, error) {
	key := noise.Key{Seed: seed, Purpose: noise.Generate}
	uniform := func(a, b, c int) float64 { return key.Uniform(uint64(a), uint64(b), uint64(c)) }
	weights, kinds := map[[2]int]float64{}, map[[2]int]kind{}
	for i := range 3 * size {
		for k := range i {
			if i/size == k/size && uniform(i, k, 1) < experiment.WithinDensity {
				weights[[2]int{i, k}] = ordinaryWeight - 0.5 + uniform(i, k, 2)
			}
		}
	}
	for group := range 3 {
		for n := range strongWithin {
			a, b := int(uniform(group, n, 3)*float64(size)), int(uniform(group, n, 4)*float64(size))
			if a == b {
				b = (b + 1) % size
			}
			pair := [2]int{group*size + max(a, b), group*size + min(a, b)}
			weights[pair], kinds[pair] = strongWeight, strong
		}
		for n := range linksBetween {
			other := (group + 1) % 3
			a, b := group*size+int(uniform(group, n, 5)*float64(size)), other*size+int(uniform(group, n, 6)*float64(size))
			pair := [2]int{max(a, b), min(a, b)}
			weights[pair], kinds[pair] = ordinaryWeight, between
		}
	}
	var entries []network.Entry
	for i := range 3 * size {
		for k := range i {
			if w, ok := weights[[2]int{i, k}]; ok {
				entries = append(entries, network.Entry{Target: i, Source: k, Weight: w}, network.Entry{Target: k, Source: i, Weight: w})
			}
		}
	}
	w, err := network.NewCSR(3*size, entries)
	if err != nil {
		return nil, nil, err
	}
	slack, err := network.DefaultSlack(w) // a tenth of the mean row sum
	if err != nil {
		return nil, nil, err
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 10*slackFigure1b*slack)})
	return net, kinds, err
}
