package network

import "slices"

// Recurrence divides the neurons of a network by the cycles of its graph. A cycle is a strongly connected
// component of at least two neurons.
type Recurrence struct {
	Core     []int // on a cycle or on a path from one cycle to another; ascending
	Driven   []int // the others that receive from the core, perhaps over others of them; each after all that it receives from
	Upstream []int // that receive from no cycle; likewise ordered
}

// Recurrent divides the neurons. With core, driven and upstream neurons in a suitable order A is block triangular, and
// driven and upstream neurons are components of one neuron each, so that the eigenvalues of A are those of the
// core's block, and A_ii of each other neuron. An eigenvector of an eigenvalue of the core is 0 upstream, an eigenvector
// of the block on the core, and follows from it on driven neurons by substitution:
//
//	(λ − A_ii) v_i = Σ_{j≠i} W_ij v_j
func (n *Network) Recurrent() Recurrence {
	w := n.parts.Weights
	all := components(w) // each after those that it receives from
	receives, sends := make([]bool, n.Neurons()), make([]bool, n.Neurons())
	for _, members := range all {
		reached := len(members) > 1
		for _, i := range members {
			sources, _ := w.Row(i)
			reached = reached || slices.ContainsFunc(sources, func(j int32) bool { return receives[j] })
		}
		for _, i := range members {
			receives[i] = reached
		}
	}
	for _, members := range slices.Backward(all) {
		reaches := len(members) > 1 || sends[members[0]]
		for _, i := range members {
			if sends[i] = reaches; !reaches {
				continue
			}
			sources, _ := w.Row(i)
			for _, j := range sources {
				sends[j] = true
			}
		}
	}
	var r Recurrence
	for _, members := range all {
		for _, i := range members {
			switch {
			case !receives[i]:
				r.Upstream = append(r.Upstream, i)
			case sends[i]:
				r.Core = append(r.Core, i)
			default:
				r.Driven = append(r.Driven, i)
			}
		}
	}
	slices.Sort(r.Core)
	return r
}

// Restrict returns the rows and columns of some neurons, given in ascending order.
func (m *CSR) Restrict(neurons []int) *CSR {
	if len(neurons) == m.Order() {
		return m
	}
	return operator{weights: m, leak: make([]float64, m.Order())}.restrict(neurons, slices.Repeat([]int32{-1}, m.Order())).weights
}
