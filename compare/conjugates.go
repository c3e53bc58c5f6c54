package compare

// joinConjugates changes an optimal assignment into one of equal cost in which conjugates have
// conjugate partners, except on paths that end at real eigenvalues. On a cycle of m pairs of
// each spectrum the 2m edges alternate between two perfect matchings of the pairs. To use one of
// them twice costs no less than the optimum, nor does the other, so both cost the same. The one
// taken has the edge of the first eigenvalue.
func (f folded) joinConjugates(partner []int, other folded) {
	rowOf, done := make([]int, len(partner)), make([]bool, len(partner))
	for i, j := range partner {
		rowOf[j] = i
	}
	for start := range partner {
		if done[start] {
			continue
		}
		for _, i := range f.cycle(start, partner, rowOf, other) {
			done[i], done[f.conjugate[i]] = true, true
			partner[f.conjugate[i]] = other.conjugate[partner[i]]
		}
	}
}

// cycle returns one member of each conjugate pair on the cycle of start, such that their
// partners belong to different pairs; nil if start lies on a path.
func (f folded) cycle(start int, partner, rowOf []int, other folded) (members []int) {
	for i := start; ; {
		members = append(members, i)
		next := rowOf[other.conjugate[partner[i]]]
		if f.conjugate[i] == i || other.conjugate[partner[i]] == partner[i] || f.conjugate[next] == next {
			return nil
		}
		if i = f.conjugate[next]; i == start {
			return members
		}
	}
}

// orderConjugates gives the nearer of two different partners to the conjugate with negative
// imaginary part. Their exchange costs nothing, so that rounding would decide it.
func (f folded) orderConjugates(partner []int, other folded) {
	for i, k := range f.conjugate {
		if k > i && f.cost(i, other, partner[i]) > f.cost(k, other, partner[k]) {
			partner[i], partner[k] = partner[k], partner[i]
		}
	}
}
