package krylov

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// A quadrature knows the cumulative distribution F of its vector only to within the weights of its nodes. A step at
// each node takes one end of that interval; here F is instead the line through the middles of the jumps,
//
//	F(θ_k) = τ_1² + … + τ_{k−1}² + τ_k²/2,
//
// 0 below the first node and 1 above the last. The smaller a node's residual is beside the distance to the next one, the
// more of its jump stays: an eigenvalue that is found is a step.
type cumulative struct{ values, below, above []float64 } // nodes, and F there from both sides

func cumulativeOf(part []node) cumulative {
	kept := distinct(part)
	var c cumulative
	sum := 0.0
	for k, n := range kept {
		below, above := sum, sum+n.weight
		if k > 0 {
			below += float64(n.weight / 2 * min(1, n.residual/(n.value-kept[k-1].value)))
		}
		if k < len(kept)-1 {
			above -= float64(n.weight / 2 * min(1, n.residual/(kept[k+1].value-n.value)))
		}
		sum += n.weight
		c.values, c.below, c.above = append(c.values, n.value), append(c.below, below), append(c.above, above)
	}
	return c
}

// distinct returns the nodes of any weight, copies as one. Where Krylov's space is exhausted, steps go on with vectors of
// rounding. Their nodes lie anywhere, without weight, or divide that of another between copies; either would bend the
// lines by chance.
func distinct(part []node) []node {
	const negligible, coincident = 1e-10, 1e-9 // over the sum of all weights, and over the distance of first and last
	width := coincident * (part[len(part)-1].value - part[0].value)
	var kept []node
	for _, n := range part {
		last := len(kept) - 1
		switch {
		case n.weight <= negligible:
		case last >= 0 && n.value-kept[last].value <= width:
			kept[last].weight += n.weight
			kept[last].residual = min(kept[last].residual, n.residual)
		default:
			kept = append(kept, n)
		}
	}
	return kept
}

// between is F at x, which lies above as many nodes as `next` says, or at the last of them.
func (c cumulative) between(x float64, next int) float64 {
	switch next {
	case 0:
		return 0
	case len(c.values):
		return 1
	}
	low, high := c.values[next-1], c.values[next]
	return math.FMA((x-low)/(high-low), c.below[next]-c.above[next-1], c.above[next-1])
}

// pieces returns F between points, which ascend: at each from above, and at the next from below.
func (c cumulative) pieces(points []float64) (start, end []float64) {
	next := 0 // nodes up to the point
	for i, x := range points {
		below := next
		for ; next < len(c.values) && c.values[next] <= x; next++ {
			if c.values[next] < x {
				below = next + 1
			}
		}
		if i > 0 {
			end = append(end, c.between(x, below))
		}
		if i < len(points)-1 {
			start = append(start, c.between(x, next))
		}
	}
	return start, end
}

// Cumulative returns the estimated share of the eigenvalues that do not exceed each of the points, and its
// standard error over the vectors. Within the distance of two nodes the density is not resolved, an error
// that the standard error does not contain.
func (d *Density) Cumulative(points []float64) (shares, errors []float64) {
	shares, errors = make([]float64, len(points)), make([]float64, len(points))
	values := make([][]float64, len(points))
	for _, part := range d.parts {
		c := cumulativeOf(part)
		for k, x := range points {
			next := sort.Search(len(c.values), func(j int) bool { return c.values[j] > x })
			values[k] = append(values[k], c.between(x, next))
		}
	}
	for k := range points {
		shares[k], errors[k] = meanWithError(values[k])
	}
	return shares, errors
}

// Compared is how two densities differ.
type Compared struct {
	Distance float64 // Wasserstein, of order 1, of the distributions that are lines
	// Noise is about the Distance that sampling alone gives to two matrices of equal densities, by which the distance of
	// nearly equal ones is too large: with Δ = F − G of the vectors of even and of odd number, ∫ |Δ_even(x) − Δ_odd(x)| dx / 2.
	Noise float64
	// Change is that of the distance from half the steps to all: what is missing to infinitely many, where that falls as the
	// inverse number of steps.
	Change float64
}

// Compare returns the distance of two densities,
//
//	∫ |F(x) − G(x)| dx,   F and G the means of the cumulative distributions of all vectors,
//
// and what it is uncertain by. The vectors are paired: estimate both densities with the same seed and number of vectors, and
// most of the sampling error is common to them and cancels. It panics unless both numbers are equal and even.
func (d *Density) Compare(other *Density) Compared {
	n := len(d.parts)
	if n%2 != 0 {
		panic(fmt.Sprintf("krylov: noise of densities from %d vectors", n))
	}
	gap, coarse, all := newDifference(d.parts, other.parts), newDifference(d.coarse, other.coarse), slices.Repeat([]float64{1}, n)
	c := Compared{Distance: gap.integral(all), Noise: gap.integral(slices.Repeat([]float64{1, -1}, n/2))}
	c.Change = math.Abs(c.Distance - coarse.integral(all))
	return c
}

// difference is F_k − G_k of each vector k, which is linear between the points x_i and x_{i+1}.
type difference struct {
	points     []float64
	start, end [][]float64 // of each vector, at x_i from above and at x_{i+1} from below
}

func newDifference(a, b [][]node) difference {
	if len(a) != len(b) {
		panic(fmt.Sprintf("krylov: densities from %d and %d vectors", len(a), len(b)))
	}
	var d difference
	for _, n := range slices.Concat(slices.Concat(a...), slices.Concat(b...)) {
		d.points = append(d.points, n.value)
	}
	slices.Sort(d.points)
	d.points = slices.Compact(d.points)
	for k := range a {
		start, end := cumulativeOf(a[k]).pieces(d.points)
		others, ends := cumulativeOf(b[k]).pieces(d.points)
		for i := range start {
			start[i] -= others[i]
			end[i] -= ends[i]
		}
		d.start, d.end = append(d.start, start), append(d.end, end)
	}
	return d
}

// integral is ∫ |Σ s_k (F_k − G_k)| dx / Σ |s_k|.
func (d difference) integral(s []float64) float64 {
	sum, vectors := 0.0, 0.0
	for _, v := range s {
		vectors += math.Abs(v)
	}
	for i := range len(d.points) - 1 {
		start, end := 0.0, 0.0
		for k, v := range s {
			start, end = math.FMA(v, d.start[k][i], start), math.FMA(v, d.end[k][i], end)
		}
		sum = math.FMA(meanAbsolute(start, end), d.points[i+1]-d.points[i], sum)
	}
	return sum / vectors
}

// meanAbsolute is the mean of |f| where f goes from a to b on a line.
func meanAbsolute(a, b float64) float64 {
	if (a < 0) == (b < 0) || a == 0 || b == 0 {
		return math.Abs(a+b) / 2
	}
	return math.FMA(a, a, float64(b*b)) / (2 * math.Abs(a-b))
}
