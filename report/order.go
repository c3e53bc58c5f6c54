package report

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/network"
)

// clusterOrder returns the neurons cluster by cluster, the largest first, and within a cluster by their summed |weights|.
// Clusters are found by label propagation (Raghavan, Albert & Kumara 2007, Phys. Rev. E 76, 036106): every neuron in turn
// takes the label that most of its |weights|, to and from it, go to. It is for display only. Without a network there is none.
func clusterOrder(net *network.Network) []int {
	if net == nil {
		return nil
	}
	labels, strength := propagateLabels(net)
	size := make([]int, len(labels))
	for _, label := range labels {
		size[label]++
	}
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(size[labels[b]], size[labels[a]]), cmp.Compare(labels[a], labels[b]), cmp.Compare(strength[b], strength[a]),
		)
	})
	return order
}

// propagateLabels returns the label of each neuron, a neuron's number, and its summed |weights|.
func propagateLabels(net *network.Network) (labels []int, strength []float64) {
	const rounds = 10
	n := net.Neurons()
	in, out := net.Weights(), net.Weights().Transpose()
	labels, strength = make([]int, n), make([]float64, n)
	for i := range labels {
		labels[i] = i
	}
	shares := make([]float64, n) // of the labels around one neuron
	for range rounds {
		changed := false
		for i := range n {
			before := labels[i]
			labels[i] = strongestLabel(i, labels, shares, in, out)
			changed = changed || labels[i] != before
		}
		if !changed {
			break
		}
	}
	for i := range n {
		for _, m := range []*network.CSR{in, out} {
			_, weights := m.Row(i)
			for _, w := range weights {
				strength[i] += math.Abs(w)
			}
		}
	}
	return labels, strength
}

// strongestLabel returns the label with the largest share around a neuron, the present one or else the smallest among equal
// ones. It leaves the shares at 0.
func strongestLabel(i int, labels []int, shares []float64, matrices ...*network.CSR) int {
	best := labels[i]
	for _, m := range matrices {
		others, weights := m.Row(i)
		for k, j := range others {
			if int(j) != i {
				shares[labels[j]] += math.Abs(weights[k])
			}
		}
	}
	for _, m := range matrices {
		others, _ := m.Row(i)
		for _, j := range others {
			label := labels[j]
			if more := cmp.Compare(shares[label], shares[best]); more > 0 || more == 0 && best != labels[i] && label < best {
				best = label
			}
		}
	}
	for _, m := range matrices {
		others, _ := m.Row(i)
		for _, j := range others {
			shares[labels[j]] = 0
		}
	}
	return best
}
