package compare

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// ActiveSetWorstCase returns the smallest ε of (3) for the submatrices Ã_Γ and A_Γ of the
// neurons in an active set Γ = {i : active[i]}. While Γ is the set of neurons above
// threshold, a rectified network follows the linear dynamics of A_Γ. Since (3) holds for
// every x, it holds for those that vanish outside Γ, so that this ε is at most WorstCase's
// (Section 6 of Moore & Chaudhuri 2020). An empty set has ε = 0. It returns ErrIndefinite,
// perhaps wrapped, where the symmetric part of −A_Γ is not positive definite, and panics if
// a length does not fit.
func ActiveSetWorstCase(original, pruned *network.Network, active []bool) (float64, error) {
	if len(active) != original.Neurons() || len(active) != pruned.Neurons() {
		panic(fmt.Sprintf("compare: an active set of %d neurons for networks of %d and %d",
			len(active), original.Neurons(), pruned.Neurons()))
	}
	members := membersOf(active)
	if len(members) == 0 {
		return 0, nil
	}
	return extremeRatio(symmetricPartOf(original, members), symmetricPartOf(pruned, members))
}

// ActiveSetDistortion returns the distortion of Ã_Γ and A_Γ by products, as DistortionByProducts does for whole
// networks, with the same errors and panics; that of ActiveSetWorstCase otherwise. An empty set has none: both
// μ are 1.
func ActiveSetDistortion(at Checkpoint, original, pruned *network.Network, active []bool, workers int) (Distortion, error) {
	if len(active) != original.Neurons() || len(active) != pruned.Neurons() {
		panic(fmt.Sprintf("compare: an active set of %d neurons for networks of %d and %d",
			len(active), original.Neurons(), pruned.Neurons()))
	}
	members := membersOf(active)
	return DistortionByProducts(at, original.Induced(members), pruned.Induced(members), workers)
}

// membersOf lists the neurons of an active set, in ascending order.
func membersOf(active []bool) (members []int) {
	for i, isActive := range active {
		if isActive {
			members = append(members, i)
		}
	}
	return members
}

// symmetricPart returns (A + Aᵀ)/2.
func symmetricPart(net *network.Network) *mat.SymDense {
	members := make([]int, net.Neurons())
	for i := range members {
		members[i] = i
	}
	return symmetricPartOf(net, members)
}

// symmetricPartOf returns (A_Γ + A_Γᵀ)/2 for the neurons Γ = members, in ascending order.
func symmetricPartOf(net *network.Network, members []int) *mat.SymDense {
	place := slices.Repeat([]int{-1}, net.Neurons()) // of each neuron among the members, −1 outside
	for k, i := range members {
		place[i] = k
	}
	s := new(mat.SymDense)
	if len(members) > 0 { // NewSymDense panics for order 0; the zero value has order 0
		s = mat.NewSymDense(len(members), nil)
	}
	for k, i := range members {
		sources, weights := net.Weights().Row(i)
		for e, source := range sources {
			switch l := place[source]; {
			case l == k:
				s.SetSym(k, k, s.At(k, k)+weights[e])
			case l >= 0:
				s.SetSym(k, l, s.At(k, l)+weights[e]/2)
			}
		}
		s.SetSym(k, k, s.At(k, k)-net.Leak()[i])
	}
	return s
}
