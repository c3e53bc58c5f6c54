package network

import (
	"fmt"
	"slices"
)

// Permuted returns the matrix whose neuron i is neuron order[i] of this one:
//
//	V[i][j] = W[order[i]][order[j]]
//
// It panics unless order is a permutation of the N neurons.
func (m *CSR) Permuted(order []int) *CSR {
	place := inverse(order, m.Order())
	p := &CSR{start: make([]int, 1, m.Order()+1), source: make([]int32, 0, m.Stored()), weight: make([]float64, 0, m.Stored())}
	var row []Entry
	for _, old := range order {
		row = row[:0]
		sources, weights := m.Row(old)
		for k, j := range sources {
			row = append(row, Entry{Source: place[j], Weight: weights[k]})
		}
		slices.SortFunc(row, func(a, b Entry) int { return a.Source - b.Source })
		for _, e := range row {
			p.source, p.weight = append(p.source, int32(e.Source)), append(p.weight, e.Weight)
		}
		p.start = append(p.start, len(p.source))
	}
	return p
}

// Permuted returns the network whose neuron i is neuron order[i] of this one, with its weights,
// leak, input, sources of noise and label. It panics unless order is a permutation of the N neurons.
func (n *Network) Permuted(order []int) *Network {
	p := n.parts
	p.Weights = p.Weights.Permuted(order)
	p.Leak, p.Input = rearranged(p.Leak, order), rearranged(p.Input, order)
	p.Noise = p.Noise.of(order)
	if p.Labels != nil {
		p.Labels = rearranged(p.Labels, order)
	}
	return newNetwork(p, n.symmetric)
}

func rearranged[T any](values []T, order []int) []T {
	all := make([]T, len(values))
	for i, old := range order {
		all[i] = values[old]
	}
	return all
}

// inverse returns the permutation with place[order[i]] = i.
func inverse(order []int, n int) []int {
	place := slices.Repeat([]int{-1}, n)
	for i, old := range order {
		if old < 0 || old >= n || place[old] >= 0 || len(order) != n {
			panic(fmt.Sprintf("network: an order of %d neurons is no permutation of %d, at position %d", len(order), n, i))
		}
		place[old] = i
	}
	if len(order) != n {
		panic(fmt.Sprintf("network: an order of %d neurons for %d", len(order), n))
	}
	return place
}
