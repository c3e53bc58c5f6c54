package compare

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/network"
)

// slowestNeurons orders neurons by an estimate of the eigenvalue whose mode is about each of them, the largest first: by
// perturbation theory, with the paths of two and of three synapses from a neuron back to itself,
//
//	A_ii + Σ_j W_ij x_j,   x_j = (W_ji + Σ_k W_jk W_ki/(A_ii − A_kk)) / (A_ii − A_jj),   j, k ≠ i
//
// In a connectome the leak is the same in many neurons, and this tells which of them are in the slowest modes. Only the neurons of
// the largest A_ii are estimated, as many as given or all that are equal to the last of them; the others follow by A_ii.
func slowestNeurons(w *network.CSR, diagonal []float64, count int) []int {
	order := make([]int, len(diagonal))
	for i := range order {
		order[i] = i
	}
	byDiagonal := func(i, j int) int { return cmp.Compare(diagonal[j], diagonal[i]) }
	slices.SortStableFunc(order, byDiagonal)
	count = min(count, len(order))
	for count < len(order) && diagonal[order[count]] == diagonal[order[count-1]] {
		count++
	}
	estimates := returning(w, diagonal, order[:count])
	slices.SortStableFunc(order[:count], func(i, j int) int { return cmp.Compare(estimates[j], estimates[i]) })
	return order
}

// returning returns the estimates of some neurons.
func returning(w *network.CSR, diagonal []float64, neurons []int) map[int]float64 {
	outputs := outputsOf(w, neurons)
	estimates := make(map[int]float64, len(neurons))
	first := make([]float64, len(diagonal)) // W_ki/(A_ii − A_kk)
	for _, i := range neurons {
		over := func(v float64, j int) float64 { return v / apart(diagonal[i], diagonal[j]) }
		for _, e := range outputs[i] {
			first[e.Target] = over(e.Weight, e.Target)
		}
		estimate := diagonal[i]
		sources, weights := w.Row(i)
		for e, j := range sources {
			if int(j) == i {
				continue
			}
			sum := 0.0
			further, factors := w.Row(int(j))
			for f, k := range further {
				if k != j && int(k) != i {
					sum = math.FMA(factors[f], first[k], sum)
				}
			}
			estimate = math.FMA(weights[e], first[j]+over(sum, int(j)), estimate)
		}
		for _, e := range outputs[i] {
			first[e.Target] = 0
		}
		estimates[i] = estimate
	}
	return estimates
}

// apart is the difference of two entries of the diagonal, the first of which is among the largest, or 0.05 of it if that is more:
// nearer ones are no small perturbation.
func apart(a, b float64) float64 {
	if least := 0.05 * math.Abs(a); !(a-b > least) {
		return least
	}
	return a - b
}

// outputsOf returns the synapses from some neurons onto others.
func outputsOf(w *network.CSR, neurons []int) map[int][]network.Entry {
	outputs := make(map[int][]network.Entry, len(neurons))
	wanted := make([]bool, w.Order())
	for _, i := range neurons {
		wanted[i] = true
	}
	for i := range w.Order() {
		sources, weights := w.Row(i)
		for e, j := range sources {
			if wanted[j] && int(j) != i {
				outputs[int(j)] = append(outputs[int(j)], network.Entry{Target: i, Source: int(j), Weight: weights[e]})
			}
		}
	}
	return outputs
}
